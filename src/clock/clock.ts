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

/** A server's time further off than this is a clock somebody set, not one that drifts. */
const JUMP_MS = 5_000;

/** A clock that takes the wall's time once and carries it on by the monotonic clock. */
export class SystemClock implements Clock {
  private offset: number;
  private last = 0;
  private isFollowing = false;

  constructor(private readonly onJump: (jumpMs: number) => void = () => undefined) {
    this.offset = Date.now() - performance.now();
  }

  now(): number {
    this.last = Math.max(this.last, Math.round(performance.now() + this.offset));
    return this.last;
  }

  monotonic(): number {
    return performance.now();
  }

  /**
   * Takes the database server's time: the first as it is, before any work, so that machines an hour apart agree.
   * Later ones mend drift; while this clock is ahead it stands still. A jump is reported, and followed only forward.
   */
  follow(referenceNow: number): void {
    const jump = referenceNow - (performance.now() + this.offset);
    const isFirst = !this.isFollowing;
    this.isFollowing = true;
    if (Math.abs(jump) > JUMP_MS) this.onJump(jump);
    if (isFirst) this.last = 0;
    if (isFirst || jump > -JUMP_MS) this.offset += jump;
  }
}
