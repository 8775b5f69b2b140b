import { setTimeout as pause } from 'node:timers/promises';

import type { Clock } from '../clock/index.js';
import type { SubscriberView } from '../registry/index.js';
import type { Store } from '../store/index.js';

import { openRate, takeCalls } from './rate-statements.js';

export interface CallRatesOptions {
  readonly store: Pick<Store, 'write'>;
  readonly clock: Clock;
}

interface Waiter {
  readonly resolve: (waitMs: number) => void;
  readonly reject: (error: unknown) => void;
}

interface Line {
  readonly waiting: Set<Waiter>;
  /** On the monotonic clock: nothing is let through before. */
  nextAt: number;
  isServing: boolean;
  isOpen: boolean;
}

/** Those of one subscriber that stand in slots while they wait; the others wait without one. */
const MOST_WAITING = 10;
/** What waits for longer gives its slot back. */
const LONGEST_WAIT_MS = 2_000;
const SECOND_US = 1_000_000;

/**
 * Lets calls start at the rate of their subscriber, with room for one second of it (one call at least) where nothing
 * was called before. All processes take from one row, each call right before it is made: nothing is held in hand, so
 * whatever starts in a time, by all of them, is never more than the rate allows for that time and one second. Calls that
 * wait together are asked for together.
 */
export class CallRates {
  private readonly lines = new Map<number, Line>();

  constructor(private readonly options: CallRatesOptions) {}

  /** How long nothing more of a subscriber should begin to wait; 0: it may. */
  waitMs({ number, definition: { ratePerSecond } }: SubscriberView): number {
    const line = this.lines.get(number);
    if (!line || ratePerSecond === null) return 0;
    if (line.waiting.size < Math.min(MOST_WAITING, Math.max(1, ratePerSecond))) return 0;
    return Math.max(1, line.nextAt - this.options.clock.monotonic());
  }

  /** 0: it starts now. Otherwise it comes back after so long. */
  async take(
    { number, definition: { ratePerSecond } }: SubscriberView,
    signal: AbortSignal,
  ): Promise<number> {
    if (ratePerSecond === null) return 0;
    const line = this.lineOf(number);
    const { promise, ...waiter } = Promise.withResolvers<number>();
    const leave = (): void => {
      if (line.waiting.delete(waiter)) waiter.resolve(1);
    };
    signal.addEventListener('abort', leave, { once: true });
    line.waiting.add(waiter);
    void this.serve(number, line, ratePerSecond);
    try {
      return await promise;
    } finally {
      signal.removeEventListener('abort', leave);
    }
  }

  private lineOf(number: number): Line {
    let line = this.lines.get(number);
    if (!line) {
      line = { waiting: new Set(), nextAt: -Infinity, isServing: false, isOpen: false };
      this.lines.set(number, line);
    }
    return line;
  }

  /** One at a time for each subscriber; first come, first served. */
  private async serve(number: number, line: Line, perSecond: number): Promise<void> {
    if (line.isServing) return;
    line.isServing = true;
    try {
      while (line.waiting.size > 0) await this.serveSome(number, line, perSecond);
    } catch (error) {
      for (const waiter of line.waiting) waiter.reject(error);
      line.waiting.clear();
    } finally {
      line.isServing = false;
    }
  }

  private async serveSome(number: number, line: Line, perSecond: number): Promise<void> {
    const { clock } = this.options;
    const wait = line.nextAt - clock.monotonic();
    if (wait > LONGEST_WAIT_MS) {
      letGo(line.waiting, line.waiting.size, Math.ceil(wait));
      return;
    }
    if (wait > 0) await pause(wait, undefined, { ref: false });
    if (line.waiting.size === 0) return;
    const { granted, waitMs } = await this.ask(number, line, perSecond);
    letGo(line.waiting, granted, 0);
    line.nextAt = clock.monotonic() + waitMs;
  }

  private async ask(
    subscriber: number,
    line: Line,
    perSecond: number,
  ): Promise<{ readonly granted: number; readonly waitMs: number }> {
    const { store, clock } = this.options;
    const gap = Math.ceil(SECOND_US / perSecond);
    const most = Math.max(1, Math.floor(perSecond));
    const [row] = await store.write(async (tx) => {
      if (!line.isOpen) await tx.many(openRate, [{ subscriber }]);
      const want = line.waiting.size;
      return tx.many(takeCalls, [{ subscriber, want, gap, most, now: clock.now() * 1_000 }]);
    });
    line.isOpen = row !== undefined;
    return { granted: Number(row?.granted ?? 0), waitMs: Math.ceil(Number(row?.wait ?? 0) / 1_000) };
  }
}

function letGo(waiting: Set<Waiter>, count: number, waitMs: number): void {
  for (const waiter of [...waiting].slice(0, count)) {
    waiting.delete(waiter);
    waiter.resolve(waitMs);
  }
}
