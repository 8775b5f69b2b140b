import { hkdfSync } from 'node:crypto';

import { ignore } from '../errors/index.js';
import { openUnder, sealUnder, type SealingRing } from '../vault/index.js';
import type { RequestFacts } from './hook-head.js';

/** The parts of a request that may hold credentials, as they came. */
export type Credentials = Pick<RequestFacts, 'headers' | 'query' | 'path'>;

const CONTEXT = 'credentials of undecided requests';
/** As much as is kept of a head. */
const MOST_CHARACTERS = 16 * 1024;

/**
 * Keeps what a request presented while nobody can say whether it is genuine. A keyed hash will do where a live secret can
 * be compared with it; of a token that its sender's host has the keys for, nobody has the value but the request itself.
 * Its key is the database's own: a change of the master key leaves what is kept readable.
 */
export class CredentialSeal {
  private readonly ring: SealingRing;

  constructor(credentialKey: Buffer) {
    const sealing = Buffer.from(hkdfSync('sha256', credentialKey, '', CONTEXT, 32));
    this.ring = [{ id: 'credentials', sealing }];
  }

  /** Undefined: there is more of it than is kept. */
  seal(credentials: Credentials): string | undefined {
    const text = JSON.stringify(credentials);
    return text.length > MOST_CHARACTERS ? undefined : sealUnder(this.ring, text, CONTEXT);
  }

  open(sealed: string): Credentials | undefined {
    try {
      return JSON.parse(openUnder(this.ring, sealed, CONTEXT)) as Credentials;
    } catch (error) {
      ignore(error, 'what cannot be opened is judged without its credentials');
      return undefined;
    }
  }
}
