import type { AdminParts } from './admin/index.js';
import type { Clock, SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import { openChecks, type CheckParts, type CheckPartsOptions } from './host-checks.js';
import { showConnections } from './host-connection-figures.js';
import { openSubscriptions, type SubscriptionParts } from './host-subscriptions.js';
import { openTracing } from './host-traces.js';
import { createLinkReads } from './hub/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Logger, Metrics, OpenTraces } from './observe/index.js';
import type { Registry } from './registry/index.js';
import { ResyncStore, Resyncs } from './schedule/index.js';
import type { OpenStore, PublicIds } from './store/index.js';
import { Outages } from './transfer/index.js';

export interface BesideOptions {
  readonly config: Config;
  readonly clock: SystemClock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly publicUrl: string;
}

/** What it stands on. */
export interface BesideFloor {
  readonly ledger: OpenLedger;
  readonly publicIds: PublicIds;
  readonly registry: Registry;
  readonly store: OpenStore;
  readonly clock: Clock;
}

/** What goes on beside the transfers: systems are asked by themselves, and it is told what happens. */
export interface BesideParts {
  readonly tracing: OpenTraces;
  readonly outages: Outages;
  readonly checks: CheckParts;
  readonly subscriptions: SubscriptionParts;
  readonly resyncs: Resyncs;
  /** What people see and say of it. */
  readonly besideAdmin: Pick<AdminParts, 'checks' | 'resyncs' | 'subscriptions'>;
}

export async function openBeside(
  floor: BesideFloor,
  options: BesideOptions,
  check: CheckPartsOptions['check'],
): Promise<BesideParts> {
  const { store, clock, registry } = floor;
  const outages = new Outages({ store, clock, directory: registry.directory });
  showConnections(options.metrics, { directory: registry.directory, outages });
  const checks = openChecks({ ...options, ...floor, failing: outages, check });
  const subscriptions = openSubscriptions({ ...options, ...floor });
  const links = createLinkReads(store);
  const resyncs = new Resyncs({ store: new ResyncStore(store), directory: registry.directory, links, clock });
  const besideAdmin = { checks: checks.admin, subscriptions: subscriptions.admin, resyncs };
  const tracing = await openTracing(floor, options);
  return { tracing, outages, checks, subscriptions, resyncs, besideAdmin };
}
