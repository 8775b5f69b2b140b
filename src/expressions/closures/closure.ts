/** Values bound to variables, by name without the dollar. */
export type Bindings = Readonly<Record<string, unknown>>;

/** What one evaluation carries: the root input, the caller's bindings, and the variables of the expression's blocks. */
export interface Frame {
  readonly root: unknown;
  readonly bindings: Bindings | undefined;
  readonly slots: unknown[];
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

/** JSONata takes objects with these keys for functions, and some of its own flags for its own. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const flags = value as { _jsonata_function?: unknown; _jsonata_lambda?: unknown };
  return flags._jsonata_function !== true && flags._jsonata_lambda !== true;
}

/** The value, unless it is one that only JSONata's sequence rules or long texts can judge. */
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

/** JSONata's `$boolean`, which yields nothing for nothing. */
export function truth(value: unknown): boolean | undefined {
  if (typeof value === 'object' && value !== null) {
    if (!isPlainObject(value)) throw GIVE_UP;
    return Object.keys(value).length > 0;
  }
  const known = typeof value === 'string' ? value !== '' : scalar(value);
  return known === undefined ? undefined : Boolean(known);
}

/** JSONata's `$string` of a scalar: other numbers than integers are rounded to 15 digits. */
export function text(value: unknown): string | undefined {
  const known = scalar(value);
  if (typeof known === 'string' || known === undefined) return known;
  if (typeof known !== 'number' || Number.isInteger(known)) return String(known);
  return String(Number(known.toPrecision(15)));
}

/** One property of a context item, by JSONata's `lookup`. */
export function property(item: unknown, key: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  if (!isPlainObject(item)) throw GIVE_UP;
  return Object.hasOwn(item, key) ? item[key] : undefined;
}

/** `[n]` behind a value: the nth of an array, the value itself for the first of anything else. */
export function itemAt(value: unknown, index: number): unknown {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    if (typeof value === 'object' && value !== null) throw GIVE_UP;
    return index === 0 || index === -1 ? value : undefined;
  }
  return value[index < 0 ? value.length + index : index] as unknown;
}
