import { promisify } from 'node:util';
import { constants, deflateRaw, inflateRaw } from 'node:zlib';

import type { RawRow } from './reading/reading.js';

/** Rows as they are stored together. */
export interface StoredRows {
  readonly rows: readonly RawRow[];
  /** Places of those nobody wants imported. */
  readonly skipped: readonly number[];
}

const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

const PLAIN = Buffer.of(0);
const PACKED = Buffer.of(1);

/** On another thread. */
export async function pack(value: unknown): Promise<Buffer> {
  return Buffer.concat([PACKED, await compress(JSON.stringify(value), { level: constants.Z_BEST_SPEED })]);
}

/** At once, inside a commit: as it is. */
export function unpacked(value: unknown): Buffer {
  return Buffer.concat([PLAIN, Buffer.from(JSON.stringify(value))]);
}

export async function unpack<Value>(stored: Buffer): Promise<Value> {
  const bytes = stored.subarray(1);
  const text = stored[0] === 0 ? bytes : await decompress(bytes);
  return JSON.parse(text.toString('utf8')) as Value;
}
