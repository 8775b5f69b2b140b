import { builtin, onNumber, type NamedBuiltin } from './builtin.js';
import { certainNumber, finite, GIVE_UP, numberOrNothing, walked } from './closure.js';

/** Last millisecond of the year 9999: the years beyond are written otherwise by JSONata. */
const LAST_MILLIS = 253_402_300_799_999;

/** Functions of numbers, alone and in lists. */
export const numberBuiltins: readonly NamedBuiltin[] = [
  ['abs', onNumber(Math.abs)],
  ['floor', onNumber(Math.floor)],
  ['ceil', onNumber(Math.ceil)],
  ['round', builtin(1, 2, ([value, precision]) => round(value, precision))],
  ['sqrt', onNumber((value) => Math.sqrt(notNegative(value)))],
  ['power', builtin(2, 2, power)],
  ['fromMillis', builtin(1, 1, fromMillis)],
  ['sum', builtin(1, 1, ([value]) => ofNumbers(value, (numbers) => finite(numbers.reduce(add, 0))))],
  ['max', builtin(1, 1, ([value]) => ofSome(value, (numbers) => Math.max(...numbers)))],
  ['min', builtin(1, 1, ([value]) => ofSome(value, (numbers) => Math.min(...numbers)))],
  [
    'average',
    builtin(1, 1, ([value]) => ofSome(value, (numbers) => finite(numbers.reduce(add, 0)) / numbers.length)),
  ],
];

/** Half to even, shifted in text because a power of ten would add an error of its own. */
function round(value: unknown, precision: unknown): number | undefined {
  const known = numberOrNothing(value);
  const digits = numberOrNothing(precision) ?? 0;
  if (!Number.isInteger(digits)) throw GIVE_UP;
  if (known === undefined) return undefined;
  const shifted = digits === 0 ? known : shift(known, digits);
  let rounded = Math.round(shifted);
  if (Math.abs(rounded - shifted) === 0.5 && Math.abs(rounded % 2) === 1) rounded -= 1;
  const result = digits === 0 ? rounded : shiftBack(rounded, digits);
  return finite(result) === 0 ? 0 : result;
}

/** Powers of ten that a double holds exactly and a safe integer is divided by with one rounding, as text is read. */
const EXACT_POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

function shiftBack(rounded: number, digits: number): number {
  const power = EXACT_POWERS[digits];
  return power !== undefined && Number.isSafeInteger(rounded) ? rounded / power : shift(rounded, -digits);
}

function shift(value: number, digits: number): number {
  const written = value.toString();
  const at = written.indexOf('e');
  if (at < 0) return Number(`${written}e${digits}`);
  return Number(`${written.slice(0, at)}e${Number(written.slice(at + 1)) + digits}`);
}

function notNegative(value: number): number {
  if (value < 0) throw GIVE_UP;
  return value;
}

function power([base, exponent]: readonly unknown[]): number | undefined {
  const known = numberOrNothing(base);
  const by = certainNumber(exponent);
  return known === undefined ? undefined : finite(known ** by);
}

function fromMillis([value]: readonly unknown[]): string | undefined {
  const millis = numberOrNothing(value);
  if (millis === undefined) return undefined;
  if (!Number.isInteger(millis) || millis < 0 || millis > LAST_MILLIS) throw GIVE_UP;
  return new Date(millis).toISOString();
}

function add(a: number, b: number): number {
  return a + b;
}

/** A number alone is a list of one; nothing gives nothing. */
function ofNumbers(value: unknown, compute: (numbers: readonly number[]) => number): number | undefined {
  if (value === undefined) return undefined;
  return compute(Array.isArray(value) ? walked(value).map(certainNumber) : [certainNumber(value)]);
}

/** The same, with nothing for an empty list. */
function ofSome(value: unknown, compute: (numbers: readonly number[]) => number): number | undefined {
  return Array.isArray(value) && value.length === 0 ? undefined : ofNumbers(value, compute);
}
