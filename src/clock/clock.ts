/**
 * Time, handed in. Due times, leases and retention use `now`: the wall clock (or the database's), carried on by the
 * monotonic clock, so that a clock set back an hour changes nothing.
 */
export interface Clock {
  /** Milliseconds since the epoch, never going back. */
  now(): number;
  /** Milliseconds of a monotonic clock; only differences mean anything. */
  monotonic(): number;
}

/** A clock that takes the wall's time once and carries it on by the monotonic clock. */
export class SystemClock implements Clock {
  private offset: number;

  constructor(private readonly onJump: (jumpMs: number) => void = () => undefined) {
    this.offset = Date.now() - performance.now();
  }

  now(): number {
    return Math.round(performance.now() + this.offset);
  }

  monotonic(): number {
    return performance.now();
  }

  /** Takes a newer reference (the database server's time); jumps over 5 s are reported, never applied backwards. */
  follow(referenceNow: number): void {
    const jump = referenceNow - this.now();
    if (Math.abs(jump) > 5_000) this.onJump(jump);
    if (jump > 0) this.offset += jump;
  }
}
