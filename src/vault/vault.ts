import { createHmac } from 'node:crypto';

import type { Store, Tx } from '../store/index.js';
import {
  openHashingKeys,
  readSealedHashingKeys,
  resealHashingKeys,
  type HashingKeys,
} from './hashing-keys.js';
import { loadKeyRing, type KeyRing, type KeyRingOptions } from './key-ring.js';
import { keyIdOf, openUnder, sealUnder } from './sealing.js';

/**
 * Keeps secrets unreadable at rest. A cipher text names its key (`v1.<key id>.<bytes>`) and is bound to its context:
 * moved to another row it does not open. Hashes are keyed, so that a copy of the database lets nobody try guesses;
 * their keys are the database's own and stay when the master key changes.
 */
export class Vault {
  constructor(
    private ring: KeyRing,
    private readonly hashingKeys: HashingKeys,
    private readonly load: () => KeyRing = () => ring,
  ) {}

  /** Ids of the keys, the one that seals first. */
  get keyIds(): readonly [string, ...string[]] {
    const [first, ...others] = this.ring;
    return [first.id, ...others.map(({ id }) => id)];
  }

  /**
   * Reads the key file again. A key that was taken away opens until the process ends. Throws MASTER_KEY_EXPOSED or
   * MASTER_KEY_INVALID, and keeps the keys it had.
   */
  reload(): void {
    const [first, ...others] = this.load();
    const fresh = [first, ...others];
    const retired = this.ring.filter((old) => !fresh.some(({ id }) => id === old.id));
    this.ring = [first, ...others, ...retired];
  }

  /** `context` says where the cipher text belongs (`connection 7 webhook`); the same is needed to open it. */
  seal(text: string, context: string): string {
    return sealUnder(this.ring, text, context);
  }

  /** Throws SECRET_UNREADABLE when the key is not in the ring, or the text was changed or moved. */
  open(cipherText: string, context: string): string {
    return openUnder(this.ring, cipherText, context);
  }

  /** The same sealed under the first key: itself where that is so already. */
  reseal(cipherText: string, context: string): string {
    if (keyIdOf(cipherText) === this.ring[0].id) return cipherText;
    return this.seal(this.open(cipherText, context), context);
  }

  /** Seals the keys of the hashes under the first key. Other processes tell by them which key is in use. */
  resealHashingKeys(tx: Tx): Promise<void> {
    return resealHashingKeys(tx, this.ring);
  }

  /** The key that the last rotation of any process began to seal with. */
  async keyInUse(store: Store): Promise<string> {
    return keyIdOf((await readSealedHashingKeys(store)) ?? '');
  }

  /** The key in use, where this process has it not: the key file is read once more before it is told. */
  async missingKey(store: Store): Promise<string | null> {
    const id = await this.keyInUse(store);
    if (this.has(id)) return null;
    this.reload();
    return this.has(id) ? null : id;
  }

  has(keyId: string): boolean {
    return this.ring.some(({ id }) => id === keyId);
  }

  /** HMAC-SHA256 in hex. What is stored. */
  keyedHash(text: string): string {
    return hashUnder(this.hashingKeys[0], text);
  }

  /** The hashes a stored one may equal, newest first. */
  keyedHashes(text: string): readonly string[] {
    return this.hashingKeys.map((key) => hashUnder(key, text));
  }
}

/**
 * Throws MASTER_KEY_EXPOSED, MASTER_KEY_INVALID or, where the database needs a key that is not there,
 * MASTER_KEY_WRONG. Makes the key file where there is no key at all.
 */
export async function openVault(options: KeyRingOptions, store: Store): Promise<Vault> {
  const ring = loadKeyRing(options, { makes: true });
  return new Vault(ring, await openHashingKeys(store, ring), () => loadKeyRing(options, { makes: false }));
}

function hashUnder(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
