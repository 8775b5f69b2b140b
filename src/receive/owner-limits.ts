import type { Clock } from '../clock/index.js';
import type { DirectorySource, ReceivingPoint } from '../registry/index.js';

interface Pace {
  tokens: number;
  refilledAt: number;
  rejectedAt: number;
}

/** Evidence of a flood: a hundred a second tell as much as all of them. */
const REJECTION_PAUSE_MS = 10;

/**
 * How fast one address may be used: a bucket of one second's hooks, and a pause between kept rejections. Keyed by the
 * address alone, never by anything an unverified request says; addresses that are gone are forgotten.
 */
export class OwnerLimits {
  private readonly paces = new Map<number, Pace>();

  constructor(
    private readonly clock: Clock,
    directory: DirectorySource,
  ) {
    directory.onChange((newer) => {
      for (const owner of this.paces.keys()) if (!newer.pointOf(owner)) this.paces.delete(owner);
    });
  }

  /** Seconds to wait, or 0: the hook may come in, and is counted. */
  takeHook({ owner, ratePerSecond }: ReceivingPoint): number {
    if (ratePerSecond <= 0) return 0;
    const most = Math.max(1, ratePerSecond);
    const pace = this.paceOf(owner, most);
    const now = this.clock.monotonic();
    pace.tokens = Math.min(most, pace.tokens + ((now - pace.refilledAt) / 1_000) * ratePerSecond);
    pace.refilledAt = now;
    if (pace.tokens < 1) return Math.max(1, Math.ceil((1 - pace.tokens) / ratePerSecond));
    pace.tokens -= 1;
    return 0;
  }

  /** Whether this rejection is one of those that are kept. */
  takeRejection({ owner, ratePerSecond }: ReceivingPoint): boolean {
    const pace = this.paceOf(owner, Math.max(1, ratePerSecond));
    const now = this.clock.monotonic();
    if (now - pace.rejectedAt < REJECTION_PAUSE_MS) return false;
    pace.rejectedAt = now;
    return true;
  }

  private paceOf(owner: number, tokens: number): Pace {
    let pace = this.paces.get(owner);
    if (!pace) {
      pace = { tokens, refilledAt: this.clock.monotonic(), rejectedAt: -Infinity };
      this.paces.set(owner, pace);
    }
    return pace;
  }
}
