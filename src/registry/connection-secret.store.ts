import type { EntityManager } from 'typeorm';

import { newKey, type Vault } from '../vault/index.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import type { ConnectionRow } from './connection.entity.js';
import { sealedSecrets } from './connection-view.js';
import {
  planSecrets,
  secretContext,
  type SealedSecret,
  type SecretInputs,
  type SecretPlan,
} from './secrets.js';

export interface SecretRules {
  /** The names a value may have. */
  readonly names: readonly string[];
  readonly now: number;
  readonly vault: Vault;
}

/** Changes the secrets of a connection; names not given stay. A row is a value, the newest has the highest id. */
export async function changeConnectionSecrets(
  manager: EntityManager,
  connection: Pick<ConnectionRow, 'id' | 'publicId'>,
  given: SecretInputs,
  { names, now, vault }: SecretRules,
): Promise<void> {
  const rows = await manager.find(ConnectionSecretRow, {
    where: { connection: connection.id },
    order: { id: 'ASC' },
  });
  const plans = planSecrets(given, sealedSecrets(rows), { names, now });
  await manager.delete(ConnectionSecretRow, { connection: connection.id });
  const kept = plans.toReversed().map((plan) => ({
    connection: connection.id,
    name: plan.name,
    notAfter: plan.notAfter,
    createdAt: 'keep' in plan ? plan.keep.createdAt : now,
    cipher: cipherOf(plan, connection.publicId, vault),
  }));
  if (kept.length > 0) await manager.insert(ConnectionSecretRow, kept);
}

/** The same for a receiver, whose secrets lie in one column. */
export function changeReceiverSecrets(
  publicId: string,
  present: readonly SealedSecret[],
  given: SecretInputs,
  { names, now, vault }: SecretRules,
): SealedSecret[] {
  return planSecrets(given, present, { names, now }).map((plan) => ({
    id: 'keep' in plan ? plan.keep.id : newKey('sec_'),
    name: plan.name,
    notAfter: plan.notAfter,
    createdAt: 'keep' in plan ? plan.keep.createdAt : now,
    cipher: cipherOf(plan, publicId, vault),
  }));
}

/** A kept value is sealed anew when the master key was changed. */
function cipherOf(plan: SecretPlan, owner: string, vault: Vault): string {
  const context = secretContext(owner, plan.name);
  if (!('keep' in plan)) return vault.seal(plan.value, context);
  return vault.reseal(plan.keep.cipher, context);
}
