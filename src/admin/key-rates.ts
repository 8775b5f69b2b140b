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

/**
 * How fast a key may call: a bucket for each key, in the memory of each process. Two processes behind one address let
 * through twice as much; what it keeps off, a script that runs wild, it keeps off there too. Only keys that are known
 * get a bucket, so there are never more than keys.
 */
export class KeyRates {
  private readonly buckets = new Map<string, Bucket>();

  /** `perSecond` 0: no limit. */
  constructor(
    private readonly perSecond: number,
    private readonly clock: Pick<Clock, 'monotonic'>,
  ) {}

  /** Takes a call's share, if there is one; null where there is no limit. */
  take(keyId: string): Pace | null {
    const { perSecond } = this;
    if (perSecond <= 0) return null;
    const most = perSecond * BURST_SECONDS;
    const now = this.clock.monotonic();
    const bucket = this.buckets.get(keyId) ?? { tokens: most, filledAt: now };
    this.buckets.set(keyId, bucket);
    bucket.tokens = Math.min(most, bucket.tokens + ((now - bucket.filledAt) / 1_000) * perSecond);
    bucket.filledAt = now;
    const waitSeconds = bucket.tokens < 1 ? Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond)) : 0;
    if (waitSeconds === 0) bucket.tokens -= 1;
    const fullInSeconds = Math.ceil((most - bucket.tokens) / perSecond);
    return { most, left: Math.floor(bucket.tokens), fullInSeconds, waitSeconds };
  }
}
