import type { JsonObject } from '@hookyard/sdk';
import { In, IsNull, LessThan, MoreThan, type DataSource, type EntityManager } from 'typeorm';

import type { ListPage } from '../../store/index.js';
import { newKey } from '../../vault/index.js';
import type { Actor } from '../configuration-writer.js';
import { ConnectionRow } from '../connection.entity.js';
import { ScopeRow } from '../scope.entity.js';
import { ConnectionUpgradeRow } from './connection-upgrade.entity.js';

/** What of a scope an upgrade may change. */
export type ScopeBefore = Pick<
  ScopeRow,
  | 'publicId'
  | 'type'
  | 'action'
  | 'description'
  | 'source'
  | 'recordExpression'
  | 'versionExpression'
  | 'isEnabled'
>;

/** What a roll-back goes back to. */
export interface Before {
  readonly settings: JsonObject;
  readonly scopes: readonly ScopeBefore[];
  /** Public ids of scopes that came with the upgrade. */
  readonly added: readonly string[];
}

/** As many steps back as anybody goes; older ones are forgotten. */
const KEPT = 50;

export async function insertUpgrade(
  manager: EntityManager,
  of: {
    readonly actor: Actor;
    readonly connection: ConnectionRow;
    readonly from: string;
    readonly before: Before;
    readonly changes: object;
  },
  now: number,
): Promise<void> {
  const { id: connection, tenant, connectorVersion: toVersion } = of.connection;
  await manager.insert(ConnectionUpgradeRow, {
    publicId: newKey('upg_'),
    tenant,
    connection,
    actor: of.actor.id,
    fromVersion: of.from,
    toVersion,
    state: 'applied',
    before: JSON.stringify(of.before),
    changes: JSON.stringify(of.changes),
    createdAt: now,
    endedAt: null,
  });
  const old = await manager.find(ConnectionUpgradeRow, {
    select: { id: true },
    where: { connection },
    order: { id: 'DESC' },
    skip: KEPT,
    take: KEPT,
  });
  if (old.length > 0) await manager.delete(ConnectionUpgradeRow, { id: In(old.map(({ id }) => id)) });
}

/** The newest one that was not rolled back. */
export function lastApplied(
  manager: EntityManager,
  connection: number,
): Promise<ConnectionUpgradeRow | null> {
  return manager.findOne(ConnectionUpgradeRow, {
    where: { connection, state: 'applied' },
    order: { id: 'DESC' },
  });
}

/** One more than the page holds, where there is one. */
export function readUpgrades(
  source: DataSource,
  connection: number,
  { sort = 'newest', behind, limit }: ListPage,
): Promise<ConnectionUpgradeRow[]> {
  const isNewest = sort === 'newest';
  const id = behind === undefined ? {} : { id: isNewest ? LessThan(behind) : MoreThan(behind) };
  return source.getRepository(ConnectionUpgradeRow).find({
    where: { connection, ...id },
    order: { id: isNewest ? 'DESC' : 'ASC' },
    take: limit + 1,
  });
}

/** The next connections of a connector, oldest first, behind one. */
export function nextOfConnector(
  source: DataSource,
  of: {
    readonly tenant: number;
    readonly connector: string;
    readonly version: string | undefined;
    readonly behind: number;
    readonly limit: number;
  },
): Promise<ConnectionRow[]> {
  const { tenant, connector, version, behind, limit } = of;
  return source.getRepository(ConnectionRow).find({
    where: {
      tenant,
      connector,
      removedAt: IsNull(),
      id: MoreThan(behind),
      ...(version === undefined ? {} : { connectorVersion: version }),
    },
    order: { id: 'ASC' },
    take: limit + 1,
  });
}
