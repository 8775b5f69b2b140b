import type { Clock } from '../clock/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { Store } from '../store/index.js';
import type { TenantTable } from './tenant-table.js';
import { TableWalk } from './table-walk.js';
import type { UsageBook } from './usage-book.js';
import {
  addUnmeasured,
  dueMeasuring,
  putMeasured,
  setMeasuringDue,
  takeMeasuring,
  type UsageRow,
} from './usage-statements.js';

export interface MeasuringOptions {
  readonly store: Store;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly usage: Pick<UsageBook, 'look'>;
}

interface Measurement {
  readonly of: UsageRow;
  readonly pages: AsyncGenerator<readonly [TenantTable, readonly { readonly size: number }[]]>;
  bytes: number;
  until: number;
}

const MINUTE_MS = 60_000;
/** A tenant without a quota of bytes; nobody waits for its figure. */
const EVERY_MS = 60 * MINUTE_MS;
const BOUNDED_EVERY_MS = 10 * MINUTE_MS;
/** Its senders wait for room. */
const FULL_EVERY_MS = MINUTE_MS;
/** Whoever measures says so at half of this; one that died is followed after all of it. */
const LEASE_MS = 5 * MINUTE_MS;
const LOOK_FOR_NEW_MS = 10 * MINUTE_MS;
const LOOK_EVERY_MS = 2_000;
/** Sizes are read without what they are the sizes of: about a millisecond. */
const PAGE = 500;

/** Counts the bytes that tenants have, one tenant after another, a page each turn. */
export class Measuring {
  private running: Measurement | null = null;
  private newAt = -Infinity;
  private lookedAt = -Infinity;
  /** Of these a measurement was asked for when their quota was first seen. */
  private bounded: ReadonlySet<number> = new Set();
  private readonly walk: TableWalk;

  constructor(private readonly options: MeasuringOptions) {
    this.walk = new TableWalk(options.store, PAGE);
  }

  /** Answers true where there is more to count at once. */
  async run(): Promise<boolean> {
    this.running ??= await this.next();
    if (!this.running) return false;
    try {
      if (await this.page(this.running)) return true;
    } catch (error) {
      this.running = null;
      throw error;
    }
    this.running = null;
    return true;
  }

  private async next(): Promise<Measurement | null> {
    const { store, clock, usage } = this.options;
    if (clock.monotonic() - this.lookedAt < LOOK_EVERY_MS) return null;
    this.lookedAt = clock.monotonic();
    const now = clock.now();
    await this.lookForNew(now);
    const [due] = await store.read(dueMeasuring, [{ now }]);
    if (!due) return null;
    // What was accepted before this is in the tables, and what comes later is not in `mark`.
    await usage.look();
    const [of] = await store.write((tx) => tx.many(takeMeasuring, [{ now, until: now + LEASE_MS }]));
    if (!of) return null;
    const pages = this.walk.tenant(of.tenant, ({ bulk }) => bulk.length > 0);
    this.lookedAt = -Infinity;
    return { of, pages, bytes: 0, until: now + LEASE_MS };
  }

  private async lookForNew(now: number): Promise<void> {
    const { store, directory, clock } = this.options;
    const bounded = new Set(
      [...directory.current().quotas()].flatMap(([tenant, { storedBytes }]) =>
        storedBytes === null ? [] : [tenant],
      ),
    );
    const fresh = [...bounded].filter((tenant) => !this.bounded.has(tenant));
    if (fresh.length === 0 && clock.monotonic() - this.newAt < LOOK_FOR_NEW_MS) return;
    this.newAt = clock.monotonic();
    await store.write(async (tx) => {
      await tx.many(addUnmeasured, [{ now }]);
      await tx.many(
        setMeasuringDue,
        fresh.map((tenant) => ({ tenant, due: now })),
      );
    });
    this.bounded = bounded;
  }

  /** False when it is over. */
  private async page(measurement: Measurement): Promise<boolean> {
    const { value, done } = await measurement.pages.next();
    if (done) {
      await this.keep(measurement);
      return false;
    }
    for (const { size } of value[1]) measurement.bytes += size;
    await this.renew(measurement);
    return true;
  }

  private async renew(measurement: Measurement): Promise<void> {
    const { store, clock } = this.options;
    const now = clock.now();
    if (now < measurement.until - LEASE_MS / 2) return;
    const { tenant } = measurement.of;
    measurement.until = now + LEASE_MS;
    await store.write((tx) => tx.many(setMeasuringDue, [{ tenant, due: measurement.until }]));
  }

  private async keep({ of: { tenant, bytesIn }, bytes }: Measurement): Promise<void> {
    const { store, clock } = this.options;
    const now = clock.now();
    const due = now + this.pauseOf(tenant, bytes);
    await store.write((tx) => tx.many(putMeasured, [{ tenant, stored: bytes, mark: bytesIn, now, due }]));
  }

  private pauseOf(tenant: number, bytes: number): number {
    const most = this.options.directory.current().quotas().get(tenant)?.storedBytes ?? null;
    if (most === null) return EVERY_MS;
    return bytes >= most ? FULL_EVERY_MS : BOUNDED_EVERY_MS;
  }
}
