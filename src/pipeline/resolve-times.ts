import type { Clock } from '../clock/index.js';
import type { Traces } from '../observe/index.js';

import type { JudgedSlice } from './resolving.js';

/** Hooks of a batch are looked at side by side, and stored together: who traces them wants to know of each since when. */
export class ResolveTimes {
  private readonly since = new Map<number, number>();

  constructor(
    private readonly traces: Pick<Traces, 'resolved'>,
    private readonly clock: Clock,
  ) {}

  begun(hook: number): void {
    if (this.since.size >= MOST_AT_ONCE) this.since.clear();
    this.since.set(hook, this.clock.now());
  }

  /** A slice of it is stored; the next begins with that. */
  resolved(hook: number, { from, to, isLast, requests, verdicts }: JudgedSlice): void {
    const startedAt = this.since.get(hook) ?? this.clock.now();
    if (isLast) this.since.delete(hook);
    else this.since.set(hook, this.clock.now());
    const counts = { requests: requests.length, verdicts: verdicts.length };
    this.traces.resolved({ hook, from, to, ...counts, startedAt });
  }
}

/** Hooks that another process took over leave their time behind. */
const MOST_AT_ONCE = 10_000;
