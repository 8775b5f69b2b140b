import type { Clock } from './clock/index.js';
import type { Config } from './config/index.js';
import { DatasetForgetting, DatasetStore, ImportStore } from './datasets/index.js';
import { forgetEvents } from './deliver/index.js';
import type { KeptFor } from './flow/index.js';
import { Forgetting } from './hub/index.js';
import type { OpenLedger } from './ledger/index.js';
import type { Logger, Metrics } from './observe/index.js';
import { DAYS_OF, forgetAudit, type Directory, type Registry } from './registry/index.js';
import { ReplayStore, Retention } from './schedule/index.js';
import type { OpenStore } from './store/index.js';

export interface RetentionPartsOptions {
  readonly store: OpenStore;
  readonly clock: Clock;
  readonly ledger: Pick<OpenLedger, 'retaining'>;
  readonly registry: Pick<Registry, 'directory' | 'receivers'>;
  readonly config: Config;
  readonly metrics: Metrics;
  readonly logger: Logger;
}

/** Retention on the tables of all who keep something for a time. */
export function openRetention(options: RetentionPartsOptions): Retention {
  const { store, clock, ledger, registry, config, metrics, logger } = options;
  const forgetting = new Forgetting(store);
  const replays = new ReplayStore(store);
  const datasetForgetting = new DatasetForgetting(new DatasetStore(store), new ImportStore(store), clock);
  const directory = () => registry.directory.current();
  return new Retention({
    clock,
    retaining: ledger.retaining,
    others: [
      (since) => forgetEvents(store, since),
      (since) => forgetting.pieces(since),
      (since) => forgetAudit(store, since),
      (since) => datasetForgetting.pieces(since),
    ],
    daysOf: daysKept(config, directory),
    payloadBytesOf: (tenant) => directory().retention().get(tenant)?.payloadBytes ?? null,
    clockConfirmedUntil: config.HOOKYARD_CLOCK_CONFIRMED_UNTIL,
    tenantOf: (whose) => {
      if ('queue' in whose) return directory().queue(whose.queue)?.tenant ?? null;
      const { owner } = whose;
      const point = owner % 2 === 0 ? directory().connection(owner / 2) : directory().pointOf(owner);
      return point?.tenant ?? null;
    },
    replaysAtWork: (since) => replays.atWork(since),
    ownersOf: async (connection) => {
      const view = directory().connection(connection);
      return view ? registry.receivers.ownersOf(view) : [];
    },
    releaseSpace: () => store.releaseSpace(),
    onRemoved: ({ rows }) => metrics.removed(rows),
    onRefused: ({ now, last }) => {
      metrics.retentionRefused();
      logger.warn(
        { now: new Date(now).toISOString(), last: new Date(last).toISOString() },
        'nothing is removed by its age: the clock is far ahead of when that was last done; if it is right, say so with HOOKYARD_CLOCK_CONFIRMED_UNTIL',
      );
    },
    onRound: ({ rows, spared, parked }) => {
      metrics.retentionRound(spared);
      if (parked > 0) logger.warn({ parked }, 'hooks that waited for a person were removed by their age');
      if (Object.keys(rows).length > 0) logger.info({ rows, spared }, 'what was old enough was removed');
    },
  });
}

/** A tenant's own ages, or the host's. */
export function daysKept(
  config: Config,
  directory: () => Pick<Directory, 'retention'>,
): (what: KeptFor, tenant: number | null) => number {
  const ofHost: Readonly<Record<KeptFor, number>> = {
    payloads: config.HOOKYARD_PAYLOAD_RETENTION_DAYS,
    history: config.HOOKYARD_HISTORY_RETENTION_DAYS,
    rejections: config.HOOKYARD_REJECTION_RETENTION_DAYS,
    events: config.HOOKYARD_EVENT_RETENTION_DAYS,
    changes: config.HOOKYARD_CHANGE_RETENTION_DAYS,
    audit: config.HOOKYARD_AUDIT_RETENTION_DAYS,
    datasets: config.HOOKYARD_DATASET_RETENTION_DAYS,
  };
  return (what, tenant) => {
    const own = tenant === null ? undefined : directory().retention().get(tenant);
    return own?.[DAYS_OF[what]] ?? ofHost[what];
  };
}
