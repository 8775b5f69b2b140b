import type { RecordTypeDeclaration } from '@hookyard/sdk';
import { In, type DataSource, type EntityManager } from 'typeorm';

import type { Statement, Tx } from '../store/index.js';
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

const touch: Statement = {
  name: 'registry_touch_connections',
  params: { tenant: 'int8', now: 'int8' },
  sqlite: `UPDATE connection SET updated_at = CASE WHEN updated_at >= @now THEN updated_at + 1 ELSE @now END
    WHERE tenant = @tenant AND removed_at IS NULL`,
  postgres: `WITH own AS (SELECT c.id, q.now FROM unnest($1::int8[], $2::int8[]) AS q(tenant, now)
      JOIN connection c ON c.tenant = q.tenant WHERE c.removed_at IS NULL ORDER BY c.id FOR UPDATE OF c)
    UPDATE connection c SET updated_at = CASE WHEN c.updated_at >= own.now THEN c.updated_at + 1 ELSE own.now END
    FROM own WHERE c.id = own.id`,
};

export const RECORD_TYPE_STATEMENTS: readonly Statement[] = [touch];

/** What the connections of a tenant know of its types is read again, by every process. */
export async function touchConnections(tx: Tx, tenant: number, now: number): Promise<void> {
  await tx.many(touch, [{ tenant, now }]);
}

export function declarationOf({ definition }: RecordTypeRow): RecordTypeDeclaration {
  return JSON.parse(definition) as RecordTypeDeclaration;
}
