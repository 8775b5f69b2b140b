import type { FieldMapping } from '@hookyard/sdk';

import { lookupsIn, type LookupTable, type LookupTables } from '../mapping/index.js';
import type { Store } from '../store/index.js';
import { definitionOf, readCollection, readDefinitions } from './mapping-collection.store.js';
import type { RegistryParts } from './registry-parts.js';
import { readTablesByName, readTranslation, tableOfRow, tablesNamed, usesOf } from './translation.store.js';
import type { MetValue, UntranslatedTally } from './untranslated-tally.js';
import { readUntranslated, type UntranslatedRow } from './untranslated.store.js';

/** A value that was met and has no row now. */
export interface MissingValue {
  readonly value: string;
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface LookupCoverage {
  /** `mappings.3`. */
  readonly field: string;
  readonly target: string;
  readonly source: string;
  /** The translation's name; null for rows that stand in the mapping. */
  readonly table: string | null;
  readonly rows: number;
  readonly values: readonly MissingValue[];
}

export interface TranslationCoverage {
  readonly name: string;
  readonly rows: number;
  readonly values: readonly (MissingValue & { readonly collections: readonly string[] })[];
}

type Lookup = Extract<FieldMapping, { kind: 'lookup' }>;

/** Collections that one translation is asked for at once; those behind them are left out. */
const MOST_USES = 200;

/** Which values lookups met and had no row for. What has a row by now is no longer named. */
export class Coverage {
  constructor(
    private readonly parts: RegistryParts,
    private readonly store: Store,
    private readonly tally: UntranslatedTally,
  ) {}

  /** A transfer met a value without a row. */
  met(value: MetValue): void {
    this.tally.met(value);
  }

  async ofCollection(tenant: number, id: string): Promise<readonly LookupCoverage[]> {
    const { readSource } = this.parts;
    const { row } = await readCollection(readSource, tenant, id);
    const definition = definitionOf(row);
    const tables = (await readTablesByName(readSource, [tenant], tablesNamed(definition))).get(tenant) ?? {};
    await this.tally.settled();
    const met = Map.groupBy(await readUntranslated(this.store, [id]), ({ target }) => target);
    return lookupsIn(definition).map(({ field, target, source, mapping }) => {
      const { table } = mapping;
      const { rows } = tableOf(mapping, tables);
      return {
        field,
        target,
        source,
        table: typeof table === 'string' ? table : null,
        rows: Object.keys(rows).length,
        values: withoutRow(met.get(target) ?? [], rows),
      };
    });
  }

  async ofTranslation(tenant: number, id: string): Promise<TranslationCoverage> {
    const { readSource } = this.parts;
    const row = await readTranslation(readSource, tenant, id);
    const { name } = row;
    const { rows } = tableOfRow(row);
    const uses = (await usesOf(readSource, tenant, name)).slice(0, MOST_USES);
    const ids = uses.map(({ collection }) => collection);
    await this.tally.settled();
    const definitions = await readDefinitions(readSource, ids);
    const met = (await readUntranslated(this.store, ids)).filter(({ collection, target }) =>
      lookupsIn(definitions.get(collection) ?? { mappings: [] }).some(
        (lookup) => lookup.target === target && lookup.mapping.table === name,
      ),
    );
    const byValue = Map.groupBy(met, ({ value }) => value);
    const values = [...byValue].flatMap(([value, found]) =>
      Object.hasOwn(rows, value) ? [] : [together(value, found)],
    );
    return { name, rows: Object.keys(rows).length, values: values.toSorted(latestFirst) };
  }
}

function tableOf({ table }: Lookup, tables: LookupTables): LookupTable {
  if (typeof table !== 'string') return { rows: table };
  return (Object.hasOwn(tables, table) ? tables[table] : undefined) ?? { rows: {} };
}

function withoutRow(met: readonly UntranslatedRow[], rows: LookupTable['rows']): MissingValue[] {
  return met
    .filter(({ value }) => !Object.hasOwn(rows, value))
    .map(({ value, times, firstAt, lastAt }) => ({ value, times, firstAt, lastAt }))
    .toSorted(latestFirst);
}

function together(value: string, found: readonly UntranslatedRow[]): TranslationCoverage['values'][number] {
  return {
    value,
    times: found.reduce((sum, { times }) => sum + times, 0),
    firstAt: Math.min(...found.map(({ firstAt }) => firstAt)),
    lastAt: Math.max(...found.map(({ lastAt }) => lastAt)),
    collections: [...new Set(found.map(({ collection }) => collection))],
  };
}

function latestFirst(a: MissingValue, b: MissingValue): number {
  return b.lastAt - a.lastAt || a.value.localeCompare(b.value);
}
