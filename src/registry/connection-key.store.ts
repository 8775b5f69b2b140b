import { IsNull, type EntityManager } from 'typeorm';

import { newKey, type Vault } from '../vault/index.js';
import { ConnectionKeyRow } from './connection-key.entity.js';
import { OVERLAP_MS } from './secrets.js';

/** Characters of a key that are kept to tell it from another: its prefix and five of 22. */
const HINT_CHARS = 8;

/** Makes a key for a connection's own address. It is shown once; only its keyed hash is stored. */
export async function addConnectionKey(
  manager: EntityManager,
  connection: number,
  { vault, now }: { readonly vault: Vault; readonly now: number },
): Promise<string> {
  const key = newKey('hk_');
  await manager.insert(ConnectionKeyRow, {
    connection,
    keyHash: vault.keyedHash(key),
    keyHint: keyHint(key),
    notAfter: null,
    cipher: null,
    createdAt: now,
    removedAt: null,
  });
  return key;
}

/** Gives the present keys a day to live, so that senders can be changed without a gap; ended ones are forgotten. */
export async function retireConnectionKeys(
  manager: EntityManager,
  connection: number,
  now: number,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .delete()
    .from(ConnectionKeyRow)
    .where('connection = :connection AND not_after <= :now', { connection, now })
    .execute();
  await manager.update(ConnectionKeyRow, { connection, notAfter: IsNull() }, { notAfter: now + OVERLAP_MS });
}

/** Its first characters: enough to tell it from others, not to use it. */
export function keyHint(key: string): string {
  return `${key.slice(0, HINT_CHARS)}…`;
}
