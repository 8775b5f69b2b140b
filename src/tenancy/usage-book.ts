import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { DirectorySource, Quota, Quotas } from '../registry/index.js';
import type { Store } from '../store/index.js';
import { addUsage, usageOf, type UsageRow } from './usage-statements.js';

/** Which quota is used up, and when a sender should come again. */
export interface QuotaRefusal {
  readonly quota: Extract<Quota, 'hooksPerDay' | 'storedBytes'>;
  readonly retryAfterS: number;
}

export interface UsageBookOptions {
  readonly store: Store;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

interface Counted {
  day: number;
  hooks: number;
  bytes: number;
}

const DAY_MS = 86_400_000;
/** With quotas: what other processes accepted is known after two of these at most. */
const LOOK_EVERY_MS = 250;
/** Without any, counting is for people who look: one row a tenant and 5 s. */
const WRITE_EVERY_MS = 5_000;
/** Senders give up on addresses that tell them to come back tomorrow. */
const LONGEST_RETRY_S = 3_600;
/** Room is made by retention, by people, or by the next measurement. */
const STORAGE_RETRY_S = 300;

/**
 * What tenants use, counted in memory and brought to the database by and by: a hook of a tenant without quotas costs an
 * addition. Within a process a quota is exact, because a hook has its place before it is kept; of other processes it
 * knows what they had written when it looked last. A process that is killed takes with it what it had not written.
 */
export class UsageBook {
  /** Accepted here and not yet in the database. */
  private readonly fresh = new Map<number, Counted>();
  private readonly known = new Map<number, UsageRow>();
  /** Verified hooks on their way into the database. */
  private readonly coming = new Map<number, number>();
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  private writtenAt = -Infinity;

  constructor(private readonly options: UsageBookOptions) {
    options.directory.onChange(() => this.soon());
  }

  async start(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => this.soon(), LOOK_EVERY_MS);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    await this.write();
  }

  /** Whether a hook of this tenant may come in now; nothing is promised to it. */
  refusal(tenant: number): QuotaRefusal | null {
    const quotas = this.options.directory.current().quotas().get(tenant);
    return quotas ? this.judge(tenant, quotas) : null;
  }

  /** A verified hook takes its place; `leave` follows. */
  enter(tenant: number): QuotaRefusal | null {
    const quotas = this.options.directory.current().quotas().get(tenant);
    if (!quotas) return null;
    const refusal = this.judge(tenant, quotas);
    if (!refusal) this.coming.set(tenant, (this.coming.get(tenant) ?? 0) + 1);
    return refusal;
  }

  /** `keptBytes` null: nothing was kept of it. */
  leave(tenant: number, keptBytes: number | null): void {
    const coming = this.coming.get(tenant);
    if (coming !== undefined) {
      if (coming > 1) this.coming.set(tenant, coming - 1);
      else this.coming.delete(tenant);
    }
    if (keptBytes !== null) this.count(tenant, { hooks: 1, bytes: keptBytes });
  }

  /** Whether the tenant may store more. */
  hasStorage(tenant: number): boolean {
    const most = this.options.directory.current().quotas().get(tenant)?.storedBytes ?? null;
    return most === null || this.sum(tenant).stored < most;
  }

  /** What was kept that is no hook. */
  stored(tenant: number, bytes: number): void {
    this.count(tenant, { hooks: 0, bytes });
  }

  /** As far as this process knows: what all had written, and what it counted since. */
  async usedBy(tenant: number): Promise<UsageRow> {
    const [row] = await this.options.store.read(usageOf, [{ tenant }]);
    if (row) this.known.set(tenant, row);
    return this.sum(tenant);
  }

  /** What was counted is in the database when this answers. */
  look(): Promise<void> {
    const next = this.turn.then(() => this.lookNow());
    this.turn = next.catch((error: unknown) => ignore(error, 'the caller of look hears of it'));
    return next;
  }

  private soon(): void {
    const isQuiet = this.options.directory.current().quotas().size === 0;
    if (isQuiet && this.options.clock.monotonic() - this.writtenAt < WRITE_EVERY_MS) return;
    this.look().catch((error: unknown) => ignore(error, 'what was counted is written the next time'));
  }

  private async lookNow(): Promise<void> {
    const written = await this.write();
    const quotas = this.options.directory.current().quotas();
    for (const tenant of this.known.keys()) if (!quotas.has(tenant)) this.known.delete(tenant);
    const others = [...quotas.keys()].filter((tenant) => !written.has(tenant));
    if (others.length === 0) return;
    const rows = await this.options.store.read(
      usageOf,
      others.map((tenant) => ({ tenant })),
    );
    for (const row of rows) this.known.set(row.tenant, row);
  }

  private async write(): Promise<ReadonlySet<number>> {
    this.writtenAt = this.options.clock.monotonic();
    const taken = [...this.fresh].map(([tenant, counted]) => ({ tenant, ...counted }));
    if (taken.length === 0) return new Set();
    const rows = await this.options.store.write((tx) => tx.many(addUsage, taken));
    for (const { tenant, day, hooks, bytes } of taken) this.subtract(tenant, { day, hooks, bytes });
    for (const row of rows) this.known.set(row.tenant, row);
    return new Set(rows.map(({ tenant }) => tenant));
  }

  private count(tenant: number, { hooks, bytes }: Omit<Counted, 'day'>): void {
    const day = this.today();
    const counted = this.fresh.get(tenant);
    if (!counted) {
      this.fresh.set(tenant, { day, hooks, bytes });
      return;
    }
    counted.hooks = counted.day === day ? counted.hooks + hooks : hooks;
    counted.day = day;
    counted.bytes += bytes;
  }

  private subtract(tenant: number, { day, hooks, bytes }: Counted): void {
    const counted = this.fresh.get(tenant);
    if (!counted) return;
    if (counted.day === day) counted.hooks -= hooks;
    counted.bytes -= bytes;
    if (counted.hooks === 0 && counted.bytes === 0) this.fresh.delete(tenant);
  }

  private judge(tenant: number, { hooksPerDay, storedBytes }: Quotas): QuotaRefusal | null {
    const { hooks, stored } = this.sum(tenant);
    const coming = this.coming.get(tenant) ?? 0;
    if (hooksPerDay !== null && hooks + coming >= hooksPerDay) {
      return { quota: 'hooksPerDay', retryAfterS: Math.min(LONGEST_RETRY_S, this.secondsOfDayLeft()) };
    }
    if (storedBytes !== null && stored >= storedBytes) {
      return { quota: 'storedBytes', retryAfterS: STORAGE_RETRY_S };
    }
    return null;
  }

  private sum(tenant: number): UsageRow {
    const day = this.today();
    const known = this.known.get(tenant) ?? { ...NOTHING, tenant };
    const fresh = this.fresh.get(tenant);
    const before = known.day === day ? known.hooks : 0;
    return {
      ...known,
      day,
      hooks: before + (fresh?.day === day ? fresh.hooks : 0),
      stored: known.stored + known.bytesIn - known.mark + (fresh?.bytes ?? 0),
    };
  }

  private today(): number {
    return Math.floor(this.options.clock.now() / DAY_MS);
  }

  private secondsOfDayLeft(): number {
    return Math.ceil((DAY_MS - (this.options.clock.now() % DAY_MS)) / 1_000);
  }
}

const NOTHING: UsageRow = { tenant: 0, day: 0, hooks: 0, bytesIn: 0, mark: 0, stored: 0, measuredAt: null };
