import type { LedgerTail, StoredHook, StoredVerdict, TailedTurn } from '../ledger/index.js';

import type { TailCursor } from './tail-cursor.js';
import { TailTable } from './tail-table.js';

/** What a stream wants to hear. */
export interface TailWish {
  hook(row: StoredHook): boolean;
  verdict(row: StoredVerdict): boolean;
  /** Whether a request, of a transfer or a delivery, is among those it watches, whatever its state. */
  request(row: TailedTurn): boolean;
  /** Whether it wants to hear of this state. */
  state(row: TailedTurn): boolean;
}

export type TailEvent =
  | { readonly kind: 'hook'; readonly row: StoredHook; readonly cursor: TailCursor }
  | { readonly kind: 'verdict'; readonly row: StoredVerdict; readonly cursor: TailCursor }
  | { readonly kind: 'delivery' | 'transfer'; readonly row: TailedTurn; readonly cursor: TailCursor }
  | { readonly kind: 'missed'; readonly missed: Missed; readonly cursor: TailCursor };

/** How much a stream that is too far behind, or watches too much, does not hear. */
export interface Missed {
  readonly hooks: number;
  readonly verdicts: number;
  /** Transfers and deliveries that began, and those whose later changes are not followed. */
  readonly transfers: number;
}

/** Unfinished requests of one stream that are looked at again each round: about 1 ms. */
const MOST_FOLLOWED = 500;
const MOST_LOOKED_BACK = 5_000;
/** Clocks of two processes differ by less. */
const CLOCK_SLACK_MS = 5_000;

/**
 * What one stream is told, read from the tables round by round: nothing is kept for a reader but how far it is. Hooks and
 * verdicts never change. A request is told when it begins and at each state it is found in, until it is over.
 */
export class TailFollower {
  private readonly hooks: TailTable<StoredHook>;
  private readonly verdicts: TailTable<StoredVerdict>;
  private readonly requests: TailTable<TailedTurn>;
  /** As last told. */
  private readonly followed = new Map<number, string>();
  private isResumed: boolean;

  constructor(
    private readonly tail: LedgerTail,
    private readonly wish: TailWish,
    private readonly from: TailCursor,
  ) {
    this.hooks = new TailTable(tail.hooks, from.hooks);
    this.verdicts = new TailTable(tail.verdicts, from.verdicts);
    this.requests = new TailTable(tail.requests, from.requests);
    this.isResumed = from.unfinished > 0;
  }

  get isBehind(): boolean {
    return this.hooks.isBehind || this.verdicts.isBehind || this.requests.isBehind;
  }

  cursor(now: number): TailCursor {
    return this.cursorWith(now, {});
  }

  /** Everything new. Each event's cursor counts it as told. */
  async *round(now: number): AsyncGenerator<TailEvent> {
    yield* this.skipped(now);
    if (this.isResumed) yield* this.lookedBack(now);
    yield* this.changed(now);
    for await (const row of this.hooks.news(now))
      if (this.wish.hook(row)) yield { kind: 'hook', row, cursor: this.cursorWith(now, { hook: row }) };
    for await (const row of this.verdicts.news(now))
      if (this.wish.verdict(row))
        yield { kind: 'verdict', row, cursor: this.cursorWith(now, { verdict: row }) };
    for await (const row of this.requests.news(now)) {
      if (!this.wish.request(row)) continue;
      this.follow(row);
      if (this.wish.state(row))
        yield { kind: kindOf(row), row, cursor: this.cursorWith(now, { request: row }) };
    }
    yield* this.overfull(now);
  }

  private async *skipped(now: number): AsyncGenerator<TailEvent> {
    const ends = await this.tail.ends();
    const missed = {
      hooks: this.hooks.skipTo(ends.hooks),
      verdicts: this.verdicts.skipTo(ends.verdicts),
      transfers: this.requests.skipTo(ends.requests),
    };
    if (missed.hooks + missed.verdicts + missed.transfers > 0)
      yield { kind: 'missed', missed, cursor: this.cursor(now) };
  }

  /** Requests that were not over when the last stream ended, told again as they are now. */
  private async *lookedBack(now: number): AsyncGenerator<TailEvent> {
    const { unfinished, requests, at } = this.from;
    const from = Math.max(unfinished, requests - MOST_LOOKED_BACK + 1);
    let after = from - 1;
    while (after < requests) {
      const rows = await this.tail.requests.after(after, MOST_FOLLOWED);
      const last = rows.at(-1)?.seq ?? requests;
      for (const row of rows) {
        const wasTold = row.endedAt !== null && row.endedAt < at - CLOCK_SLACK_MS;
        if (row.seq > requests || wasTold || !this.wish.request(row)) continue;
        this.follow(row);
        if (this.wish.state(row)) yield { kind: kindOf(row), row, cursor: this.from };
      }
      after = last;
    }
    this.isResumed = false;
    if (from > unfinished) {
      const missed = { hooks: 0, verdicts: 0, transfers: from - unfinished };
      yield { kind: 'missed', missed, cursor: this.cursor(now) };
    }
  }

  private async *changed(now: number): AsyncGenerator<TailEvent> {
    for (const row of await this.tail.requests.at([...this.followed.keys()])) {
      if (this.followed.get(row.seq) === standingOf(row)) continue;
      const before = this.cursor(now);
      this.follow(row);
      // Told again where the stream breaks here: what is over is no longer looked for behind it.
      if (this.wish.state(row)) yield { kind: kindOf(row), row, cursor: before };
    }
  }

  private *overfull(now: number): Generator<TailEvent> {
    const transfers = this.followed.size - MOST_FOLLOWED;
    if (transfers <= 0) return;
    for (const seq of [...this.followed.keys()].slice(0, transfers)) this.followed.delete(seq);
    yield { kind: 'missed', missed: { hooks: 0, verdicts: 0, transfers }, cursor: this.cursor(now) };
  }

  private follow(row: TailedTurn): void {
    if (row.endedAt !== null) this.followed.delete(row.seq);
    else this.followed.set(row.seq, standingOf(row));
  }

  private cursorWith(
    at: number,
    told: { readonly hook?: StoredHook; readonly verdict?: StoredVerdict; readonly request?: TailedTurn },
  ): TailCursor {
    let unfinished = 0;
    for (const seq of this.followed.keys()) if (unfinished === 0 || seq < unfinished) unfinished = seq;
    return {
      hooks: this.hooks.placeBehind(told.hook),
      verdicts: this.verdicts.placeBehind(told.verdict),
      requests: this.requests.placeBehind(told.request),
      unfinished,
      at,
    };
  }
}

function kindOf({ delivery }: TailedTurn): 'delivery' | 'transfer' {
  return delivery === null ? 'transfer' : 'delivery';
}

function standingOf({ state, heldCode, attempts }: TailedTurn): string {
  return `${state} ${attempts} ${heldCode ?? ''}`;
}
