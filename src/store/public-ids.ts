import { createCipheriv, randomBytes } from 'node:crypto';

import type { Statement, Store } from './tx.js';

/** Rows whose ids are computed from their sequence number. */
export type PublicPrefix = 'hok' | 'req' | 'rec' | 'lnk' | 'trk';

export interface PublicIds {
  publicId(prefix: PublicPrefix, seq: number): string;
  /** Undefined for anything this database never gave out under this prefix. */
  seqOf(prefix: PublicPrefix, id: string): number | undefined;
}

const KEY_NAME = 'public_id_key';

export const publicIdStatements = {
  keepKey: {
    name: 'store_keep_public_id_key',
    params: { key: 'text', value: 'text' },
    sqlite: 'INSERT INTO meta (key, value) VALUES (@key, @value) ON CONFLICT DO NOTHING',
    postgres:
      'INSERT INTO meta (key, value) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING',
  },
  readKey: {
    name: 'store_read_public_id_key',
    params: { key: 'text' },
    sqlite: 'SELECT value FROM meta WHERE key = @key',
    postgres: 'SELECT value FROM meta WHERE key = ANY ($1::text[])',
  },
} as const satisfies Record<string, Statement<{ value: string }>>;

/** The ids of this database; its key is drawn when it is first opened, and kept in it. */
export async function openPublicIds(store: Store): Promise<PublicIds> {
  const candidate = randomBytes(16).toString('hex');
  await store.write((tx) => tx.many(publicIdStatements.keepKey, [{ key: KEY_NAME, value: candidate }]));
  const rows = await store.read<{ value: string }>(publicIdStatements.readKey, [{ key: KEY_NAME }]);
  return publicIdsUnder(Buffer.from(rows[0]?.value ?? candidate, 'hex'));
}

/** Four are enough against guessing (Luby and Rackoff); six keep a margin for halves as short as 32 bits. */
const ROUNDS = 6;

/**
 * A keyed permutation of 64 bits: a Feistel network with AES as its round function, so an id shows neither the number
 * nor its neighbours, and two kinds of row never share one. A made-up id falls on a number below 2^53 once in 2,048
 * times, and hardly ever on one in use.
 */
export function publicIdsUnder(key: Buffer): PublicIds {
  // one block at a time and no chaining: this is AES as a function, not encryption of data
  const aes = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
  const block = Buffer.alloc(16);
  const mix = (prefix: PublicPrefix, round: number, half: number): number => {
    block.write(prefix, 0, 'latin1');
    block.writeUInt32BE(round, 4);
    block.writeUInt32BE(half, 8);
    return aes.update(block).readUInt32BE(0);
  };
  return {
    publicId(prefix, seq) {
      let left = Math.floor(seq / 0x1_0000_0000);
      let right = seq >>> 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        [left, right] = [right, (left ^ mix(prefix, round, right)) >>> 0];
      }
      return `${prefix}_${spell(left, right)}`;
    },
    seqOf(prefix, id) {
      const halves = id.startsWith(`${prefix}_`) ? read(id.slice(prefix.length + 1)) : undefined;
      if (!halves) return undefined;
      let [left, right] = halves;
      for (let round = ROUNDS - 1; round >= 0; round -= 1) {
        [left, right] = [(right ^ mix(prefix, round, left)) >>> 0, left];
      }
      const seq = left * 0x1_0000_0000 + right;
      return Number.isSafeInteger(seq) ? seq : undefined;
    },
  };
}

/** Crockford's: no i, l, o, u to misread. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const PATTERN = /^[0-9a-f][0-9a-hjkmnp-tv-z]{12}$/;

function spell(high: number, low: number): string {
  let text = '';
  for (let shift = 28; shift >= 3; shift -= 5) text += LETTERS[(high >>> shift) & 31];
  text += LETTERS[((high & 7) << 2) | (low >>> 30)];
  for (let shift = 25; shift >= 0; shift -= 5) text += LETTERS[(low >>> shift) & 31];
  return text;
}

function read(text: string): [number, number] | undefined {
  if (!PATTERN.test(text)) return undefined;
  let high = 0;
  let low = 0;
  for (const letter of text) {
    high = ((high << 5) | (low >>> 27)) >>> 0;
    low = ((low << 5) | LETTERS.indexOf(letter)) >>> 0;
  }
  return [high, low];
}
