import { Invalid, type FieldMapping, type Json, type JsonObject } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { LookupTable, LookupTables } from './collection-options.js';
import { reader } from './paths.js';

export type LookupMapping = Extract<FieldMapping, { kind: 'lookup' }>;

/** A value without a row. */
export interface Untranslated {
  readonly target: string;
  readonly source: string;
  /** The translation's name; null for rows that stand in the mapping. */
  readonly table: string | null;
  readonly value: Json;
}

/** Is told of each value without a row, whatever is written in its place. */
export type Missed = (one: Untranslated) => void;

/** A compiled lookup. */
export type Lookup = (record: JsonObject, missed?: Missed) => Json | undefined;

const LONGEST_SHOWN = 100;

/** An absent source and null are what they are in a Field; a default is for values that have no row. */
export function compileLookup(mapping: LookupMapping, tables: LookupTables): Lookup {
  const table = tableOf(mapping.table, tables);
  const rows = mapOf(table);
  const read = reader(mapping.source);
  const otherwise = withoutRow(mapping, table);
  const { target, source } = mapping;
  const of = typeof mapping.table === 'string' ? mapping.table : null;
  const find = (value: Json): Json | undefined =>
    typeof value === 'object' && value !== null ? undefined : rows.get(String(value));
  return (record, missed) => {
    const value = read(record);
    if (value === undefined) return undefined;
    const row = find(value);
    if (row !== undefined) return row;
    if (value === null) return null;
    missed?.({ target, source, table: of, value });
    return otherwise(value);
  };
}

/** The mapping's own default, then the table's, then the mapping's rule. */
function withoutRow(mapping: LookupMapping, table: LookupTable): (value: Json) => Json | undefined {
  const fallback = mapping.default === undefined ? table.default : mapping.default;
  if (fallback !== undefined) return () => fallback;
  switch (mapping.missing ?? 'keep') {
    case 'keep':
      return () => undefined;
    case 'null':
      return () => null;
    case 'error':
      return (value) => {
        const of = typeof mapping.table === 'string' ? `the translation '${mapping.table}'` : 'the table';
        const shown = JSON.stringify(value).slice(0, LONGEST_SHOWN);
        throw new Invalid(`${of} of field '${mapping.target}' has no row for ${shown}`, [mapping.source]);
      };
  }
}

function tableOf(table: LookupMapping['table'], tables: LookupTables): LookupTable {
  if (typeof table !== 'string') return { rows: table };
  const named = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (!named) throw new HostError('VALIDATION_FAILED', { detail: `there is no translation '${table}'` });
  return named;
}

const mapsBefore = new WeakMap<LookupTable['rows'], ReadonlyMap<string, Json>>();

/** A table that many mappings share is one map. */
function mapOf({ rows }: LookupTable): ReadonlyMap<string, Json> {
  let map = mapsBefore.get(rows);
  if (!map) mapsBefore.set(rows, (map = new Map(Object.entries(rows))));
  return map;
}
