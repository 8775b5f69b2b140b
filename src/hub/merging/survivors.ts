import { isDeepStrictEqual } from 'node:util';

import type { Json, JsonObject } from '@hookyard/sdk';

/**
 * Whose value of a field a merged record gets: the winner's · of the record that changed it last · the longest · the
 * first that is not empty · what a system is known to hold · a person's own.
 */
export type SurvivorRule =
  'winner' | 'newest' | 'longest' | 'filled' | { readonly connection: number } | { readonly value: Json };

export interface SurvivorRules {
  /** For fields without a rule of their own. */
  readonly otherwise: Exclude<SurvivorRule, object>;
  readonly fields: Readonly<Record<string, SurvivorRule>>;
}

/** One of the records that become one. */
export interface Side {
  readonly record: number;
  readonly data: JsonObject;
  /** When a field was changed last. */
  changedAt(field: string): number;
  /** What a system is known to hold of it; undefined: the system has no link to it. */
  heldBy(connection: number): JsonObject | undefined;
}

/** What survives, and which record each field comes from; null: from a person. */
export interface Survived {
  readonly data: JsonObject;
  readonly sources: Readonly<Record<string, number | null>>;
}

/** The data of the merged record. The winner comes first wherever several are equally good. */
export function survivors(winner: Side, losers: readonly Side[], rules: SurvivorRules): Survived {
  const sides = [winner, ...losers];
  const data: Record<string, Json> = {};
  const sources: Record<string, number | null> = {};
  const fields = new Set([...sides.flatMap((side) => Object.keys(side.data)), ...Object.keys(rules.fields)]);
  for (const field of fields) {
    if (field === '__proto__') continue;
    const rule = Object.hasOwn(rules.fields, field) ? rules.fields[field] : undefined;
    const taken = take(sides, field, rule ?? rules.otherwise);
    if (taken.value === undefined) continue;
    data[field] = taken.value;
    sources[field] = taken.from;
  }
  return { data, sources };
}

interface Taken {
  readonly value: Json | undefined;
  readonly from: number | null;
}

function take(sides: readonly Side[], field: string, rule: SurvivorRule): Taken {
  if (typeof rule === 'object') return 'value' in rule ? byHand(rule.value) : held(sides, field, rule);
  const [winner] = sides;
  const having = sides.filter((side) => Object.hasOwn(side.data, field));
  switch (rule) {
    case 'winner':
      return of(winner, field);
    case 'newest':
      return of(
        best(having, (side) => side.changedAt(field)),
        field,
      );
    case 'longest':
      return of(
        best(having, (side) => lengthOf(side.data[field])),
        field,
      );
    case 'filled':
      return of(having.find((side) => !isEmpty(side.data[field])) ?? having[0], field);
  }
}

function byHand(value: Json): Taken {
  return { value, from: null };
}

/** Where the system has none of them, or not the field, the winner's stays. */
function held(sides: readonly Side[], field: string, { connection }: { readonly connection: number }): Taken {
  for (const side of sides) {
    const known = side.heldBy(connection);
    if (known && Object.hasOwn(known, field)) return { value: known[field], from: side.record };
  }
  return of(sides[0], field);
}

function of(side: Side | undefined, field: string): Taken {
  const value = side && Object.hasOwn(side.data, field) ? side.data[field] : undefined;
  return { value, from: side?.record ?? null };
}

/** The first of the greatest. */
function best(sides: readonly Side[], measure: (side: Side) => number): Side | undefined {
  let found: Side | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const side of sides) {
    const measured = measure(side);
    if (measured <= most) continue;
    found = side;
    most = measured;
  }
  return found;
}

/** Of texts, lists and objects; of two numbers none is the longer. */
function lengthOf(value: Json | undefined): number {
  if (isEmpty(value)) return 0;
  if (typeof value === 'string') return value.trim().length;
  return typeof value === 'object' ? JSON.stringify(value).length : 1;
}

export function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** `[old, new]` of each field that is not the same. */
export function differences(before: JsonObject, after: JsonObject): Record<string, [Json, Json]> {
  const changed: Record<string, [Json, Json]> = {};
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [before[field] ?? null, after[field] ?? null];
    if (!isDeepStrictEqual(was, is)) changed[field] = [was, is];
  }
  return changed;
}
