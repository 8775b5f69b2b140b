import { promisify } from 'node:util';
import { deflateRaw, inflateRaw, inflateRawSync } from 'node:zlib';

/** A fifth of what zstd costs at bodies of 7 KB, and 5 % larger (decision 0128). */
const compress = promisify(deflateRaw);
const decompress = promisify(inflateRaw);

/** Smaller ones fit a page or two of the database: nothing is won. */
export const PACKED_FROM_BYTES = 4_096;
/** What does not become smaller by a fifth stays as it is. */
const WORTH = 0.8;
/** Larger ones go to another thread: the way there costs as much as these. */
const HERE_BYTES = 16 * 1024;

/** Null where it is not worth it. */
export async function pack(body: Buffer): Promise<Buffer | null> {
  const packed = await compress(body);
  return packed.length < body.length * WORTH ? packed : null;
}

/** A body as it was received, of a row as it lies. */
export async function bodyOf({
  body,
  packed,
}: {
  readonly body: Buffer;
  readonly packed: Buffer | null;
}): Promise<Buffer> {
  return packed ? unpack(packed) : body;
}

/** For who writes one body after another anyway. */
export function unpackNow(packed: Buffer): Buffer {
  return inflateRawSync(packed);
}

export async function unpack(packed: Buffer): Promise<Buffer> {
  return packed.length < HERE_BYTES ? inflateRawSync(packed) : decompress(packed);
}
