import { builtin, onText, onTexts, type NamedBuiltin } from './builtin.js';
import {
  certainNumber,
  certainText,
  GIVE_UP,
  MAX_ITEMS,
  MAX_TEXT,
  numberOrNothing,
  textOrNothing,
} from './closure.js';

const ISO_8601 = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;
const MAX_PADDING = 1_000;
const MAX_FILLER = 16;

/** Functions of texts; a pattern that is no text is a regular expression, which only a worker may run. */
export const textBuiltins: readonly NamedBuiltin[] = [
  ['uppercase', onText((value) => value.toUpperCase())],
  ['lowercase', onText((value) => value.toLowerCase())],
  ['trim', onText(trim)],
  ['length', onText((value) => (PAIRED.test(value) ? Array.from(value).length : value.length))],
  ['substring', builtin(2, 3, substring)],
  ['substringBefore', onTexts((value, mark) => upTo(value, mark))],
  ['substringAfter', onTexts((value, mark) => behind(value, mark))],
  ['contains', onTexts((value, part) => value.includes(part))],
  ['replace', builtin(3, 3, replace)],
  ['split', builtin(2, 3, split)],
  ['pad', builtin(2, 3, pad)],
  ['toMillis', onText(toMillis)],
];

/** What trimming would change. */
const UNTRIMMED = /^ | $| {2}|[\t\n\r]/;

function trim(value: string): string {
  if (!UNTRIMMED.test(value)) return value;
  return value.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

/** Counted in characters, not in UTF-16 units. */
function substring([value, from, count]: readonly unknown[]): string | undefined {
  const known = textOrNothing(value);
  let start = certainNumber(from);
  const length = numberOrNothing(count);
  if (known === undefined) return undefined;
  const characters = PAIRED.test(known) ? Array.from(known) : known;
  if (characters.length + start < 0) start = 0;
  if (length === undefined) return joined(characters.slice(start));
  if (length <= 0) return '';
  const end = start >= 0 ? start + length : characters.length + start + length;
  return joined(characters.slice(start, end));
}

/** Characters of two UTF-16 units. */
const PAIRED = /[\ud800-\udfff]/;

function joined(characters: string | readonly string[]): string {
  return typeof characters === 'string' ? characters : characters.join('');
}

function upTo(value: string, mark: string): string {
  const at = value.indexOf(mark);
  return at < 0 ? value : value.slice(0, at);
}

function behind(value: string, mark: string): string {
  const at = value.indexOf(mark);
  return at < 0 ? value : value.slice(at + mark.length);
}

function replace([value, pattern, replacement]: readonly unknown[]): string | undefined {
  const known = textOrNothing(value);
  const wanted = certainText(pattern);
  const other = certainText(replacement);
  if (wanted === '') throw GIVE_UP;
  if (known === undefined) return undefined;
  const pieces = known.split(wanted);
  if (known.length + pieces.length * other.length > MAX_TEXT) throw GIVE_UP;
  return pieces.join(other);
}

function split([value, separator, limit]: readonly unknown[]): readonly string[] | undefined {
  const known = textOrNothing(value);
  const mark = certainText(separator);
  const most = numberOrNothing(limit);
  if (most !== undefined && most < 0) throw GIVE_UP;
  if (known === undefined) return undefined;
  if (most !== undefined && most > 0 && most < 1) throw GIVE_UP;
  const pieces = known.split(mark, Math.min(most ?? Infinity, MAX_ITEMS + 1));
  if (pieces.length > MAX_ITEMS) throw GIVE_UP;
  return pieces;
}

function pad([value, size, filler]: readonly unknown[]): string | undefined {
  const known = textOrNothing(value);
  const width = Math.trunc(certainNumber(size));
  const given = textOrNothing(filler);
  if (known === undefined) return undefined;
  if (Math.abs(width) > MAX_PADDING || (given ?? '').length > MAX_FILLER) throw GIVE_UP;
  const missing = Math.abs(width) - Array.from(known).length;
  if (missing <= 0) return known;
  const repeated = (given === undefined || given === '' ? ' ' : given).repeat(missing);
  const padding = Array.from(repeated).slice(0, missing).join('');
  return width > 0 ? known + padding : padding + known;
}

function toMillis(value: string): number {
  if (!ISO_8601.test(value)) throw GIVE_UP;
  const millis = Date.parse(value);
  if (Number.isNaN(millis)) throw GIVE_UP;
  return millis;
}
