import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { collectionWarnings, type WarningFacts } from './warnings.js';

const NOTHING: WarningFacts = { sourceFields: null, targetFields: null, before: [], behind: [] };

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
      sourceFields: new Set(['nr', 'net', 'kind']),
      targetFields: new Set(['number', 'status']),
    };

    const warnings = collectionWarnings(define({ filter: 'knd = 1', mappings: MAPPINGS }), facts);

    expect(warnings.map(({ field, message }) => `${field}: ${message}`)).toEqual([
      "filter: reads 'knd', which the source does not declare",
      "mappings.1.expression: reads 'taxs', which the source does not declare",
      "mappings.2.source: reads 'state', which the source does not declare",
      "mappings.1.target: writes 'totl', which the target does not declare",
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
    expect(warn({ filter: 'a' }, {})).toBe(0);
    expect(warn({ filter: 'a' }, { filter: 'b' })).toBe(0);
    expect(warn({ syncType: 'ADD' }, {})).toBe(0);
    expect(warn({ direction: 'FROM' }, {})).toBe(0);
    expect(warn({ type: 'PRODUCT' }, {})).toBe(0);
    expect(collectionWarnings(define(), { ...NOTHING, behind: [define({ name: 'last' })] })).toEqual([
      { field: 'order', message: expect.stringContaining("'last'") },
    ]);
  });
});
