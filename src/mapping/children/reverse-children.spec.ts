import type { ChildMapping, CollectionDefinition } from '@hookyard/sdk';

import { compileCollection } from '../collection.js';
import { reverseCollection } from '../reverse.js';
import { validateCollection } from '../validate.js';

const LINES: ChildMapping = {
  target: 'lines',
  type: 'TRANSACTION_LINE',
  source: 'items',
  key: 'id',
  match: ['sku'],
  mappings: [
    { kind: 'field', target: 'id', source: 'nr' },
    { kind: 'field', target: 'sku', source: 'code' },
    { kind: 'lookup', target: 'unit', source: 'u', table: { pc: 'piece' } },
  ],
  children: [
    { target: 'discounts', source: 'less', mappings: [{ kind: 'field', target: 'total', source: 'amount' }] },
  ],
};

function inTo(...children: readonly ChildMapping[]): CollectionDefinition {
  const mappings = [{ kind: 'field', target: 'number', source: 'number' }] as const;
  return { name: 'in', type: 'TRANSACTION', direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings, children };
}

function reversed(definition: CollectionDefinition) {
  return reverseCollection(definition, { name: 'out', tables: {} });
}

describe('the child lists of a reversed collection', () => {
  it('out of the hub are told apart by the field their key came from, which the host fills in', () => {
    const { definition, notes } = reversed(inTo(LINES));

    expect(definition.children).toEqual([
      {
        target: 'items',
        type: 'TRANSACTION_LINE',
        source: 'lines',
        key: 'nr',
        match: ['code'],
        mappings: [
          { kind: 'field', target: 'code', source: 'sku' },
          { kind: 'lookup', target: 'u', source: 'unit', table: { piece: 'pc' } },
        ],
        children: [
          {
            target: 'less',
            source: 'discounts',
            mappings: [{ kind: 'field', target: 'amount', source: 'total' }],
          },
        ],
      },
    ]);
    expect(notes).toEqual([]);
    expect(validateCollection(definition)).toEqual([]);
  });

  it('into the hub have their id there from the field that was filled in, and come to the same on the way round', () => {
    const there = reversed(inTo(LINES)).definition;

    const back = reversed(there).definition;

    expect(back.children?.[0]).toMatchObject({ target: 'lines', source: 'items', key: 'id', match: ['sku'] });
    expect(validateCollection(back)).toEqual([]);
    const record = { number: '#1', items: [{ nr: '7', code: 'a', u: 'pc', less: [{ amount: 3 }] }] };
    const mapped = compileCollection(inTo(LINES), { trusted: true }).map(record, { settings: {} });
    expect(compileCollection(back, { trusted: true }).map(record, { settings: {} })).toEqual(mapped);
    const childIds = { h1: '7' };
    const inHub = { number: '#1', lines: [{ id: 'h1', sku: 'a', unit: 'piece', discounts: [{ total: 3 }] }] };
    expect(compileCollection(there, { trusted: true }).map(inHub, { settings: {}, childIds })).toEqual(
      record,
    );
  });

  it.each<[string, Partial<ChildMapping>, RegExp]>([
    [
      'is made by a formula',
      { mappings: [{ kind: 'formula', target: 'id', expression: 'a & b' }] },
      /key 'id'/,
    ],
    ['lies inside an object', { source: 'body.items' }, /no field to write to/],
    ['is computed', { source: 'items[quantity > 0]' }, /no field to write to/],
    ['is rows alone', { source: undefined, rows: [{ name: 'ship', mappings: [] }] }, /rows/],
    [
      'has nothing to bring back',
      { key: undefined, match: undefined, mappings: [], children: [] },
      /nothing/,
    ],
  ])('are left out whole where the list %s', (_, more, message) => {
    const { definition, notes } = reversed(inTo({ ...LINES, ...more }));

    expect(definition.children).toBeUndefined();
    expect(notes).toEqual([
      { field: 'children.0', target: 'lines', kind: 'left-out', message: expect.stringMatching(message) },
    ]);
  });

  it('say what of a list has no way back by its place', () => {
    const { notes } = reversed(
      inTo({
        ...LINES,
        filter: 'quantity > 0',
        partial: true,
        mappings: [
          ...LINES.mappings,
          { kind: 'formula', target: 'label', expression: '$Parent.name' },
          { kind: 'formula', target: 'color', expression: '$CustomFields.color' },
        ],
        rows: [{ name: 'ship', mappings: [] }],
      }),
    );

    expect(notes.map(({ field }) => field)).toEqual([
      'children.0.mappings.3',
      'children.0.mappings.4',
      'children.0.filter',
      'children.0.rows',
      'children.0.partial',
    ]);
  });

  it('do not write a field that a mapping of the record writes', () => {
    const definition = inTo(LINES);
    const taken = { kind: 'field', target: 'items', source: 'items' } as const;

    const { notes } = reversed({ ...definition, mappings: [taken] });

    expect(notes).toMatchObject([{ field: 'children.0', kind: 'left-out' }]);
  });
});
