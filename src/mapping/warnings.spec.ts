import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { collectionWarnings, type WarningFacts } from './warnings.js';

const NOTHING: WarningFacts = {
  source: null,
  target: null,
  functions: new Set(),
  abilities: null,
  before: [],
  behind: [],
};

function shape(...names: string[]): WarningFacts['source'] {
  return { isClosed: true, fields: new Map(names.map((name) => [name, { kind: null, record: null }])) };
}

function define(more: Partial<CollectionDefinition> = {}): CollectionDefinition {
  return {
    name: 'this',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [],
    ...more,
  };
}

const MAPPINGS: readonly FieldMapping[] = [
  { kind: 'field', target: 'number', source: 'nr.text' },
  { kind: 'formula', target: 'totl', expression: 'net + $sum(taxs.amount)' },
  { kind: 'lookup', target: 'status', source: 'state', table: {} },
];

describe('the warnings of a collection', () => {
  it('name the fields that neither side declares, each at its place', () => {
    const facts = {
      ...NOTHING,
      source: shape('nr', 'net', 'kind'),
      target: shape('number', 'status', 'total'),
    };

    const warnings = collectionWarnings(define({ filter: 'knd = 1', mappings: MAPPINGS }), facts);

    expect(warnings.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      "filter: reads 'knd', which the source does not declare; did you mean kind?",
      "mappings.1.expression: reads 'taxs', which the source does not declare",
      "mappings.2.source: reads 'state', which the source does not declare",
      "mappings.1.target: writes 'totl', which the target does not declare; did you mean total?",
    ]);
  });

  it('say nothing of fields where nothing is declared', () => {
    expect(collectionWarnings(define({ filter: '$keys($)', mappings: MAPPINGS }), NOTHING)).toEqual([]);
  });

  it('tell of a collection that no record reaches', () => {
    const warn = (before: Partial<CollectionDefinition>, mine: Partial<CollectionDefinition>): number =>
      collectionWarnings(define(mine), { ...NOTHING, before: [define({ ...before, name: 'first' })] }).length;

    expect(warn({}, { filter: 'a' })).toBe(1);
    expect(warn({ filter: 'a' }, { filter: 'a' })).toBe(1);
    expect(warn({}, { syncType: 'ADD' })).toBe(1);
    expect(warn({ order: 1, filter: 'a' }, {})).toBe(0);
    expect(warn({ order: 1, filter: 'a' }, { filter: 'b' })).toBe(0);
    expect(warn({ syncType: 'UPDATE' }, { syncType: 'ADD' })).toBe(0);
    expect(warn({ direction: 'FROM' }, {})).toBe(0);
    expect(warn({ type: 'PRODUCT' }, {})).toBe(0);
    expect(collectionWarnings(define(), { ...NOTHING, behind: [define({ name: 'last' })] })).toEqual([
      { field: 'order', message: expect.stringContaining("'last'") },
    ]);
  });

  it('tell of collections that nobody can tell apart, and of adds taken away from one that also updates', () => {
    const say = (before: Partial<CollectionDefinition>, mine: Partial<CollectionDefinition>): string[] =>
      collectionWarnings(define(mine), { ...NOTHING, before: [define({ name: 'first', ...before })] }).map(
        ({ message }) => message,
      );

    expect(say({ filter: 'a' }, { filter: 'b' })).toEqual([expect.stringContaining('the same order')]);
    expect(say({ filter: 'k = "a"' }, { filter: 'k = "b"' })).toEqual([]);
    expect(say({ filter: 'k = 1' }, { filter: 'j = 1' })).toHaveLength(1);
    expect(say({ syncType: 'ADD' }, {})).toEqual([expect.stringContaining('for adds')]);
    expect(say({ name: 'this', order: 1, filter: 'a' }, {})).toEqual([expect.stringContaining('same name')]);
  });

  it('tell of parts that nothing looks at, and of what the connector cannot do', () => {
    const mappings: readonly FieldMapping[] = [{ kind: 'static', target: 'a.b', value: 1 }];
    const into = define({ mappings, collision: 'ERROR', conflict: 'hub', match: ['a', 'sku'] });
    const out = define({ direction: 'FROM', syncType: 'UPDATE', mappings, conflict: 'hub', match: ['a'] });

    expect(collectionWarnings(into, NOTHING).map(({ field }) => field)).toEqual(['collision', 'match.1']);
    expect(
      collectionWarnings(out, { ...NOTHING, abilities: new Set(['create']) }).map(({ field }) => field),
    ).toEqual(['conflict', 'syncType', 'match']);
  });

  it('tell of variables that nobody binds', () => {
    const [warning] = collectionWarnings(define({ filter: '$Setings.isOn' }), NOTHING);

    expect(warning).toEqual({
      field: 'filter',
      message: 'reads $Setings, which nobody binds; did you mean $Settings?',
    });
  });
});
