import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { Store } from '../store/index.js';
import { openOfQueue } from './usage-statements.js';

export interface OpenRequestsOptions {
  readonly store: Store;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

interface Counted {
  /** At the last count, and what this process added since. */
  open: number;
  nextAt: number;
}

const COUNT_EVERY_MS = 500;
/** Counting takes a fiftieth of the time at most, however much there is to count. */
const REST_FOR_WORK = 50;
/** For people: a longer queue is long, whatever its length. */
const MOST_SHOWN = 100_000;

/** How many requests of a tenant are unfinished, where a quota bounds them: counted now and then, added to meanwhile. */
export class OpenRequests {
  private readonly counted = new Map<number, Counted>();
  private readonly counting = new Set<number>();

  constructor(private readonly options: OpenRequestsOptions) {}

  /** Whether more may be made of what waits. Looks at what is known, and has it counted anew where that is old. */
  hasRoom(tenant: number): boolean {
    const most = this.options.directory.current().quotas().get(tenant)?.openRequests ?? null;
    if (most === null) return true;
    const known = this.counted.get(tenant);
    const now = this.options.clock.monotonic();
    if (!known || known.nextAt <= now) this.countSoon(tenant, most);
    return (known?.open ?? 0) < most;
  }

  /** What this process added. */
  added(tenant: number, count: number): void {
    const known = this.counted.get(tenant);
    if (known) known.open += count;
  }

  /** Counted now, to a bound. */
  async of(tenant: number, most = MOST_SHOWN): Promise<number> {
    const queues = this.options.directory
      .current()
      .queues()
      .filter((queue) => queue.tenant === tenant);
    const asks = queues.map(({ id }) => ({ queue: id, most }));
    const rows = await this.options.store.read(openOfQueue, asks);
    return Math.min(
      most,
      rows.reduce((sum, { open }) => sum + open, 0),
    );
  }

  /** Tenants without room whose hooks wait unresolved. */
  full(): ReadonlySet<number> {
    const quotas = this.options.directory.current().quotas();
    return new Set([...quotas.keys()].filter((tenant) => !this.hasRoom(tenant)));
  }

  private countSoon(tenant: number, most: number): void {
    if (this.counting.has(tenant)) return;
    this.counting.add(tenant);
    this.count(tenant, most)
      .catch((error: unknown) => ignore(error, 'it is counted again at the next question'))
      .finally(() => this.counting.delete(tenant));
  }

  private async count(tenant: number, most: number): Promise<void> {
    const { clock } = this.options;
    const begun = clock.monotonic();
    const before = this.counted.get(tenant)?.open ?? 0;
    const open = await this.of(tenant, most + 1);
    const now = clock.monotonic();
    const addedMeanwhile = Math.max(0, (this.counted.get(tenant)?.open ?? 0) - before);
    const nextAt = now + Math.max(COUNT_EVERY_MS, (now - begun) * REST_FOR_WORK);
    this.counted.set(tenant, { open: open + addedMeanwhile, nextAt });
  }
}
