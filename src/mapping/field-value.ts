import type { FieldMapping, Json, JsonObject } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { compile, type Bindings } from '../expressions/index.js';
import type { CollectionOptions, LookupTables } from './collection-options.js';
import type { MaybePromise } from './maybe-promise.js';
import { reader } from './paths.js';

/** The value of one target field: undefined leaves it untouched, null clears it. */
export type FieldValue = (record: JsonObject, bindings: Bindings) => MaybePromise<Json | undefined>;

/** One mapping as a closure. Static, Field and Lookup never touch an expression engine. */
export function fieldValue(mapping: FieldMapping, options: CollectionOptions): FieldValue {
  switch (mapping.kind) {
    case 'static':
      return () => mapping.value;
    case 'field':
      return reader(mapping.source);
    case 'formula':
      return formula(mapping.expression, options);
    case 'lookup':
      return lookup(mapping, options.tables ?? {});
  }
}

/** An expression over the record. */
export function formula(source: string, options: CollectionOptions): FieldValue {
  const expression = compile(source, options);
  return (record, bindings) => expression.evaluate(record, bindings) as MaybePromise<Json | undefined>;
}

type LookupMapping = Extract<FieldMapping, { kind: 'lookup' }>;

/** An absent source and null are what they are in a Field; the default is for values that have no row. */
function lookup(mapping: LookupMapping, tables: LookupTables): FieldValue {
  const rows = new Map(Object.entries(rowsOf(mapping.table, tables)));
  const read = reader(mapping.source);
  return (record) => {
    const value = read(record);
    if (value === undefined) return undefined;
    const row = typeof value === 'object' && value !== null ? undefined : rows.get(String(value));
    return row !== undefined ? row : value === null ? null : mapping.default;
  };
}

function rowsOf(table: LookupMapping['table'], tables: LookupTables): Readonly<Record<string, Json>> {
  if (typeof table !== 'string') return table;
  const named = Object.hasOwn(tables, table) ? tables[table] : undefined;
  if (!named) throw new HostError('VALIDATION_FAILED', { detail: `there is no lookup table '${table}'` });
  return named;
}
