import { sequenceBuiltin, builtin, type NamedBuiltin } from './builtin.js';
import { certainText, GIVE_UP, isPlainObject, walked } from './closure.js';
import { settle } from './sequences.js';

/** Functions of objects. */
export const objectBuiltins: readonly NamedBuiltin[] = [
  ['lookup', sequenceBuiltin(2, 2, ([value, key]) => lookup(value, key))],
  ['keys', { ...sequenceBuiltin(1, 1, ([value]) => settle(keysOf(value))), takesContext: true }],
  ['merge', builtin(1, 1, ([value]) => merge(value))],
];

function lookup(value: unknown, key: unknown): unknown {
  const name = certainText(key);
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw GIVE_UP;
  if (typeof value !== 'object' || value === null) return undefined;
  if (!isPlainObject(value)) throw GIVE_UP;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** Of all items where it is a list, each once. */
function keysOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return [...new Set(walked(value).flatMap(keysOfItem))];
  return keysOfItem(value);
}

function keysOfItem(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!isPlainObject(value)) throw GIVE_UP;
  const keys = Object.keys(value);
  // JavaScript puts these before all others.
  if (keys.some((key) => /^\d/.test(key))) throw GIVE_UP;
  return walked(keys) as string[];
}

/** Later ones win. */
function merge(value: unknown): unknown {
  if (value === undefined) return undefined;
  const items = Array.isArray(value) ? walked(value) : [value];
  const merged: Record<string, unknown> = {};
  for (const item of items) {
    if (!isPlainObject(item) || Object.hasOwn(item, '__proto__')) throw GIVE_UP;
    for (const key of walked(Object.keys(item)) as string[]) merged[key] = item[key];
  }
  return merged;
}
