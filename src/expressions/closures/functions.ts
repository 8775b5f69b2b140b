import { GIVE_UP, MAX_ITEMS, MAX_TEXT, scalar, text, truth } from './closure.js';

/** A builtin over its evaluated arguments. */
export interface Builtin {
  readonly min: number;
  readonly max: number;
  /** Without an argument it takes the context item. */
  readonly takesContext: boolean;
  readonly run: (args: readonly unknown[]) => unknown;
}

const ISO_8601 = /^\d{4}(-[01]\d)?(-[0-3]\d)?(T[0-2]\d:[0-5]\d:[0-5]\d)?(\.\d+)?([+-][0-2]\d:?[0-5]\d|Z)?$/;
const DECIMAL = /^-?[0-9]+(\.[0-9]+)?([Ee][-+]?[0-9]+)?$/;
const MAX_PADDING = 1_000;
const MAX_FILLER = 16;

/**
 * JSONata's builtins that are provably the same here for the arguments they accept. Anything else (a wrong type, an
 * array, a context in place of a missing argument) is left to the interpreter.
 */
export const BUILTINS: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['string', onContext(([value]) => text(value))],
  ['number', onContext(([value]) => toNumber(value))],
  ['boolean', onContext(([value]) => truth(value))],
  ['not', onContext(([value]) => not(value))],
  ['exists', builtin(1, 1, ([value]) => value !== undefined)],
  ['type', builtin(1, 1, ([value]) => typeName(value))],
  ['uppercase', onText((value) => value.toUpperCase())],
  ['lowercase', onText((value) => value.toLowerCase())],
  ['trim', onText(trim)],
  ['length', onText((value) => Array.from(value).length)],
  ['substring', builtin(2, 3, substring)],
  ['substringBefore', onTexts((value, mark) => upTo(value, mark))],
  ['substringAfter', onTexts((value, mark) => behind(value, mark))],
  ['contains', onTexts((value, part) => value.includes(part))],
  ['replace', builtin(3, 3, replace)],
  ['pad', builtin(2, 3, pad)],
  ['toMillis', onText(toMillis)],
  ['abs', onNumber(Math.abs)],
  ['floor', onNumber(Math.floor)],
  ['ceil', onNumber(Math.ceil)],
  ['round', builtin(1, 2, ([value, precision]) => round(value, precision))],
  ['count', builtin(1, 1, ([value]) => count(value))],
  ['sum', builtin(1, 1, ([value]) => sum(value))],
  ['join', builtin(1, 2, ([value, separator]) => join(value, separator))],
]);

function builtin(min: number, max: number, run: Builtin['run']): Builtin {
  return { min, max, takesContext: false, run };
}

function onContext(run: Builtin['run']): Builtin {
  return { min: 1, max: 1, takesContext: true, run };
}

function onText(compute: (value: string) => unknown): Builtin {
  return onContext(([value]) => {
    const known = textOrNothing(value);
    return known === undefined ? undefined : compute(known);
  });
}

function onNumber(compute: (value: number) => number): Builtin {
  return onContext(([value]) => {
    const known = numberOrNothing(value);
    return known === undefined ? undefined : compute(known);
  });
}

function onTexts(compute: (value: string, other: string) => unknown): Builtin {
  return builtin(2, 2, ([value, other]) => {
    const known = textOrNothing(value);
    const second = certainText(other);
    return known === undefined ? undefined : compute(known, second);
  });
}

function textOrNothing(value: unknown): string | undefined {
  const known = scalar(value);
  if (known !== undefined && typeof known !== 'string') throw GIVE_UP;
  return known;
}

function certainText(value: unknown): string {
  const known = textOrNothing(value);
  if (known === undefined) throw GIVE_UP;
  return known;
}

function numberOrNothing(value: unknown): number | undefined {
  const known = scalar(value);
  if (known !== undefined && typeof known !== 'number') throw GIVE_UP;
  return known;
}

function certainNumber(value: unknown): number {
  const known = numberOrNothing(value);
  if (known === undefined) throw GIVE_UP;
  return known;
}

function toNumber(value: unknown): number | undefined {
  const known = scalar(value);
  if (known === undefined || typeof known === 'number') return known;
  if (typeof known === 'boolean') return known ? 1 : 0;
  if (known === null || !DECIMAL.test(known)) throw GIVE_UP;
  const number = Number.parseFloat(known);
  if (!Number.isFinite(number)) throw GIVE_UP;
  return number;
}

function not(value: unknown): boolean | undefined {
  const known = truth(value);
  return known === undefined ? undefined : !known;
}

function typeName(value: unknown): string | undefined {
  const known = scalar(value);
  return known === null ? 'null' : known === undefined ? undefined : typeof known;
}

function trim(value: string): string {
  return value.replace(/[ \t\n\r]+/g, ' ').replace(/^ | $/g, '');
}

/** Counted in characters, not in UTF-16 units. */
function substring([value, from, count]: readonly unknown[]): string | undefined {
  const known = textOrNothing(value);
  let start = certainNumber(from);
  const length = numberOrNothing(count);
  if (known === undefined) return undefined;
  const characters = Array.from(known);
  if (characters.length + start < 0) start = 0;
  if (length === undefined) return characters.slice(start).join('');
  if (length <= 0) return '';
  const end = start >= 0 ? start + length : characters.length + start + length;
  return characters.slice(start, end).join('');
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

/** Half to even, shifted in text because a power of ten would add an error of its own. */
function round(value: unknown, precision: unknown): number | undefined {
  const known = numberOrNothing(value);
  const digits = numberOrNothing(precision) ?? 0;
  if (!Number.isInteger(digits)) throw GIVE_UP;
  if (known === undefined) return undefined;
  const shifted = digits === 0 ? known : shift(known, digits);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = digits === 0 ? rounded : shift(rounded, -digits);
  if (!Number.isFinite(result)) throw GIVE_UP;
  return result === 0 ? 0 : result;
}

function shift(value: number, digits: number): number {
  const [mantissa = '', exponent] = value.toString().split('e');
  return Number(`${mantissa}e${exponent === undefined ? digits : Number(exponent) + digits}`);
}

function count(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return scalar(value) === undefined ? 0 : 1;
}

function sum(value: unknown): number | undefined {
  if (!Array.isArray(value)) return numberOrNothing(value);
  if (value.length > MAX_ITEMS) throw GIVE_UP;
  let total = 0;
  for (const item of value as unknown[]) total += certainNumber(item);
  if (!Number.isFinite(total)) throw GIVE_UP;
  return total;
}

function join(value: unknown, separator: unknown): string | undefined {
  const between = textOrNothing(separator) ?? '';
  if (!Array.isArray(value)) return textOrNothing(value);
  if (value.length > MAX_ITEMS) throw GIVE_UP;
  let length = 0;
  for (const item of value as unknown[]) length += certainText(item).length + between.length;
  if (length > MAX_TEXT) throw GIVE_UP;
  return value.join(between);
}
