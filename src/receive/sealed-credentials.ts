import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

import { ignore } from '../errors/index.js';
import type { RequestFacts } from './hook-head.js';

/** The parts of a request that may hold credentials, as they came. */
export type Credentials = Pick<RequestFacts, 'headers' | 'query' | 'path'>;

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** As much as is kept of a head. */
const MOST_CHARACTERS = 16 * 1024;

/**
 * Keeps what a request presented while nobody can say whether it is genuine. A keyed hash will do where a live secret can
 * be compared with it; of a token that its sender's host has the keys for, nobody has the value but the request itself.
 */
export class CredentialSeal {
  private readonly key: Buffer;

  constructor(credentialKey: Buffer) {
    this.key = Buffer.from(hkdfSync('sha256', credentialKey, '', 'credentials of undecided requests', 32));
  }

  /** Undefined: there is more of it than is kept. */
  seal(credentials: Credentials): string | undefined {
    const text = JSON.stringify(credentials);
    if (text.length > MOST_CHARACTERS) return undefined;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, nonce);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  open(sealed: string): Credentials | undefined {
    const bytes = Buffer.from(sealed, 'base64');
    try {
      const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const text = Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]);
      return JSON.parse(text.toString('utf8')) as Credentials;
    } catch (error) {
      ignore(error, 'what cannot be opened is judged without its credentials');
      return undefined;
    }
  }
}
