import { randomBytes } from 'node:crypto';

import { HostError, isHostError } from '../errors/index.js';
import type { Statement, Store, Tx } from '../store/index.js';
import type { KeyRing } from './key-ring.js';
import { openUnder, sealUnder } from './sealing.js';

/** Seals the hashing keys, and with that proves at the start that the ring is this database's. */
const ROW = 'master_key_seal';
const CONTEXT = 'meta master key';
/** What older databases have in the row: there the hashing keys came from the master keys. */
const OLD_TEXT = 'hookyard';
const KEY_BYTES = 32;

/** The first hashes, all are tried. */
export type HashingKeys = readonly [Buffer, ...Buffer[]];

interface Kept {
  readonly value: string;
}

const READ: Statement<Kept> = {
  name: 'master_key_seal_read',
  params: { key: 'text' },
  sqlite: 'SELECT value FROM meta WHERE key = @key',
  postgres: 'SELECT value FROM meta WHERE key = ANY($1::text[])',
};

const KEEP: Statement = {
  name: 'master_key_seal_keep',
  params: { key: 'text', value: 'text' },
  sqlite: 'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT (key) DO NOTHING',
  postgres: `INSERT INTO meta (key, value) SELECT k, v FROM unnest($1::text[], $2::text[]) t(k, v)
    ON CONFLICT (key) DO NOTHING`,
};

const REPLACE: Statement = {
  name: 'master_key_seal_replace',
  params: { key: 'text', value: 'text', before: 'text' },
  sqlite: 'UPDATE meta SET value = @value WHERE key = @key AND value = @before',
  postgres: `UPDATE meta SET value = t.v FROM unnest($1::text[], $2::text[], $3::text[]) t(k, v, b)
    WHERE meta.key = t.k AND meta.value = t.b`,
};

export const VAULT_STATEMENTS: readonly Statement[] = [READ, KEEP, REPLACE];

/**
 * The keys of the hashes: random, kept in the database sealed under the master key, so that they outlive it: what is
 * kept as a hash only could not be hashed anew. Throws MASTER_KEY_WRONG.
 */
export async function openHashingKeys(store: Store, ring: KeyRing): Promise<HashingKeys> {
  const sealed = await readSealedHashingKeys(store);
  if (sealed === null) return keep(store, ring);
  const text = opened(ring, sealed);
  if (text !== OLD_TEXT) return parse(text);
  const keys = write(ring.map(({ hashing }) => hashing));
  await store.write((tx) => replace(tx, sealed, sealUnder(ring, keys, CONTEXT)));
  return openHashingKeys(store, ring);
}

/** The row as it is: which key it needs tells which key is in use. */
export async function readSealedHashingKeys(store: Store): Promise<string | null> {
  const [row] = await store.read(READ, [{ key: ROW }]);
  return row?.value ?? null;
}

/** Seals them under the first key of the ring, where another did. */
export async function resealHashingKeys(tx: Tx, ring: KeyRing): Promise<void> {
  const [row] = await tx.many(READ, [{ key: ROW }]);
  if (row) await replace(tx, row.value, sealUnder(ring, opened(ring, row.value), CONTEXT));
}

/** Makes them up; the first process of a database decides for all. */
async function keep(store: Store, ring: KeyRing): Promise<HashingKeys> {
  const value = sealUnder(ring, write([randomBytes(KEY_BYTES)]), CONTEXT);
  await store.write((tx) => tx.many(KEEP, [{ key: ROW, value }]));
  return openHashingKeys(store, ring);
}

function replace(tx: Tx, before: string, value: string): Promise<unknown> {
  return tx.many(REPLACE, [{ key: ROW, value, before }]);
}

function opened(ring: KeyRing, sealed: string): string {
  try {
    return openUnder(ring, sealed, CONTEXT);
  } catch (cause) {
    if (!isHostError(cause)) throw cause;
    throw new HostError('MASTER_KEY_WRONG', { detail: cause.details.detail }, { cause });
  }
}

function parse(text: string): HashingKeys {
  const [first, ...others] = JSON.parse(text) as [string, ...string[]];
  return [Buffer.from(first, 'base64'), ...others.map((key) => Buffer.from(key, 'base64'))];
}

function write(keys: readonly Buffer[]): string {
  return JSON.stringify(keys.map((key) => key.toString('base64')));
}
