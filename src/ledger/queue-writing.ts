import type { ScopeAction } from '@hookyard/sdk';

import { hash53, NEVER, requestStateOf } from '../flow/index.js';
import type { GatedRequest } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import { inSlices } from './bulk.js';
import { actionAfter, foldEntries, groupDrafts, type DraftGroup } from './draft-groups.js';
import { FastPath } from './fast-path.js';
import { foldOf, type Pending } from './folding.js';
import type { Reservations } from './held-lanes.js';
import { refreshLanes } from './lane-keeping.js';
import type { Enqueued } from './ledger.js';
import { move } from './moves.js';
import type { LedgerParts } from './parts.js';
import {
  claimedOfDraft,
  configVersionOf,
  rowOfDraft,
  rowOfVerdict,
  type InsertedRow,
} from './request-rows.js';
import { ancestorLanes } from './statements/family-statements.js';
import { upsertLanes } from './statements/lane-statements.js';
import {
  foldInto,
  insertRequests,
  insertVerdicts,
  lastOpen,
  unblock,
  type LastRow,
} from './statements/request-statements.js';

/** A draft on its way into the queue. `owner`: whose hook it came from, where it did. */
export interface Placed {
  readonly draft: GatedRequest;
  readonly owner: number | null;
  readonly reservations: Reservations;
  /** Its payload is its hook's body, byte for byte, and is not stored twice. */
  readonly isWholeBody?: boolean;
}

/** The reason of a parked request whose payload the destination refused: its record's next hook tries it again. */
export const PARKED_INVALID = 'invalid';

/** Where a draft stands now. `isFirst`: nobody is before it in its lane. */
export interface Place {
  readonly lane: number;
  readonly seq: number;
  readonly isFirst: boolean;
}

export interface EnqueuedAll {
  readonly enqueued: readonly Enqueued[];
  /** By the index of the draft. */
  readonly places: readonly Place[];
}

/** Lanes as they are under their locks: who holds those that were there before. */
interface Locked {
  readonly fresh: ReadonlySet<number>;
  readonly holders: ReadonlyMap<number, number>;
}

/**
 * L6: lanes first, locked in key order, then requests in order of receipt. The sequence number is drawn while the
 * lane is locked, so within a lane the order of numbers is the order of commits on any number of machines.
 */
export async function enqueueInLanes(
  parts: LedgerParts,
  tx: Tx,
  placed: readonly Placed[],
): Promise<EnqueuedAll> {
  if (placed.length === 0) return { enqueued: [], places: [] };
  const now = parts.clock.now();
  const drafts = placed.map(({ draft }) => draft);
  const groups = groupDrafts(drafts, await lanesOf(tx, drafts));
  const fast = new FastPath(parts, now);
  const locked = await lockLanes(parts, tx, { groups, placed, fast });
  const folded = await foldIntoStored(tx, { groups, drafts, locked, now });
  const inserted = await insertGroups(tx, { groups, placed, folded: folded.survivors, now });
  await refreshLanes(tx, folded.changed, now);
  const enqueued = answersOf({ groups, folded: folded.survivors, inserted, fast, count: drafts.length });
  await writeFoldVerdicts(parts, tx, { placed, enqueued, now });
  return { enqueued, places: placesOf(groups, enqueued, locked) };
}

/** A child whose record's lane an ancestor holds gets a private lane: the ancestor keeps everybody else out. */
async function lanesOf(tx: Tx, drafts: readonly GatedRequest[]): Promise<number[]> {
  const parents = new Set(drafts.flatMap(({ parent }) => (parent === null ? [] : [parent])));
  const rows = await tx.many(
    ancestorLanes,
    [...parents].map((seq) => ({ seq })),
  );
  const above = new Set(rows.map(({ start, lane }) => `${start}\n${lane}`));
  return drafts.map(({ lane, parent }) =>
    parent !== null && above.has(`${parent}\n${lane}`) ? hash53(`${lane}\n${parent}`) : lane,
  );
}

interface LaneWork {
  readonly groups: readonly DraftGroup[];
  readonly placed: readonly Placed[];
  readonly fast: FastPath;
}

async function lockLanes(parts: LedgerParts, tx: Tx, { groups, placed, fast }: LaneWork): Promise<Locked> {
  const lanes = new Map<number, { first: DraftGroup; tier: number }>();
  for (const group of groups) {
    const lane = lanes.get(group.lane);
    if (lane) lane.tier = Math.min(lane.tier, group.tier);
    else lanes.set(group.lane, { first: group, tier: group.tier });
  }
  const marker = fast.claim;
  const rows = [...lanes].map(([key, { first, tier }]) => {
    const readyAt = first.draft.state === 'held' ? NEVER : first.draft.dueAt;
    const own = fast.reserve(first, (placed[first.first] as Placed).reservations);
    return parts.engine.lanes.rowOf({ key, queue: first.draft.queue, tier, readyAt, own, marker });
  });
  rows.sort((a, b) => a.key - b.key);
  const answers = await inSlices(tx, upsertLanes, rows);
  const fresh = new Set(answers.filter(({ is_new }) => is_new === 1).map(({ key }) => key));
  fast.keepOnly(fresh);
  const columns = new Map(answers.map(({ key, claim }) => [key, claim]));
  const existing = [...lanes.keys()].filter((key) => !fresh.has(key));
  const holders = existing.map(
    (key) => [key, parts.engine.lanes.holderOf(key, columns.get(key) ?? 0)] as const,
  );
  return { fresh, holders: new Map(holders) };
}

interface FoldWork {
  readonly groups: readonly DraftGroup[];
  readonly drafts: readonly GatedRequest[];
  readonly locked: Locked;
  readonly now: number;
}

interface Folded {
  /** Which stored request each group went into. */
  readonly survivors: ReadonlyMap<DraftGroup, number>;
  /** Lanes nobody holds whose head may have changed. */
  readonly changed: readonly number[];
}

/** Under the lane's lock; looks only at the last open request of the same record. */
async function foldIntoStored(tx: Tx, work: FoldWork): Promise<Folded> {
  const { groups, drafts, locked, now } = work;
  const survivors = new Map<DraftGroup, number>();
  const changed = new Set<number>();
  const behind = firstOfRecords(groups.filter(({ lane }) => !locked.fresh.has(lane)));
  const wishes = behind.filter(({ draft }) => draft.coalesce !== 'never');
  const rows = await tx.many(
    lastOpen,
    wishes.map(({ lane, draft }, n) => ({ n, lane, type: draft.type, record_id: draft.recordId })),
  );
  const updates = [];
  for (const row of rows) {
    const group = wishes[row.n] as DraftGroup;
    const isHeld = locked.holders.get(group.lane) !== 0;
    const fold = foldOf(pendingOf(row, isHeld && row.is_behind === 0), group.draft);
    if (!fold) continue;
    survivors.set(group, row.seq);
    if (fold.resets && !isHeld) changed.add(group.lane);
    updates.push(updateOf({ row, group, drafts, now, resets: fold.resets }));
  }
  await tx.many(foldInto, updates);
  for (const lane of await unblockFor(tx, behind, now)) {
    if (locked.holders.get(lane) === 0) changed.add(lane);
  }
  return { survivors, changed: [...changed] };
}

function firstOfRecords(groups: readonly DraftGroup[]): DraftGroup[] {
  const firsts = new Map<string, DraftGroup>();
  for (const group of groups) {
    const record = `${group.lane}\n${group.draft.type}\n${group.draft.recordId}`;
    if (!firsts.has(record)) firsts.set(record, group);
  }
  return [...firsts.values()];
}

/** The last open request of a record, as its folding sees it. */
export function pendingOf(row: LastRow, isClaimed: boolean): Pending {
  return {
    action: row.action as ScopeAction,
    mode: row.mode,
    state: requestStateOf(row.state),
    coalesce: row.coalesce as GatedRequest['coalesce'],
    heldCode: row.held_code,
    parent: row.parent,
    isClaimed,
  };
}

interface FoldUpdate {
  readonly row: LastRow;
  readonly group: DraftGroup;
  readonly drafts: readonly GatedRequest[];
  readonly now: number;
  readonly resets: boolean;
}

function updateOf({ row, group, drafts, now, resets }: FoldUpdate) {
  const from = requestStateOf(row.state);
  return {
    seq: row.seq,
    action: actionAfter(row.action as ScopeAction, group, drafts),
    tier: group.tier,
    entries: foldEntries([group.first, ...group.folded], drafts, now),
    next_state: resets ? move(row.seq, from, 'queued') : row.state,
    reset: resets ? 1 : 0,
    now,
    parent: group.parent,
    is_optional: group.isOptional ? 1 : 0,
  };
}

async function unblockFor(tx: Tx, groups: readonly DraftGroup[], now: number): Promise<number[]> {
  const fromHooks = groups.filter(({ draft }) => draft.coalesce === 'never' && draft.state === 'queued');
  const rows = await tx.many(
    unblock,
    fromHooks.map(({ lane, draft }) => ({
      lane,
      type: draft.type,
      record_id: draft.recordId,
      code: PARKED_INVALID,
      now,
    })),
  );
  return rows.map(({ lane }) => lane);
}

interface InsertWork {
  readonly groups: readonly DraftGroup[];
  readonly placed: readonly Placed[];
  readonly folded: ReadonlyMap<DraftGroup, number>;
  readonly now: number;
}

interface Inserted {
  readonly row: InsertedRow;
  readonly seq: number;
}

async function insertGroups(tx: Tx, work: InsertWork): Promise<Map<DraftGroup, Inserted>> {
  const { groups, placed, folded, now } = work;
  const drafts = placed.map(({ draft }) => draft);
  const fresh = groups.filter((group) => !folded.has(group));
  const rows = fresh.map((group, n) => {
    const { draft, lane, action, tier, parent, isOptional } = group;
    const trail = withEntries(draft.trail, foldEntries(group.folded, drafts, now));
    const isWholeBody = placed[group.first]?.isWholeBody === true;
    return rowOfDraft(draft, { n, lane, action, tier, trail, parent, isOptional, isWholeBody, now });
  });
  const answers = await inSlices(tx, insertRequests, rows);
  const seqs = answers.map(({ seq }) => seq).sort((a, b) => a - b);
  return new Map(
    fresh.map((group, n) => [group, { row: rows[n] as InsertedRow, seq: seqs[n] as number }] as const),
  );
}

export function withEntries(trail: string, entries: string): string {
  if (entries === '') return trail;
  return `${trail.slice(0, -1)}${trail === '[]' ? '' : ','}${entries}]`;
}

interface AnswerWork {
  readonly groups: readonly DraftGroup[];
  readonly folded: ReadonlyMap<DraftGroup, number>;
  readonly inserted: ReadonlyMap<DraftGroup, Inserted>;
  readonly fast: FastPath;
  readonly count: number;
}

function answersOf({ groups, folded, inserted, fast, count }: AnswerWork): Enqueued[] {
  const answers = Array.from<Enqueued>({ length: count });
  for (const group of groups) {
    const own = inserted.get(group);
    const seq = own?.seq ?? (folded.get(group) as number);
    for (const index of group.folded) answers[index] = { kind: 'folded', into: seq };
    if (!own) {
      answers[group.first] = { kind: 'folded', into: seq };
      continue;
    }
    const claim = fast.begin(group, seq);
    const claimed = claim === null ? undefined : claimedOfDraft(group.draft, own.row, { seq, claim });
    answers[group.first] = { kind: 'queued', seq, claim, ...(claimed ? { claimed } : {}) };
  }
  return answers;
}

function placesOf(groups: readonly DraftGroup[], enqueued: readonly Enqueued[], { fresh }: Locked): Place[] {
  const places = Array.from<Place>({ length: enqueued.length });
  const begun = new Set<number>();
  for (const { lane, first, folded } of groups) {
    const isFirst = fresh.has(lane) && !begun.has(lane);
    begun.add(lane);
    for (const index of [first, ...folded]) places[index] = { lane, seq: seqOf(enqueued[index]), isFirst };
  }
  return places;
}

function seqOf(answer: Enqueued | undefined): number {
  if (answer?.kind === 'queued') return answer.seq;
  return answer?.kind === 'folded' ? answer.into : 0;
}

interface VerdictWork {
  readonly placed: readonly Placed[];
  readonly enqueued: readonly Enqueued[];
  readonly now: number;
}

/** An element that was folded became no request of its own: its hook says where it went. */
export async function writeFoldVerdicts(parts: LedgerParts, tx: Tx, work: VerdictWork): Promise<void> {
  const { placed, enqueued, now } = work;
  const folds = placed.flatMap((one, index) => {
    const answer = enqueued[index];
    return answer?.kind === 'folded' && one.draft.hook !== null ? [{ ...one, into: answer.into }] : [];
  });
  if (folds.length === 0) return;
  const queues = await parts.queues.of(
    tx,
    folds.map(({ draft }) => draft.queue),
  );
  const rows = folds.map(({ draft, owner, into }, n) => {
    const queue = queues.get(draft.queue);
    const ruling = {
      verdict: 'folded',
      rule: 'coalesce',
      facts: { into, action: draft.action },
      configVersion: configVersionOf(draft.trail),
      at: now,
    } as const;
    const { hook, element, parent, scope, type, recordId } = draft;
    const connection = queue?.connection ?? 0;
    const tenant = queue?.tenant ?? 0;
    return rowOfVerdict(
      {
        tenant,
        connection,
        owner: owner ?? 2 * connection,
        hook,
        element,
        parent,
        scope,
        type,
        recordId,
        ruling,
      },
      n,
    );
  });
  await inSlices(tx, insertVerdicts, rows);
}
