import { GIVE_UP, MAX_ITEMS, MAX_TEXT, scalar, text, truth, type Closure } from './closure.js';

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
    const result = compute(a, b);
    if (!Number.isFinite(result)) throw GIVE_UP;
    return result;
  };
}

function numberOrNothing(value: unknown): number | undefined {
  const known = scalar(value);
  if (known !== undefined && typeof known !== 'number') throw GIVE_UP;
  return known;
}

/** Nothing on either side makes both `=` and `!=` false. */
function equality(left: unknown, right: unknown, wanted: boolean): boolean {
  const a = scalar(left);
  const b = scalar(right);
  if (a === undefined || b === undefined) return false;
  return (a === b) === wanted;
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
  if (!Array.isArray(right)) return scalar(right) === wanted;
  if (right.length > MAX_ITEMS) throw GIVE_UP;
  return right.includes(wanted);
}
