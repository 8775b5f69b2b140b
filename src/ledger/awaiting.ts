import { ignore } from '../errors/index.js';
import { REQUEST_STATES, type Settlement } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import type { NeedFacts } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { reopen } from './releasing.js';
import {
  awaitedPage,
  awaitingNeed,
  dropAwaited,
  needsOf,
  putAwaited,
  type AwaitingRow,
} from './statements/awaited-statements.js';

export const NO_NEEDS: NeedFacts = { madeBy: () => [], met: async () => new Set() };

/** Released in the commit that makes what they wait for; more follow behind it. */
const PER_COMMIT = 200;
const PER_TURN = 500;
/** As deep as a tree of requests may be; a longer circle is parked when its time is over. */
const MOST_STEPS = 8;
const MOST_PER_STEP = 50;

/**
 * Requests held for something that another request makes. They are released in the commit that makes it. Two commits
 * that pass each other, of which neither sees the other's rows, are why both sides look once more when theirs is
 * stored: whichever is stored last sees the other. What a crash leaves between is the sweep's, as is a wait that is
 * over.
 */
export class Awaiting {
  private afterRequest = 0;
  private readonly pending = new Set<Promise<void>>();

  constructor(private readonly parts: LedgerParts) {}

  /** Those that these effects would release: read before lanes are locked, so that theirs are locked in order too. */
  async wouldRelease(tx: Tx, effects: readonly unknown[]): Promise<readonly AwaitingRow[]> {
    const needs = effects.flatMap((one) => (one === undefined ? [] : this.parts.needs.madeBy(one)));
    if (needs.length === 0) return [];
    return tx.many(
      awaitingNeed,
      [...new Set(needs)].map((need) => ({ need, count: PER_COMMIT })),
    );
  }

  /** Once the effects are written. Answers how many were released. */
  async release(tx: Tx, waiting: readonly AwaitingRow[], effects: readonly unknown[]): Promise<number> {
    if (waiting.length === 0) return 0;
    const made = new Set(effects.flatMap((one) => this.parts.needs.madeBy(one)));
    return this.reopen(
      tx,
      waiting.filter(({ need }) => made.has(need)),
    );
  }

  /** Writes what the requests wait for that are held for something. */
  async hold(tx: Tx, settlements: readonly Settlement[]): Promise<void> {
    const rows = settlements.flatMap(({ request, outcome }) => {
      if (outcome.kind !== 'held' || !outcome.wait) return [];
      const { need, own, until } = outcome.wait;
      return [{ request: request.seq, need, own, until: Math.round(until) }];
    });
    if (rows.length > 0) await tx.many(putAwaited, rows);
  }

  /** After the commit of a settlement, or of a change by hand. */
  lookAgain({ effects, outcome }: Partial<Pick<Settlement, 'effects' | 'outcome'>>): void {
    const made = effects === undefined ? [] : this.parts.needs.madeBy(effects);
    if (made.length > 0) this.later(() => this.releaseAll(made));
    if (outcome?.kind === 'held' && outcome.wait) {
      const { need, own } = outcome.wait;
      this.later(async () => {
        const met = await this.parts.needs.met([need]);
        // A circle of two that were held at once: whoever runs again sees it, and is parked.
        if (met.has(need) || (await this.isCircle(own, need))) await this.releaseAll([need]);
      });
    }
  }

  /** Whether what is needed waits, perhaps through others, for the one that needs it. */
  async isCircle(own: string, need: string): Promise<boolean> {
    const seen = new Set<string>();
    let step = [need];
    for (let steps = 0; steps <= MOST_STEPS && step.length > 0; steps += 1) {
      if (step.includes(own)) return true;
      for (const one of step) seen.add(one);
      const rows = await this.parts.store.read(
        needsOf,
        step.map((one) => ({ own: one, count: MOST_PER_STEP })),
      );
      step = [...new Set(rows.map((row) => row.need))]
        .filter((one) => !seen.has(one))
        .slice(0, MOST_PER_STEP);
    }
    return false;
  }

  /** One page: what is there by now, what has waited long enough, and what is held no more. */
  async tend(): Promise<void> {
    const { store, clock, needs } = this.parts;
    const page = await store.read(awaitedPage, [{ after: this.afterRequest, count: PER_TURN }]);
    this.afterRequest = page.length < PER_TURN ? 0 : Math.max(...page.map(({ request }) => request));
    if (page.length === 0) return;
    const held = page.filter(({ state }) => state === REQUEST_STATES.held);
    const met = await needs.met([...new Set(held.map(({ need }) => need))]);
    const now = clock.now();
    const ripe = held.filter(({ need, until }) => met.has(need) || until <= now);
    const over = page.filter(({ state }) => state !== REQUEST_STATES.held);
    if (ripe.length + over.length === 0) return;
    const released = await store.write(async (tx) => {
      if (over.length > 0)
        await tx.many(
          dropAwaited,
          over.map(({ request }) => ({ request })),
        );
      return this.reopen(
        tx,
        ripe.map(({ request, ...row }) => ({ ...row, seq: request }) as AwaitingRow),
      );
    });
    if (released > 0) this.parts.tell('requests');
  }

  async idle(): Promise<void> {
    while (this.pending.size > 0) await Promise.all(this.pending);
  }

  private later(work: () => Promise<void>): void {
    const done: Promise<void> = work()
      .catch((error: unknown) => ignore(error, 'what waits could not be looked for now; the sweep finds it'))
      .finally(() => this.pending.delete(done));
    this.pending.add(done);
  }

  private async releaseAll(needs: readonly string[]): Promise<void> {
    const rows = needs.map((need) => ({ need, count: PER_COMMIT }));
    for (;;) {
      const waiting = await this.parts.store.read(awaitingNeed, rows);
      if (waiting.length === 0) return;
      const released = await this.parts.store.write((tx) => this.reopen(tx, waiting));
      if (released === 0) return;
      this.parts.tell('requests');
    }
  }

  private async reopen(tx: Tx, waiting: readonly AwaitingRow[]): Promise<number> {
    if (waiting.length === 0) return 0;
    const reopened = await reopen(
      this.parts,
      tx,
      waiting.map((row) => ({ ...row, to: 'queued' as const })),
    );
    if (reopened.size > 0)
      await tx.many(
        dropAwaited,
        [...reopened].map((request) => ({ request })),
      );
    return reopened.size;
  }
}
