import type { EntityManager } from 'typeorm';

import { GrantRow } from './grant.entity.js';
import { PendingAuthorizationRow } from './pending-authorization.entity.js';

/** Nothing is left to call with, and nobody who is under way comes back to anything. */
export async function forgetGrant(manager: EntityManager, connection: number): Promise<void> {
  await manager.delete(GrantRow, { connection });
  await manager.delete(PendingAuthorizationRow, { connection });
}
