import type { Clock } from '../clock/index.js';
import type { DirectorySource, Quota, Quotas } from '../registry/index.js';
import type { OpenRequests } from './open-requests.js';
import type { UsageBook } from './usage-book.js';

/** One figure, with what bounds it. */
export interface UsageFigure {
  readonly used: number;
  /** Null: no bound. */
  readonly quota: number | null;
  /** When it was counted; null: not yet. */
  readonly measuredAt: number | null;
}

export type UsageInfo = Readonly<Record<Quota, UsageFigure>>;

interface TenantUsageOptions {
  readonly directory: DirectorySource;
  readonly usage: Pick<UsageBook, 'usedBy'>;
  readonly openRequests: Pick<OpenRequests, 'of'>;
  readonly clock: Clock;
}

/** What a tenant uses, beside what it may. */
export class TenantUsage {
  constructor(private readonly options: TenantUsageOptions) {}

  async of(tenant: number, quotas: Quotas): Promise<UsageInfo> {
    const { directory, usage, openRequests, clock } = this.options;
    const [row, open] = await Promise.all([usage.usedBy(tenant), openRequests.of(tenant)]);
    const now = clock.now();
    const connections = new Set(
      directory
        .current()
        .queues()
        .flatMap((queue) => (queue.tenant === tenant ? [queue.connection] : [])),
    );
    return {
      storedBytes: { used: row.stored, quota: quotas.storedBytes, measuredAt: row.measuredAt },
      hooksPerDay: { used: row.hooks, quota: quotas.hooksPerDay, measuredAt: now },
      connections: { used: connections.size, quota: quotas.connections, measuredAt: now },
      openRequests: { used: open, quota: quotas.openRequests, measuredAt: now },
    };
  }
}
