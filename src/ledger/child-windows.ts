import type { ScopeAction } from '@hookyard/sdk';

import { CHILD_WINDOW, requestStateOf, type ChildMark, type GatedRequest } from '../flow/index.js';
import type { Store, Tx } from '../store/index.js';

import { countsOfAbsorbed, HOUR_MS, writeChildCounts, type ChildOutcome } from './child-counts.js';
import { foldOf } from './folding.js';
import { refreshLanes } from './lane-keeping.js';
import { move } from './moves.js';
import type { LedgerParts } from './parts.js';
import { pendingOf } from './queue-writing.js';
import { reopen } from './releasing.js';
import { asideWindows, dueAside, endAside } from './statements/aside-statements.js';
import { childCountsOf, forgetChildCounts } from './statements/child-statements.js';
import type { RequestRow } from './statements/request-columns.js';
import { foldInto, lastOpen, requestsBySeq, type LastRow } from './statements/request-statements.js';

/** What became of a scope's children in the last day, under one policy. */
export type ChildFigures = Readonly<Record<ChildOutcome, number>>;

export interface ChildDay {
  /** Counts are kept by the hour: since the beginning of one. */
  readonly since: number;
  readonly policies: ReadonlyMap<ChildMark['policy'], ChildFigures>;
}

/** Parents' requests that wait beside their lanes for more children, and what children cost. */
export interface ChildWindows {
  /** Puts what is due at the tail of its lanes, or into a request that waits there. True where there is more. */
  releaseDue(): Promise<boolean>;
  /** The last day of a scope. */
  day(connection: number, scope: string): Promise<ChildDay>;
  /** Forgets counts nobody can ask for. True where there are more. */
  forgetOld(): Promise<boolean>;
}

/** A child makes an update of its parent, whatever happened to the child. */
const ACTION: ScopeAction = 'UPDATED';
const MOST_WINDOWS = 1_000;
/** A row costs 12 µs with its share of the flush: about 3 ms of held event loop. */
const PAGE = 200;
const FORGOTTEN_AT_ONCE = 500;
const HOURS_OF_A_DAY = 24;
/** Twice what is asked for. */
const HOURS_KEPT = 48;
const NOTHING: ChildFigures = { made: 0, folded: 0, absorbed: 0, ignored: 0, calls: 0 };

/** Every step names the state it moves from: two processes that meet do it once. */
export class SqlChildWindows implements ChildWindows {
  constructor(private readonly parts: LedgerParts) {}

  async releaseDue(): Promise<boolean> {
    const { clock, tell } = this.parts;
    let hasMore = false;
    for (const { queue, type } of await this.store.read(asideWindows, [
      { action: ACTION, count: MOST_WINDOWS },
    ])) {
      const ask = { queue, type, action: ACTION, now: clock.now(), count: PAGE };
      const due = await this.store.read(dueAside, [ask]);
      if (due.length === 0) continue;
      const seqs = due.map(({ seq }) => seq);
      await this.store.write((tx) => release(this.parts, tx, seqs));
      tell('requests');
      hasMore ||= due.length === PAGE;
    }
    return hasMore;
  }

  async day(connection: number, scope: string): Promise<ChildDay> {
    const hour = this.hour() - HOURS_OF_A_DAY + 1;
    const rows = await this.store.read(childCountsOf, [{ connection, scope, hour }]);
    const policies = new Map<ChildMark['policy'], ChildFigures>();
    for (const row of rows) {
      const policy = row.policy as ChildMark['policy'];
      const outcome = row.outcome as ChildOutcome;
      const figures = policies.get(policy) ?? NOTHING;
      policies.set(policy, { ...figures, [outcome]: figures[outcome] + row.times });
    }
    return { since: hour * HOUR_MS, policies };
  }

  async forgetOld(): Promise<boolean> {
    const ask = { before: this.hour() - HOURS_KEPT, count: FORGOTTEN_AT_ONCE };
    const gone = await this.store.write((tx) => tx.many(forgetChildCounts, [ask]));
    return gone.length === FORGOTTEN_AT_ONCE;
  }

  private hour(): number {
    return Math.floor(this.parts.clock.now() / HOUR_MS);
  }

  private get store(): Store {
    return this.parts.store;
  }
}

/** Where a request of the record waits in its lane and has not begun, it reads for both: none is put behind it. */
async function release(parts: LedgerParts, tx: Tx, seqs: readonly number[]): Promise<void> {
  const now = parts.clock.now();
  const bySeq = (): Promise<RequestRow[]> =>
    tx.many(
      requestsBySeq,
      seqs.map((seq) => ({ seq })),
    );
  const lanes = [...new Set((await bySeq()).map(({ lane }) => lane))];
  const holders = await parts.engine.lanes.lock(tx, lanes, []);
  // As they are under the locks.
  const rows = (await bySeq()).filter(isDue(now));
  const folds = await foldsOf(tx, rows, holders);
  const ended = new Set(await endFolded(tx, folds, now));
  const into = folds.filter(({ row }) => ended.has(row.seq));
  await tx.many(
    foldInto,
    into.map((fold) => updateOf(fold, now)),
  );
  const resumed = into.filter(({ resets, row }) => resets && holders.get(row.lane) === 0);
  await refreshLanes(tx, [...new Set(resumed.map(({ row }) => row.lane))], now);
  const folding = new Set(folds.map(({ row }) => row.seq));
  const alone = rows.filter(({ seq }) => !folding.has(seq));
  await reopen(
    parts,
    tx,
    alone.map(({ seq, lane, queue, tier, state }) => ({ seq, lane, queue, tier, state, to: 'queued' })),
    now,
  );
  await writeChildCounts(tx, countsOfAbsorbed(into.map(({ row }) => row.trail)), now);
}

function isDue(now: number): (row: RequestRow) => boolean {
  return ({ state, held_code, due_at }) =>
    requestStateOf(state) === 'held-aside' && held_code === CHILD_WINDOW && due_at <= now;
}

interface Folding {
  readonly row: RequestRow;
  readonly last: LastRow;
  readonly action: ScopeAction;
  readonly resets: boolean;
}

async function foldsOf(
  tx: Tx,
  rows: readonly RequestRow[],
  holders: ReadonlyMap<number, number>,
): Promise<Folding[]> {
  const behind = rows.filter(({ lane }) => holders.has(lane));
  const lasts = await tx.many(
    lastOpen,
    behind.map(({ lane, type, record_id }, n) => ({ n, lane, type, record_id })),
  );
  return lasts.flatMap((last) => {
    const row = behind[last.n] as RequestRow;
    const isClaimed = holders.get(row.lane) !== 0 && last.is_behind === 0;
    const fold = foldOf(pendingOf(last, isClaimed), draftOf(row));
    return fold ? [{ row, last, ...fold }] : [];
  });
}

function draftOf({ action, mode, coalesce, parent }: RequestRow): Parameters<typeof foldOf>[1] {
  return {
    action: action as ScopeAction,
    mode: mode as GatedRequest['mode'],
    coalesce: coalesce as GatedRequest['coalesce'],
    parent,
    state: 'held-aside',
  };
}

async function endFolded(tx: Tx, folds: readonly Folding[], now: number): Promise<number[]> {
  const rows = await tx.many(
    endAside,
    folds.map(({ row: { seq }, last }) => {
      const facts = { reason: 'a request of its record waits and has not begun', into: last.seq };
      const entry = JSON.stringify({ verdict: 'folded', rule: 'child.window', facts, at: now });
      return { seq, code: 'folded', result: JSON.stringify(facts), entry, now };
    }),
  );
  return rows.map(({ seq }) => seq);
}

function updateOf({ row, last, action, resets }: Folding, now: number) {
  const facts = { request: row.seq, action: row.action };
  return {
    seq: last.seq,
    action,
    tier: row.tier,
    entries: JSON.stringify({ verdict: 'folded', rule: 'child.window', facts, at: now }),
    next_state: resets ? move(last.seq, requestStateOf(last.state), 'queued') : last.state,
    reset: resets ? 1 : 0,
    now,
    parent: null,
    is_optional: 0,
  };
}
