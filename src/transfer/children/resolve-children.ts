import { Invalid, type ChildMapping, type Json, type JsonObject } from '@hookyard/sdk';

import { canonicalId } from '../../flow/index.js';
import { isRowName, type ChildIds } from '../../mapping/index.js';
import { isSameJson, mergeFields } from '../record-diff.js';

import type { ChildNames } from './child-names.js';
import { childrenIn, isChildList, newChildId, type Child } from './child-list.js';

/** What is known when the children of a mapped record get their ids of the hub. */
export interface ResolveFacts {
  readonly children: readonly ChildMapping[];
  /** The mapped record; its children under their ids in the system. */
  readonly mapped: JsonObject;
  /** What the system is known to have. */
  readonly known: ChildIds;
  readonly hub: JsonObject | null;
  readonly baseline: JsonObject | null;
  /** Whose children they are: part of the id of a new one. */
  readonly owner: readonly (string | number)[];
  /** The record came with its hook. */
  readonly isPartial: boolean;
  /** How the type of a list writes its ids. */
  readonly normalize: ChildNames;
}

export interface Resolved {
  /** The mapped record, its lists whole as the system holds them now, under the hub's ids. */
  readonly mapped: JsonObject;
  /** The system's ids of these children. */
  readonly ids: ChildIds;
  /** Children that nobody has brought before. */
  readonly fresh: ReadonlySet<string>;
}

interface Work extends ResolveFacts {
  readonly ids: Record<string, string>;
  readonly fresh: Set<string>;
}

/**
 * Gives each child its id of the hub: the one under which the system's id is known; else that of a child from
 * elsewhere which its match fields say is the same; else a new one.
 */
export function resolveChildren(facts: ResolveFacts): Resolved {
  const work: Work = { ...facts, ids: {}, fresh: new Set() };
  const mapped = resolveLists(facts.children, facts.mapped, { ...facts, owner: facts.owner }, work);
  return { mapped, ids: work.ids, fresh: work.fresh };
}

interface Parent {
  readonly hub: JsonObject | null | undefined;
  readonly baseline: JsonObject | null | undefined;
  readonly owner: readonly (string | number)[];
}

function resolveLists(
  children: readonly ChildMapping[],
  mapped: JsonObject,
  parent: Parent,
  work: Work,
): JsonObject {
  const resolved: Record<string, Json> = { ...mapped };
  for (const definition of children) {
    const given = mapped[definition.target];
    if (definition.key === undefined || !Array.isArray(given)) continue;
    resolved[definition.target] = resolveList(definition, given as readonly JsonObject[], parent, work);
  }
  return resolved;
}

function resolveList(
  definition: ChildMapping,
  given: readonly JsonObject[],
  { hub, baseline, owner }: Parent,
  work: Work,
): readonly Child[] {
  const { target } = definition;
  const isPartial = definition.partial ?? work.isPartial;
  if (isPartial) refuseLoss(target, given, hub?.[target]);
  const there = childrenIn(hub, target);
  const before = childrenIn(baseline, target);
  const names = namesOf(definition, given, work);
  const ids = assign(definition, { given, names, there, before, owner: [...owner, target] }, work);
  const [hubById, baseById] = [byId(there), byId(before)];
  const seen = given.map((child, index): Child => {
    const id = ids[index] as string;
    work.ids[id] = names[index] as string;
    const [hubChild, baseChild] = [hubById.get(id), baseById.get(id)];
    const inside = resolveLists(
      definition.children ?? [],
      child,
      { hub: hubChild, baseline: baseChild, owner: [id] },
      work,
    );
    return { ...(baseChild ? mergeFields(baseChild, inside) : inside), id };
  });
  if (!isPartial || given.length === 0) return seen;
  const seenById = byId(seen);
  const named = before.map((child) => seenById.get(child.id) ?? child);
  return [...named, ...seen.filter(({ id }) => !baseById.has(id))];
}

/** Of a list that was mapped as one value nobody can tell which of its children were not named: it would lose them. */
function refuseLoss(target: string, given: readonly JsonObject[], there: Json | undefined): void {
  const count = Array.isArray(there) && !isChildList(there) ? (there as readonly Json[]).length : 0;
  if (given.length === 0 || given.length >= count) return;
  const found = `${target} names ${given.length} of ${count} children, which are not told apart yet`;
  throw new Invalid(`${found}: re-sync the collection, or say partial: false where hooks name all of them`, [
    target,
  ]);
}

/** The system's ids of the children of a list, each in its one form and each once. */
function namesOf(
  { target, type }: ChildMapping,
  given: readonly JsonObject[],
  { normalize }: ResolveFacts,
): readonly string[] {
  const rule = normalize(type);
  const taken = new Set<string>();
  return given.map(({ id: raw }, index) => {
    const { id, problem } = canonicalId(raw, typeof raw === 'string' && isRowName(raw) ? undefined : rule);
    if (id === undefined) throw new Invalid(`${target}.${index}: ${problem}`, [target]);
    if (taken.has(id)) throw new Invalid(`${target} holds two children with the id ${id}`, [target]);
    taken.add(id);
    return id;
  });
}

interface ListFacts {
  readonly given: readonly JsonObject[];
  readonly names: readonly string[];
  readonly there: readonly Child[];
  readonly before: readonly Child[];
  readonly owner: readonly (string | number)[];
}

function assign({ match = [] }: ChildMapping, facts: ListFacts, work: Work): readonly string[] {
  const { given, names, there, before, owner } = facts;
  const { known } = work;
  const byName = new Map<string, string>();
  for (const { id } of [...there, ...before]) {
    const name = known[id];
    if (name !== undefined) byName.set(name, id);
  }
  const ids = names.map((name) => byName.get(name));
  const taken = new Set(ids);
  const present = new Set(names);
  // A child whose id there is gone may have got another: systems that make all lines anew at each change do that.
  const free = there.filter(({ id }) => !taken.has(id) && !present.has(known[id] ?? ''));
  return ids.map((id, index) => {
    if (id !== undefined) return id;
    const child = given[index] as JsonObject;
    const at =
      match.length === 0 ? -1 : free.findIndex((other) => match.every((name) => isOne(child, other, name)));
    const [found] = at < 0 ? [] : free.splice(at, 1);
    const chosen = found?.id ?? unusedId([...owner, names[index] as string], taken);
    if (!found) work.fresh.add(chosen);
    taken.add(chosen);
    return chosen;
  });
}

function isOne(child: JsonObject, other: JsonObject, field: string): boolean {
  const value = child[field];
  return value !== undefined && value !== null && value !== '' && isSameJson(value, other[field]);
}

/** Two systems' lines may have been taken for one and told apart again: the id is then another's. */
function unusedId(names: readonly (string | number)[], taken: ReadonlySet<string | undefined>): string {
  let id = newChildId(names);
  for (let again = 1; taken.has(id); again += 1) id = newChildId([...names, again]);
  return id;
}

function byId(list: readonly Child[]): ReadonlyMap<string, Child> {
  return new Map(list.map((child) => [child.id, child]));
}
