import assert from 'node:assert/strict';

import type { CollectionDefinition } from '../../mapping.js';
import type { FieldMapping } from '../../field-mapping.js';
import type { Json, JsonObject } from '../../vocabulary.js';
import { failureOf } from '../../failures.js';
import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial, NamedScope } from './connector-trial.js';
import type { HookTrial } from './hook-trial.js';

/** Default collections over the records that fixtures and recordings hold. */
export function collectionChecks(
  trial: ConnectorTrial,
  hooks: readonly HookTrial[],
): readonly ConformanceCheck[] {
  const collections: readonly CollectionDefinition[] = trial.connector.collections ?? [];
  const samples = new Map<string, Promise<readonly JsonObject[]>>();
  const samplesOf = (type: string): Promise<readonly JsonObject[]> => {
    const known = samples.get(type) ?? recordsOf(trial, hooks, type);
    samples.set(type, known);
    return known;
  };
  return collections
    .filter(({ direction, mappings }) => direction === 'TO' && mappings.length > 0)
    .map((collection) =>
      claim(
        `collection ${collection.name}: maps the records of its fixtures`,
        'Correct its filter, its sources and formulas: they read the record as get, list or the hook gives it.',
        async () => mapsSomething(trial, collection, await samplesOf(collection.type)),
      ),
    );
}

async function mapsSomething(
  trial: ConnectorTrial,
  collection: CollectionDefinition,
  records: readonly JsonObject[],
): Promise<void> {
  const taken: JsonObject[] = [];
  for (const record of records) {
    if (collection.filter === undefined || (await evaluated(trial, collection.filter, record)) === true)
      taken.push(record);
    if (collection.errorFilter !== undefined) await evaluated(trial, collection.errorFilter, record);
  }
  const values: unknown[] = [];
  for (const record of taken) {
    for (const mapping of collection.mappings) values.push(await valueOf(trial, mapping, record));
  }
  const isMapped = taken.length === 0 || values.some((value) => value !== undefined);
  assert.ok(
    isMapped,
    `none of its ${collection.mappings.length} fields has a value in ${JSON.stringify(taken[0])}`,
  );
}

async function valueOf(trial: ConnectorTrial, mapping: FieldMapping, record: JsonObject): Promise<unknown> {
  switch (mapping.kind) {
    case 'static':
      return mapping.value;
    case 'formula':
      return evaluated(trial, mapping.expression, record);
    case 'field':
    case 'lookup':
    case 'link':
      return at(record, mapping.source);
  }
}

async function evaluated(trial: ConnectorTrial, expression: string, record: JsonObject): Promise<unknown> {
  const { functions = {} } = trial.connector;
  const { settings } = trial.context(() => undefined);
  try {
    return await trial.evaluate(expression, record, { ...functions, Settings: settings });
  } catch (error) {
    // Functions that the host lends formulas are not here.
    if ((error as { readonly code?: unknown }).code === 'T1006') return null;
    throw error;
  }
}

function at(record: JsonObject, path: string): Json | undefined {
  if (Object.hasOwn(record, path)) return record[path];
  return path.split('.').reduce<Json | undefined>((value, key) => {
    if (typeof value !== 'object' || value === null) return undefined;
    return (value as Readonly<Record<string, Json>>)[key];
  }, record);
}

/** Records of a type: read by the recordings, and carried by hooks whose scopes take them from there. */
async function recordsOf(
  trial: ConnectorTrial,
  hooks: readonly HookTrial[],
  type: string,
): Promise<readonly JsonObject[]> {
  const read: JsonObject[] = [];
  for (const one of trial.types.filter((known) => known.type === type && known.recorded)) {
    const { recorded } = one;
    const ctx = trial.context(trial.answersOf(one), { recorded });
    const record = await orNothing(() => one.handlers.get?.(one.id, ctx));
    if (record) read.push(record);
  }
  const scopes = trial.scopes.filter((scope) => scope.type === type && isCarried(trial, scope));
  for (const hook of hooks) read.push(...(await carriedBy(trial, hook, scopes)));
  return read;
}

function isCarried({ connector }: ConnectorTrial, { type, action, source }: NamedScope): boolean {
  if (action === 'DELETED' || action === 'POLL' || action === 'INITIALIZE') return false;
  return source === undefined ? !connector.records?.[type]?.get : source !== 'read';
}

async function carriedBy(
  trial: ConnectorTrial,
  hook: HookTrial,
  scopes: readonly NamedScope[],
): Promise<readonly JsonObject[]> {
  const request = hook.signed();
  const records: JsonObject[] = [];
  for (const placed of await hook.resolver().elementsOf(request, hook.fixture)) {
    for (const { expected, payload, element } of await hook.resolver().ofElement(request, placed)) {
      const scope = scopes.find(({ name }) => name === expected.scope);
      if (!scope) continue;
      const record =
        payload ?? (scope.record === undefined ? element : await trial.evaluate(scope.record, element, {}));
      if (typeof record === 'object' && record !== null) records.push(record as JsonObject);
    }
  }
  return records;
}

async function orNothing<T>(run: () => T): Promise<Awaited<T> | undefined> {
  try {
    return await run();
  } catch (error) {
    if (failureOf(error)) return undefined;
    throw error;
  }
}
