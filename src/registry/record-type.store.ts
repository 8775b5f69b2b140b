import type { RecordTypeDeclaration } from '@hookyard/sdk';
import { In, IsNull, type DataSource, type EntityManager } from 'typeorm';

import { ConnectionRow } from './connection.entity.js';
import { takeConnection } from './connection.store.js';
import { RecordTypeRow } from './record-type.entity.js';
import type { DeclaredFields } from './record-types/declared-types.js';

export function readDeclared(source: DataSource | EntityManager, tenant: number): Promise<RecordTypeRow[]> {
  return source.getRepository(RecordTypeRow).find({ where: { tenant }, order: { name: 'ASC' } });
}

/** What tenants declare, for the views of their connections. */
export async function readDeclaredFields(
  source: DataSource | EntityManager,
  tenants: readonly number[],
): Promise<ReadonlyMap<number, DeclaredFields>> {
  const rows = await source.getRepository(RecordTypeRow).findBy({ tenant: In([...tenants]) });
  const byTenant = Map.groupBy(rows, ({ tenant }) => tenant);
  return new Map(
    [...byTenant].map(([tenant, own]) => [
      tenant,
      Object.fromEntries(own.map((row) => [row.name, declarationOf(row).fields])),
    ]),
  );
}

/** What the connections of a tenant know of its types is read again, by every process. */
export async function touchConnections(manager: EntityManager, tenant: number, now: number): Promise<void> {
  const rows = await manager.find(ConnectionRow, {
    select: { publicId: true },
    where: { tenant, removedAt: IsNull() },
    order: { id: 'ASC' },
  });
  for (const { publicId } of rows) await takeConnection(manager, { tenant, id: publicId }, now);
}

export function declarationOf({ definition }: RecordTypeRow): RecordTypeDeclaration {
  return JSON.parse(definition) as RecordTypeDeclaration;
}
