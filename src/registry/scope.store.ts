import type { AnyConnector, Direction } from '@hookyard/sdk';
import type { DataSource, EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import { DELETE_DEFAULTS } from './delete-defaults.js';
import { declaredScopes, hubScopes, type DeclaredScope } from './declared-scopes.js';
import { MappingCollectionRow } from './mapping-collection.entity.js';
import { filtered, inPage, type PageAsk } from './page.js';
import { ScopeRow, type ScopeOrigin } from './scope.entity.js';

/** Gives a connection the scopes its connector declares and it does not have yet, in the order declared. */
export async function addDeclaredScopes(
  manager: EntityManager,
  connection: number,
  connector: AnyConnector,
  now: number,
): Promise<void> {
  const present = await manager.findBy(ScopeRow, { connection, direction: 'TO' });
  const names = new Set(present.map(({ name }) => name));
  const missing = declaredScopes(connector).filter(({ name }) => !names.has(name));
  const rows = missing.map((scope) =>
    newScopeRow(connection, scope, { direction: 'TO', origin: 'connector', now }),
  );
  if (rows.length > 0) await manager.insert(ScopeRow, rows);
}

/**
 * Brings the hub scopes of a connection in line with what it can write and has mappings for. A switch an operator
 * set stays as it is.
 */
export async function followHubScopes(
  manager: EntityManager,
  connection: number,
  connector: AnyConnector,
  now: number,
): Promise<void> {
  const collections = await manager.findBy(MappingCollectionRow, { connection, isEnabled: true });
  const present = await manager.findBy(ScopeRow, { connection, direction: 'FROM' });
  const byName = new Map(present.map((row) => [row.name, row]));
  const missing: Partial<ScopeRow>[] = [];
  for (const scope of hubScopes(connector, collections)) {
    const row = byName.get(scope.name);
    if (!row) missing.push(newScopeRow(connection, scope, { direction: 'FROM', origin: 'host', now }));
    else if (row.origin === 'host' && row.isEnabled !== scope.isEnabled) {
      await manager.update(ScopeRow, { id: row.id }, { isEnabled: scope.isEnabled, updatedAt: now });
    }
  }
  if (missing.length > 0) await manager.insert(ScopeRow, missing);
}

export function newScopeRow(
  connection: number,
  scope: DeclaredScope,
  made: { readonly direction: Direction; readonly origin: ScopeOrigin; readonly now: number },
): Omit<ScopeRow, 'id'> {
  return {
    publicId: newKey('scp_'),
    connection,
    direction: made.direction,
    name: scope.name,
    type: scope.type,
    action: scope.action,
    description: scope.description,
    isEnabled: scope.isEnabled,
    source: scope.source,
    recordExpression: scope.record,
    versionExpression: scope.version,
    guard: 'off',
    ...DELETE_DEFAULTS,
    childPolicy: 'parent',
    childWindowSeconds: null,
    origin: made.origin,
    createdAt: made.now,
    updatedAt: made.now,
  };
}

export async function readScope(
  source: DataSource | EntityManager,
  connection: number,
  id: string,
): Promise<ScopeRow> {
  const row = await source.getRepository(ScopeRow).findOneBy({ connection, publicId: id });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row;
}

export interface ScopeFilter {
  readonly direction?: Direction | undefined;
  readonly type?: string | undefined;
  readonly action?: string | undefined;
  readonly isEnabled?: boolean | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
}

export function readScopes(
  source: DataSource,
  connection: number,
  page: PageAsk,
  { direction, type, action, isEnabled, name }: ScopeFilter,
): Promise<ScopeRow[]> {
  const query = source
    .createQueryBuilder(ScopeRow, 'scope')
    .where('scope.connection = :connection', { connection });
  return inPage(filtered(query, { direction, type, action, isEnabled, name }), page).getMany();
}
