/**
 * The rule of this folder: a closure gives the very value JSONata gives, or gives up, and then JSONata's interpreter
 * evaluates the whole expression from its start. It gives up at every value it was not proven for, wherever JSONata
 * would raise an error, and when it has done so much work that the event loop would notice. What is compiled at all is
 * listed in `compile-closure.ts` (nodes), `operators.ts` and `builtins.ts`; each is held against JSONata by the
 * property tests beside it and by the official suite.
 */

/** Values bound to variables, by name without the dollar. */
export type Bindings = Readonly<Record<string, unknown>>;

/** What one evaluation carries: the root input, the caller's bindings, and the variables of the expression's blocks. */
export interface Frame {
  readonly root: unknown;
  readonly bindings: Bindings | undefined;
  readonly slots: unknown[];
  /** Work still allowed; see `spend`. */
  fuel: number;
  /** The time all of one evaluation sees, in milliseconds since 1970. */
  readAt: number | undefined;
}

/** A compiled node: the value for one context item. Throws GIVE_UP where only the interpreter knows. */
export type Closure = (context: unknown, frame: Frame) => unknown;

class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

/** Thrown, once made, wherever a value is not what a closure may judge: the interpreter then runs from the start. */
export const GIVE_UP = new GaveUp('the interpreter decides');

/** Longest text a closure works on: bounds what one evaluation can hold the loop. */
export const MAX_TEXT = 65_536;

/** Longest array a closure walks. */
export const MAX_ITEMS = 1_000;

/** Work of one evaluation: nodes evaluated in loops, items walked, 64 characters of text each. About 5 ms. */
export const FUEL = 50_000;

export function spend(frame: Frame, units: number): void {
  frame.fuel -= units;
  if (frame.fuel < 0) throw GIVE_UP;
}

/** What it costs to work on a value once. */
export function charge(frame: Frame, value: unknown): void {
  if (typeof value === 'string') {
    if (value.length > 64) spend(frame, value.length >> 6);
  } else if (Array.isArray(value)) spend(frame, value.length);
}

/** JSONata takes objects with these keys for functions, and some of its own flags for its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isOfJsonata(value);
}

export function isOfJsonata(value: object): boolean {
  const flags = value as { _jsonata_function?: unknown; _jsonata_lambda?: unknown };
  return flags._jsonata_function === true || flags._jsonata_lambda === true;
}

/** The array, unless it is too long to walk. */
export function walked(array: readonly unknown[]): readonly unknown[] {
  if (array.length > MAX_ITEMS) throw GIVE_UP;
  return array;
}

/** The value, unless it is a list, an object, or a text too long to work on. */
export function scalar(value: unknown): string | number | boolean | null | undefined {
  if (typeof value === 'string') {
    if (value.length > MAX_TEXT) throw GIVE_UP;
    return value;
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw GIVE_UP;
    return value;
  }
  if (value === undefined || value === null || typeof value === 'boolean') return value;
  throw GIVE_UP;
}

export function textOrNothing(value: unknown): string | undefined {
  const known = scalar(value);
  if (known !== undefined && typeof known !== 'string') throw GIVE_UP;
  return known;
}

export function certainText(value: unknown): string {
  const known = textOrNothing(value);
  if (known === undefined) throw GIVE_UP;
  return known;
}

export function numberOrNothing(value: unknown): number | undefined {
  const known = scalar(value);
  if (known !== undefined && typeof known !== 'number') throw GIVE_UP;
  return known;
}

export function certainNumber(value: unknown): number {
  const known = numberOrNothing(value);
  if (known === undefined) throw GIVE_UP;
  return known;
}

/** A result of arithmetic: JSON has no other numbers. */
export function finite(value: number): number {
  if (!Number.isFinite(value)) throw GIVE_UP;
  return value;
}

/** JSONata's `$boolean`, which yields nothing for nothing. */
export function truth(value: unknown): boolean | undefined {
  if (Array.isArray(value)) return walked(value).some(isTrueItem);
  if (typeof value === 'object' && value !== null) {
    if (!isPlainObject(value)) throw GIVE_UP;
    return Object.keys(value).length > 0;
  }
  const known = typeof value === 'string' ? value !== '' : scalar(value);
  return known === undefined ? undefined : Boolean(known);
}

function isTrueItem(item: unknown): boolean {
  if (Array.isArray(item)) throw GIVE_UP;
  return truth(item) === true;
}

/** JSONata's `$string`: JSON, with numbers other than integers rounded to 15 digits. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'object' && value !== null) return textOfJson(value);
  const known = scalar(value);
  if (typeof known === 'string' || known === undefined) return known;
  return typeof known === 'number' ? String(inDigits(known)) : String(known);
}

function inDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

function textOfJson(value: object): string {
  let values = 0;
  let chars = 0;
  return JSON.stringify(value, (key, item: unknown) => {
    values += 1;
    chars += key.length + (typeof item === 'string' ? item.length : 0);
    if (values > MAX_ITEMS || chars > MAX_TEXT) throw GIVE_UP;
    if (typeof item === 'object' && item !== null) {
      if (!Array.isArray(item) && !isPlainObject(item)) throw GIVE_UP;
      return item;
    }
    return typeof item === 'number' ? inDigits(finite(item)) : item;
  });
}
