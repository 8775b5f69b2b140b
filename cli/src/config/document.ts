import { isDeepStrictEqual } from 'node:util';

import type { components } from '@hookyard/client';

import type { Api } from '../api.js';
import { CommandError, EXIT } from '../exit-codes.js';

type Schemas = components['schemas'];
export type Row = Readonly<Record<string, unknown>>;

/** What a host is set up with, by names that mean the same on every host. Secrets are named, never told. */
export interface ConfigDocument {
  readonly version: 1;
  /** Those in data form that the connections run on. */
  readonly connectors: readonly ConnectorEntry[];
  readonly translations: readonly Row[];
  readonly connections: readonly ConnectionEntry[];
  /** Undefined: the document says nothing of them. */
  readonly endpoints?: readonly CalledEntry[];
  readonly handlers?: readonly CalledEntry[];
  readonly triggers?: readonly CalledEntry[];
}

export interface ConnectorEntry {
  readonly name: string;
  readonly version: string;
  /** Every tenant may use it. */
  readonly shared?: boolean;
  readonly definition: Row;
}

/** A managed webhook, a handler or a trigger; its name and its mode are its own on every host. */
export interface CalledEntry extends Row {
  readonly name: string;
  readonly mode: string;
  /** Names of headers that a secret value is kept for. */
  readonly secretHeaders: readonly string[];
}

export interface ConnectionEntry extends Row {
  readonly name: string;
  readonly connector: string;
  readonly mode: string;
  /** Names of secrets that a value is kept for. */
  readonly secrets: readonly string[];
  readonly collections: readonly Row[];
  readonly scopes: readonly Row[];
}

/** The fields of each thing that are configuration, and not what became of it. */
export const CONNECTION_FIELDS = [
  'connectorVersion',
  'account',
  'settings',
  'ratePerSecond',
  'retryPolicy',
  'limits',
] as const;
export const SCOPE_FIELDS = [
  'description',
  'enabled',
  'source',
  'record',
  'version',
  'guard',
  'settleSeconds',
  'brakeMost',
  'brakePercent',
  'childPolicy',
  'childWindowSeconds',
] as const;
export const COLLECTION_FIELDS = [
  'type',
  'direction',
  'syncType',
  'order',
  'filter',
  'errorFilter',
  'collision',
  'match',
  'conflict',
  'conflictByField',
  'onMissing',
  'mappings',
  'children',
  'enabled',
] as const;

export const ENDPOINT_FIELDS = [
  'url',
  'subscriber',
  'description',
  'events',
  'filter',
  'recordTypes',
  'imports',
  'headers',
  'payload',
  'transform',
  'order',
  'ratePerSecond',
  'concurrency',
  'signs',
  'retrySeconds',
  'timeoutSeconds',
  'disableAfterHours',
] as const;

export const TRIGGER_FIELDS = [
  'url',
  'description',
  'events',
  'filter',
  'recordTypes',
  'method',
  'sendAs',
  'fields',
  'staticFields',
  'headers',
  'knownIn',
  'waitSeconds',
  'restartSeconds',
  'ratePerSecond',
  'concurrency',
  'retrySeconds',
  'timeoutSeconds',
  'disableAfterHours',
] as const;

export const HANDLER_FIELDS = [
  'url',
  'description',
  'steps',
  'position',
  'recordTypes',
  'connections',
  'condition',
  'priority',
  'onFailure',
  'headers',
  'concurrency',
  'signs',
  'retrySeconds',
  'timeoutSeconds',
] as const;

/** A host as it is, with the ids that changes need. */
export interface HostState {
  /** All versions. */
  readonly connectors: readonly Schemas['ConnectorBody'][];
  /** By name@version, of those in data form that its connections run on, or that the document has. */
  readonly definitions: ReadonlyMap<string, Row>;
  readonly translations: readonly Schemas['TranslationBody'][];
  readonly connections: readonly ConnectionState[];
  readonly endpoints: readonly CalledState[];
  readonly handlers: readonly CalledState[];
  readonly triggers: readonly CalledState[];
}

export type CalledState = Schemas['EndpointBody'] | Schemas['HandlerBody'] | Schemas['TriggerBody'];

export interface ConnectionState {
  readonly row: Schemas['ConnectionBody'];
  readonly collections: readonly Schemas['CollectionBody'][];
  readonly scopes: readonly Schemas['ScopeBody'][];
}

export async function hostState(api: Api, document?: ConfigDocument): Promise<HostState> {
  const translations = await api.all('/v1/translations', {});
  // The host makes its own, with the first dataset of a mode.
  const rows = (await api.all('/v1/connections', {})).filter(({ connector }) => connector !== 'datasets');
  const endpoints = await api.all('/v1/endpoints', {});
  const handlers = await api.all('/v1/handlers', {});
  refuseTwice('connections', rows, ({ name }) => name);
  refuseTwice('endpoints', endpoints, ({ name, mode }) => `${name} (${mode})`);
  const triggers = await api.all('/v1/triggers', {});
  refuseTwice('triggers', triggers, ({ name, mode }) => `${name} (${mode})`);
  refuseTwice('handlers', handlers, ({ name, mode }) => `${name} (${mode})`);
  const connections: ConnectionState[] = [];
  for (const row of rows) {
    const { id } = row;
    const collections = await api.all('/v1/mapping-collections', { query: { connection: id } });
    const scopes = await api.all('/v1/connections/{id}/scopes', { path: { id } });
    connections.push({ row, collections, scopes });
  }
  const connectors = await api.all('/v1/connectors', {});
  const needed = new Set([
    ...rows.map(({ connector, connectorVersion }) => `${connector}@${connectorVersion}`),
    ...(document?.connectors.map(connectorKey) ?? []),
  ]);
  const definitions = new Map<string, Row>();
  for (const one of connectors) {
    const { name, version, form } = one;
    if (form !== 'data' || !needed.has(connectorKey(one))) continue;
    const detail = await api.get('/v1/connectors/{name}', { path: { name }, query: { version } });
    if (detail.definition) definitions.set(connectorKey(one), detail.definition);
  }
  return { connectors, definitions, translations, connections, endpoints, handlers, triggers };
}

export function connectorKey({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name}@${version}`;
}

function refuseTwice<T>(things: string, rows: readonly T[], keyOf: (row: T) => string): void {
  const keys = rows.map(keyOf);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice === undefined) return;
  const remedy = `Give them names of their own: a document knows ${things} by their names.`;
  throw new CommandError(EXIT.refused, `two ${things} are named ${twice}`, remedy);
}

export function documentOf(state: HostState): ConfigDocument {
  const names = new Map(state.connections.map(({ row }) => [row.id, `connection:${row.name}`]));
  return {
    version: 1,
    connectors: connectorEntries(state),
    translations: byName(state.translations).map((row) => translationEntry(row)),
    connections: byName(state.connections.map((one) => ({ ...one, name: one.row.name }))).map(
      ({ row, collections, scopes }): ConnectionEntry => ({
        name: row.name,
        connector: row.connector,
        mode: row.mode,
        ...picked(row, CONNECTION_FIELDS),
        paused: row.state === 'paused',
        secrets: Object.keys(row.secrets).toSorted(),
        collections: byName(collections).map((one) => ({
          name: one.name,
          ...(renamed(picked(one, COLLECTION_FIELDS), names) as Row),
        })),
        scopes: scopes
          .toSorted((a, b) => compare(`${a.direction} ${a.name}`, `${b.direction} ${b.name}`))
          .map((one) => ({
            direction: one.direction,
            name: one.name,
            type: one.type,
            action: one.action,
            ...picked(one, SCOPE_FIELDS),
          })),
      }),
    ),
    endpoints: calledEntries(state.endpoints, ENDPOINT_FIELDS),
    handlers: renamed(calledEntries(state.handlers, HANDLER_FIELDS), names) as CalledEntry[],
    triggers: renamed(calledEntries(state.triggers, TRIGGER_FIELDS), names) as CalledEntry[],
  };
}

function connectorEntries({ connectors, connections, definitions }: HostState): ConnectorEntry[] {
  const used = new Set(connections.map(({ row }) => `${row.connector}@${row.connectorVersion}`));
  return connectors
    .filter((one) => used.has(connectorKey(one)))
    .toSorted((a, b) => compare(connectorKey(a), connectorKey(b)))
    .flatMap(({ name, version, shared }) => {
      const definition = definitions.get(connectorKey({ name, version }));
      return definition ? [{ name, version, ...(shared ? { shared } : {}), definition }] : [];
    });
}

function calledEntries(rows: readonly CalledState[], fields: readonly string[]): CalledEntry[] {
  return rows
    .toSorted((a, b) => compare(`${a.name} ${a.mode}`, `${b.name} ${b.mode}`))
    .map((row) => ({
      name: row.name,
      mode: row.mode,
      ...picked(row, fields),
      disabled: isDisabledByHand(row),
      secretHeaders: secretHeadersOf(row),
    }));
}

/** One that the host disabled is set up to be called all the same. */
export function isDisabledByHand({ state, reason }: CalledState): boolean {
  return state === 'disabled' && reason === 'by hand';
}

export function secretHeadersOf({ secrets }: CalledState): string[] {
  const header = 'header.';
  return Object.keys(secrets)
    .filter((name) => name.startsWith(header))
    .map((name) => name.slice(header.length))
    .toSorted();
}

export function translationEntry(row: Row): Row {
  return { name: row['name'], ...picked(row, ['rows', 'default']) };
}

/** The fields that are set. */
export function picked(row: object, fields: readonly string[]): Row {
  const all = row as Row;
  return Object.fromEntries(
    fields.flatMap((field) => (all[field] === undefined || all[field] === null ? [] : [[field, all[field]]])),
  );
}

/** Always have a value: what a document leaves out of them stays as it is. */
const ALWAYS_SET: ReadonlySet<string> = new Set(
  (
    'connectorVersion settings ratePerSecond retryPolicy description enabled source guard settleSeconds ' +
    'childPolicy type direction syncType order mappings rows'
  ).split(' '),
);

/** The fields that differ, by what they are to become; what is wanted no more becomes null. */
export function changesOf(wanted: Row, present: Row, fields: readonly string[]): Row {
  return Object.fromEntries(
    fields
      .filter((field) => wanted[field] !== undefined || !ALWAYS_SET.has(field))
      .filter((field) => !isDeepStrictEqual(wanted[field] ?? null, present[field] ?? null))
      .map((field) => [field, wanted[field] ?? null]),
  );
}

/** Every text that is a key of `names`, in the whole of a value, becomes what it stands for. */
export function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return names.get(value) ?? value;
  if (Array.isArray(value)) return value.map((one) => renamed(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, renamed(one, names)]));
}

function byName<T extends { readonly name: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => compare(a.name, b.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
