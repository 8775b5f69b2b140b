/** Lets so many calls a second start, with a second's worth of room for bursts. */
export class CallRate {
  private room: number;
  private at: number;

  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.room = Math.max(1, perSecond);
    this.at = now;
  }

  /** 0: a call may start now. */
  waitMs(now: number): number {
    this.fill(now);
    return this.room >= 1 ? 0 : Math.ceil(((1 - this.room) / this.perSecond) * 1_000);
  }

  take(now: number): void {
    this.fill(now);
    this.room -= 1;
  }

  /** What was taken came to no call. */
  giveBack(): void {
    this.room += 1;
  }

  private fill(now: number): void {
    this.room = Math.min(Math.max(1, this.perSecond), this.room + ((now - this.at) / 1_000) * this.perSecond);
    this.at = now;
  }
}
