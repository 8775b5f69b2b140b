import type { ChildMapping, CollectionDefinition, JsonObject } from '@hookyard/sdk';
import fc from 'fast-check';

import { endWorkers } from '../../expressions/index.js';
import { compileCollection, type MappingContext } from '../collection.js';
import type { RecordShape, ValueKind } from '../record-shape.js';
import { validateCollection } from '../validate.js';
import { collectionWarnings } from '../warnings.js';
import { childOrigin } from './child-origin.js';

afterAll(() => endWorkers());

const LINES: ChildMapping = {
  target: 'lines',
  type: 'TRANSACTION_LINE',
  source: 'items',
  key: 'id',
  mappings: [
    { kind: 'field', target: 'id', source: 'line_id' },
    { kind: 'field', target: 'sku', source: 'sku' },
    { kind: 'formula', target: 'label', expression: '$Parent.number & "/" & sku' },
    { kind: 'lookup', target: 'unit', source: 'unit', table: { pc: 'piece' }, default: 'other' },
    { kind: 'static', target: 'type', value: 'product' },
  ],
};

function define(
  children: readonly ChildMapping[],
  more: Partial<CollectionDefinition> = {},
): CollectionDefinition {
  const mappings = [{ kind: 'field', target: 'number', source: 'number' } as const];
  return {
    name: 'Orders',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings,
    children,
    ...more,
  };
}

function map(
  children: readonly ChildMapping[],
  record: JsonObject,
  context: Partial<MappingContext> = {},
): unknown {
  return compileCollection(define(children), { trusted: true }).map(record, { settings: {}, ...context });
}

describe('children into the hub', () => {
  it('are mapped by rules of their own, with the parent in formulas, under their id in the system', () => {
    const record = {
      number: 'A7',
      items: [
        { line_id: 1, sku: 'x', unit: 'pc' },
        { line_id: 2, sku: null, unit: null },
      ],
    };

    expect(map([LINES], record)).toStrictEqual({
      number: 'A7',
      lines: [
        { id: 1, sku: 'x', label: 'A7/x', unit: 'piece', type: 'product' },
        { id: 2, sku: null, label: 'A7/null', unit: null, type: 'product' },
      ],
    });
  });

  it('an absent list is left untouched, an empty one and null clear, one object is a list of one', () => {
    expect(map([LINES], { number: 'A7' })).toEqual({ number: 'A7' });
    expect(map([LINES], { items: [] })).toEqual({ lines: [] });
    expect(map([LINES], { items: null })).toEqual({ lines: [] });
    expect(map([LINES], { items: { line_id: 3 } })).toMatchObject({ lines: [{ id: 3 }] });
  });

  it('a filter leaves children out; where only some are named, none that is left is nothing said', () => {
    const filtered = { ...LINES, filter: 'sku != "skip"' };
    const items = [{ line_id: 1, sku: 'skip' }];

    expect(map([filtered], { items })).toEqual({ lines: [] });
    expect(map([filtered], { items }, { isPartial: true })).toEqual({});
    expect(map([{ ...filtered, partial: false }], { items }, { isPartial: true })).toEqual({ lines: [] });
    expect(map([filtered], { items: [] }, { isPartial: true })).toEqual({ lines: [] });
  });

  it('rows are made from fields of the parent, where their condition holds', () => {
    const rows: ChildMapping['rows'] = [
      {
        name: 'shipping',
        when: 'shipping_cost > 0',
        mappings: [
          { kind: 'static', target: 'type', value: 'shipping' },
          { kind: 'field', target: 'total', source: 'shipping_cost' },
        ],
      },
    ];
    const lines = { ...LINES, mappings: LINES.mappings.slice(0, 2), rows };

    expect(map([lines], { items: [{ line_id: 1, sku: 'x' }], shipping_cost: 5 })).toEqual({
      lines: [
        { id: 1, sku: 'x' },
        { id: 'row:shipping', type: 'shipping', total: 5 },
      ],
    });
    expect(map([lines], { items: [], shipping_cost: 0 })).toEqual({ lines: [] });
    expect(map([{ target: 'addresses', mappings: [], rows }], { shipping_cost: 5 })).toEqual({
      addresses: [{ type: 'shipping', total: 5 }],
    });
  });

  it('lie inside children, whose record is their parent', () => {
    const discounts: ChildMapping = {
      target: 'discounts',
      source: 'off.list',
      key: 'code',
      mappings: [
        { kind: 'field', target: 'code', source: 'code' },
        { kind: 'formula', target: 'of', expression: '$Parent.sku' },
      ],
    };
    const lines = { ...LINES, mappings: LINES.mappings.slice(0, 2), children: [discounts] };

    expect(map([lines], { items: [{ line_id: 1, sku: 'x', off: { list: [{ code: 'c' }] } }] })).toEqual({
      lines: [{ id: 1, sku: 'x', discounts: [{ id: 'c', of: 'x' }] }],
    });
  });

  it('a child without its id, an item that is no record and a list without end are refused by name', () => {
    expect(() => map([LINES], { items: [{ sku: 'x' }] })).toThrow('lines.0 has no id');
    expect(() => map([LINES], { items: [7] })).toThrow('an item that is no record: 0');
    const endless = Array.from({ length: 5_001 }, (_, id) => ({ line_id: id }));
    expect(() => map([LINES], { items: endless })).toThrow('more than 5000 children');
  });

  it('formulas that leave the loop give what those that stay give', async () => {
    const label = { kind: 'formula', target: 'label', expression: '$eval("sku") & $Parent.number' } as const;
    const lines = { ...LINES, mappings: [...LINES.mappings.slice(0, 2), label] };
    const items = [
      { line_id: 1, sku: 'x' },
      { line_id: 2, sku: 'y' },
    ];

    const mapped = compileCollection(define([lines]), { trusted: false }).map(
      { number: 'A', items },
      { settings: {} },
    );

    expect(await mapped).toMatchObject({
      lines: [
        { id: 1, label: 'xA' },
        { id: 2, label: 'yA' },
      ],
    });
  });

  it('none is lost or doubled, whatever the source holds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 30 }), (ids) => {
        const mapped = map([LINES], { items: ids.map((line_id) => ({ line_id })) }) as {
          lines: { id: number }[];
        };
        expect(mapped.lines.map(({ id }) => id)).toEqual(ids);
      }),
    );
  });
});

describe('children out of the hub', () => {
  const out: ChildMapping = {
    target: 'line_items',
    source: 'lines',
    key: 'line_id',
    mappings: [{ kind: 'field', target: 'sku', source: 'sku' }],
    rows: [{ name: 'note', mappings: [{ kind: 'field', target: 'sku', source: 'number' }] }],
  };

  it("carry the system's own ids, and none where the system has them not", () => {
    const compiled = compileCollection(define([out], { direction: 'FROM' }), { trusted: true });
    const childIds = { chd_a: '71', 'row:line_items/note': '79' };
    const record = {
      number: 'A7',
      lines: [
        { id: 'chd_a', sku: 'x' },
        { id: 'chd_b', sku: 'y' },
      ],
    };

    const mapped = compiled.map(record, { settings: {}, childIds }) as { line_items: JsonObject[] };

    expect(mapped.line_items).toStrictEqual([
      { line_id: '71', sku: 'x' },
      { sku: 'y' },
      { line_id: '79', sku: 'A7' },
    ]);
    expect(mapped.line_items.map(childOrigin)).toEqual(['chd_a', 'chd_b', 'row:line_items/note']);
  });
});

describe('a definition with children', () => {
  it('is told its problems by their place', () => {
    const children = [
      {
        ...LINES,
        filter: '1 +',
        match: ['nothing'],
        rows: [{ name: 'a', mappings: [{ kind: 'static', target: 'id', value: 1 }] }],
        children: [
          { target: 'x', mappings: [{ kind: 'formula', target: 'y', expression: '(' }], match: ['y'] },
        ],
      },
      { target: 'lines', source: 'a', key: 'no', mappings: [{ kind: 'field', target: 'a..b', source: 'c' }] },
      { target: 'number', source: 'n', mappings: [] },
    ] as ChildMapping[];

    expect(validateCollection(define(children)).map(({ field }) => field)).toEqual([
      'children.0.filter',
      'children.0.match.0',
      'children.0.rows.0.mappings.0.target',
      'children.0.children.0.mappings.0.expression',
      'children.0.children.0.match',
      'children.0.children.0.source',
      'children.1.target',
      'children.1.mappings.0.target',
      'children.1.key',
      'children.2.target',
    ]);
  });

  it('has no problems when it is good, and is refused unknown keys, paths as targets and a fourth level', () => {
    const nest = (levels: number): ChildMapping[] => [
      { target: 'c', source: 'c', mappings: [], ...(levels > 1 ? { children: nest(levels - 1) } : {}) },
    ];

    expect(validateCollection(define([LINES]))).toEqual([]);
    expect(validateCollection(define(nest(3)))).toEqual([]);
    expect(validateCollection(define(nest(4))).map(({ message }) => message)).toEqual([
      'children lie at most 3 levels deep',
    ]);
    expect(validateCollection(define([{ ...LINES, target: 'a.b' }]))).toHaveLength(1);
    expect(validateCollection(define([{ ...LINES, keys: 'id' } as ChildMapping]))).toHaveLength(1);
  });

  it('cannot serve deletes, of which only the id is known', () => {
    const problems = validateCollection({ ...define([LINES], { syncType: 'DELETE' }), mappings: [] });

    expect(problems.map(({ field }) => field)).toEqual(['children']);
  });

  it('is warned of what neither side declares for its children, in both directions', () => {
    const line = record({ sku: 'text', label: 'text', unit: 'text' });
    const order: RecordShape = {
      ...record({ number: 'text' }),
      fields: new Map([['lines', { kind: 'list', record: line }]]),
    };
    const facts = {
      source: null,
      target: order,
      functions: new Set<string>(),
      abilities: null,
      before: [],
      behind: [],
    };
    const out = {
      ...LINES,
      target: 'x',
      source: 'lines',
      key: 'line_id',
      mappings: LINES.mappings.slice(1, 2),
    };
    const quantity = { kind: 'field', target: 'quantity', source: 'qty' } as const;

    expect(collectionWarnings({ ...define([LINES]), mappings: [] }, facts)).toEqual([
      { field: 'children.0.mappings.4.target', message: "writes 'type', which the target does not declare" },
    ]);
    expect(
      collectionWarnings(
        { ...define([{ ...out, mappings: [quantity] }], { direction: 'FROM' }), mappings: [] },
        { ...facts, source: order, target: null },
      ),
    ).toEqual([
      { field: 'children.0.mappings.0.source', message: "reads 'qty', which the source does not declare" },
    ]);
    expect(
      collectionWarnings({ ...define([{ ...LINES, target: 'line' }]), mappings: [] }, facts).map(
        ({ message }) => message,
      ),
    ).toEqual(["writes 'line', which the target does not declare; did you mean lines?"]);
  });

  it('that writes into children what they can never hold is refused', () => {
    const line = record({ sku: 'number' });
    const target: RecordShape = {
      isClosed: true,
      fields: new Map([['lines', { kind: 'list', record: line }]]),
    };
    const sku = { kind: 'static', target: 'sku', value: ['x'] } as const;
    const lines = { ...LINES, mappings: [...LINES.mappings.slice(0, 1), sku] };

    const problems = validateCollection(
      { ...define([lines]), mappings: [] },
      { sidesOf: () => ({ source: null, target }) },
    );

    expect(problems.map(({ field }) => field)).toEqual(['children.0.mappings.1.value']);
  });
});

function record(kinds: Readonly<Record<string, ValueKind>>): RecordShape {
  const fields = Object.entries(kinds).map(([name, kind]) => [name, { kind, record: null }] as const);
  return { fields: new Map(fields), isClosed: true };
}
