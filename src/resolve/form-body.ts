import iconv from 'iconv-lite';

import type { LoopTurns } from './loop-turns.js';
import { addOwn } from './own-property.js';
import { Undecodable } from './undecodable.js';

/** Form fields by name as sent (`data[id]` stays `data[id]`); a name that repeats has a list. */
export type FormFields = Readonly<Record<string, unknown>>;

/** The fields of a form, and the bytes of the one that holds the body: a large one is never made a string. */
export interface ReadForm {
  readonly fields: FormFields;
  readonly body: Buffer | null;
}

export const MOST_FORM_FIELDS = 10_000;

/** Looks at the time after this many pairs, empty ones included. */
const PAIRS_PER_LOOK = 64;
const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const SPACE = 0x20;

/**
 * Reads application/x-www-form-urlencoded. A field's bytes are of the form's charset after the escapes. `bodyField`
 * is left out of the fields and handed back as bytes.
 */
export async function readForm(
  bytes: Buffer,
  charset: string | null,
  turns: LoopTurns,
  bodyField?: string,
): Promise<ReadForm | Undecodable> {
  const toText = textReader(charset);
  if (!toText) return new Undecodable('charset-unknown', { charset: charset ?? '' });
  const fields: Record<string, unknown> = {};
  let body: Buffer | null = null;
  let count = 0;
  let looked = 0;
  for (let start = 0; start < bytes.length;) {
    const found = bytes.indexOf(AMPERSAND, start);
    const pair = bytes.subarray(start, found < 0 ? bytes.length : found);
    start += pair.length + 1;
    looked += 1;
    if (looked % PAIRS_PER_LOOK === 0 && turns.isSpent()) await turns.pause();
    if (pair.length === 0) continue;
    count += 1;
    if (count > MOST_FORM_FIELDS) return new Undecodable('too-many-fields', { most: MOST_FORM_FIELDS });
    const { name, value } = halvesOf(pair);
    const field = toText(unescaped(name));
    const content = await unescapedInTurns(value, turns);
    if (field !== bodyField) addOwn(fields, field, toText(content));
    else body ??= content;
  }
  return { fields, body };
}

function halvesOf(pair: Buffer): { readonly name: Buffer; readonly value: Buffer } {
  const split = pair.indexOf(EQUALS);
  return split < 0
    ? { name: pair, value: pair.subarray(pair.length) }
    : { name: pair.subarray(0, split), value: pair.subarray(split + 1) };
}

function textReader(charset: string | null): ((bytes: Buffer) => string) | null {
  if (!charset || /^utf-?8$/i.test(charset)) return (bytes) => bytes.toString('utf8');
  return iconv.encodingExists(charset) ? (bytes) => iconv.decode(bytes, charset) : null;
}

const CHUNK = 512 * 1024;

async function unescapedInTurns(bytes: Buffer, turns: LoopTurns): Promise<Buffer> {
  if (bytes.length <= CHUNK) return unescaped(bytes);
  const pieces: Buffer[] = [];
  for (let start = 0; start < bytes.length;) {
    let end = Math.min(start + CHUNK, bytes.length);
    // An escape is three bytes: none is cut in two.
    for (const back of [1, 2]) if (bytes[end - back] === PERCENT && end < bytes.length) end -= back;
    pieces.push(unescaped(bytes.subarray(start, end)));
    start = end;
    if (turns.isSpent()) await turns.pause();
  }
  return Buffer.concat(pieces);
}

/** `+` is a space; an escape that is none stays as it is. */
function unescaped(bytes: Buffer): Buffer {
  if (bytes.indexOf(PERCENT) < 0 && bytes.indexOf(PLUS) < 0) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    let byte = bytes[at] as number;
    if (byte === PLUS) byte = SPACE;
    else if (byte === PERCENT) {
      const value = hexOf(bytes[at + 1]) * 16 + hexOf(bytes[at + 2]);
      if (value >= 0) {
        byte = value;
        at += 2;
      }
    }
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}

/** The digit's value; far below zero when it is none, so that a pair with one bad digit is negative. */
function hexOf(byte: number | undefined): number {
  if (byte === undefined) return -1000;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1000;
}
