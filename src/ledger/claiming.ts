import type { ClaimedRequest } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import type { LaneClaim } from './engine.js';
import { handOn, headsOf, isReady } from './lane-keeping.js';
import type { ClaimAsk } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { claimedOfRow } from './request-rows.js';
import { readyQueues, type HeadRow } from './statements/lane-statements.js';

/** More than the queues of any installation we know, times five tiers. */
const MOST_READY = 10_000;

export class Claiming {
  constructor(private readonly parts: LedgerParts) {}

  /** Queues with a lane whose time has come; held ones are left out, no lane is touched for that. */
  async readyQueues(): Promise<{ queue: number; tier: number }[]> {
    const { store, clock, queues } = this.parts;
    await queues.refresh();
    const now = clock.now();
    const rows = await store.read(readyQueues, [{ now, count: MOST_READY }]);
    return rows.filter(({ queue }) => !queues.isHeld(queue, now));
  }

  async claim(asks: readonly ClaimAsk[]): Promise<ClaimedRequest[]> {
    const { store, clock, queues, numbers } = this.parts;
    const now = clock.now();
    const open = asks.filter(({ queue, count }) => count > 0 && !queues.isHeld(queue, now));
    if (open.length === 0) return [];
    const claim = numbers.next();
    try {
      return await store.write((tx) => this.take(tx, open, claim));
    } catch (error) {
      this.forget(claim);
      throw error;
    }
  }

  private async take(tx: Tx, asks: readonly ClaimAsk[], claim: number): Promise<ClaimedRequest[]> {
    const { engine, clock, leaseMs, onMended } = this.parts;
    const now = clock.now();
    const lanes = await engine.lanes.take(tx, asks, { claim, now, until: now + leaseMs });
    // a statement of its own: it sees what the last holder committed
    const heads = await headsOf(tx, lanes);
    const given = lanes.filter((lane) => {
      const head = heads.get(lane);
      return !head || !isReady(head, now);
    });
    if (given.length > 0) {
      await handOn(tx, given, { heads, now });
      onMended('lanes-empty', given.length);
    }
    const refused = new Set(given);
    const ready = [...heads.values()].filter(({ lane }) => !refused.has(lane));
    return ready.map((head) => this.hold(head, claim, now));
  }

  private hold(head: HeadRow, claim: number, now: number): ClaimedRequest {
    const { held, leaseMs } = this.parts;
    const until = now + leaseMs;
    held.set(head.lane, {
      claim,
      queue: head.queue,
      seq: head.seq,
      until,
      runs: 1,
      since: now,
      windowBytes: null,
    });
    return claimedOfRow(head, claim);
  }

  private forget(claim: number): void {
    const { held } = this.parts;
    for (const [lane, own] of held.entries()) if (own.claim === claim) held.drop(lane, claim);
  }

  async extend(lanes: readonly LaneClaim[]): Promise<readonly number[]> {
    if (lanes.length === 0) return [];
    const { engine, clock, leaseMs } = this.parts;
    return engine.lanes.extend(lanes, clock.now() + leaseMs);
  }

  async release(lanes: readonly LaneClaim[]): Promise<void> {
    if (lanes.length === 0) return;
    const { engine, clock, tell } = this.parts;
    await engine.lanes.release(lanes, clock.now());
    tell('requests');
  }
}
