import { createHmac, randomBytes } from 'node:crypto';

import { type Block, decrypt, encrypt, scheduleOf } from './speck64.js';
import type { Statement, Store } from './tx.js';

const PREFIXES = ['hok', 'req', 'rec', 'lnk', 'trk', 'mrg', 'dup', 'aud', 'evt', 'dec'] as const;

/** Rows whose ids are computed from their sequence number: hooks, requests, records, links, trees of
 * requests, merges, groups of duplicates, lines of the audit, events, decisions of handlers. */
export type PublicPrefix = (typeof PREFIXES)[number];

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

/**
 * A keyed permutation of 64 bits for each kind of row: an id shows neither the number nor its neighbours. A made-up
 * id falls on a number below 2^53 once in 2,048 times, and hardly ever on one in use.
 */
export function publicIdsUnder(key: Buffer): PublicIds {
  const schedules = Object.fromEntries(
    PREFIXES.map((prefix) => [prefix, scheduleOf(createHmac('sha256', key).update(prefix).digest())]),
  ) as Record<PublicPrefix, Uint32Array>;
  return {
    publicId(prefix, seq) {
      const [high, low] = encrypt(schedules[prefix], [Math.floor(seq / 0x1_0000_0000), seq >>> 0]);
      return `${prefix}_${spell(high, low)}`;
    },
    seqOf(prefix, id) {
      const block = id.startsWith(`${prefix}_`) ? read(id.slice(prefix.length + 1)) : undefined;
      if (!block) return undefined;
      const [high, low] = decrypt(schedules[prefix], block);
      const seq = high * 0x1_0000_0000 + low;
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

function read(text: string): Block | undefined {
  if (!PATTERN.test(text)) return undefined;
  let high = 0;
  let low = 0;
  for (const letter of text) {
    high = ((high << 5) | (low >>> 27)) >>> 0;
    low = ((low << 5) | LETTERS.indexOf(letter)) >>> 0;
  }
  return [high, low];
}
