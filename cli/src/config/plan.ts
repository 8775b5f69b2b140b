import type { Api } from '../api.js';
import { calledSteps, missingHeaders } from './called-steps.js';
import { connectorSteps } from './connector-steps.js';
import {
  changesOf,
  COLLECTION_FIELDS,
  CONNECTION_FIELDS,
  picked,
  renamed,
  SCOPE_FIELDS,
  type ConfigDocument,
  type ConnectionEntry,
  type ConnectionState,
  type HostState,
  type Row,
} from './document.js';
import { same, type PlanOptions, type Step } from './step.js';

/** What connectors, translations and connections lack: everything else hangs on them. */
export function planOfBases(document: ConfigDocument, state: HostState, options: PlanOptions): Step[] {
  return [
    ...connectorSteps(document, state),
    ...translationSteps(document, state, options),
    ...document.connections.flatMap((entry) => {
      const present = state.connections.find(({ row }) => row.name === entry.name);
      return present ? connectionChange(entry, present) : [newConnection(entry, options)];
    }),
  ];
}

/** What the connections that are there lack, collections first, since hub scopes come with them; and who hears of it. */
export function planOfParts(document: ConfigDocument, state: HostState, options: PlanOptions): Step[] {
  const ids = new Map(state.connections.map(({ row }) => [`connection:${row.name}`, row.id]));
  const both = document.connections.flatMap((entry) => {
    const present = state.connections.find(({ row }) => row.name === entry.name);
    return present ? [{ entry, present }] : [];
  });
  return [
    ...both.flatMap((one) => collectionSteps(one.entry, one.present, { ...options, ids })),
    ...both.flatMap((one) => scopeSteps(one.entry, one.present, options)),
    ...calledSteps(document, state, options),
  ];
}

/** Secrets that the document names and the host has no value for. */
export function missingSecrets(document: ConfigDocument, state: HostState): string[] {
  return [
    ...document.connections.flatMap(({ name, secrets }) => {
      const row = state.connections.find((one) => one.row.name === name)?.row;
      return secrets.filter((secret) => !row?.secrets[secret]?.length).map((secret) => `${name}: ${secret}`);
    }),
    ...missingHeaders(document, state),
  ];
}

function translationSteps(
  { translations }: ConfigDocument,
  state: HostState,
  { prune }: PlanOptions,
): Step[] {
  const steps = translations.flatMap((wanted): Step[] => {
    const present = state.translations.find(({ name }) => name === wanted['name']);
    const what = `translation ${String(wanted['name'])}`;
    if (!present)
      return [
        {
          action: 'create',
          what,
          run: (api) => api.call('POST', '/v1/translations', { body: wanted as never }),
        },
      ];
    const changes = changesOf(wanted, present, ['rows', 'default']);
    const { name: _, ...table } = wanted;
    return same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const path = { id: present.id };
        const { etag } = await api.call('GET', '/v1/translations/{id}', { path });
        return api.call('PUT', '/v1/translations/{id}', {
          path,
          body: table as never,
          ifMatch: etag ?? undefined,
        });
      },
    });
  });
  const kept = new Set(translations.map(({ name }) => name));
  const extra = prune ? state.translations.filter(({ name }) => !kept.has(name)) : [];
  return [
    ...steps,
    ...extra.map(({ id, name }): Step => ({
      action: 'remove',
      what: `translation ${name}`,
      run: (api) => api.call('DELETE', '/v1/translations/{id}', { path: { id } }),
    })),
  ];
}

function newConnection(entry: ConnectionEntry, { secrets }: PlanOptions): Step {
  const { name, connector, mode } = entry;
  const { retryPolicy: _, ...rest } = picked(entry, CONNECTION_FIELDS);
  const body = { name, connector, mode, ...rest, secrets: secrets[name] ?? {} };
  const parts = `${entry.collections.length} collections, ${entry.scopes.length} scopes`;
  return {
    action: 'create',
    what: `connection ${name} (${parts})`,
    run: (api) => api.call('POST', '/v1/connections', { body: body as never }),
  };
}

function connectionChange(entry: ConnectionEntry, { row }: ConnectionState): Step[] {
  const changes = changesOf(entry, row, CONNECTION_FIELDS);
  const path = { id: row.id };
  const what = `connection ${entry.name}`;
  const isPaused = row.state === 'paused';
  const act = entry['paused'] === true ? 'pause' : 'resume';
  return [
    ...same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const { etag } = await api.call('GET', '/v1/connections/{id}', { path });
        const body = { ...changes, ...policyOf(changes) };
        return api.call('PATCH', '/v1/connections/{id}', {
          path,
          body: body as never,
          ifMatch: etag ?? undefined,
        });
      },
    }),
    ...((entry['paused'] === true) === isPaused
      ? []
      : [
          {
            action: 'change',
            what,
            changes: { paused: !isPaused },
            run: (api: Api) => api.call('POST', `/v1/connections/{id}/${act}`, { path }),
          } as const,
        ]),
  ];
}

/** A policy of the host goes by its name alone. */
function policyOf({ retryPolicy }: Row): Row {
  const policy = retryPolicy as { readonly name: string } | null | undefined;
  if (!policy || !HOSTS_POLICIES.includes(policy.name)) return {};
  return { retryPolicy: { name: policy.name } };
}

const HOSTS_POLICIES: readonly string[] = ['standard', 'field'];

function collectionSteps(
  entry: ConnectionEntry,
  { row, collections }: ConnectionState,
  { prune, ids }: PlanOptions & { readonly ids: ReadonlyMap<string, string> },
): Step[] {
  const steps = entry.collections.flatMap((named): Step[] => {
    const wanted = renamed(named, ids) as Row;
    const present = collections.find(({ name }) => name === wanted['name']);
    const what = `collection ${String(wanted['name'])} of ${entry.name}`;
    if (!present) {
      const body = { connection: row.id, ...wanted };
      return [
        {
          action: 'create',
          what,
          run: (api) => api.call('POST', '/v1/mapping-collections', { body: body as never }),
        },
      ];
    }
    const changes = changesOf(wanted, present, COLLECTION_FIELDS);
    return same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const path = { id: present.id };
        const { etag } = await api.call('GET', '/v1/mapping-collections/{id}', { path });
        const ask = { path, body: changes as never, ifMatch: etag ?? undefined };
        return api.call('PATCH', '/v1/mapping-collections/{id}', ask);
      },
    });
  });
  const kept = new Set(entry.collections.map(({ name }) => name));
  const extra = prune ? collections.filter(({ name }) => !kept.has(name)) : [];
  return [
    ...steps,
    ...extra.map(({ id, name }): Step => ({
      action: 'remove',
      what: `collection ${name} of ${entry.name}`,
      run: (api) => api.call('DELETE', '/v1/mapping-collections/{id}', { path: { id } }),
    })),
  ];
}

function scopeSteps(
  entry: ConnectionEntry,
  { row, scopes }: ConnectionState,
  { prune }: PlanOptions,
): Step[] {
  const keyOf = (scope: Row): string => `${String(scope['direction'])} ${String(scope['name'])}`;
  const { id } = row;
  const steps = entry.scopes.flatMap((wanted): Step[] => {
    const present = scopes.find((scope) => keyOf(scope) === keyOf(wanted));
    const what = `scope ${keyOf(wanted)} of ${entry.name}`;
    if (!present)
      return [
        {
          action: 'create',
          what,
          run: (api) =>
            api.call('POST', '/v1/connections/{id}/scopes', { path: { id }, body: wanted as never }),
        },
      ];
    const changes = changesOf(wanted, present, SCOPE_FIELDS);
    return same(changes, {
      action: 'change',
      what,
      changes,
      run: async (api) => {
        const path = { id, scopeId: present.id };
        const { etag } = await api.call('GET', '/v1/connections/{id}/scopes/{scopeId}', { path });
        const ask = { path, body: changes as never, ifMatch: etag ?? undefined };
        return api.call('PATCH', '/v1/connections/{id}/scopes/{scopeId}', ask);
      },
    });
  });
  const kept = new Set(entry.scopes.map(keyOf));
  const extra = prune ? scopes.filter((scope) => scope.origin === 'operator' && !kept.has(keyOf(scope))) : [];
  return [
    ...steps,
    ...extra.map((scope): Step => ({
      action: 'remove',
      what: `scope ${keyOf(scope)} of ${entry.name}`,
      run: (api) =>
        api.call('DELETE', '/v1/connections/{id}/scopes/{scopeId}', { path: { id, scopeId: scope.id } }),
    })),
  ];
}
