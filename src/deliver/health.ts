import type { Clock } from '../clock/index.js';
import type { SubscriberView } from '../registry/index.js';

import type { DeliveryStore } from './delivery.store.js';

export interface HealthOptions {
  readonly store: Pick<DeliveryStore, 'failed' | 'failing' | 'well'>;
  readonly clock: Clock;
  /** It gets nothing any more. */
  readonly disable: (subscriber: SubscriberView, reason: string) => Promise<void>;
}

/** How often it is looked at which subscribers other processes fail to reach. */
const LOOK_EVERY_MS = 10_000;
/** Of a subscriber that fails, the database hears this often at most. */
const TELL_EVERY_MS = 1_000;
const HOUR_MS = 60 * 60 * 1_000;

/**
 * Since when a subscriber has failed without a break. The database is written to when that begins and when it ends,
 * and now and then while it lasts: nothing for a delivery that goes well.
 */
export class Health {
  private failing = new Map<number, { since: number; toldAt: number }>();
  private lookedAt = -Infinity;

  constructor(private readonly options: HealthOptions) {}

  async delivered({ number }: SubscriberView): Promise<void> {
    await this.look();
    if (!this.failing.delete(number)) return;
    await this.options.store.well(number);
  }

  async failed(subscriber: SubscriberView, failure: string): Promise<void> {
    const { store, clock, disable } = this.options;
    const { number, definition } = subscriber;
    const known = this.failing.get(number);
    const now = clock.monotonic();
    if (known && now - known.toldAt < TELL_EVERY_MS) return;
    this.failing.set(number, { since: known?.since ?? clock.now(), toldAt: now });
    const since = await store.failed(number, clock.now(), failure);
    this.failing.set(number, { since, toldAt: now });
    if (clock.now() - since < definition.disableAfterHours * HOUR_MS) return;
    await disable(
      subscriber,
      `nothing was delivered for ${definition.disableAfterHours} hours; last: ${failure}`,
    );
    this.failing.delete(number);
    await store.well(number);
  }

  /** What failed elsewhere may go well here. */
  private async look(): Promise<void> {
    const now = this.options.clock.monotonic();
    if (now - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = now;
    for (const [number, since] of await this.options.store.failing()) {
      if (!this.failing.has(number)) this.failing.set(number, { since, toldAt: -Infinity });
    }
  }
}
