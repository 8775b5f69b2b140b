import type { Store } from '../store/index.js';

import { drawIncarnation } from './statements/hook-statements.js';

/** 2^34 numbers for one start: 200 days at a thousand claims a second; 2^19 starts fit below 2^53. */
const PER_INCARNATION = 2 ** 34;

/**
 * Numbers never used twice, on any machine: the number of this start, drawn from the database, and a counter. A lane
 * row is deleted and made anew, so a zombie must not meet its old number again.
 */
export class ClaimNumbers {
  private incarnation = 0;
  private counter = 0;

  async draw(store: Store): Promise<void> {
    const [row] = await store.write((tx) => tx.many(drawIncarnation, [{ key: 'incarnation' }]));
    this.incarnation = Number(row?.value);
    this.counter = 0;
  }

  next(): number {
    this.counter += 1;
    return this.incarnation * PER_INCARNATION + this.counter;
  }

  /** Half used up: the sweep draws a new incarnation long before the end. */
  isRunningOut(): boolean {
    return this.counter > PER_INCARNATION / 2;
  }
}
