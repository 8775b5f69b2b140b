import type { Json, JsonObject } from '@hookyard/sdk';

import type { HubEffects, RecordWrite } from '../hub-effects.js';
import type { HubRecord, Link, RecordChange, RecordEvent } from '../hub-record.js';
import { arranged, isMove, type Placed } from './arrange-links.js';
import type { MergeDetail } from './merge-record.js';
import { differences, survivors, type Side, type SurvivorRules } from './survivors.js';

/** A record with all that a merge looks at. */
export interface Gathered {
  readonly record: HubRecord;
  /** Those that are not ended. */
  readonly links: readonly Link[];
  /** Newest first. */
  readonly history: readonly RecordChange[];
}

/** What a merge would do. */
export interface MergePlan {
  readonly winner: Gathered;
  readonly losers: readonly Gathered[];
  readonly data: JsonObject;
  readonly sources: Readonly<Record<string, number | null>>;
  /** `[old, new]` of the winner's fields. */
  readonly changed: Readonly<Record<string, readonly [Json, Json]>>;
  /** All links of the merged record. */
  readonly links: readonly Placed[];
  /** The handler whose decision it is. */
  readonly handler?: string;
}

export function planMerge(winner: Gathered, losers: readonly Gathered[], rules: SurvivorRules): MergePlan {
  const { data, sources } = survivors(sideOf(winner), losers.map(sideOf), rules);
  const changed = differences(winner.record.data, data);
  const links = [winner, ...losers].flatMap((one) =>
    one.links
      .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
      .map((link) => ({ link, isPrimary: link.isPrimary })),
  );
  const taken = Object.fromEntries(Object.keys(changed).map((field) => [field, sources[field] ?? null]));
  return { winner, losers, data, sources: taken, changed, links: arranged(links, winner.record.id) };
}

function sideOf({ record, links, history }: Gathered): Side {
  return {
    record: record.id,
    data: record.data,
    changedAt: (field) =>
      history.find(({ changed }) => Object.hasOwn(changed, field))?.at ?? record.createdAt,
    heldBy: (connection) => {
      const known = links.filter((link) => link.connection === connection && link.baseline !== null);
      return (known.find(({ isPrimary }) => isPrimary) ?? known[0])?.baseline ?? undefined;
    },
  };
}

export interface MergeFacts {
  readonly id: number;
  readonly depth: number;
  readonly actor: string;
  readonly at: number;
}

/** All of it in one commit; compared with what was gathered. */
export function mergeEffects(plan: MergePlan, facts: MergeFacts): HubEffects {
  const { winner, losers, data, changed, links, handler } = plan;
  const { id, depth, actor, at } = facts;
  const event: RecordEvent = {
    type: 'record.merged',
    merge: id,
    winner: winner.record.id,
    losers: losers.map(({ record }) => record.id),
    ...(handler === undefined ? {} : { handler }),
  };
  const records = [
    writeOf(winner.record, { at, event, data, changed }),
    ...losers.map(({ record }) => ({
      ...writeOf(record, { at, event, data: record.data, changed: {} }),
      deletedAt: at,
      merged: { into: winner.record.id, by: id },
    })),
  ];
  const { tenant, mode, type } = winner.record;
  const moves = links.filter(isMove).map(({ link, record, isPrimary }) => ({
    id: link.id,
    expected: link.generation,
    record,
    isPrimary,
    // Of the other record's versions it has seen none.
    recordVersion: link.record === record ? link.recordVersion : 0,
    at,
  }));
  return {
    records,
    moves,
    merge: {
      id,
      known: [winner, ...losers].map(knownLinks),
      row: {
        kind: 'made',
        values: { tenant, mode, type, winner: winner.record.id, depth, at, actor, detail: detailOf(plan) },
      },
    },
  };
}

export function knownLinks({ record, links }: Pick<Gathered, 'record' | 'links'>): {
  record: number;
  links: number[];
} {
  return { record: record.id, links: links.map(({ id }) => id) };
}

function detailOf({ winner, losers, data, sources, links }: MergePlan): string {
  const detail: MergeDetail = {
    winnerVersion: winner.record.version + 1,
    losers: losers.map(({ record }) => ({ record: record.id, version: record.version + 1 })),
    before: winner.record.data,
    after: data,
    sources,
    links: links.filter(isMove).map(({ link }) => ({
      id: link.id,
      connection: link.connection,
      externalId: link.externalId,
      record: link.record,
      isPrimary: link.isPrimary,
      recordVersion: link.recordVersion,
    })),
  };
  return JSON.stringify(detail);
}

/** A new version, made by a person. */
export function writeOf(
  { id, version, tenant, mode, type, deletedAt }: HubRecord,
  {
    at,
    event,
    data,
    changed,
  }: {
    readonly at: number;
    readonly event: RecordEvent;
    readonly data: JsonObject;
    readonly changed: Readonly<Record<string, readonly [Json, Json]>>;
  },
): RecordWrite {
  return {
    id,
    expected: version,
    tenant,
    mode,
    type,
    data: JSON.stringify(data),
    deletedAt,
    changed: JSON.stringify(changed),
    root: 0,
    connection: null,
    at,
    event: JSON.stringify(event),
  };
}
