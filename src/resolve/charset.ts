import { isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

import type { LoopTurns } from './loop-turns.js';
import { Undecodable } from './undecodable.js';

const CHUNK = 512 * 1024;
const UTF8_NAMES = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii', 'unicode-1-1-utf-8']);

/**
 * The text's bytes as UTF-8 without a byte order mark. The mark outranks the declaration, the declaration outranks
 * what the bytes look like; bytes that are no text of their charset are refused, never replaced by `\uFFFD`.
 */
export function toUtf8(
  bytes: Buffer,
  declared: string | null,
  turns: LoopTurns,
): Buffer | Undecodable | Promise<Buffer | Undecodable> {
  const mark = markOf(bytes);
  const charset = mark?.charset ?? declared?.toLowerCase() ?? charsetByZeros(bytes);
  const body = mark ? bytes.subarray(mark.length) : bytes;
  if (UTF8_NAMES.has(charset)) {
    return isUtf8(body) ? body : new Undecodable('charset-invalid', { charset, offset: firstBadByte(body) });
  }
  if (!iconv.encodingExists(charset)) return new Undecodable('charset-unknown', { charset });
  return transcode(body, charset, turns);
}

function markOf(bytes: Buffer): { readonly charset: string; readonly length: number } | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 };
  return null;
}

/** JSON and XML begin with an ASCII character: zeros beside it tell UTF-16 (RFC 4627, part 3). */
function charsetByZeros(bytes: Buffer): string {
  if (bytes.length >= 2 && bytes[0] === 0 && bytes[1] !== 0) return 'utf-16be';
  if (bytes.length >= 2 && bytes[1] === 0 && bytes[0] !== 0) return 'utf-16le';
  return 'utf-8';
}

async function transcode(body: Buffer, charset: string, turns: LoopTurns): Promise<Buffer | Undecodable> {
  const decoder = iconv.getDecoder(charset);
  const pieces: Buffer[] = [];
  for (let at = 0; at < body.length; at += CHUNK) {
    const text = decoder.write(body.subarray(at, at + CHUNK));
    if (text.includes('\uFFFD')) return new Undecodable('charset-invalid', { charset, offset: at });
    pieces.push(Buffer.from(text));
    if (turns.isSpent() && at + CHUNK < body.length) await turns.pause();
  }
  const rest = decoder.end();
  if (rest) pieces.push(Buffer.from(rest));
  return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
}

/** Where the text stops being UTF-8: halves the range until one 64-byte window is left. */
function firstBadByte(bytes: Buffer): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = characterStart(bytes, (good + bad) >> 1);
    if (middle <= good) break;
    if (isUtf8(bytes.subarray(good, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function characterStart(bytes: Buffer, at: number): number {
  let start = at;
  while (start > 0 && at - start < 4 && ((bytes[start] as number) & 0xc0) === 0x80) start -= 1;
  return start;
}
