import type { Clock } from '../clock/index.js';

/** Half of the 10 ms a turn may take: gate and commit of the same slice come on top. */
const BUDGET_MS = 5;

/**
 * Shares the event loop among all bodies being read: each works until its turn is spent, then waits for a turn of
 * its own. One waiter goes on per turn of the loop, so that sixteen large bodies hold it no longer than one does.
 */
export class LoopTurns {
  private readonly waiting: (() => void)[] = [];
  private startedAt = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** True when whoever works now should pause before it goes on. */
  isSpent(): boolean {
    return this.clock.monotonic() - this.startedAt > BUDGET_MS;
  }

  /** Gives the loop back and answers in a fresh turn. */
  pause(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.waiting.length === 1) setImmediate(this.next);
    });
  }

  private readonly next = (): void => {
    this.startedAt = this.clock.monotonic();
    this.waiting.shift()?.();
    if (this.waiting.length > 0) setImmediate(this.next);
  };
}
