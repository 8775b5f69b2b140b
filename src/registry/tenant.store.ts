import { IsNull, Not, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { ApiKeyRow } from './api-key.entity.js';
import type { Change } from './configuration-writer.js';
import { ConnectionRow } from './connection.entity.js';
import { DATASETS } from './datasets/dataset-connector.js';
import { quotasOf } from './quotas.js';
import { ReceiverRow } from './receiver.entity.js';
import { TenantRow } from './tenant.entity.js';

/** Takes turns with whoever else counts something of the tenant. */
export async function takeTenant(manager: EntityManager, tenant: number): Promise<void> {
  await manager.update(TenantRow, { id: tenant }, { id: tenant });
}

/** Before one more is made. Exact: whoever makes one waits for the tenant's row. */
export async function refuseConnectionTooMany(manager: EntityManager, tenant: number): Promise<void> {
  await takeTenant(manager, tenant);
  const row = await manager.findOneByOrFail(TenantRow, { id: tenant });
  const { connections: most } = quotasOf(row.quotas);
  if (most === null) return;
  // The host's own is nobody's system.
  const systems = { tenant, removedAt: IsNull(), connector: Not(DATASETS) };
  if ((await manager.countBy(ConnectionRow, systems)) < most) return;
  throw new HostError('TENANT_QUOTA_REACHED', {
    subject: 'connections',
    detail: `the quota is ${most}, and none is free`,
  });
}

/** Its keys end, its addresses take nothing, nothing of it runs: in one commit, which every process's directory follows. */
export async function endTenant({ manager, now }: Change, tenant: number): Promise<void> {
  const inUse = { tenant, removedAt: IsNull() };
  await manager.update(TenantRow, { id: tenant }, { state: 'deleting' });
  await manager.update(ApiKeyRow, inUse, { removedAt: now });
  await manager.update(ReceiverRow, inUse, { removedAt: now });
  await manager
    .createQueryBuilder()
    .update(ConnectionRow)
    .set({
      removedAt: now,
      state: 'disabled',
      updatedAt: () => 'CASE WHEN updated_at >= :now THEN updated_at + 1 ELSE :now END',
    })
    .setParameter('now', now)
    .where('tenant = :tenant AND removed_at IS NULL', { tenant })
    .execute();
}
