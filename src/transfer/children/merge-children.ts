import type { ChildIds } from '../../mapping/index.js';

import type { Json, JsonObject } from '@hookyard/sdk';

import { changesOn, isSameJson, mergeFields } from '../record-diff.js';

import { areChildLists, isChildList, type Child } from './child-list.js';

/** Something of a child that both sides changed. */
export interface ChildDispute {
  /** Its place in the record: `lines.chd_….quantity`; without a field where one side removed the child. */
  readonly place: string;
  /** The same without ids, as rules are given: `lines.quantity`. */
  readonly rule: string;
  /** What the system sent; null: it removed the child. */
  readonly sent: Json;
}

export type ChildVerdict = 'take' | 'keep';

/** The three states of one list. */
export interface ListSides {
  /** As the system last held it; undefined: nothing is known. */
  readonly base: readonly Child[] | undefined;
  /** As the hub holds it. */
  readonly hub: readonly Child[];
  /** As the system holds it now, whole. */
  readonly seen: readonly Child[];
}

export interface MergeRules {
  /** The children that the system is known to have: others cannot have been removed there. */
  readonly known: ChildIds;
  decide(dispute: ChildDispute): ChildVerdict;
}

interface At {
  readonly place: string;
  readonly rule: string;
}

/**
 * A child list of the hub with what a system changed in it: per child and field, so that of two systems that change
 * different things of one list neither takes back the other's. Children keep the hub's order, new ones come last.
 */
export function mergeChildren(sides: ListSides, field: string, rules: MergeRules): readonly Child[] {
  return mergeList(sides, { place: field, rule: field }, rules);
}

function mergeList({ base, hub, seen }: ListSides, at: At, rules: MergeRules): readonly Child[] {
  const seenById = byId(seen);
  const baseById = byId(base ?? []);
  const hubIds = new Set(hub.map(({ id }) => id));
  const stay = hub.flatMap((child): readonly Child[] => {
    const [now, before] = [seenById.get(child.id), baseById.get(child.id)];
    const within = { place: `${at.place}.${child.id}`, rule: at.rule };
    if (now) return [mergeChild({ base: before, hub: child, seen: now }, within, rules)];
    if (!before || !Object.hasOwn(rules.known, child.id)) return [child];
    const isUntouched = isSameJson(before, child);
    return isUntouched || rules.decide({ ...within, sent: null }) === 'take' ? [] : [child];
  });
  const come = seen.filter((child) => {
    if (hubIds.has(child.id)) return false;
    const before = baseById.get(child.id);
    if (!before) return true;
    if (isSameJson(before, child)) return false;
    return rules.decide({ place: `${at.place}.${child.id}`, rule: at.rule, sent: child }) === 'take';
  });
  return [...stay, ...come];
}

interface ChildSides {
  readonly base: Child | undefined;
  readonly hub: Child;
  readonly seen: Child;
}

function mergeChild({ base, hub, seen }: ChildSides, at: At, rules: MergeRules): Child {
  const merged: Record<string, Json> & { id: string } = { ...hub, id: hub.id };
  const touched = base ? changesOn(base, seen) : seen;
  for (const field of Object.keys(touched)) {
    const [now, there, before] = [touched[field], hub[field], base?.[field]];
    if (now === undefined || field === 'id') continue;
    const within = { place: `${at.place}.${field}`, rule: `${at.rule}.${field}` };
    if (areChildLists(now, there, before)) {
      merged[field] = mergeList(
        { base: isChildList(before) ? before : undefined, hub: listOf(there), seen: listOf(now) },
        within,
        rules,
      );
      continue;
    }
    const after = mergeFields(hub, { [field]: now })[field] ?? null;
    const isTaken = (): boolean => rules.decide({ ...within, sent: now }) === 'take';
    if (!isSameJson(there, after) && (!isChanged(there, before) || isTaken())) merged[field] = after;
  }
  return merged;
}

/** Another changed it, too. */
function isChanged(there: Json | undefined, before: Json | undefined): boolean {
  return there !== undefined && !isSameJson(there, before);
}

function listOf(value: Json | undefined): readonly Child[] {
  return isChildList(value) ? value : [];
}

function byId(list: readonly Child[]): ReadonlyMap<string, Child> {
  return new Map(list.map((child) => [child.id, child]));
}

/** The value at a place of a dispute; null where there is none. */
export function valueAt(record: JsonObject, place: string): Json {
  let value: Json | undefined = record;
  for (const name of place.split('.')) {
    if (isChildList(value)) value = value.find(({ id }) => id === name);
    else value = typeof value === 'object' && value !== null ? (value as JsonObject)[name] : undefined;
  }
  return value ?? null;
}
