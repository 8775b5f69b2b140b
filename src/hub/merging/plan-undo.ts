import { isDeepStrictEqual } from 'node:util';

import type { Json, JsonObject } from '@hookyard/sdk';

import type { HubEffects } from '../hub-effects.js';
import type { HubRecord, Link, RecordEvent } from '../hub-record.js';
import { arranged, isMove, type Placed } from './arrange-links.js';
import type { MovedLink, RecordMerge, UndoFacts } from './merge-record.js';
import { knownLinks, writeOf, type Gathered } from './plan-merge.js';
import { differences, isEmpty } from './survivors.js';

/** What an undo would do. */
export interface UndoPlan {
  readonly winner: Gathered;
  readonly losers: readonly HubRecord[];
  /** What each record holds then, by its id. */
  readonly data: ReadonlyMap<number, JsonObject>;
  readonly links: readonly Placed[];
  readonly facts: UndoFacts;
}

/**
 * Two records again, as far as later changes allow. What nobody touched since is as it was. What a system changed
 * since stays with the record that the system has; what a person changed stays with the winner. A field that a system
 * got only because of the merge is cleared there.
 */
export function planUndo(merge: RecordMerge, winner: Gathered, losers: readonly HubRecord[]): UndoPlan {
  const { placed, lostLinks } = linksAfter(merge, winner);
  const kept: UndoFacts['kept'][number][] = [];
  const returned: UndoFacts['returned'][number][] = [];
  const own = new Map(losers.map((loser) => [loser.id, { ...loser.data } as Record<string, Json>]));
  const back: Record<string, Json> = { ...winner.record.data };
  const linksOf = (record: number): Link[] =>
    placed.filter((one) => one.record === record).map(({ link }) => link);
  const before = { before: merge.detail.before, links: linksOf(winner.record.id) };
  for (const { field, by } of touched(merge, winner)) {
    if (by === 'merge') {
      putBack(back, field, before);
      continue;
    }
    const now = winner.record.data[field] ?? null;
    const takers = losers.filter(({ id }) => hasIt(linksOf(id), by.connection, { field, value: now }));
    for (const { id } of takers) {
      Object.assign(own.get(id) ?? {}, { [field]: now });
      returned.push({ field, record: id });
    }
    const isWinners = before.links.some(({ connection }) => connection === by.connection);
    if (isWinners || takers.length === 0) kept.push({ field, connection: by.connection });
    else putBack(back, field, before);
  }
  for (const { id } of losers) clearSent(own.get(id) ?? {}, winner.record.data, linksOf(id));
  const data = new Map<number, JsonObject>([[winner.record.id, back], ...own]);
  return { winner, losers, data, links: placed, facts: { kept, returned, lostLinks } };
}

interface Touched {
  readonly field: string;
  /** Who changed it last; a connection of null is a person. */
  readonly by: 'merge' | { readonly connection: number | null };
}

/** The fields that the merge changed, and those that were changed since. */
function touched({ detail }: RecordMerge, { history }: Gathered): Touched[] {
  const since = history.filter(({ version }) => version > detail.winnerVersion);
  const changedSince = since.flatMap(({ changed }) => Object.keys(changed));
  const added = Object.keys(detail.after).filter((field) => !Object.hasOwn(detail.before, field));
  const fields = new Set([
    ...Object.keys(differences(detail.before, detail.after)),
    ...added,
    ...changedSince,
  ]);
  return [...fields].flatMap((field): Touched[] => {
    const last = since.find(({ changed }) => Object.hasOwn(changed, field));
    if (!last) return [{ field, by: 'merge' }];
    // What lost a conflict is no field of the record.
    return field.endsWith(' (not taken)') ? [] : [{ field, by: last }];
  });
}

function hasIt(
  links: readonly Link[],
  connection: number | null,
  { field, value }: { readonly field: string; readonly value: Json },
): boolean {
  return links.some(
    (link) => link.connection === connection && isDeepStrictEqual(link.baseline?.[field] ?? null, value),
  );
}

function putBack(
  data: Record<string, Json>,
  field: string,
  { before, links }: { readonly before: JsonObject; readonly links: readonly Link[] },
): void {
  const was = before[field];
  if (was !== undefined) data[field] = was;
  else if (links.some(({ baseline }) => baseline && !isEmpty(baseline[field]))) data[field] = null;
  else delete data[field];
}

/** What the record's systems got from the merged one and it never had itself. */
function clearSent(data: Record<string, Json>, merged: JsonObject, links: readonly Link[]): void {
  for (const { baseline } of links) {
    for (const [field, value] of Object.entries(baseline ?? {})) {
      if (Object.hasOwn(data, field) || isEmpty(value)) continue;
      if (isDeepStrictEqual(value, merged[field])) data[field] = null;
    }
  }
}

function linksAfter(
  { detail, winner: id }: RecordMerge,
  { links }: Gathered,
): { placed: Placed[]; lostLinks: UndoFacts['lostLinks'] } {
  const moved = new Map(detail.links.map((link) => [link.id, link]));
  const ranked = links
    .map((link) => ({ link, isPrimary: moved.get(link.id)?.isPrimary ?? link.isPrimary }))
    .toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary));
  const byRecord = Map.groupBy(ranked, ({ link }) => moved.get(link.id)?.record ?? id);
  const present = new Set(links.map((link) => link.id));
  const lost = detail.links.filter((link) => link.record !== id && !present.has(link.id));
  return {
    placed: [...byRecord].flatMap(([record, ofRecord]) => arranged(ofRecord, record)),
    lostLinks: lost.map(({ connection, externalId, record }) => ({ connection, externalId, record })),
  };
}

export function undoEffects(merge: RecordMerge, plan: UndoPlan, at: number): HubEffects {
  const { winner, losers, data, links, facts } = plan;
  const event: RecordEvent = {
    type: 'record.unmerged',
    merge: merge.id,
    winner: merge.winner,
    losers: losers.map(({ id }) => id),
  };
  const write = (record: HubRecord) => {
    const after = data.get(record.id) ?? record.data;
    return writeOf(record, { at, event, data: after, changed: differences(record.data, after) });
  };
  const moved = new Map(merge.detail.links.map((link): [number, MovedLink] => [link.id, link]));
  return {
    records: [
      write(winner.record),
      ...losers.map((loser) => ({ ...write(loser), deletedAt: null, merged: null })),
    ],
    moves: links.filter(isMove).map(({ link, record, isPrimary }) => ({
      id: link.id,
      expected: link.generation,
      record,
      isPrimary,
      recordVersion: moved.get(link.id)?.recordVersion ?? link.recordVersion,
      at,
    })),
    merge: {
      id: merge.id,
      known: [knownLinks(winner)],
      row: { kind: 'undone', at, facts: JSON.stringify(facts) },
    },
  };
}
