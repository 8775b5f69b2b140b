import { createHash } from 'node:crypto';

import type { Json, JsonObject } from '@hookyard/sdk';

import { isRowName } from '../../mapping/index.js';

/** A record inside a record of the hub, under the id the hub gave it. */
export type Child = JsonObject & { readonly id: string };

/** No system's ids look like it: a list is known as the hub's by its items. */
const PREFIX = 'chd_';
/** 64 bits: among a record's thousands of children two never meet. */
const DIGITS = 16;

function isChild(value: Json | undefined): value is Child {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    value.id.startsWith(PREFIX)
  );
}

/** A list whose items are told apart by ids of the hub; an empty one may be. */
export function isChildList(value: Json | undefined): value is readonly Child[] {
  return Array.isArray(value) && (value as readonly Json[]).every(isChild);
}

/** Whether versions of one field are child lists: all that are there, and not all of them empty. */
export function areChildLists(...values: readonly (Json | undefined)[]): boolean {
  const there = values.filter((value) => value !== undefined && value !== null);
  return there.every(isChildList) && there.some((list) => list.length > 0);
}

/** The children of a field; none where it is no child list. */
export function childrenIn(record: JsonObject | null | undefined, field: string): readonly Child[] {
  const value = record?.[field];
  return isChildList(value) ? value : [];
}

/**
 * The id of a child that nobody has brought before: always the same for the same child of the same system, so that a
 * turn that runs twice makes one child, and one that was removed comes back as itself.
 */
export function newChildId(names: readonly (string | number)[]): string {
  return PREFIX + createHash('sha256').update(JSON.stringify(names)).digest('hex').slice(0, DIGITS);
}

/** The ids of all children in a record, at any depth. */
function childIdsIn(record: JsonObject): Set<string> {
  const ids = new Set<string>();
  collect(record, ids);
  return ids;
}

function collect(record: JsonObject, ids: Set<string>): void {
  for (const value of Object.values(record)) {
    if (!isChildList(value)) continue;
    for (const child of value) {
      ids.add(child.id);
      collect(child, ids);
    }
  }
}

/** Of these ids those of children that the record holds, and those of rows. */
export function idsThere(ids: Readonly<Record<string, string>>, record: JsonObject): Record<string, string> {
  const there = childIdsIn(record);
  return Object.fromEntries(Object.entries(ids).filter(([id]) => there.has(id) || isRowName(id)));
}

/** The record with its children in the order of another's; those the other has not come last. */
export function inOrderOf(record: JsonObject, other: JsonObject): JsonObject {
  const ordered: Record<string, Json> = { ...record };
  for (const field of Object.keys(record)) {
    const [list, leader] = [record[field], other[field]];
    if (!areChildLists(list, leader) || !isChildList(list) || !isChildList(leader)) continue;
    const places = new Map(leader.map((child, index) => [child.id, index]));
    const others = new Map(leader.map((child) => [child.id, child]));
    const placeOf = ({ id }: Child): number => places.get(id) ?? leader.length;
    ordered[field] = list
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((child) => inOrderOf(child, others.get(child.id) ?? {}));
  }
  return ordered;
}
