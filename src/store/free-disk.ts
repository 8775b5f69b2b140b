import { statfsSync } from 'node:fs';

import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';

const SAMPLE_EVERY_MS = 1_000;

/** Free bytes of a directory's disk. */
export function freeBytesOf(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/** Whether the disk has room for new data; looked up at most once a second. */
export class FreeDisk {
  private sampledAt = -Infinity;
  private isEnough = true;

  constructor(
    private readonly freeBytes: () => number,
    private readonly minFreeBytes: number,
    private readonly clock: Clock,
  ) {}

  hasRoom(): boolean {
    const now = this.clock.monotonic();
    if (now - this.sampledAt < SAMPLE_EVERY_MS) return this.isEnough;
    this.sampledAt = now;
    try {
      this.isEnough = this.freeBytes() >= this.minFreeBytes;
    } catch (error) {
      ignore(error, 'free disk is not known now; a write that does not fit fails by itself');
    }
    return this.isEnough;
  }
}
