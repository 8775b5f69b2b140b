import { HostError } from '../errors/index.js';
import { REQUEST_STATES, type Settlement } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import type { Awaiting } from './awaiting.js';
import { inSlices } from './bulk.js';
import {
  countsOfCalls,
  countsOfVerdicts,
  markedBy,
  writeChildCounts,
  type ChildCount,
} from './child-counts.js';
import { enqueueAll } from './setting-aside.js';
import type { Place } from './queue-writing.js';
import { writeAttempts } from './evidence.js';
import { Reservations } from './held-lanes.js';
import { handOn, headsOf, isReady } from './lane-keeping.js';
import type { Enqueued, Settled } from './ledger.js';
import { conflictRow, outcomeRow, type OutcomeRow } from './outcome-row.js';
import type { LedgerParts } from './parts.js';
import { claimedOfRow, rowOfVerdict } from './request-rows.js';
import type { AwaitingRow } from './statements/awaited-statements.js';
import type { HeadRow } from './statements/lane-statements.js';
import { anyParked, insertVerdicts, settleRequests, supersede } from './statements/request-statements.js';
import type { Waking } from './waking.js';
import { breakCycles } from './yielding.js';

/** A holder keeps its lane for at most this many heads in a row, or this long: hot lanes need no claim. */
const MOST_RUNS = 16;
const MOST_KEPT_MS = 1_000;

interface SettleItem {
  readonly settlement: Settlement;
  readonly row: OutcomeRow;
  readonly reservations: Reservations;
}

interface SettleResult {
  readonly settled: Settled;
  readonly parents: readonly number[];
  /** Something is ready that nobody holds. */
  readonly leavesWork: boolean;
}

/** How one settlement of a group stands while it is written. */
interface Turn {
  readonly item: SettleItem;
  kind: Settled['kind'];
  row: OutcomeRow;
  enqueued: readonly Enqueued[];
  places: readonly Place[];
  parent: number | null;
  next?: HeadRow;
  leavesWork: boolean;
}

/** Ends turns of requests: L8, in its exact steps. */
export class Settling {
  private readonly kind: WriteKind<SettleItem, SettleResult>;

  constructor(
    private readonly parts: LedgerParts,
    private readonly waking: Waking,
    private readonly awaiting: Awaiting,
  ) {
    this.kind = {
      name: 'settle',
      stream: 'lanes',
      isPatient: true,
      weigh: ({ settlement }) => 4 + settlement.requests.length * 2 + settlement.verdicts.length,
      write: (tx, items) => this.write(tx, items),
    };
  }

  async settle(settlement: Settlement): Promise<Settled> {
    const { store, held, clock, tell } = this.parts;
    const row = outcomeRow(settlement, clock.now());
    const item: SettleItem = { settlement, row, reservations: new Reservations() };
    try {
      const { settled, parents, leavesWork } = await store.submit(this.kind, item);
      this.note(settlement, settled);
      if (leavesWork) tell('requests');
      if (settled.kind === 'settled') this.awaiting.lookAgain(settlement);
      this.waking.later(parents);
      return settled;
    } catch (error) {
      item.reservations.undo(held);
      throw error;
    }
  }

  /** After the commit: whose lane it is now. */
  private note({ request }: Settlement, settled: Settled): void {
    const { held, onMended } = this.parts;
    const lane = held.get(request.lane);
    if (settled.next && lane?.claim === request.claim) {
      lane.seq = settled.next.seq;
      lane.runs += 1;
      return;
    }
    held.drop(request.lane, request.claim);
    if (settled.kind === 'lost') onMended('leases-lost', 1);
  }

  private async write(tx: Tx, items: readonly SettleItem[]): Promise<SettleResult[]> {
    const { parts } = this;
    const now = parts.clock.now();
    for (const { reservations } of items) reservations.undo(parts.held);
    const turns = items.map<Turn>((item) => ({
      item,
      kind: 'settled',
      row: item.row,
      enqueued: [],
      places: [],
      parent: null,
      leavesWork: false,
    }));
    const waiting = await this.awaiting.wouldRelease(
      tx,
      items.map(({ settlement }) => settlement.effects),
    );
    await this.dropLost(tx, turns, waiting);
    const alive = turns.filter(({ kind }) => kind !== 'lost');
    await this.writeEffects(tx, alive, now);
    const children = await this.enqueue(tx, alive, now);
    const parents = await this.updateRequests(tx, alive, now);
    await writeEvidence(tx, alive);
    await this.tellOf(tx, alive);
    await this.tendWaits(tx, alive, waiting);
    await this.breakCycles(tx, alive);
    await this.handLanesOn(tx, alive, now);
    await writeChildCounts(tx, [...children, ...alive.flatMap(countsOf)], now);
    return turns.map((turn) => this.resultOf(turn, parents));
  }

  /** Step 1. What is missing was lost: its outcome is dropped, never written. */
  private async dropLost(tx: Tx, turns: readonly Turn[], waiting: readonly AwaitingRow[]): Promise<void> {
    const { engine, held } = this.parts;
    const lanes = turns.map(({ item }) => item.settlement.request.lane);
    const drafts = turns.flatMap(({ item }) => item.settlement.requests);
    const also = [...drafts, ...waiting].map(({ lane }) => lane);
    const holders = await engine.lanes.lock(tx, [...new Set(lanes)], also);
    const settling = new Set<number>();
    for (const turn of turns) {
      const { lane, claim, seq } = turn.item.settlement.request;
      const own = held.get(lane);
      const isHeld = own?.claim === claim && own.seq === seq && holders.get(lane) === claim;
      if (!isHeld || settling.has(lane)) turn.kind = 'lost';
      settling.add(lane);
    }
  }

  /** Step 2. A failed compare turns this outcome into a retry; it does not fail the group. */
  private async writeEffects(tx: Tx, turns: readonly Turn[], now: number): Promise<void> {
    const writing = turns.filter(({ item }) => item.settlement.effects !== undefined);
    if (writing.length === 0) return;
    const answers = await this.parts.effects(
      tx,
      writing.map(({ item }) => item.settlement),
    );
    for (const [index, turn] of writing.entries()) {
      if (answers[index] === 'ok') continue;
      turn.kind = 'conflict';
      turn.row = conflictRow(turn.item.settlement, now);
    }
  }

  private async enqueue(tx: Tx, turns: readonly Turn[], now: number): Promise<readonly ChildCount[]> {
    const writing = turns.filter(({ kind }) => kind === 'settled');
    const placed = writing.flatMap(({ item: { settlement, reservations } }) =>
      settlement.requests.map((draft) => ({
        draft: markedBy(settlement, draft, now),
        owner: null,
        reservations,
      })),
    );
    const { enqueued, places, children } = await enqueueAll(this.parts, tx, placed);
    let from = 0;
    for (const turn of writing) {
      const to = from + turn.item.settlement.requests.length;
      turn.enqueued = enqueued.slice(from, to);
      turn.places = places.slice(from, to);
      from = to;
    }
    return children;
  }

  /** Step 3. Answers parents of superseded requests: those are over too. */
  private async updateRequests(tx: Tx, turns: readonly Turn[], now: number): Promise<number[]> {
    const rows = await tx.many(
      settleRequests,
      turns.map(({ row }) => ({ ...row })),
    );
    const parents = new Map(rows.map(({ seq, parent }) => [seq, parent]));
    for (const turn of turns) {
      const parent = parents.get(turn.row.seq);
      if (parent === undefined) {
        const subject = `request ${turn.row.seq}`;
        throw new HostError('ILLEGAL_STATE_CHANGE', { subject, detail: 'it moved while its lane was held' });
      }
      turn.parent = parent;
    }
    if (tx.engine === 'sqlite' && (await tx.many(anyParked, [{}])).length === 0) return [];
    const done = turns.filter(
      ({ kind, item }) => kind === 'settled' && item.settlement.outcome.kind === 'done',
    );
    const superseded = await tx.many(
      supersede,
      done.map(({ item }) => {
        const { lane, seq, type, recordId } = item.settlement.request;
        return { lane, seq, type, record_id: recordId, now };
      }),
    );
    return superseded.flatMap(({ parent }) => (parent === null ? [] : [parent]));
  }

  private tellOf(tx: Tx, turns: readonly Turn[]): Promise<void> {
    const settled = turns.filter(({ kind }) => kind === 'settled');
    return this.parts.tellTurns(
      tx,
      settled.map(({ item }) => item.settlement),
    );
  }

  /** What was made releases those that waited for it, and those that wait now say for what. */
  private async tendWaits(tx: Tx, turns: readonly Turn[], waiting: readonly AwaitingRow[]): Promise<void> {
    const settled = turns.filter(({ kind }) => kind === 'settled');
    const settlements = settled.map(({ item }) => item.settlement);
    await this.awaiting.hold(tx, settlements);
    const released = await this.awaiting.release(
      tx,
      waiting,
      settlements.flatMap(({ effects }) => (effects === undefined ? [] : [effects])),
    );
    if (released > 0) for (const turn of settled) turn.leavesWork = true;
  }

  private async breakCycles(tx: Tx, turns: readonly Turn[]): Promise<void> {
    for (const { item, kind, places } of turns) {
      const { request, outcome } = item.settlement;
      if (kind !== 'settled' || outcome.kind !== 'children') continue;
      const children = new Map<number, number>();
      for (const { lane, seq, isFirst } of places) {
        if (!isFirst) children.set(lane, Math.max(children.get(lane) ?? 0, seq));
      }
      const yielded = await breakCycles(this.parts, tx, { seq: request.seq, lane: request.lane, children });
      if (yielded > 0) this.parts.onMended('cycles', yielded);
    }
  }

  /** Step 4, in a statement of its own after the lock: in one with step 1 or 3 it loses wake-ups. */
  private async handLanesOn(tx: Tx, turns: readonly Turn[], now: number): Promise<void> {
    const lanes = turns.map(({ item }) => item.settlement.request.lane);
    const heads = await headsOf(tx, lanes);
    const given: number[] = [];
    for (const turn of turns) {
      const { lane } = turn.item.settlement.request;
      const head = heads.get(lane);
      if (head && turn.kind === 'settled' && this.keeps(lane, head, now)) turn.next = head;
      else {
        given.push(lane);
        turn.leavesWork ||= head !== undefined && isReady(head, now);
      }
    }
    await handOn(tx, given, { heads, now });
  }

  private keeps(lane: number, head: HeadRow, now: number): boolean {
    const { held, queues, flags } = this.parts;
    const own = held.get(lane);
    if (!own || flags.isStopping || !isReady(head, now)) return false;
    return own.runs < MOST_RUNS && now - own.since < MOST_KEPT_MS && !queues.isHeld(head.queue, now);
  }

  private resultOf(turn: Turn, superseded: readonly number[]): SettleResult {
    const { item, kind, enqueued, parent, row, next } = turn;
    if (kind === 'lost') return { settled: { kind, enqueued: [] }, parents: [], leavesWork: false };
    const parents = [...superseded];
    if (parent !== null && isOverFor(row)) parents.push(parent);
    if (waitsForNobody(item.settlement)) parents.push(row.seq);
    const { claim } = item.settlement.request;
    const settled: Settled = { kind, enqueued, ...(next ? { next: claimedOfRow(next, claim) } : {}) };
    const leavesWork = turn.leavesWork || enqueued.some((one) => one.kind === 'queued' && !one.claimed);
    return { settled, parents, leavesWork };
  }
}

/** A parent looks again when a child has ended or is parked, whichever way. */
function isOverFor({ ended_at, next_state }: OutcomeRow): boolean {
  return ended_at !== null || next_state === REQUEST_STATES['parked-block'];
}

/** Optional children hold nobody, deletes that wait may wait for days, and a decision made before may be over by now. */
function waitsForNobody({ outcome, requests }: Settlement): boolean {
  if (outcome.kind === 'decision') return requests.length === 0;
  if (outcome.kind !== 'children' || requests.length === 0) return false;
  return requests.every(({ isOptional, state }) => isOptional || state === 'held-aside');
}

async function writeEvidence(tx: Tx, turns: readonly Turn[]): Promise<void> {
  const evidence = turns.flatMap(({ item: { settlement } }) => {
    const { attempt, request } = settlement;
    return attempt ? [{ request: request.seq, attempt }] : [];
  });
  await writeAttempts(tx, evidence);
  const verdicts = turns.flatMap(({ kind, item }) => (kind === 'settled' ? item.settlement.verdicts : []));
  await inSlices(
    tx,
    insertVerdicts,
    verdicts.map((verdict, n) => rowOfVerdict(verdict, n)),
  );
}

/** What a turn says of children, beside what it enqueued. A turn that runs again made its calls all the same. */
function countsOf({ kind, item: { settlement } }: Turn): readonly ChildCount[] {
  const verdicts = kind === 'settled' ? countsOfVerdicts(settlement.verdicts) : [];
  return [...countsOfCalls(settlement), ...verdicts];
}
