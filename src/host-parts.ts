import type { AdminParts } from './admin/index.js';
import type { Clock, SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import { createEgress } from './egress/index.js';
import { isHostError } from './errors/index.js';
import { endWorkers } from './expressions/index.js';
import type { Draft } from './flow/index.js';
import { judge } from './gate/index.js';
import { createHub, createLinkReads, hubEffects } from './hub/index.js';
import { createLedger, type OpenLedger } from './ledger/index.js';
import type { Logger, Metrics } from './observe/index.js';
import { Pipeline, linkFactsOf } from './pipeline/index.js';
import type { RejectedRequest } from './receive/index.js';
import {
  CONFIGURATION_ENTITIES,
  createRegistry,
  type DirectorySource,
  type Registry,
} from './registry/index.js';
import { createResolver } from './resolve/index.js';
import { DuePolls, Initializing, PollScheduleStore, PollSchedules } from './schedule/index.js';
import { openPublicIds, openStore, type OpenStore } from './store/index.js';
import { connectionState, createTransfer } from './transfer/index.js';
import { openVault, type Vault } from './vault/index.js';

export interface HostPartsOptions {
  readonly config: Config;
  readonly clock: SystemClock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly publicUrl: string;
}

/** Everything of the host but its HTTP server: opened in order, closed in reverse. */
export interface HostParts {
  readonly clock: Clock;
  readonly store: OpenStore;
  readonly vault: Vault;
  readonly ledger: OpenLedger;
  readonly registry: Registry;
  readonly directory: DirectorySource;
  readonly pipeline: Pipeline;
  readonly admin: Omit<AdminParts, 'recoverRejections'>;
  /** The admin key made up at the first start; null when one was given or made before. */
  readonly madeAdminKey: string | null;
  keepRejection(rejection: RejectedRequest): void;
  close(): Promise<void>;
}

export async function openParts(options: HostPartsOptions): Promise<HostParts> {
  const { config, clock, logger, metrics } = options;
  const vault = openVault({ masterKey: config.HOOKYARD_MASTER_KEY, dataDir: config.HOOKYARD_DATA_DIR });
  const store = await openStore(storeOptions(config, clock));
  const publicIds = await openPublicIds(store);
  const ledger = openLedger(store, options);
  await ledger.start();
  const registry = openRegistry({ store, vault, ledger }, options);
  await registry.load({ directory: config.HOOKYARD_CONNECTORS_DIR, prefer: 'built' });
  const madeAdminKey = await registry.start(config.HOOKYARD_ADMIN_KEY);
  const hub = createHub({ store, clock });
  const schedules = new PollScheduleStore(store);
  const egress = createEgress({
    allow: config.HOOKYARD_EGRESS_ALLOW,
    callTimeoutMs: config.HOOKYARD_CALL_TIMEOUT_MS,
  });
  const onError = (name: string, error: unknown): void =>
    logger.error({ part: name, err: error }, 'a step failed');
  const pipeline = openPipeline(
    { store, ledger, registry, hub, schedules, egress, publicIds, onError },
    options,
  );
  return {
    clock,
    store,
    vault,
    ledger,
    registry,
    directory: registry.directory,
    madeAdminKey,
    pipeline,
    admin: {
      registry,
      schedules: new PollSchedules({ store: schedules, directory: registry.directory, clock }),
      initializing: new Initializing({
        directory: registry.directory,
        clock,
        stateOf: (connection) => connectionState(store, clock, connection),
        enqueue: (requests) => pipeline.enqueue(requests),
        release: (which) => ledger.releaseRequests(which),
      }),
      ledgerReads: ledger.reads,
      hub,
      links: createLinkReads(store),
      changeByHand: (change) => pipeline.change(change),
      publicIds,
      requests: ledger,
      health: { whyNotReady: () => whyNotReady(store), metrics: () => metrics.text() },
    },
    keepRejection: (rejection) => {
      ledger.keepRejection(rejection).catch((error: unknown) => onError('rejections', error));
    },
    close: () => closeInOrder({ registry, ledger, egress, store }),
  };
}

interface Closing {
  readonly registry: Registry;
  readonly ledger: OpenLedger;
  readonly egress: ReturnType<typeof createEgress>;
  readonly store: OpenStore;
}

async function closeInOrder({ registry, ledger, egress, store }: Closing): Promise<void> {
  await registry.stop();
  await ledger.stop();
  await egress.close();
  endWorkers();
  await store.close();
}

function openLedger(store: OpenStore, { config, clock, logger }: HostPartsOptions): OpenLedger {
  const isWorking = config.HOOKYARD_ROLE === 'all' || config.HOOKYARD_ROLE === 'work';
  return createLedger({
    store,
    clock,
    effects: hubEffects,
    leaseMs: config.HOOKYARD_LEASE_MS,
    ...(isWorking ? {} : { window: null }),
    notify: (topic) => store.notify(topic),
    onMended: (what, count) => logger.warn({ what, count }, 'mended after a crash'),
  });
}

function openRegistry(
  { store, vault, ledger }: Pick<HostParts, 'store' | 'vault' | 'ledger'>,
  { clock, publicUrl, logger }: HostPartsOptions,
): Registry {
  return createRegistry({
    store,
    vault,
    clock,
    publicUrl: publicUrl.replace(/\/$/, ''),
    holdQueue: (queue, until, code) => ledger.holdQueue(queue, until, code),
    onUnusable: (what, error) => logger.error({ what, err: error }, 'not usable'),
  });
}

interface PipelineParts extends Pick<HostParts, 'store' | 'registry'> {
  readonly ledger: OpenLedger;
  readonly hub: ReturnType<typeof createHub>;
  readonly schedules: PollScheduleStore;
  readonly egress: ReturnType<typeof createEgress>;
  readonly publicIds: Awaited<ReturnType<typeof openPublicIds>>;
  readonly onError: (name: string, error: unknown) => void;
}

function openPipeline(parts: PipelineParts, { config, clock, logger, metrics }: HostPartsOptions): Pipeline {
  const { store, ledger, registry, hub, schedules, egress, publicIds, onError } = parts;
  const { directory } = registry;
  const links = linkFactsOf(hub);
  const transfer = createTransfer({
    store,
    hub,
    egress,
    clock,
    directory,
    callTimeoutMs: config.HOOKYARD_CALL_TIMEOUT_MS,
    judge: (drafts, ancestors) =>
      judge(drafts, {
        directory: directory.current(),
        now: clock.now(),
        ancestors,
        // Only what was listed is compared with its link: what the hub sends on carries versions of its own.
        ...(isListed(drafts[0]) ? { links } : {}),
      }),
    walkPlanOf: (connection, type) => schedules.ofType(connection, type),
    ledger,
    publicIds,
    log: (line) => logger[line.level](line, line.message),
    onNeedsAuthorization: (connection, configVersion) => {
      registry.authorization
        .refused(connection, configVersion)
        .then((isNews) => isNews && logger.warn({ connection }, 'a connection needs authorisation'))
        .catch((error: unknown) => onError('authorisation', error));
    },
  });
  return new Pipeline({
    ledger,
    directory,
    transfer,
    duePolls: new DuePolls({ store: schedules, directory, clock }),
    hub,
    clock,
    metrics,
    onError,
    onHookMoved: (hook) => ledger.replies.moved(hook),
    resolver: createResolver({ directory, clock }),
    leaseMs: config.HOOKYARD_LEASE_MS,
    concurrency: config.HOOKYARD_CONCURRENCY,
    pollMs: config.HOOKYARD_POLL_MS,
    onWorkElsewhere: (listener) =>
      store.onNotify((topic, isOwn) => {
        if (!isOwn && topic !== 'config') listener(topic);
      }),
  });
}

function isListed(draft: Draft | undefined): boolean {
  return draft?.origin === 'poll' || draft?.origin === 'initialize';
}

function storeOptions(config: Config, clock: SystemClock): Parameters<typeof openStore>[0] {
  const entities = CONFIGURATION_ENTITIES;
  if (config.DATABASE_URL) return { engine: 'postgres', url: config.DATABASE_URL, clock, entities };
  const { HOOKYARD_DATA_DIR: dataDir, HOOKYARD_MIN_FREE_BYTES: minFreeBytes } = config;
  return { engine: 'sqlite', dataDir, minFreeBytes, clock, entities };
}

async function whyNotReady(store: OpenStore): Promise<string | null> {
  try {
    await store.ping();
    return null;
  } catch (error) {
    return isHostError(error) ? error.message : 'the database does not answer';
  }
}
