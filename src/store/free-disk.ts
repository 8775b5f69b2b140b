import { statfsSync } from 'node:fs';

import type { Clock } from '../clock/index.js';

const SAMPLE_EVERY_MS = 1_000;

/** Free bytes of the data directory's disk, looked up at most once a second. */
export class FreeDisk {
  private sampledAt = -Infinity;
  private isEnough = true;

  constructor(
    private readonly directory: string,
    private readonly minFreeBytes: number,
    private readonly clock: Clock,
  ) {}

  hasRoom(): boolean {
    const now = this.clock.monotonic();
    if (now - this.sampledAt >= SAMPLE_EVERY_MS) {
      this.sampledAt = now;
      const { bavail, bsize } = statfsSync(this.directory);
      this.isEnough = bavail * bsize >= this.minFreeBytes;
    }
    return this.isEnough;
  }
}
