import type { Json, JsonObject } from '@hookyard/sdk';

import type { ChildIds } from '../../mapping/index.js';
import { isSameJson } from '../record-diff.js';

import { isChildList, type Child } from './child-list.js';

/**
 * Whether a list says the same as before and only got ids of the hub: it was one value until its collection told its
 * children apart. What stood there as the system's id may be gone; every other field has to be there as it was.
 */
export function isAdopted(before: Json | undefined, after: Json | undefined, ids: ChildIds = {}): boolean {
  if (!Array.isArray(before) || !isChildList(after) || isChildList(before)) return false;
  const items = before as readonly Json[];
  return items.length === after.length && after.every((child, index) => isSameItem(items[index], child, ids));
}

function isSameItem(item: Json | undefined, { id, ...fields }: Child, ids: ChildIds): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  const before = item as JsonObject;
  const kept = Object.entries(fields).every(
    ([name, value]) => isSameJson(before[name], value) || isAdopted(before[name], value, ids),
  );
  const gone = Object.entries(before).filter(([name]) => !Object.hasOwn(fields, name));
  return kept && gone.every(([, value]) => typeof value !== 'object' && String(value) === ids[id]);
}
