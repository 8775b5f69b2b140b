import type { Json, JsonObject } from '@hookyard/sdk';

/** A record that is being put together. */
type Draft = Record<string, Json>;

/** Whether two values say the same as JSON: the order of keys does not matter, a key without a value is no key. */
export function isSameJson(a: unknown, b: unknown): boolean {
  const left = plain(a);
  const right = plain(b);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isSameJson(item, right[index]));
  }
  const one = left as Readonly<Record<string, unknown>>;
  const other = right as Readonly<Record<string, unknown>>;
  const keys = Object.keys(one).filter((key) => one[key] !== undefined);
  const others = Object.keys(other).filter((key) => other[key] !== undefined);
  return keys.length === others.length && keys.every((key) => isSameJson(one[key], other[key]));
}

/**
 * `onto` with the fields of `fields` laid over it. Objects are merged, so that a mapping of `billing.city` leaves
 * `billing.street` alone; lists are whole; null clears; what is not mapped stays.
 */
export function mergeFields(onto: JsonObject, fields: JsonObject): JsonObject {
  const merged: Draft = { ...onto };
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined || key === '__proto__') continue;
    const before = merged[key];
    merged[key] = isObject(value) && isObject(before) ? mergeFields(before, value) : value;
  }
  return merged;
}

/** The fields of `fields` that would change `record` when laid over it. */
export function changesOn(record: JsonObject, fields: JsonObject): JsonObject {
  const changes: Draft = {};
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (value === undefined || key === '__proto__') continue;
    const before = record[key];
    const after = isObject(value) && isObject(before) ? mergeFields(before, value) : value;
    if (!isSameJson(before, after)) changes[key] = value;
  }
  return changes;
}

/**
 * What a system is known to hold after a write: the record as the hub has it, with what the system made of the fields
 * that were new to it. What else its answer holds was changed there and is not seen yet: taken for known, it would
 * never come in.
 */
export function knownAfterWrite(data: JsonObject, before: JsonObject, kept: JsonObject): JsonObject {
  const known: Draft = { ...data };
  for (const key of Object.keys(kept)) {
    const value = kept[key];
    if (value === undefined || key === '__proto__') continue;
    const [now, was] = [data[key], before[key]];
    if (isSameJson(now, was)) continue;
    known[key] =
      isObject(now) && isObject(value) ? knownAfterWrite(now, isObject(was) ? was : {}, value) : value;
  }
  return known;
}

/** `[old, new]` of each changed field, for the history. */
export function historyOf(
  before: JsonObject,
  after: JsonObject,
  fields: readonly string[],
): Record<string, [Json, Json]> {
  const history: Record<string, [Json, Json]> = {};
  for (const field of fields) history[field] = [before[field] ?? null, after[field] ?? null];
  return history;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);
}

/** A connector's Date is the text it will be. */
function plain(value: unknown): unknown {
  if (
    typeof value === 'object' &&
    value !== null &&
    'toJSON' in value &&
    typeof value.toJSON === 'function'
  ) {
    return (value.toJSON as () => unknown)();
  }
  return value;
}
