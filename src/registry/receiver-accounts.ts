import { In, IsNull, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import type { ConnectionRow } from './connection.entity.js';
import { isAccountTaken } from './connection.store.js';
import { HOST_TENANT } from './ids.js';
import { ReceiverRow } from './receiver.entity.js';

/**
 * An account has one connection at a receiver (S2.2). The host operator's receivers serve every tenant's connections
 * of their connector, a tenant's own only its own. Throws CONFLICT.
 */
export async function refuseTakenAccount(manager: EntityManager, row: ConnectionRow): Promise<void> {
  if (row.account === null) return;
  const serving = await manager.findBy(ReceiverRow, {
    connector: row.connector,
    tenant: In([HOST_TENANT, row.tenant]),
    removedAt: IsNull(),
  });
  if (serving.length === 0) return;
  const tenants = serving.some(({ tenant }) => tenant === HOST_TENANT) ? null : [row.tenant];
  const of = { connector: row.connector, account: row.account, tenants };
  if (await isAccountTaken(manager, of, row.id ?? 0)) {
    throw new HostError('CONFLICT', {
      subject: `account ${row.account}`,
      detail: 'another connection has it',
    });
  }
}
