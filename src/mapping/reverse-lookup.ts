import type { Json } from '@hookyard/sdk';

import type { LookupTable, LookupTables } from './collection-options.js';
import { isSameTable } from './difference.js';
import type { LookupMapping } from './lookup.js';
import { fieldTurned, reversedTableName, type Turned } from './turned.js';

/** A lookup that reads its table backwards, where every value has one row. */
export function invertLookup(mapping: LookupMapping, tables: LookupTables): Turned {
  const path = fieldTurned(mapping.source, mapping.target);
  if (path.kind === 'left-out') return path;
  const { source: target, target: source, table, missing } = mapping;
  const known = typeof table === 'string' ? own(tables, table) : { rows: table };
  if (!known) return leftOut('its translation is not there');
  const rows = inverted(known.rows);
  if (typeof rows === 'string') return leftOut(rows);
  const otherwise = mapping.default ?? known.default;
  const message =
    otherwise === undefined
      ? {}
      : {
          message: `the default ${JSON.stringify(otherwise)} stood for many values: it has no row on the way back`,
        };
  const turned = { kind: 'lookup', target, source, ...(missing ? { missing } : {}) } as const;
  if (typeof table !== 'string') return { kind: 'turned', mapping: { ...turned, table: rows }, ...message };
  const name = reversedTableName(table);
  const there = own(tables, name);
  if (there && !isSameTable(there, { rows }))
    return leftOut(`the translation '${name}' is there, and does not hold '${table}' backwards`);
  return { kind: 'turned', mapping: { ...turned, table: name }, ...message, table: [name, { rows }] };
}

/** The rows by their values, or why they have no way back. */
function inverted(rows: LookupTable['rows']): Record<string, Json> | string {
  const back = new Map<string, string>();
  for (const [from, to] of Object.entries(rows)) {
    if (to === null || typeof to === 'object') return `the row '${from}' gives no single value`;
    const earlier = back.get(String(to));
    if (earlier !== undefined) return `the rows '${earlier}' and '${from}' both give ${JSON.stringify(to)}`;
    back.set(String(to), from);
  }
  return Object.fromEntries(back);
}

function leftOut(message: string): Turned {
  return { kind: 'left-out', message };
}

function own(tables: LookupTables, name: string): LookupTable | undefined {
  return Object.hasOwn(tables, name) ? tables[name] : undefined;
}
