import type { Clock } from './clock/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Metrics } from './observe/index.js';
import { QUOTAS, type DirectorySource, type Registry } from './registry/index.js';
import type { OpenStore, PublicIds } from './store/index.js';
import { Deleting, Measuring, OpenRequests, TenantExport, TenantUsage, UsageBook } from './tenancy/index.js';

export interface Tenancy {
  readonly usage: UsageBook;
  readonly openRequests: OpenRequests;
  readonly tenantUsage: TenantUsage;
  readonly exports: TenantExport;
  readonly chores: readonly (() => Promise<boolean>)[];
}

interface TenancyFloor {
  readonly store: OpenStore;
  readonly registry: Pick<Registry, 'directory'>;
  readonly clock: Clock;
  readonly publicIds: PublicIds;
  readonly ledger: Pick<OpenLedger, 'erasing'>;
}

export interface TenancyOptions {
  readonly leaseMs: number;
  readonly onDeleted: (line: { readonly tenant: string; readonly rows: number }) => void;
}

/** What tenants use, on what it stands on. */
export async function openTenancy(
  { store, registry, clock, publicIds, ledger }: TenancyFloor,
  { leaseMs, onDeleted }: TenancyOptions,
): Promise<Tenancy> {
  const common = { store, clock, directory: registry.directory };
  const usage = new UsageBook(common);
  await usage.start();
  const openRequests = new OpenRequests(common);
  const deleting = new Deleting({ ...common, cutting: ledger.erasing, settleMs: leaseMs, onDeleted });
  const measuring = new Measuring({ ...common, usage });
  return {
    usage,
    openRequests,
    tenantUsage: new TenantUsage({ ...common, usage, openRequests }),
    exports: new TenantExport({ store, clock, publicIds }),
    chores: [() => measuring.run(), () => deleting.run()],
  };
}

/** Tenants by the quota that is set for them, and that is used up: labels are the four quotas, never tenants. */
export function showTenants(
  metrics: Metrics,
  {
    usage,
    openRequests,
    directory,
  }: Pick<Tenancy, 'openRequests' | 'usage'> & { readonly directory: DirectorySource },
): void {
  const none = (): Record<string, number> => Object.fromEntries(QUOTAS.map((quota) => [quota, 0]));
  metrics.gaugeOf('hookyard_tenants_with_quota', 'Tenants for which this quota is set', {
    label: 'quota',
    read: async () => {
      const counts = none();
      for (const quotas of directory.current().quotas().values())
        for (const quota of QUOTAS) if (quotas[quota] !== null) counts[quota] = (counts[quota] ?? 0) + 1;
      return counts;
    },
  });
  metrics.gaugeOf(
    'hookyard_tenants_at_quota',
    'Tenants that are at this quota, so that it refuses or holds something',
    {
      label: 'quota',
      read: async () => {
        const counts = none();
        const full = openRequests.full();
        const connections = connectionsByTenant(directory);
        for (const [tenant, quotas] of directory.current().quotas()) {
          const refused = usage.refusal(tenant)?.quota;
          const at = [
            ...(refused === undefined ? [] : [refused]),
            ...(full.has(tenant) ? ['openRequests'] : []),
            ...((connections.get(tenant) ?? 0) >= (quotas.connections ?? Infinity) ? ['connections'] : []),
          ];
          for (const quota of at) counts[quota] = (counts[quota] ?? 0) + 1;
        }
        return counts;
      },
    },
  );
}

function connectionsByTenant(directory: DirectorySource): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const { tenant, direction } of directory.current().queues())
    if (direction === 'TO') counts.set(tenant, (counts.get(tenant) ?? 0) + 1);
  return counts;
}
