import type { Json, JsonObject } from '@hookyard/sdk';

import { areChildLists, isChildList, type Child } from './child-list.js';

/** `[old, new]` by place; see `historyOf`. */
type History = Record<string, [Json, Json]>;

/**
 * What changed in a child list, by place: `lines.chd_….quantity`; a child that came or went as a whole. So the history
 * holds what a removed child was, and a change of one line not the whole list twice.
 */
export function childHistory(
  place: string,
  before: Json | undefined,
  after: Json | undefined,
  isSame: (a: unknown, b: unknown) => boolean,
): History {
  const history: History = {};
  const was = new Map(listOf(before).map((child) => [child.id, child]));
  for (const child of listOf(after)) {
    const old = was.get(child.id);
    was.delete(child.id);
    if (old) Object.assign(history, fieldHistory(`${place}.${child.id}`, old, child, isSame));
    else history[`${place}.${child.id}`] = [null, child];
  }
  for (const [id, child] of was) history[`${place}.${id}`] = [child, null];
  return history;
}

function fieldHistory(
  place: string,
  before: JsonObject,
  after: JsonObject,
  isSame: (a: unknown, b: unknown) => boolean,
): History {
  const history: History = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [old, now] = [before[field], after[field]];
    if (isSame(old, now)) continue;
    if (areChildLists(old, now)) Object.assign(history, childHistory(`${place}.${field}`, old, now, isSame));
    else history[`${place}.${field}`] = [old ?? null, now ?? null];
  }
  return history;
}

function listOf(value: Json | undefined): readonly Child[] {
  return isChildList(value) ? value : [];
}
