import type { CollectionDefinition, JsonObject } from '@hookyard/sdk';

import { compile, type CompiledExpression } from '../expressions/index.js';
import type { Vault } from '../vault/index.js';
import type { ConnectionRows } from './configuration-rows.store.js';
import type { ConnectionSecretRow } from './connection-secret.entity.js';
import { settingsOf } from './connection-settings.js';
import { declaredScopes } from './declared-scopes.js';
import type { CollectionView, ConnectionView, LoadedConnector, ScopeView } from './directory.js';
import { limitsOf } from './call-limits.js';
import { isMissing } from './imprints/stand-in.js';
import { joinDeclared, type ConnectorsType } from './record-types/declared-types.js';
import { retryPolicyOf } from './retry-policies.js';
import type { ScopeRow } from './scope.entity.js';
import type { SettingsReader } from './settings-reader.js';
import { openSecrets, type SealedSecret } from './secrets.js';

export interface ViewContext {
  readonly connector: LoadedConnector;
  readonly vault: Vault;
  /** What the tenant's connectors declare of record types. */
  readonly recordTypes: ReadonlyMap<string, ConnectorsType>;
  readonly configVersion: number;
  /** Absent: a connector that runs elsewhere is waited for. */
  readonly settings?: Pick<SettingsReader, 'read'>;
}

/** Everything about a connection, opened, checked and compiled. Throws where stored data no longer fits. */
export async function connectionView(rows: ConnectionRows, context: ViewContext): Promise<ConnectionView> {
  const { row } = rows;
  const { connector, vault, configVersion } = context;
  return {
    number: row.id,
    id: row.publicId,
    tenant: row.tenant,
    name: row.name,
    mode: row.mode,
    state: isMissing(connector) && row.state === 'active' ? 'unavailable' : row.state,
    connector,
    settings: await settingsIn(context, JSON.parse(row.settings) as JsonObject),
    account: row.account,
    retryPolicy: retryPolicyOf(row.retryPolicy),
    limits: limitsOf(row.limits, connector.definition.limits),
    secrets: openSecrets(sealedSecrets(rows.secrets), row.publicId, vault),
    scopes: { TO: scopeViews(rows, 'TO', connector), FROM: scopeViews(rows, 'FROM', connector) },
    collections: collectionViews(rows, connector),
    queues: { TO: queueOf(rows, 'TO'), FROM: queueOf(rows, 'FROM') },
    configVersion,
    ...ownKeyOf(rows),
    declaredFields: joinDeclared(context.recordTypes, rows.declaredFields),
  };
}

function settingsIn(
  { connector, settings }: ViewContext,
  saved: JsonObject,
): Promise<ConnectionView['settings']> {
  return settings?.read(connector, saved) ?? settingsOf(connector.definition, saved);
}

function ownKeyOf({ keys }: ConnectionRows): Pick<ConnectionView, 'ownKey'> {
  const own = keys.findLast(({ cipher, notAfter }) => cipher !== null && notAfter === null);
  return own ? { ownKey: own.id } : {};
}

/** Newest first, as they verify. */
export function sealedSecrets(rows: readonly ConnectionSecretRow[]): SealedSecret[] {
  return rows
    .map(({ id, name, cipher, notAfter, createdAt }) => ({
      id: `sec_${id}`,
      name,
      cipher,
      notAfter,
      createdAt,
    }))
    .reverse();
}

function scopeViews(
  { scopes }: ConnectionRows,
  direction: 'TO' | 'FROM',
  connector: LoadedConnector,
): ReadonlyMap<string, ScopeView> {
  const declared = new Map(declaredScopes(connector.definition).map((scope) => [scope.name, scope]));
  const views = scopes
    .filter((scope) => scope.direction === direction)
    .map((scope): ScopeView => {
      const own = declared.get(scope.name);
      const isCode = connector.form === 'code';
      return {
        id: scope.publicId,
        name: scope.name,
        type: scope.type,
        action: scope.action,
        direction: scope.direction,
        description: scope.description,
        isEnabled: scope.isEnabled,
        source: scope.source,
        record: compiled(scope.recordExpression, isCode && own?.record === scope.recordExpression),
        version: compiled(scope.versionExpression, isCode && own?.version === scope.versionExpression),
        guard: scope.guard,
        settleMs: scope.settleSeconds * 1_000,
        brake: { most: scope.brakeMost, percent: scope.brakePercent },
        childPolicy: scope.childPolicy,
        childWindowMs: (scope.childWindowSeconds ?? 0) * 1_000,
      };
    });
  return new Map(views.map((view) => [view.name, view]));
}

/** Trusted: the text is the connector's own, from disk. */
function compiled(source: ScopeRow['recordExpression'], trusted: boolean): CompiledExpression | undefined {
  return source === null ? undefined : compile(source, { trusted });
}

function collectionViews(
  { collections, translations }: ConnectionRows,
  connector: LoadedConnector,
): CollectionView[] {
  const own = connector.form === 'code' ? (connector.definition.collections ?? []) : [];
  const trusted = new Set(own.map((definition) => JSON.stringify(definition)));
  return collections
    .filter(({ isEnabled }) => isEnabled)
    .toSorted((a, b) => a.sortOrder - b.sortOrder || a.id - b.id)
    .map(({ publicId, version, definition }) => ({
      id: publicId,
      version,
      isTrusted: trusted.has(definition),
      definition: JSON.parse(definition) as CollectionDefinition,
      ...(definition.includes('"table":"') ? { tables: translations } : {}),
    }));
}

function queueOf({ row, queues }: ConnectionRows, direction: 'TO' | 'FROM'): number {
  const queue = queues.find((one) => one.direction === direction);
  if (!queue) throw new Error(`connection ${row.publicId} has no queue ${direction}`);
  return queue.id;
}
