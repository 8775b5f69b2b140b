import { builtin, type NamedBuiltin } from './builtin.js';
import {
  certainText,
  GIVE_UP,
  isPlainObject,
  MAX_ITEMS,
  MAX_TEXT,
  scalar,
  textOrNothing,
  walked,
} from './closure.js';

/** Functions of lists; those that call a function for each item are in `higher-order.ts`. */
export const listBuiltins: readonly NamedBuiltin[] = [
  ['count', builtin(1, 1, ([value]) => count(value))],
  ['join', builtin(1, 2, ([value, separator]) => join(value, separator))],
  ['append', builtin(2, 2, ([value, other]) => append(value, other))],
  ['reverse', builtin(1, 1, ([value]) => reverse(value))],
  ['distinct', builtin(1, 1, ([value]) => distinct(value))],
  ['sort', builtin(1, 1, ([value]) => sort(value))],
];

function count(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isPlainObject(value) || scalar(value) !== undefined ? 1 : 0;
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

function append(value: unknown, other: unknown): unknown {
  if (value === undefined) return data(other);
  if (other === undefined) return data(value);
  const joined = [...listOf(value), ...listOf(other)];
  return walked(joined);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? walked(value) : [data(value)];
}

/** JSONata would take it for a function. */
function data(value: unknown): unknown {
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isPlainObject(value)) {
    throw GIVE_UP;
  }
  return value;
}

function reverse(value: unknown): unknown {
  if (value === undefined) return undefined;
  return listOf(value).toReversed();
}

/** By value; what is left of a sequence as a single item would be that item, and is not told from a list here. */
function distinct(value: unknown): unknown {
  if (!Array.isArray(value)) return data(value);
  if (value.length <= 1) return value;
  const different = [...new Set(walked(value).map(scalar))];
  if (different.length === 1) throw GIVE_UP;
  return different;
}

/** Numbers or texts, ascending. */
function sort(value: unknown): unknown {
  if (value === undefined) return undefined;
  const items = listOf(value);
  if (items.length <= 1) return items;
  const kind = typeof items[0];
  const isSortable = (kind === 'number' || kind === 'string') && items.every((item) => typeof item === kind);
  if (!isSortable) throw GIVE_UP;
  return (items.map(scalar) as (string | number)[]).sort((a, b) => (a > b ? 1 : a < b ? -1 : 0));
}
