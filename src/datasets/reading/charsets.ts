import { isUtf8 } from 'node:buffer';

import iconv from 'iconv-lite';

import type { Unit } from './row-ends.js';

const UTF8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);
const UTF16: Readonly<Record<string, Unit>> = {
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
  ucs2: 'utf-16le',
};
/** Their letters take the bytes of line ends and quotes, or mean others behind a sign that came before. */
const STRANGE = /^(utf-?7|utf-?32|ucs-?4|iso-?2022|hz)/;

/** Whether rows can be told apart in texts of this charset. */
export function isReadable(charset: string): boolean {
  const name = charset.toLowerCase();
  return UTF8.has(name) || name in UTF16 || (iconv.encodingExists(name) && !STRANGE.test(name));
}

export function unitOf(charset: string): Unit {
  return UTF16[charset] ?? 'byte';
}

/** What a byte order mark says; null without one. */
export function markOf(bytes: Buffer): { readonly charset: string; readonly length: number } | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 };
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 };
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 };
  return null;
}

/** Null where the bytes are no text of the charset: nothing is replaced. */
export function textOf(bytes: Buffer, charset: string): string | null {
  if (UTF8.has(charset)) return isUtf8(bytes) ? bytes.toString('utf8') : null;
  const text = iconv.decode(bytes, charset, { stripBOM: false });
  return text.includes('\uFFFD') ? null : text;
}
