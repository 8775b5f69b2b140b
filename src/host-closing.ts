import type { Egress } from './egress/index.js';
import { endWorkers } from './expressions/index.js';
import type { DuplicateParts } from './host-duplicates.js';
import type { OpenTraces } from './observe/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Registry } from './registry/index.js';
import type { OpenStore } from './store/index.js';
import type { Tenancy } from './host-tenants.js';

export interface Closing {
  readonly tenancy: Tenancy;
  readonly duplicates: DuplicateParts;
  readonly registry: Registry;
  readonly ledger: OpenLedger;
  readonly egress: Egress;
  readonly tracing: OpenTraces;
  readonly store: OpenStore;
}

/** What others stand on is closed behind them. */
export async function closeInOrder({
  registry,
  ledger,
  duplicates,
  tenancy,
  egress,
  tracing,
  store,
}: Closing): Promise<void> {
  await tenancy.usage.stop();
  duplicates.matchRules.stop();
  await registry.stop();
  await ledger.stop();
  await egress.close();
  await tracing.close();
  endWorkers();
  await store.close();
}
