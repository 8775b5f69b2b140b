import {
  finite,
  GIVE_UP,
  isPlainObject,
  MAX_ITEMS,
  MAX_TEXT,
  numberOrNothing,
  scalar,
  text,
  truth,
  walked,
  type Closure,
} from './closure.js';
import { settle } from './sequences.js';

type Operator = (left: unknown, right: unknown) => unknown;

/** Operators whose both sides are always evaluated. Each gives up where JSONata would raise an error. */
export const OPERATORS: Readonly<Record<string, Operator>> = {
  '+': numeric((left, right) => left + right),
  '-': numeric((left, right) => left - right),
  '*': numeric((left, right) => left * right),
  '/': numeric((left, right) => left / right),
  '%': numeric((left, right) => left % right),
  '=': (left, right) => equality(left, right, true),
  '!=': (left, right) => equality(left, right, false),
  '<': ordered((left, right) => left < right),
  '<=': ordered((left, right) => left <= right),
  '>': ordered((left, right) => left > right),
  '>=': ordered((left, right) => left >= right),
  '&': concatenate,
  in: includes,
  '..': range,
};

/** `and` and `or` evaluate their right side only when it matters. */
export function shortCircuit(operator: 'and' | 'or', left: Closure, right: Closure): Closure {
  if (operator === 'and') {
    return (context, frame) => truth(left(context, frame)) === true && truth(right(context, frame)) === true;
  }
  return (context, frame) => truth(left(context, frame)) === true || truth(right(context, frame)) === true;
}

export function negate(value: unknown): number | undefined {
  const known = scalar(value);
  if (known === undefined) return undefined;
  if (typeof known !== 'number') throw GIVE_UP;
  return -known;
}

function numeric(compute: (left: number, right: number) => number): Operator {
  return (left, right) => {
    const a = numberOrNothing(left);
    const b = numberOrNothing(right);
    if (a === undefined || b === undefined) return undefined;
    return finite(compute(a, b));
  };
}

/** Nothing on either side makes both `=` and `!=` false. */
function equality(left: unknown, right: unknown, wanted: boolean): boolean {
  if (left === undefined || right === undefined) return false;
  return isEqual(left, right, { left: MAX_ITEMS }) === wanted;
}

/** Values to compare before it takes too long. */
interface Comparisons {
  left: number;
}

function isEqual(one: unknown, other: unknown, comparisons: Comparisons): boolean {
  comparisons.left -= 1;
  if (comparisons.left < 0) throw GIVE_UP;
  const isList = Array.isArray(one);
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return scalarOrObject(one) === scalarOrObject(other);
  }
  if (isList && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => isEqual(item, other[at], comparisons));
  }
  // A list beside an object is compared by the names of its properties, JSONata's own flags among them.
  if (!isPlainObject(one) || !isPlainObject(other)) throw GIVE_UP;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key], comparisons));
}

function scalarOrObject(value: unknown): unknown {
  return typeof value === 'object' ? value : scalar(value);
}

function ordered(compare: (left: string | number, right: string | number) => boolean): Operator {
  return (left, right) => {
    const a = comparable(left);
    const b = comparable(right);
    if (a === undefined || b === undefined) return undefined;
    if (typeof a !== typeof b) throw GIVE_UP;
    return compare(a, b);
  };
}

function comparable(value: unknown): string | number | undefined {
  const known = scalar(value);
  if (known === null || typeof known === 'boolean') throw GIVE_UP;
  return known;
}

function concatenate(left: unknown, right: unknown): string {
  const joined = (text(left) ?? '') + (text(right) ?? '');
  if (joined.length > MAX_TEXT) throw GIVE_UP;
  return joined;
}

function includes(left: unknown, right: unknown): boolean {
  if (left === undefined || right === undefined) return false;
  const wanted = scalar(left);
  if (!Array.isArray(right)) return scalarOrObject(right) === wanted;
  return walked(right).includes(wanted);
}

/** `[1..3]`: whole numbers, in order. */
function range(left: unknown, right: unknown): unknown {
  const from = wholeOrNothing(left);
  const to = wholeOrNothing(right);
  if (from === undefined || to === undefined || from > to) return undefined;
  if (to - from >= MAX_ITEMS) throw GIVE_UP;
  return settle(Array.from({ length: to - from + 1 }, (_, at) => from + at));
}

function wholeOrNothing(value: unknown): number | undefined {
  const known = numberOrNothing(value);
  if (known !== undefined && !Number.isInteger(known)) throw GIVE_UP;
  return known;
}
