import type { Clock } from '../clock/index.js';

/** Half of the 10 ms a turn may take: gate and commit of the same slice come on top. */
const BUDGET_MS = 5;

/**
 * Shares the event loop among all bodies being read: together they work until the turn's budget is spent, then each
 * waits for a turn of its own. One waiter goes on per turn of the loop, so that sixteen large bodies hold it no longer
 * than one does.
 */
export class LoopTurns {
  private readonly waiting: (() => void)[] = [];
  /** When somebody first looked in this turn of the loop; undefined before. */
  private startedAt: number | undefined;

  constructor(private readonly clock: Clock) {}

  /** True when whoever works now should pause before it goes on. */
  isSpent(): boolean {
    if (this.startedAt !== undefined) return this.clock.monotonic() - this.startedAt > BUDGET_MS;
    this.begin();
    return false;
  }

  /** Gives the loop back and answers in a fresh turn. */
  pause(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (this.startedAt === undefined) this.begin();
    });
  }

  private begin(): void {
    this.startedAt = this.clock.monotonic();
    setImmediate(this.end);
  }

  /** The turn is over; whoever waited longest has the next. */
  private readonly end = (): void => {
    this.startedAt = undefined;
    const next = this.waiting.shift();
    if (!next) return;
    this.begin();
    next();
  };
}
