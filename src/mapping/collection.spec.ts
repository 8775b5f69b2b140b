import type { CollectionDefinition, FieldMapping, Json, JsonObject } from '@hookyard/sdk';
import fc from 'fast-check';

import { endWorkers } from '../expressions/index.js';
import { compileCollection, type MappingContext } from './collection.js';
import type { CollectionOptions } from './collection-options.js';

afterAll(() => endWorkers());

const CONTEXT: MappingContext = { settings: { prefix: 'oslo' } };

function define(
  mappings: readonly FieldMapping[],
  more: Partial<CollectionDefinition> = {},
): CollectionDefinition {
  return { name: 'Orders', type: 'TRANSACTION', direction: 'TO', syncType: 'ADD', mappings, ...more };
}

function map(
  mappings: readonly FieldMapping[],
  record: JsonObject,
  options: CollectionOptions = { trusted: true },
): unknown {
  return compileCollection(define(mappings), options).map(record, CONTEXT);
}

describe('a map of fields and constants', () => {
  it('copies what is there, leaves out what is absent, and passes null on', () => {
    const mapped = map(
      [
        { kind: 'field', target: 'number', source: 'id' },
        { kind: 'field', target: 'note', source: 'remark' },
        { kind: 'field', target: 'email', source: 'mail' },
        { kind: 'static', target: 'source', value: 'web' },
        { kind: 'static', target: 'closedAt', value: null },
      ],
      { id: 7, remark: null },
    );

    expect(mapped).toStrictEqual({ number: 7, note: null, source: 'web', closedAt: null });
  });

  it('reads and makes dotted paths', () => {
    const mapped = map(
      [
        { kind: 'field', target: 'billing.city', source: 'customer.address.city' },
        { kind: 'field', target: 'billing.zip', source: 'customer.address.zip' },
        { kind: 'field', target: 'firstSku', source: 'lines.0.sku' },
        { kind: 'field', target: 'count', source: 'lines.length' },
        { kind: 'field', target: 'odd', source: 'id.constructor' },
      ],
      { id: 1, customer: { address: { city: 'Bergen' } }, lines: [{ sku: 'A' }] },
    );

    expect(mapped).toStrictEqual({ billing: { city: 'Bergen' }, firstSku: 'A' });
  });

  it('never writes into the record it reads', () => {
    const record = { address: { city: 'Bergen', zip: '5003' } };

    const mapped = map(
      [
        { kind: 'field', target: 'billing', source: 'address' },
        { kind: 'static', target: 'billing.city', value: 'Oslo' },
      ],
      record,
    );

    expect(mapped).toEqual({ billing: { city: 'Oslo', zip: '5003' } });
    expect(record.address.city).toBe('Bergen');
  });

  it('is a pick when every mapping is a field of the same name', () => {
    const aRecord = fc.dictionary(
      fc.string({ minLength: 1 }).filter(isPlainName),
      fc.jsonValue(),
    ) as fc.Arbitrary<JsonObject>;

    fc.assert(
      fc.property(aRecord, fc.array(fc.string({ minLength: 1 }).filter(isPlainName)), (record, others) => {
        const names = [...new Set([...Object.keys(record).slice(0, 5), ...others])];
        const picked = names
          .filter((name) => Object.hasOwn(record, name))
          .map((name) => [name, record[name]]);

        const mapped = map(
          names.map((name) => ({ kind: 'field', target: name, source: name })),
          record,
        );

        expect(mapped).toStrictEqual(Object.fromEntries(picked));
      }),
    );
  });

  it('gives back at every target path what stood at the source path', () => {
    const aPath = fc
      .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 3 })
      .map((keys) => keys.join('.'));

    fc.assert(
      fc.property(aPath, aPath, fc.jsonValue(), (source, target, value) => {
        const record = source
          .split('.')
          .reduceRight<Json>((inner, key) => ({ [key]: inner }), value as Json) as JsonObject;

        const mapped = map([{ kind: 'field', target, source }], record);

        const found = target.split('.').reduce<unknown>((outer, key) => (outer as JsonObject)[key], mapped);
        expect(found).toEqual(value);
      }),
    );
  });

  it('refuses to write a prototype', () => {
    expect(() => map([{ kind: 'static', target: '__proto__.isAdmin', value: true }], {})).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED' }),
    );
  });
});

describe('a lookup', () => {
  const table = { '1': 'paid', true: 'yes', null: 'none', FX: null };
  const lookup = (value: Json | undefined, more: { default?: Json } = {}): unknown =>
    map(
      [{ kind: 'lookup', target: 't', source: 's', table, ...more }],
      value === undefined ? {} : { s: value },
    );

  it('translates numbers, texts and booleans by their text', () => {
    expect([lookup(1), lookup('1'), lookup(true), lookup(null), lookup('FX')]).toEqual([
      { t: 'paid' },
      { t: 'paid' },
      { t: 'yes' },
      { t: 'none' },
      { t: null },
    ]);
  });

  it('takes the default for a value without a row, and leaves the target alone where there is none', () => {
    expect(lookup('9', { default: 'open' })).toEqual({ t: 'open' });
    expect(lookup({ a: 1 }, { default: 'open' })).toEqual({ t: 'open' });
    expect(lookup('9')).toEqual({});
    expect(lookup('toString')).toEqual({});
    expect(lookup(undefined, { default: 'open' })).toEqual({});
  });

  it('does what the mapping says for a value without a row or a default', () => {
    const of = (value: Json, missing: 'error' | 'null' | 'keep', rows: object): unknown =>
      map(
        [{ kind: 'lookup', target: 't', source: 's', table: 'named', missing }],
        { s: value },
        { trusted: true, tables: { named: rows as { rows: JsonObject } } },
      );

    expect(of('9', 'keep', { rows: {} })).toEqual({});
    expect(of('9', 'null', { rows: {} })).toEqual({ t: null });
    expect(of('9', 'error', { rows: {}, default: 'open' })).toEqual({ t: 'open' });
    expect(of('1', 'error', { rows: table })).toEqual({ t: 'paid' });
    expect(of(null, 'error', { rows: {} })).toEqual({ t: null });
    expect(() => of('9', 'error', { rows: {} })).toThrow(
      expect.objectContaining({
        failure: 'Invalid',
        message: `the translation 'named' of field 't' has no row for "9"`,
        fields: ['s'],
      }),
    );
  });

  it('finds a table by its name', () => {
    const mapping = { kind: 'lookup', target: 't', source: 's', table: 'countries' } as const;
    const options = { trusted: true, tables: { countries: { rows: { NO: 'Norway' } } } };

    expect(map([mapping], { s: 'NO' }, options)).toEqual({ t: 'Norway' });
    expect(() => map([{ ...mapping }], { s: 'NO' })).toThrow(/there is no translation 'countries'/);
  });
});

describe('a map with formulas', () => {
  const formulas: readonly FieldMapping[] = [
    { kind: 'formula', target: 'name', expression: '$Settings.prefix & "-" & id' },
    { kind: 'formula', target: 'total', expression: 'net * 1.25' },
    { kind: 'formula', target: 'nothing', expression: 'missing' },
    { kind: 'formula', target: 'cleared', expression: 'null' },
    { kind: 'formula', target: 'parent', expression: '$Parent.id ?? "none"' },
    { kind: 'formula', target: 'custom', expression: '$CustomFields.size' },
  ];

  it('answers at once where its formulas are closures', () => {
    const mapped = compileCollection(define(formulas), { trusted: false }).map(
      { id: 7, net: 100 },
      {
        ...CONTEXT,
        customFields: { size: 'L' },
      },
    );

    expect(mapped).toEqual({ name: 'oslo-7', total: 125, cleared: null, parent: 'none', custom: 'L' });
  });

  it.each([true, false])(
    'waits for what must leave the loop, and keeps the order of writing (trusted: %s)',
    async (trusted) => {
      const mapped = map(
        [
          { kind: 'formula', target: 'skus', expression: 'lines[price > 1]^(sku).sku' },
          { kind: 'static', target: 'a', value: 1 },
          { kind: 'formula', target: 'sum', expression: '$sum(lines^(price).price)' },
          { kind: 'formula', target: 'box', expression: 'lines[0].{"sku": sku}' },
          { kind: 'static', target: 'box.sku', value: 'B' },
        ],
        {
          lines: [
            { sku: 'A', price: 1 },
            { sku: 'C', price: 2 },
            { sku: 'D', price: 3 },
          ],
        },
        { trusted },
      );

      expect(mapped).toBeInstanceOf(Promise);
      expect(await mapped).toEqual({ skus: ['C', 'D'], a: 1, sum: 6, box: { sku: 'B' } });
    },
  );

  it.each([true, false])(
    'names the collection and the field of what failed (trusted: %s)',
    async (trusted) => {
      const mapped = map(
        [{ kind: 'formula', target: 'total', expression: 'net + 1' }],
        { net: 'x' },
        { trusted },
      );

      await expect(mapped).rejects.toMatchObject({
        code: 'EXPRESSION_FAILED',
        details: { subject: "collection 'Orders', field 'total'", detail: expect.stringContaining('T2001') },
      });
    },
  );

  it('names the field of a formula that does not parse', () => {
    expect(() => map([{ kind: 'formula', target: 'total', expression: 'net +' }], {})).toThrow(
      expect.objectContaining({
        code: 'EXPRESSION_INVALID',
        details: expect.objectContaining({ subject: "collection 'Orders', field 'total'" }),
      }),
    );
  });

  it("calls the connector's functions", () => {
    const functions = { slug: (text: string) => text.toLowerCase() };

    expect(
      map(
        [{ kind: 'formula', target: 'slug', expression: '$slug(name)' }],
        { name: 'Car' },
        { trusted: false, functions },
      ),
    ).toEqual({ slug: 'car' });
  });
});

describe('filters of a collection', () => {
  it.each([
    ['total > 10', { total: 11 }, true],
    ['total > 10', { total: 1 }, false],
    ['total > 10', {}, false],
    ['tags', { tags: [''] }, false],
    ['tags', { tags: ['', 'x'] }, true],
    ['name', { name: 'x' }, true],
    ['lines[price > 1]', { lines: [{ price: 2 }] }, true],
    ['lines[price > 1]', { lines: [{ price: 1 }] }, false],
  ])('%s of %j is %s', async (filter, record, expected) => {
    const collection = compileCollection(define([], { filter, errorFilter: filter }), { trusted: true });

    expect(await collection.accepts(record, CONTEXT)).toBe(expected);
    expect(await collection.rejects(record, CONTEXT)).toBe(expected);
  });

  it('take every record and reject none where there is no filter', () => {
    const collection = compileCollection(define([]), { trusted: true });

    expect([collection.accepts({}, CONTEXT), collection.rejects({}, CONTEXT)]).toEqual([true, false]);
  });

  it('are compiled once for a definition', () => {
    const definition = define([], { filter: 'a' });

    expect(compileCollection(definition, { trusted: true })).toBe(
      compileCollection(definition, { trusted: true }),
    );
  });
});

function isPlainName(name: string): boolean {
  return !name.includes('.') && name !== '__proto__';
}
