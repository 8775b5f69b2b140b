import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

import { HostError } from '../errors/index.js';
import { loadKeyRing, type KeyRing, type KeyRingOptions } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Keeps secrets unreadable at rest. A cipher text names its key (`v1.<key id>.<bytes>`) and is bound to its context:
 * moved to another row it does not open. Hashes are keyed, so that a copy of the database lets nobody try guesses.
 */
export class Vault {
  constructor(private readonly ring: KeyRing) {}

  /** `context` says where the cipher text belongs (`connection 7 webhook`); the same is needed to open it. */
  seal(text: string, context: string): string {
    const [{ id, sealing }] = this.ring;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, sealing, nonce).setAAD(Buffer.from(context));
    const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `v1.${id}.${sealed.toString('base64url')}`;
  }

  /** Throws SECRET_UNREADABLE when the key is not in the ring, or the text was changed or moved. */
  open(cipherText: string, context: string): string {
    const [version, id, data = ''] = cipherText.split('.');
    const key = this.ring.find((candidate) => candidate.id === id);
    if (version !== 'v1' || !key) {
      throw new HostError('SECRET_UNREADABLE', {
        subject: context,
        detail: `the key ring has no key ${id ?? ''}`,
      });
    }
    const sealed = Buffer.from(data, 'base64url');
    try {
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(ALGORITHM, key.sealing, nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
      return Buffer.concat([
        decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch (cause) {
      throw new HostError(
        'SECRET_UNREADABLE',
        { subject: context, detail: 'it was changed or moved' },
        { cause },
      );
    }
  }

  /** True when the newest key sealed it: anything else is sealed anew when it is next written. */
  isCurrent(cipherText: string): boolean {
    return cipherText.startsWith(`v1.${this.ring[0].id}.`);
  }

  /** HMAC-SHA256 in hex, under the newest key. What is stored. */
  keyedHash(text: string): string {
    return hashUnder(this.ring[0].hashing, text);
  }

  /** The hashes a stored one may equal, newest key first: a rotation of the master key locks nobody out. */
  keyedHashes(text: string): readonly string[] {
    return this.ring.map(({ hashing }) => hashUnder(hashing, text));
  }

  /** What stands in a stored hook for a credential: the same credential is recognisable, and nothing more. */
  redact(credential: string): string {
    return `hash:${this.keyedHash(credential).slice(0, 16)}`;
  }
}

/** Throws MASTER_KEY_EXPOSED or MASTER_KEY_INVALID. Makes the key file where there is no key at all. */
export function openVault(options: KeyRingOptions): Vault {
  return new Vault(loadKeyRing(options));
}

function hashUnder(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}
