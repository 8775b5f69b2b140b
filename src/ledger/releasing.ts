import { setImmediate as nextTurn } from 'node:timers/promises';

import { NEVER, requestStateOf, REQUEST_STATES, type RequestState } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import { refreshLanes } from './lane-keeping.js';
import { move } from './moves.js';
import type { LedgerParts } from './parts.js';
import { upsertLanes } from './statements/lane-statements.js';
import { heldByCode, releaseRequest, requestsBySeq } from './statements/request-statements.js';

export interface Reopening {
  readonly seq: number;
  readonly lane: number;
  readonly queue: number;
  readonly tier: number;
  readonly state: number;
  readonly to: Extract<RequestState, 'queued' | 'waiting-children' | 'awaiting-decision'>;
}

const PAGE = 200;
/** Asked in one turn of the loop. */
const QUEUES = 100;
export const RELEASABLE: readonly RequestState[] = [
  'held',
  'held-aside',
  'parked',
  'parked-block',
  'waiting-retry',
];

/**
 * Brings requests back into their lanes, at their old place in the order: lanes first, in key order, then the
 * requests. Answers those that were still in the state named. They are marked `released`, because one that enters
 * before a running request says nothing about which of the lane is the running one.
 */
export async function reopen(
  parts: LedgerParts,
  tx: Tx,
  rows: readonly Reopening[],
  dueBy = NEVER,
): Promise<ReadonlySet<number>> {
  if (rows.length === 0) return new Set();
  const now = parts.clock.now();
  const holders = await lockOrMake(parts, tx, rows);
  const free = (lane: number): boolean => holders.get(lane) === 0;
  // a waiting retry may be running by now
  const changes = rows.filter(({ state, lane }) => state !== REQUEST_STATES['waiting-retry'] || free(lane));
  const changed = await tx.many(
    releaseRequest,
    changes.map(({ seq, state, to }) => ({
      seq,
      from_state: state,
      next_state: move(seq, requestStateOf(state), to),
      now,
      due_by: dueBy,
    })),
  );
  await refreshLanes(tx, [...holders.keys()].filter(free), now);
  return new Set(changed.map(({ seq }) => seq));
}

async function lockOrMake(
  parts: LedgerParts,
  tx: Tx,
  rows: readonly Reopening[],
): Promise<Map<number, number>> {
  const { lanes } = parts.engine;
  const wanted = new Map(rows.map((row) => [row.lane, row]));
  const marker = parts.numbers.next();
  const answers = await tx.many(
    upsertLanes,
    [...wanted]
      .sort(([a], [b]) => a - b)
      .map(([key, { queue, tier }]) => lanes.rowOf({ key, queue, tier, readyAt: NEVER, own: null, marker })),
  );
  const known = new Map(answers.map((row) => [row.key, row]));
  return new Map(
    [...wanted.keys()].map((key) => {
      const row = known.get(key);
      return [key, row?.is_new === 1 ? 0 : lanes.holderOf(key, row?.claim ?? 0)];
    }),
  );
}

export type ReleaseWish = { readonly seq: number } | HeldWish;

interface HeldWish {
  readonly queues: readonly number[];
  readonly code: string;
}

/** Makes held or parked requests ready again, a page a commit. Answers how many. */
export async function releaseRequests(parts: LedgerParts, which: ReleaseWish): Promise<number> {
  const released = 'seq' in which ? await releasePage(parts, [which.seq]) : await releaseHeld(parts, which);
  if (released > 0) parts.tell('requests');
  return released;
}

/** A change may concern every queue there is: the loop has its turns between them. */
async function releaseHeld(parts: LedgerParts, { queues, code }: HeldWish): Promise<number> {
  let released = 0;
  const open = queues.map((queue) => ({ queue, code, after_code: code, after: 0, count: PAGE }));
  for (let asked = open.splice(0, QUEUES); asked.length > 0; asked = open.splice(0, QUEUES)) {
    const found = Map.groupBy(await parts.store.read(heldByCode, asked), ({ queue }) => queue);
    for (const one of asked) {
      const page = found.get(one.queue) ?? [];
      const wanted = page.filter(({ held_code }) => isUnder(held_code, code)).map(({ seq }) => seq);
      released += await releasePage(parts, wanted);
      const last = page[PAGE - 1];
      if (last) open.push({ ...one, after_code: last.held_code, after: last.seq });
    }
    await nextTurn();
  }
  return released;
}

async function releasePage(parts: LedgerParts, seqs: readonly number[]): Promise<number> {
  if (seqs.length === 0) return 0;
  return parts.store.write(async (tx) => {
    const rows = await tx.many(
      requestsBySeq,
      seqs.map((seq) => ({ seq })),
    );
    const wanted = rows.filter(({ state }) => RELEASABLE.includes(requestStateOf(state)));
    const reopened = await reopen(
      parts,
      tx,
      wanted.map(({ seq, lane, queue, tier, state }) => ({ seq, lane, queue, tier, state, to: 'queued' })),
    );
    return reopened.size;
  });
}

/** `bad-config` frees `bad-config:<setting>` too. */
function isUnder(heldCode: string, code: string): boolean {
  return heldCode === code || heldCode.startsWith(`${code}:`);
}
