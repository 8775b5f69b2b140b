import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflateRaw, inflate as inflateZlib, zstdDecompress } from 'node:zlib';

type Undo = (bytes: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const unzip = promisify(gunzip) as Undo;

const UNDO: Readonly<Record<string, Undo>> = {
  gzip: unzip,
  'x-gzip': unzip,
  deflate: inflateEither,
  br: promisify(brotliDecompress) as Undo,
  zstd: promisify(zstdDecompress) as Undo,
};

/** More encodings one over the other are an attack or a mistake. */
const MOST_ENCODINGS = 3;

/** The body before its encodings, or why it could not be had. */
export type Inflated =
  | { readonly kind: 'inflated'; readonly body: Buffer }
  | { readonly kind: 'too-large' }
  /** The bytes are not what the encoding says. */
  | { readonly kind: 'broken'; readonly encoding: string };

/**
 * The encodings of a Content-Encoding in the order they are undone; empty for none and `identity`, null where one is
 * not known or there are more than three.
 */
export function encodingsOf(contentEncoding: string | undefined): readonly string[] | null {
  if (contentEncoding === undefined) return [];
  const names = contentEncoding
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (names.length > MOST_ENCODINGS || !names.every((name) => Object.hasOwn(UNDO, name))) return null;
  return names.reverse();
}

/** Undoes encodings off the event loop. A bomb stops at `maxBytes`, whatever it would have grown to. */
export async function inflate(
  body: Buffer,
  encodings: readonly string[],
  maxBytes: number,
): Promise<Inflated> {
  let bytes = body;
  for (const encoding of encodings) {
    try {
      bytes = await (UNDO[encoding] as Undo)(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      return isTooLarge(error) ? { kind: 'too-large' } : { kind: 'broken', encoding };
    }
  }
  return { kind: 'inflated', body: bytes };
}

/** `deflate` is zlib by the standard and raw deflate by habit: a zlib header is divisible by 31. */
function inflateEither(bytes: Buffer, options: { readonly maxOutputLength: number }): Promise<Buffer> {
  const first = bytes[0] ?? 0;
  const isZlib = (first & 0x0f) === 8 && ((first << 8) | (bytes[1] ?? 0)) % 31 === 0;
  return (promisify(isZlib ? inflateZlib : inflateRaw) as Undo)(bytes, options);
}

function isTooLarge(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
  );
}
