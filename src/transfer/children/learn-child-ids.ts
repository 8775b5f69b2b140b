import type { ChildMapping, Json, JsonObject } from '@hookyard/sdk';

import { canonicalId } from '../../flow/index.js';
import { childOrigin } from '../../mapping/index.js';
import { isSameJson } from '../record-diff.js';

import type { ChildNames } from './child-names.js';

/** What a write brought to light about the ids of children. */
export interface LearnFacts {
  readonly children: readonly ChildMapping[];
  /** As it was mapped for the system. */
  readonly sent: JsonObject;
  /** As the system holds it; null where that is not known. */
  readonly got: JsonObject | null;
  /** Ids of new children by type, as the write answered them. */
  readonly answered: Readonly<Record<string, readonly unknown[]>> | undefined;
  /** What had no id was made by this write: then the order tells, where nothing else does. */
  readonly isMade: boolean;
  readonly normalize: ChildNames;
}

interface Sent {
  readonly origin: string;
  readonly fields: JsonObject;
}

interface Got {
  readonly id: string;
  readonly fields: JsonObject;
}

interface Pair {
  readonly sent: Sent;
  readonly got: Got | undefined;
}

/** The ids the system has for the children it was sent, by their ids in the hub. */
export function learnChildIds(facts: LearnFacts): Record<string, string> {
  const ids: Record<string, string> = {};
  learnLists(facts.children, facts, ids);
  return ids;
}

function learnLists(children: readonly ChildMapping[], facts: LearnFacts, ids: Record<string, string>): void {
  for (const definition of children) {
    if (definition.key === undefined) continue;
    for (const { sent, got } of learnList(definition, facts, ids)) {
      const inside = { ...facts, sent: sent.fields, got: got?.fields ?? null };
      learnLists(definition.children ?? [], inside, ids);
    }
  }
}

function learnList(definition: ChildMapping, facts: LearnFacts, ids: Record<string, string>): Pair[] {
  const { key = '', target, type, match = [] } = definition;
  const sent = recordsAt(facts.sent, target).flatMap((fields): Sent[] => {
    const origin = childOrigin(fields);
    return origin === undefined ? [] : [{ origin, fields }];
  });
  const got = recordsAt(facts.got, target).flatMap((fields): Got[] => {
    const { id } = canonicalId(fields[key], facts.normalize(type));
    return id === undefined ? [] : [{ id, fields }];
  });
  const pairs: Pair[] = [];
  const free = new Map(got.map((item) => [item.id, item]));
  const fresh: Sent[] = [];
  for (const child of sent) {
    const { id } = canonicalId(child.fields[key]);
    if (id === undefined) {
      fresh.push(child);
      continue;
    }
    pairs.push({ sent: child, got: free.get(id) });
    // What its answer no longer shows the system has not kept.
    if (free.delete(id) || got.length === 0) ids[child.origin] = id;
  }
  const named = answeredIds(definition, fresh, facts);
  const rest = { fresh, free: [...free.values()], named, match, key };
  for (const pair of pairNew(rest, facts)) {
    const id = pair.got?.id;
    if (id !== undefined) ids[pair.sent.origin] = id;
    pairs.push(pair);
  }
  return pairs;
}

/** The ids that the answer names, where it names one for each new child. */
function answeredIds(
  { type }: ChildMapping,
  fresh: readonly Sent[],
  facts: LearnFacts,
): string[] | undefined {
  const given = type === undefined ? undefined : facts.answered?.[type];
  if (!Array.isArray(given) || given.length !== fresh.length) return undefined;
  const ids = given.flatMap((raw: unknown) => canonicalId(raw, facts.normalize(type)).id ?? []);
  return ids.length === fresh.length ? ids : undefined;
}

interface Rest {
  readonly fresh: readonly Sent[];
  readonly free: readonly Got[];
  readonly named: readonly string[] | undefined;
  readonly match: readonly string[];
  readonly key: string;
}

function pairNew({ fresh, free, named, match, key }: Rest, { isMade }: LearnFacts): Pair[] {
  if (named) {
    const byId = new Map(free.map((item) => [item.id, item]));
    return fresh.map((sent, index) => {
      const id = named[index] as string;
      return { sent, got: byId.get(id) ?? { id, fields: {} } };
    });
  }
  const left = [...free];
  const found = new Map<Sent, Got>();
  const take = (isOne: (sent: Sent, got: Got) => boolean): void => {
    for (const sent of fresh) {
      if (found.has(sent)) continue;
      const at = left.findIndex((got) => isOne(sent, got));
      const [got] = at < 0 ? [] : left.splice(at, 1);
      if (got) found.set(sent, got);
    }
  };
  take((sent, got) => holds(sent, got, key));
  if (match.length > 0)
    take((sent, got) => match.every((field) => isSame(sent.fields[field], got.fields[field])));
  const open = fresh.filter((sent) => !found.has(sent));
  if (isMade && open.length === left.length)
    open.forEach((sent, index) => {
      const got = left[index];
      if (got) found.set(sent, got);
    });
  return fresh.map((sent) => ({ sent, got: found.get(sent) }));
}

/** All that was sent is there as it was sent. */
function holds(sent: Sent, got: Got, key: string): boolean {
  const names = Object.keys(sent.fields).filter((name) => name !== key && !Array.isArray(sent.fields[name]));
  return names.length > 0 && names.every((name) => isSame(sent.fields[name], got.fields[name]));
}

/** Systems answer numbers as text and text as numbers. */
function isSame(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || one === null || other === undefined || other === null) return one === other;
  if (typeof one === 'object' || typeof other === 'object') return isSameJson(one, other);
  return String(one) === String(other);
}

function recordsAt(record: JsonObject | null, field: string): readonly JsonObject[] {
  const value = record?.[field];
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(
    (item): item is JsonObject => typeof item === 'object' && item !== null && !Array.isArray(item),
  );
}
