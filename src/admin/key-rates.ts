import type { Clock } from '../clock/index.js';

export const KEY_RATES = Symbol('KeyRates');

interface Bucket {
  tokens: number;
  filledAt: number;
}

export interface Pace {
  /** Calls in a row that a full bucket takes. */
  readonly most: number;
  /** Calls that may still come at once. */
  readonly left: number;
  /** Until the bucket is full again, and until there is room for a call; in whole seconds. */
  readonly fullInSeconds: number;
  readonly waitSeconds: number;
}

/** So many seconds' calls may come at once: a page that opens asks for much, and then for nothing. */
export const BURST_SECONDS = 5;
/** Buckets of which the full ones are looked for. */
const FORGETS_AT = 1_000;

/**
 * How fast a key may call: a bucket for each key, in the memory of each process. Two processes behind one address let
 * through twice as much; what it keeps off, a script that runs wild, it keeps off there too. Only keys that are known
 * get a bucket, and one that is full again is as good as none.
 */
export class KeyRates {
  private readonly buckets = new Map<string, Bucket>();
  private forgetsAt = FORGETS_AT;

  /** `perSecond` 0: no limit. */
  constructor(
    private readonly perSecond: number,
    private readonly clock: Pick<Clock, 'monotonic'>,
  ) {}

  /** Others, at this pace; where nothing is limited they are not either. */
  atMost(perSecond: number): KeyRates {
    return new KeyRates(Math.min(this.perSecond, perSecond), this.clock);
  }

  /** Takes a call's share, if there is one; null where there is no limit. */
  take(keyId: string): Pace | null {
    const { perSecond } = this;
    if (perSecond <= 0) return null;
    const most = perSecond * BURST_SECONDS;
    const now = this.clock.monotonic();
    if (this.buckets.size >= this.forgetsAt) this.forgetFull(now, most);
    const bucket = this.buckets.get(keyId) ?? { tokens: most, filledAt: now };
    this.buckets.set(keyId, bucket);
    bucket.tokens = this.filled(bucket, now, most);
    bucket.filledAt = now;
    const waitSeconds = bucket.tokens < 1 ? Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)) : 0;
    if (waitSeconds === 0) bucket.tokens -= 1;
    const fullInSeconds = Math.ceil((most - bucket.tokens) / perSecond);
    return { most, left: Math.floor(bucket.tokens), fullInSeconds, waitSeconds };
  }

  private filled({ tokens, filledAt }: Bucket, now: number, most: number): number {
    return Math.min(most, tokens + ((now - filledAt) / 1_000) * this.perSecond);
  }

  private forgetFull(now: number, most: number): void {
    for (const [keyId, bucket] of this.buckets)
      if (this.filled(bucket, now, most) >= most) this.buckets.delete(keyId);
    this.forgetsAt = Math.max(FORGETS_AT, 2 * this.buckets.size);
  }
}
