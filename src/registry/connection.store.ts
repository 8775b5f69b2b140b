import { IsNull, type DataSource, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { ConnectionRow } from './connection.entity.js';
import type { ConnectionState } from './directory.js';
import { filtered, inPage, type PageAsk, type PagePlace } from './page.js';

/** Takes the row for a change: it is locked, and its `updatedAt` grows, which is how every process sees the change. */
export async function takeConnection(
  manager: EntityManager,
  which: { readonly tenant: number; readonly id: string },
  now: number,
): Promise<ConnectionRow> {
  const where = { publicId: which.id, tenant: which.tenant, removedAt: IsNull() };
  await manager
    .createQueryBuilder()
    .update(ConnectionRow)
    .set({ updatedAt: () => 'CASE WHEN updated_at >= :now THEN updated_at + 1 ELSE :now END' })
    .setParameter('now', now)
    .where('public_id = :id AND tenant = :tenant AND removed_at IS NULL', which)
    .execute();
  const row = await manager.findOneBy(ConnectionRow, where);
  if (!row) throw new HostError('NOT_FOUND', { subject: which.id });
  return row;
}

/** A connection as it is stored; NOT_FOUND for everybody else's. */
export async function storedConnection(
  source: DataSource,
  tenant: number,
  id: string,
): Promise<ConnectionRow> {
  const where = { publicId: id, tenant, removedAt: IsNull() };
  const row = await source.getRepository(ConnectionRow).findOneBy(where);
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row;
}

/** The number of a tenant's connection; NOT_FOUND for everybody else's. */
export async function connectionNumber(source: DataSource, tenant: number, id: string): Promise<number> {
  const row = await source
    .getRepository(ConnectionRow)
    .findOne({ select: { id: true }, where: { publicId: id, tenant, removedAt: IsNull() } });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row.id;
}

export interface ConnectionFilter {
  readonly connector?: string | undefined;
  readonly mode?: string | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
  readonly account?: string | undefined;
  readonly state?: ConnectionState | undefined;
  /** Versions that are not loaded: connections pinned to them are `unavailable`, whatever else they were. */
  readonly missing?: readonly { readonly name: string; readonly version: string }[];
}

/** `failing` is not stored with it: it is seen at the queues, and where outages are kept. */
const IS_DOWN = `(EXISTS (SELECT 1 FROM queue
  WHERE queue.connection = connection.id AND queue.held_code = 'unavailable' AND queue.held_until > :now)
  OR EXISTS (SELECT 1 FROM outage WHERE outage.connection = connection.id))`;

const PINNED_TO = "connection.connector || '@' || connection.connector_version";

export function connectionPlaces(
  source: DataSource,
  tenant: number,
  { page, now, filter }: { readonly page: PageAsk; readonly now: number; readonly filter: ConnectionFilter },
): Promise<PagePlace[]> {
  const { state, missing = [], ...columns } = filter;
  const query = source
    .createQueryBuilder(ConnectionRow, 'connection')
    .select(['connection.id', 'connection.name'])
    .where('connection.tenant = :tenant AND connection.removed_at IS NULL', { tenant, now });
  if (state !== undefined) {
    const stored = state === 'failing' || state === 'unavailable' ? 'active' : state;
    query.andWhere('connection.state = :stored', { stored });
    const pins = missing.map(({ name, version }) => `${name}@${version}`);
    if (state === 'unavailable') query.andWhere(`${PINNED_TO} IN (:...pins)`, { pins: ['', ...pins] });
    else if (stored === 'active') {
      query.andWhere(`${PINNED_TO} NOT IN (:...pins)`, { pins: ['', ...pins] });
      query.andWhere(state === 'failing' ? IS_DOWN : `NOT ${IS_DOWN}`);
    }
  }
  return inPage(filtered(query, columns), page).getMany();
}

/** Another connection in use that has this account where the same receiver could look for it. */
export async function isAccountTaken(
  manager: EntityManager,
  of: { readonly connector: string; readonly account: string; readonly tenants: readonly number[] | null },
  but: number,
): Promise<boolean> {
  const query = manager
    .createQueryBuilder(ConnectionRow, 'connection')
    .where('connection.connector = :connector AND connection.account = :account', of)
    .andWhere('connection.removed_at IS NULL AND connection.id <> :but', { but });
  if (of.tenants) query.andWhere('connection.tenant IN (:...tenants)', { tenants: of.tenants });
  return query.getExists();
}
