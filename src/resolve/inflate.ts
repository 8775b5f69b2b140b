import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw, zstdDecompress } from 'node:zlib';

import { Undecodable } from './undecodable.js';

type Inflate = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const INFLATE: Readonly<Record<string, Inflate>> = {
  gzip: promisify(gunzip) as Inflate,
  'x-gzip': promisify(gunzip) as Inflate,
  br: promisify(brotliDecompress) as Inflate,
  zstd: promisify(zstdDecompress) as Inflate,
  deflate: inflateEither as Inflate,
};

/** More encodings one over the other are an attack or a mistake. */
const MOST_ENCODINGS = 3;

/**
 * The body as it was before Content-Encoding, never more than `maxBytes`: a bomb stops at the cap, off the loop.
 * Several encodings are undone from the last to the first.
 */
export async function inflated(
  body: Buffer,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Buffer | Undecodable> {
  if (!encoding) return body;
  const names = encoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MOST_ENCODINGS) return new Undecodable('encoding-unknown', { encoding });
  let bytes = body;
  for (const name of names.reverse()) {
    const undo = INFLATE[name];
    if (!undo) return new Undecodable('encoding-unknown', { encoding: name });
    try {
      bytes = await undo(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      return failure(error, name, maxBytes);
    }
  }
  return bytes;
}

/** `deflate` is zlib by the standard and raw deflate by habit. */
function inflateEither(bytes: Buffer, options: { readonly maxOutputLength: number }): Promise<Buffer> {
  const isZlib = ((bytes[0] ?? 0) & 0x0f) === 8 && (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return promisify(isZlib ? inflate : inflateRaw)(bytes, options) as Promise<Buffer>;
}

function failure(error: unknown, encoding: string, maxBytes: number): Undecodable {
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return code === 'ERR_BUFFER_TOO_LARGE'
    ? new Undecodable('inflated-too-large', { encoding, maxBytes })
    : new Undecodable('inflate-failed', { encoding, code });
}
