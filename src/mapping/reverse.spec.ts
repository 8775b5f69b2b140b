import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';
import fc from 'fast-check';

import { compileCollection } from './collection.js';
import { reverseCollection, type ReverseOptions } from './reverse.js';

const INTO: CollectionDefinition = {
  name: 'Orders in',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD_AND_UPDATE',
  order: 7,
  mappings: [],
};

const OPTIONS: ReverseOptions = { name: 'Orders out', tables: {} };

function reversed(more: Partial<CollectionDefinition>, options: Partial<ReverseOptions> = {}) {
  return reverseCollection({ ...INTO, ...more }, { ...OPTIONS, ...options });
}

describe('a collection that is reversed', () => {
  it('goes the other way, and reads its Field mappings backwards', () => {
    const mappings: FieldMapping[] = [
      { kind: 'field', target: 'number', source: 'order.nr' },
      { kind: 'formula', target: 'billing.city', expression: ' address.city ' },
    ];

    expect(reversed({ mappings })).toEqual({
      definition: {
        name: 'Orders out',
        type: 'TRANSACTION',
        direction: 'FROM',
        syncType: 'ADD_AND_UPDATE',
        order: 7,
        mappings: [
          { kind: 'field', target: 'order.nr', source: 'number' },
          { kind: 'field', target: 'address.city', source: 'billing.city' },
        ],
      },
      translations: {},
      notes: [],
    });
  });

  it('says of every mapping that has no way back why it has none', () => {
    const { definition, notes } = reversed({
      filter: 'kind = "order"',
      conflict: 'hub',
      mappings: [
        { kind: 'static', target: 'channel', value: 'web' },
        { kind: 'formula', target: 'total', expression: 'net * 1.25' },
        { kind: 'field', target: 'a', source: 'x' },
        { kind: 'field', target: 'b', source: 'x' },
        { kind: 'field', target: 'first', source: 'lines.0.sku' },
        { kind: 'lookup', target: 'state', source: 's', table: { '1': 'paid', '2': 'paid' } },
        { kind: 'lookup', target: 'land', source: 'c', table: 'countries' },
      ],
    });

    expect(definition.mappings).toEqual([{ kind: 'field', target: 'x', source: 'a' }]);
    expect(notes.map(({ field, kind }) => `${field} ${kind}`)).toEqual([
      'mappings.0 left-out',
      'mappings.1 left-out',
      'mappings.3 left-out',
      'mappings.4 left-out',
      'mappings.5 left-out',
      'mappings.6 left-out',
      'filter left-out',
      'conflict left-out',
    ]);
    expect(notes.every(({ message }) => message.length > 10)).toBe(true);
  });

  it('inverts tables that are one-to-one, those of the tenant under a name of their own', () => {
    const mappings: FieldMapping[] = [
      {
        kind: 'lookup',
        target: 'state',
        source: 's',
        table: { '1': 'paid' },
        default: 'open',
        missing: 'error',
      },
      { kind: 'lookup', target: 'land', source: 'c', table: 'countries' },
    ];

    const { definition, translations, notes } = reversed(
      { mappings },
      { tables: { countries: { rows: { NO: 'Norway', SE: 'Sweden' } } } },
    );

    expect(definition.mappings).toEqual([
      { kind: 'lookup', target: 's', source: 'state', table: { paid: '1' }, missing: 'error' },
      { kind: 'lookup', target: 'c', source: 'land', table: 'countries (reversed)' },
    ]);
    expect(translations).toEqual({ 'countries (reversed)': { rows: { Norway: 'NO', Sweden: 'SE' } } });
    expect(notes).toMatchObject([{ field: 'mappings.0', kind: 'changed' }]);
  });

  it('leaves a translation alone that has the name and holds something else', () => {
    const tables = {
      countries: { rows: { NO: 'Norway' } },
      'countries (reversed)': { rows: { Norway: '47' } },
    };

    const { definition, notes } = reversed(
      { mappings: [{ kind: 'lookup', target: 'land', source: 'c', table: 'countries' }] },
      { tables },
    );

    expect(definition.mappings).toEqual([]);
    expect(notes).toMatchObject([{ kind: 'left-out', message: expect.stringContaining('(reversed)') }]);
  });

  it('carries the match keys whose fields it writes, in their form', () => {
    const { definition, notes } = reversed({
      match: ['number', { field: 'email', form: 'email' }, 'total'],
      mappings: [
        { kind: 'field', target: 'number', source: 'nr' },
        { kind: 'field', target: 'email', source: 'mail' },
      ],
    });

    expect(definition.match).toEqual(['nr', { field: 'mail', form: 'email' }]);
    expect(notes).toMatchObject([{ field: 'match.2' }]);
  });

  it('knows custom fields by the name they have on each side', () => {
    const color: FieldMapping = { kind: 'formula', target: 'color', expression: '$CustomFields.color' };
    const kept: FieldMapping = { ...color, target: 'customFields.color' };

    expect(reversed({ direction: 'FROM', mappings: [color] }).definition.mappings).toEqual([
      { kind: 'field', target: 'customFields.color', source: 'color' },
    ]);
    expect(reversed({ mappings: [kept] })).toMatchObject({
      definition: { mappings: [] },
      notes: [{ message: expect.stringContaining('without a mapping') }],
    });
  });

  it('brings back every record it can carry as it was', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    const pairs = fc.uniqueArray(fc.tuple(name, name), { maxLength: 8, selector: ([source]) => source });
    const act = fc.property(pairs, fc.array(fc.string(), { minLength: 8, maxLength: 8 }), (given, values) => {
      const unique = given.filter(([, target], at) => given.findIndex((one) => one[1] === target) === at);
      const mappings = unique.map(([source, target]) => ({ kind: 'field', source, target }) as const);
      const record = Object.fromEntries(unique.map(([source], at) => [source, values[at] ?? null]));
      const there = compileCollection({ ...INTO, mappings }, { trusted: false });
      const back = compileCollection(reversed({ mappings }).definition, { trusted: false });

      const sent = there.map(record, { settings: {} }) as Record<string, string>;

      expect(back.map(sent, { settings: {} })).toEqual(record);
    });

    fc.assert(act);
  });
});
