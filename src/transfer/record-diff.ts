import type { Json, JsonObject } from '@hookyard/sdk';

import { childHistory } from './children/child-history.js';
import { areChildLists, isChildList, type Child } from './children/child-list.js';

/** A record that is being put together. */
type Draft = Record<string, Json>;

/**
 * Whether two values say the same as JSON: the order of keys does not matter, a key without a value is no key. Children
 * are told apart by their ids: their order does not matter either.
 */
export function isSameJson(a: unknown, b: unknown): boolean {
  const left = plain(a);
  const right = plain(b);
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) || Array.isArray(right)) {
    return Array.isArray(left) && Array.isArray(right) && areSameLists(left as Json[], right as Json[]);
  }
  return isSameFields(left, right);
}

function areSameLists(left: readonly Json[], right: readonly Json[]): boolean {
  if (left.length !== right.length) return false;
  if (isChildList(left) && isChildList(right)) return areSameChildren(left, right);
  return left.every((item, index) => isSameJson(item, right[index]));
}

function isSameFields(left: object, right: object): boolean {
  const one = left as Readonly<Record<string, unknown>>;
  const other = right as Readonly<Record<string, unknown>>;
  const keys = Object.keys(one).filter((key) => one[key] !== undefined);
  const others = Object.keys(other).filter((key) => other[key] !== undefined);
  return keys.length === others.length && keys.every((key) => isSameJson(one[key], other[key]));
}

function areSameChildren(one: readonly Child[], other: readonly Child[]): boolean {
  const others = new Map(other.map((child) => [child.id, child]));
  return one.every((child) => others.has(child.id) && isSameFields(child, others.get(child.id) ?? {}));
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

/** What a system was known to hold, and what it was sent where it holds something else. */
export interface Held {
  readonly baseline: JsonObject;
  readonly sent: JsonObject | null;
}

/** What a system is known to hold, and whether its answer shows more than was written. */
export interface Known<Value> {
  readonly known: Value;
  readonly isMoved: boolean;
}

/**
 * What a system is known to hold after a write: the record as the hub has it, with what the system made of the fields
 * that were new to it. What else its answer holds was changed there and is not seen yet (`isMoved`): taken for known,
 * it would never come in.
 */
export function knownAfterWrite(
  data: JsonObject,
  { baseline, sent }: Held,
  kept: JsonObject,
): Known<JsonObject> {
  const had = sent === null ? baseline : { ...baseline, ...sent };
  const known = withOldKept(data, { baseline, sent });
  let isMoved = false;
  for (const [key, value] of Object.entries(kept)) {
    if (value === undefined || key === '__proto__') continue;
    const [now, was] = [data[key], had[key]];
    if (isSameJson(now, was)) {
      isMoved ||= isOther(value, baseline[key]);
      continue;
    }
    const inner = areChildLists(now, value)
      ? childrenAfterWrite(now, { baseline: baseline[key], had: was }, value)
      : keptInside(now, was, value);
    known[key] = inner.known;
    isMoved ||= inner.isMoved;
  }
  return { known, isMoved };
}

function keptInside(now: Json | undefined, was: Json | undefined, value: Json): Known<Json> {
  if (!isObject(now) || !isObject(value)) return { known: value, isMoved: false };
  return knownAfterWrite(now, { baseline: isObject(was) ? was : {}, sent: null }, value);
}

/** What it made of an earlier write it still holds, where nothing new was sent. */
function withOldKept(data: JsonObject, { baseline, sent }: Held): Draft {
  const known: Draft = { ...data };
  for (const [key, value] of Object.entries(sent ?? {})) {
    const before = baseline[key];
    if (before !== undefined && isSameJson(data[key], value)) known[key] = before;
  }
  return known;
}

/** Children the answer holds and the hub does not came to be there: they are not seen yet. */
function childrenAfterWrite(now: Json | undefined, held: HeldChildren, kept: Json | undefined): Known<Json> {
  const [baseline, had, after] = [childrenById(held.baseline), childrenById(held.had), childrenById(kept)];
  const children = [...childrenById(now).values()];
  const own = new Set(children.map(({ id }) => id));
  let isMoved = [...after.keys()].some((id) => !own.has(id));
  const known = children.map((child) => {
    const answered = after.get(child.id);
    if (!answered) return child;
    const before = baseline.get(child.id) ?? {};
    const inner = knownAfterWrite(child, { baseline: before, sent: had.get(child.id) ?? null }, answered);
    isMoved ||= inner.isMoved;
    return inner.known;
  });
  return { known, isMoved };
}

interface HeldChildren {
  readonly baseline: Json | undefined;
  readonly had: Json | undefined;
}

function childrenById(list: Json | undefined): ReadonlyMap<string, Child> {
  return new Map((isChildList(list) ? list : []).map((child) => [child.id, child]));
}

/** Whether an answer shows another value than was known; children that it leaves out were perhaps not sent. */
function isOther(value: Json, before: Json | undefined): boolean {
  if (!areChildLists(value, before)) return !isSameJson(value, before);
  const known = childrenById(before);
  return [...childrenById(value).values()].some((child) => !isSameJson(child, known.get(child.id)));
}

/** What a system is known to hold after it made the record: all that its answer says, and of its lists what it was given. */
export function knownAfterCreate(data: JsonObject, kept: JsonObject): Known<JsonObject> {
  const known: Draft = { ...mergeFields(data, kept) };
  let isMoved = false;
  for (const key of Object.keys(kept)) {
    if (!areChildLists(data[key], kept[key])) continue;
    const inner = childrenAfterWrite(data[key], { baseline: undefined, had: undefined }, kept[key]);
    known[key] = inner.known;
    isMoved ||= inner.isMoved;
  }
  return { known, isMoved };
}

/** `[old, new]` of each changed field, for the history; of child lists by the place of what changed in them. */
export function historyOf(
  before: JsonObject,
  after: JsonObject,
  fields: readonly string[],
): Record<string, [Json, Json]> {
  const history: Record<string, [Json, Json]> = {};
  for (const field of fields) {
    const [old, now] = [before[field], after[field]];
    if (areChildLists(old, now)) Object.assign(history, childHistory(field, old, now, isSameJson));
    else history[field] = [old ?? null, now ?? null];
  }
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
