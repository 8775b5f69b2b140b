/** How long it is rested after so many ends in a minute; two in a row are an accident. */
const RESTS_MS = [0, 0, 1_000, 2_000, 5_000, 10_000, 30_000] as const;
const WINDOW_MS = 60_000;

export interface Death {
  readonly at: number;
  readonly reason: string;
}

/** The ends of a connector's workers that nobody wanted, and how long it is rested for them. */
export class Deaths {
  count = 0;
  last: Death | null = null;
  private recent: number[] = [];
  private restsUntil = 0;

  add(reason: string, at: number): void {
    this.count += 1;
    this.last = { at, reason };
    this.recent = [...this.recent.filter((one) => at - one < WINDOW_MS), at];
    const rest = RESTS_MS[Math.min(this.recent.length, RESTS_MS.length) - 1] ?? 0;
    this.restsUntil = at + rest;
  }

  /** Milliseconds until another is started. */
  restMs(now: number): number {
    return Math.max(0, this.restsUntil - now);
  }
}
