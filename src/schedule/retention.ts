import { setImmediate as nextTurn } from 'node:timers/promises';

import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import { RETAINED, type KeptFor, type KeptSince, type Removed, type Retained } from '../flow/index.js';
import type { Retaining, RetainingWish } from '../ledger/index.js';

import type { ReplayRow } from './replay/replay.store.js';
import { isTrusted } from './trusted-clock.js';

export interface RetentionOptions {
  readonly clock: Clock;
  readonly retaining: Pick<Retaining, 'isMine' | 'lastRanAt' | 'noteRanAt' | 'pieces'>;
  /** What else is kept for a time: the history of records, the audit. */
  readonly others: readonly ((keptSince: KeptSince) => AsyncGenerator<Removed>)[];
  /** Days; 0: for ever. */
  readonly daysOf: (what: KeptFor, tenant: number | null) => number;
  /** Up to when a person said that clocks are right; 0: nobody did. */
  readonly clockConfirmedUntil: number;
  readonly tenantOf: RetainingWish['tenantOf'];
  readonly payloadBytesOf: RetainingWish['payloadBytesOf'];
  readonly replaysAtWork: (since: number) => Promise<readonly ReplayRow[]>;
  /** Where hooks of a connection come in; none where it is gone. */
  readonly ownersOf: (connection: number) => Promise<readonly number[]>;
  readonly releaseSpace: () => Promise<void>;
  readonly onRemoved: (removed: Removed) => void;
  /** A round did not begin, for the clock is far ahead of when the last one ran. */
  readonly onRefused: (times: { readonly now: number; readonly last: number }) => void;
  /** A whole round. */
  readonly onRound: (line: RetentionRound) => void;
}

export interface RetentionRound {
  readonly rows: Readonly<Partial<Record<Retained, number>>>;
  readonly spared: number;
  readonly parked: number;
}

const DAY_MS = 86_400_000;
const ROUND_EVERY_MS = 600_000;
/** Work of one turn, in commits of about five milliseconds with the hot path's between; then it rests. */
const TURN_MS = 100;
const STEPS_PER_TURN = 50;
const REST_MS = 400;
/** A round that takes so long is behind: it rests less. */
const BEHIND_MS = 3_600_000;
/** What somebody planned and left alone is not waited for any longer. */
const REPLAY_NEEDS_MS = 30 * DAY_MS;

interface Round {
  readonly now: number;
  readonly steps: AsyncGenerator<Removed>;
  readonly begunAt: number;
  readonly rows: Partial<Record<Retained, number>>;
  spared: number;
  parked: number;
}

/** Hooks behind a place that a replay still reads. */
interface Needed {
  readonly owners: ReadonlySet<number> | null;
  readonly after: number;
  readonly through: number;
}

/**
 * Takes away what is older than it is kept, round by round: one process at a time, some steps a turn, each a commit at
 * the most. Where a round is stands nowhere; after a crash the next begins anew and finds what is left.
 */
export class Retention {
  private round: Round | undefined;
  private nextAt = -Infinity;
  private needed: readonly Needed[] = [];

  constructor(private readonly options: RetentionOptions) {}

  /** Answers true while it has more to do and need not rest. */
  async run(): Promise<boolean> {
    const { clock, retaining } = this.options;
    if (clock.monotonic() < this.nextAt) return false;
    if (!(await retaining.isMine())) {
      this.round = undefined;
      this.rest(ROUND_EVERY_MS / 10);
      return false;
    }
    this.round ??= await this.begin();
    if (!this.round) {
      this.rest(ROUND_EVERY_MS);
      return false;
    }
    this.needed = await this.neededNow();
    try {
      if (await this.turn(this.round)) return this.later(this.round);
      await this.end(this.round);
    } catch (error) {
      ignore(error, 'a round of retention begins again');
    }
    this.round = undefined;
    this.rest(ROUND_EVERY_MS);
    return false;
  }

  private rest(ms: number): void {
    this.nextAt = this.options.clock.monotonic() + ms;
  }

  private later({ begunAt }: Round): boolean {
    if (this.options.clock.monotonic() - begunAt > BEHIND_MS) return true;
    this.rest(REST_MS);
    return false;
  }

  /** Undefined where the clock is not believed. */
  private async begin(): Promise<Round | undefined> {
    const { clock, retaining, clockConfirmedUntil: confirmedUntil, onRefused } = this.options;
    const begunAt = clock.monotonic();
    const now = clock.now();
    const last = await retaining.lastRanAt();
    if (last !== null && !isTrusted({ now, last, confirmedUntil })) {
      onRefused({ now, last });
      return undefined;
    }
    await retaining.noteRanAt(now);
    return { now, steps: this.steps(now), begunAt, rows: {}, spared: 0, parked: 0 };
  }

  /** A clock that was set meanwhile counts for nothing: the time that went by does. */
  private async end(round: Round): Promise<void> {
    const { clock, retaining, onRound } = this.options;
    await retaining.noteRanAt(round.now + clock.monotonic() - round.begunAt);
    onRound(round);
  }

  /** False when the round is over. */
  private async turn(round: Round): Promise<boolean> {
    const { clock, onRemoved, releaseSpace } = this.options;
    const until = clock.monotonic() + TURN_MS;
    let removed = 0;
    for (let step = 0; step < STEPS_PER_TURN && clock.monotonic() <= until; step += 1) {
      const { done, value } = await round.steps.next();
      if (done) return false;
      onRemoved(value);
      removed += counted(round, value);
      await nextTurn();
    }
    if (removed > 0) await releaseSpace();
    return true;
  }

  private async *steps(now: number): AsyncGenerator<Removed> {
    const { daysOf, retaining, others, tenantOf, payloadBytesOf } = this.options;
    const keptSince: KeptSince = (what, tenant) => {
      const days = daysOf(what, tenant);
      return days === 0 ? 0 : now - days * DAY_MS;
    };
    const isNeeded = (owner: number, hook: number): boolean =>
      this.needed.some(
        ({ owners, after, through }) =>
          hook > after && hook <= through && (owners === null || owners.has(owner)),
      );
    yield* retaining.pieces({ keptSince, tenantOf, payloadBytesOf, isNeeded });
    for (const other of others) yield* other(keptSince);
  }

  /** Read before every turn: a replay planned meanwhile finds what was there. */
  private async neededNow(): Promise<Needed[]> {
    const { clock, replaysAtWork, ownersOf } = this.options;
    const rows = await replaysAtWork(clock.now() - REPLAY_NEEDS_MS);
    return Promise.all(
      rows.map(async ({ connection, ask, far, plan, state }): Promise<Needed> => {
        if (ask.hook !== null || connection === null) {
          const hook = ask.hook ?? 0;
          return { owners: null, after: hook - 1, through: hook };
        }
        // What is only planned is run from its beginning.
        const isBegun = state === 'running' || state === 'paused';
        const after = isBegun ? far.place : plan.after;
        return { owners: new Set(await ownersOf(connection)), after, through: plan.through };
      }),
    );
  }
}

function counted(round: Round, { rows, spared = 0, parked = 0 }: Removed): number {
  let removed = 0;
  for (const kind of RETAINED) {
    const count = rows[kind] ?? 0;
    if (count > 0) round.rows[kind] = (round.rows[kind] ?? 0) + count;
    removed += count;
  }
  round.spared += spared;
  round.parked += parked;
  return removed;
}
