import { IsNull, MoreThan, type DataSource, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { ConnectionRow } from './connection.entity.js';
import type { PageAsk } from './page.js';

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

/** The number of a tenant's connection; NOT_FOUND for everybody else's. */
export async function connectionNumber(source: DataSource, tenant: number, id: string): Promise<number> {
  const row = await source
    .getRepository(ConnectionRow)
    .findOne({ select: { id: true }, where: { publicId: id, tenant, removedAt: IsNull() } });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row.id;
}

export async function connectionNumbers(
  source: DataSource,
  tenant: number,
  page: PageAsk,
): Promise<number[]> {
  const rows = await source.getRepository(ConnectionRow).find({
    select: { id: true },
    where: { tenant, removedAt: IsNull(), id: MoreThan(page.after) },
    order: { id: 'ASC' },
    take: page.limit + 1,
  });
  return rows.map(({ id }) => id);
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
