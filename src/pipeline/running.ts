import type { Clock } from '../clock/index.js';
import type { ClaimedRequest, Settlement } from '../flow/index.js';
import type { ClaimAsk, Ledger, Settled } from '../ledger/index.js';
import type { TurnTrace } from '../observe/index.js';

import { Daemon } from './daemon.js';
import { LaneStock, type HeldLane } from './lane-stock.js';

/** What one turn of a request came to. */
export interface Ran {
  readonly settlement: Settlement;
  /** Run once the settlement is stored. */
  readonly after?: () => Promise<void>;
  /** Told what became of it; null: nobody traces it. */
  readonly trace?: Pick<TurnTrace, 'settled'> | null;
  /** The destination is down or its quota is spent: whole queues wait. */
  readonly holdQueues?: readonly {
    readonly queue: number;
    readonly until: number;
    readonly code: string | null;
  }[];
}

export interface RunningOptions {
  /** In the log. */
  readonly name: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly leaseMs: number;
  /** Requests run at the same time. */
  readonly concurrency: number;
  /** Which lanes to ask for, fairly; `held` counts those running and those in stock. */
  readonly plan: (
    ready: readonly { queue: number; tier: number }[],
    held: (queue: number) => number,
    free: number,
  ) => ClaimAsk[];
  /** How many requests of a queue may run at the same time now. */
  readonly mostRunning: (queue: number) => number;
  /** How long nothing of a queue may start for its budget; 0: it may. */
  readonly budgetWaitMs: (queue: number) => number;
  run(request: ClaimedRequest, signal: AbortSignal): Promise<Ran>;
  onSettled(ran: Ran, settled: Settled): void;
  readonly pollMs: number;
  readonly onError: (name: string, error: unknown) => void;
}

/** Calls are aborted this long before the lease ends, so that a zombie never meets its successor. */
const ABORT_BEFORE_LEASE_END_MS = 2_000;
/** A lane held in stock is nobody else's: for a longer wait it is given back. */
const LONGEST_STOCK_WAIT_MS = 2_000;

/**
 * Keeps up to `concurrency` lanes running, and as many again in stock, so that a lane that ends is followed at once
 * and a claim serves many. What this process has just committed is taken from memory (`take`); the rest is claimed
 * when the stock runs low and a hint or the clock says that there may be more. Leases are counted on the monotonic clock, extended at a third,
 * and a call is aborted before its lease could end.
 */
export class Running {
  private readonly stock = new LaneStock();
  private readonly held = new Map<number, HeldLane>();
  private readonly running = new Map<number, number>();
  /** Of requests that are settled, and do what comes behind. */
  private readonly ending = new Set<AbortController>();
  private readonly daemon: Daemon;
  private readonly leases: Daemon;
  private idle: () => void = () => undefined;
  private active = 0;
  private mayHaveMore = false;
  private isStopping = false;
  private waiting: NodeJS.Timeout | undefined;

  constructor(private readonly options: RunningOptions) {
    const { name, onError, pollMs } = options;
    this.daemon = new Daemon({ name, intervalMs: pollMs, turn: () => this.claim(), onError });
    this.leases = new Daemon({
      name: `leases of ${name}`,
      intervalMs: Math.max(250, options.leaseMs / 6),
      turn: () => this.tendLeases(),
      onError,
    });
  }

  start(): void {
    this.daemon.start();
    this.leases.start();
  }

  hint(): void {
    this.mayHaveMore = true;
    this.fill();
  }

  /** Requests this process holds already. */
  take(requests: readonly ClaimedRequest[], leasedAt: number = this.options.clock.monotonic()): void {
    for (const request of requests) {
      const held = { request, abort: new AbortController(), leasedAt };
      this.held.set(request.lane, held);
      this.stock.put(held);
    }
    this.fill();
  }

  /** No new claims; what runs gets `deadlineMs`, then its lanes are left to their leases. */
  async stop(deadlineMs: number): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.waiting);
    await this.daemon.stop();
    const unrun = this.stock.takeAll();
    for (const { request } of unrun) this.held.delete(request.lane);
    await this.options.ledger.release(
      unrun.map(({ request }) => ({ lane: request.lane, claim: request.claim })),
    );
    await this.settleDown(deadlineMs);
    await this.leases.stop();
  }

  private async settleDown(deadlineMs: number): Promise<void> {
    if (this.active === 0) return;
    const ended = new Promise<void>((resolve) => {
      this.idle = resolve;
    });
    const timer = setTimeout(() => {
      for (const held of this.held.values()) held.abort.abort();
      for (const abort of this.ending) abort.abort();
    }, deadlineMs);
    await ended;
    clearTimeout(timer);
  }

  private claimIfLow(): void {
    if (this.isStopping || !this.mayHaveMore) return;
    if (this.stock.size < this.options.concurrency / 2) this.daemon.hint();
  }

  private async claim(): Promise<boolean> {
    const { ledger, concurrency, clock, plan } = this.options;
    const free = 2 * concurrency - this.held.size;
    if (free <= 0) return false;
    this.mayHaveMore = false;
    const ready = await ledger.readyQueues();
    if (ready.length === 0) return false;
    this.mayHaveMore = true;
    const asks = plan(ready, (queue) => this.runningOf(queue) + this.stock.countOf(queue), free);
    if (asks.length === 0) return false;
    const leasedAt = clock.monotonic();
    const claimed = await ledger.claim(asks);
    if (claimed.length === 0) this.mayHaveMore = false;
    this.take(claimed, leasedAt);
    return false;
  }

  /** There may be room where there was none. */
  fill(): void {
    let waitMs = Infinity;
    const mayRun = (queue: number): boolean => {
      if (this.runningOf(queue) >= this.options.mostRunning(queue)) return false;
      const wait = this.options.budgetWaitMs(queue);
      // What waits long is given back: it runs into its budget, and the whole queue is held until there is room.
      if (wait === 0 || wait > LONGEST_STOCK_WAIT_MS) return true;
      waitMs = Math.min(waitMs, wait);
      return false;
    };
    while (!this.isStopping && this.active < this.options.concurrency) {
      const next = this.stock.next(mayRun);
      if (!next) break;
      this.active += 1;
      this.count(next.request.queue, 1);
      void this.work(next);
    }
    this.fillLater(waitMs);
    this.claimIfLow();
  }

  private fillLater(waitMs: number): void {
    if (waitMs === Infinity || this.isStopping) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fill(), waitMs);
  }

  private async work(first: HeldLane): Promise<void> {
    let held: HeldLane | undefined = first;
    while (held) held = await this.runOne(held);
    this.active -= 1;
    this.count(first.request.queue, -1);
    if (this.active === 0) this.idle();
    this.fill();
  }

  private async runOne(held: HeldLane): Promise<HeldLane | undefined> {
    const { request } = held;
    try {
      const ran = await this.options.run(request, held.abort.signal);
      for (const { queue, until, code } of ran.holdQueues ?? [])
        await this.options.ledger.holdQueue(queue, until, code);
      const settled = await this.options.ledger.settle(ran.settlement);
      this.options.onSettled(ran, settled);
      const kept = this.keep(held, settled.next);
      if (ran.after && settled.kind === 'settled') await this.runAfter(ran.after, held);
      return kept;
    } catch (error) {
      // Nothing was written: the lease ends, and the lane runs again.
      this.options.onError(this.options.name, error);
      this.held.delete(request.lane);
      return undefined;
    }
  }

  /** It keeps its slot and not its lane, whose next request another may run. */
  private async runAfter(after: () => Promise<void>, { abort }: HeldLane): Promise<void> {
    this.ending.add(abort);
    await after();
    this.ending.delete(abort);
  }

  private keep(held: HeldLane, next: ClaimedRequest | undefined): HeldLane | undefined {
    if (!next) {
      this.held.delete(held.request.lane);
      return undefined;
    }
    const kept = { request: next, abort: held.abort, leasedAt: held.leasedAt };
    this.held.set(next.lane, kept);
    return kept;
  }

  private async tendLeases(): Promise<boolean> {
    const { clock, leaseMs, ledger } = this.options;
    const now = clock.monotonic();
    const old = [...this.held.values()].filter((held) => now - held.leasedAt > leaseMs / 3);
    if (old.length === 0) return false;
    const lost = new Set(
      await ledger.extend(old.map(({ request }) => ({ lane: request.lane, claim: request.claim }))),
    );
    for (const held of old) {
      if (!lost.has(held.request.lane)) held.leasedAt = now;
      else this.drop(held);
    }
    for (const held of this.held.values()) {
      if (clock.monotonic() - held.leasedAt > leaseMs - ABORT_BEFORE_LEASE_END_MS) this.drop(held);
    }
    return false;
  }

  private drop(held: HeldLane): void {
    held.abort.abort();
    this.stock.drop(held);
    this.held.delete(held.request.lane);
  }

  private runningOf(queue: number): number {
    return this.running.get(queue) ?? 0;
  }

  private count(queue: number, change: 1 | -1): void {
    const now = this.runningOf(queue) + change;
    if (now === 0) this.running.delete(queue);
    else this.running.set(queue, now);
  }
}
