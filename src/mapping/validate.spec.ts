import type { CollectionDefinition, Direction, SyncType } from '@hookyard/sdk';

import { validateCollection } from './validate.js';

const GOOD: CollectionDefinition = {
  name: 'Orders',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  filter: 'kind = "order"',
  mappings: [
    { kind: 'field', target: 'number', source: 'id' },
    { kind: 'formula', target: 'total', expression: 'net * 1.25' },
    { kind: 'lookup', target: 'state', source: 'status', table: { '1': 'paid' }, default: 'open' },
    { kind: 'static', target: 'source.name', value: 'web' },
  ],
};

function fieldsOf(given: unknown, tables = new Set<string>()): string[] {
  return validateCollection(given, { tables }).map(({ field }) => field);
}

describe('a definition', () => {
  it('has no problems when it is good', () => {
    expect(validateCollection(GOOD)).toEqual([]);
  });

  it('is told all its problems at once, each with its place', () => {
    const problems = fieldsOf({
      ...GOOD,
      filter: 'kind =',
      mappings: [
        { kind: 'formula', target: 'a', expression: 'net +' },
        { kind: 'lookup', target: 'b', source: 's', table: 'nowhere' },
        { kind: 'field', target: 'c..d', source: 'x' },
        { kind: 'field', target: '__proto__.x', source: 'x' },
      ],
    });

    expect(problems).toEqual([
      'filter',
      'mappings.0.expression',
      'mappings.1.table',
      'mappings.2.target',
      'mappings.3.target',
    ]);
  });

  it.each([
    ['no object', 7],
    ['an unknown kind', { ...GOOD, mappings: [{ kind: 'magic', target: 'a' }] }],
    ['an unknown key', { ...GOOD, surprise: true }],
    [
      '501 mappings',
      {
        ...GOOD,
        mappings: Array.from({ length: 501 }, (_, at) => ({ kind: 'static', target: `f${at}`, value: 1 })),
      },
    ],
    [
      'a formula of 11 KB',
      { ...GOOD, mappings: [{ kind: 'formula', target: 'a', expression: `"${'x'.repeat(11_000)}"` }] },
    ],
    ['a target mapped twice', { ...GOOD, mappings: [...GOOD.mappings, ...GOOD.mappings] }],
  ])('is refused when it has %s', (_what, given) => {
    expect(validateCollection(given).length).toBeGreaterThan(0);
  });

  it('knows the translations there are', () => {
    const given = { ...GOOD, mappings: [{ kind: 'lookup', target: 'b', source: 's', table: 'countries' }] };

    expect(fieldsOf(given, new Set(['countries']))).toEqual([]);
  });

  it('of a delete may use the id alone', () => {
    const given = {
      ...GOOD,
      syncType: 'DELETE_TRIGGERED_UPDATE',
      filter: 'id > 5',
      mappings: [
        { kind: 'static', target: 'status', value: 'archived' },
        { kind: 'field', target: 'number', source: 'id' },
        { kind: 'formula', target: 'a', expression: '$Settings.prefix & id' },
      ],
    };

    expect(fieldsOf(given)).toEqual([]);
  });

  it.each(['DELETE', 'DELETE_TRIGGERED_UPDATE'])(
    'of a %s is told what of the record it reads',
    (syncType) => {
      const problems = validateCollection({
        ...GOOD,
        syncType,
        filter: undefined,
        errorFilter: 'status = 1',
        mappings: [
          { kind: 'field', target: 'a', source: 'customer.name' },
          { kind: 'formula', target: 'b', expression: 'id & name' },
          { kind: 'formula', target: 'c', expression: '$string($)' },
        ],
      });

      expect(problems).toEqual([
        { field: 'errorFilter', message: "reads 'status', and of a deleted record only the id is known" },
        {
          field: 'mappings.0.source',
          message: "reads 'customer', and of a deleted record only the id is known",
        },
        {
          field: 'mappings.1.expression',
          message: "reads 'name', and of a deleted record only the id is known",
        },
        {
          field: 'mappings.2.expression',
          message: 'reads the whole record, and of a deleted record only the id is known',
        },
      ]);
    },
  );
});

describe('$LastKnown', () => {
  const reading = (syncType: SyncType, direction: Direction = 'TO') =>
    validateCollection({
      name: 'Gone',
      type: 'PRODUCT',
      direction,
      syncType,
      mappings: [{ kind: 'formula', target: 'name', expression: '"gone: " & $LastKnown.name' }],
    });

  it('is what a delete-triggered update may read of a record that is gone', () => {
    expect(reading('DELETE_TRIGGERED_UPDATE')).toEqual([]);
    expect(reading('DELETE_TRIGGERED_UPDATE', 'FROM')).toEqual([]);
  });

  it('is refused wherever the record itself can be read, or nothing is written', () => {
    for (const syncType of ['ADD', 'UPDATE', 'ADD_AND_UPDATE', 'DELETE'] as const) {
      expect(reading(syncType)).toMatchObject([{ field: 'mappings.0.expression' }]);
    }
  });
});
