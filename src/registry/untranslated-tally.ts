import type { Json } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { Store } from '../store/index.js';
import { countUntranslated, type CountedValue } from './untranslated.store.js';

/** A value that a lookup of a collection met without a row. */
export interface MetValue {
  readonly tenant: number;
  readonly collection: string;
  readonly target: string;
  readonly value: Json;
}

/** Different values between two writes; a write takes milliseconds. */
const MOST_PENDING = 1_000;
const LONGEST_VALUE = 200;

/**
 * Counts values without a row. It trades exactness for cost: a count is written when the write before it is over, one
 * for all that came meanwhile, and what a process that is killed has not written is lost. Values that have a row cost
 * nothing.
 */
export class UntranslatedTally {
  private pending = new Map<string, CountedValue>();
  private writing: Promise<void> | undefined;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  met({ tenant, collection, target, value }: MetValue): void {
    const text = textOf(value);
    const key = `${collection}\n${target}\n${text}`;
    const known = this.pending.get(key);
    if (!known && this.pending.size >= MOST_PENDING) return;
    const times = (known?.times ?? 0) + 1;
    this.pending.set(key, { tenant, collection, target, value: text, times, at: this.clock.now() });
    this.writing ??= this.write();
  }

  /** Everything that was met is written. */
  async settled(): Promise<void> {
    while (this.writing) await this.writing;
  }

  private async write(): Promise<void> {
    // What one turn of the loop meets goes into one write.
    await new Promise(setImmediate);
    while (this.pending.size > 0) {
      const values = [...this.pending.values()];
      this.pending = new Map();
      await countUntranslated(this.store, values).catch((error: unknown) =>
        ignore(error, 'values without a row could not be counted: the next ones are'),
      );
    }
    this.writing = undefined;
  }
}

/** As a row for it would be called. */
function textOf(value: Json): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.slice(0, LONGEST_VALUE);
}
