import { KeyRates, type AdminParts } from './admin/index.js';
import type { Clock, SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import type { DeliverRoom } from './deliver/index.js';
import { createEgress, type Egress } from './egress/index.js';
import { isHostError } from './errors/index.js';
import type { Draft } from './flow/index.js';
import { judge } from './gate/index.js';
import { createHub, createLinkReads, Merging, type Hub } from './hub/index.js';
import { openDeliver } from './host-deliver.js';
import { openLedger } from './host-ledger.js';
import { openDatasets, openRowErasing, type DatasetParts } from './host-datasets.js';
import { openDuplicates, type DuplicateParts } from './host-duplicates.js';
import type { OpenLedger } from './ledger/index.js';
import type { Logger, Metrics, Traces } from './observe/index.js';
import { Pipeline, linkFactsOf, rehearseHook, waitingAtOf } from './pipeline/index.js';
import { SenderHosts, type RejectedRequest } from './receive/index.js';
import { createRegistry, type Directory, type DirectorySource, type Registry } from './registry/index.js';
import { createResolver } from './resolve/index.js';
import { openBeside, type BesideParts } from './host-beside.js';
import { openRetention } from './host-retention.js';
import { openTenancy, type Tenancy, type TenancyOptions } from './host-tenants.js';
import { showConnectorFigures } from './host-connector-figures.js';
import { connectorSettings, keySettings, storeOptions, workerLimits } from './host-settings.js';
import { closeInOrder } from './host-closing.js';
import { openOAuth, type OAuthParts } from './host-oauth.js';
import { openSchedule, type ScheduleParts, type SchedulePartsOptions } from './host-schedule.js';
import { DueDeletes } from './schedule/index.js';
import { openPublicIds, openStore, type OpenStore } from './store/index.js';
import { createTransfer, type Transfer } from './transfer/index.js';
import { openVault, type Vault } from './vault/index.js';

export interface HostPartsOptions {
  readonly config: Config;
  readonly clock: SystemClock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly publicUrl: string;
  /** The way out; default: to the network, guarded by the settings. */
  readonly egress?: Egress;
}

/** Everything of the host but its HTTP server: opened in order, closed in reverse. */
export interface HostParts {
  readonly clock: Clock;
  readonly store: OpenStore;
  readonly vault: Vault;
  /** Keys the hashes that stand for credentials in stored heads. */
  readonly credentialKey: Buffer;
  readonly ledger: OpenLedger;
  readonly tenancy: Tenancy;
  readonly registry: Registry;
  readonly directory: DirectorySource;
  readonly pipeline: Pipeline;
  /** Null: nobody traces. */
  readonly traces: Traces | null;
  readonly senders: SenderHosts;
  readonly admin: Omit<AdminParts, 'recoverRejections' | 'health'>;
  readonly health: Omit<AdminParts['health'], 'isStopping'>;
  /** The admin key made up at the first start; null when one was given or made before. */
  readonly madeAdminKey: string | null;
  keepRejection(rejection: RejectedRequest): void;
  close(): Promise<void>;
}

export async function openParts(options: HostPartsOptions): Promise<HostParts> {
  const { config, clock, logger, metrics } = options;
  const store = await openStore(storeOptions(config, clock));
  const vault = await openVault(keySettings(config), store);
  const publicIds = await openPublicIds(store);
  const hub = createHub({ store });
  const duplicates = await openDuplicates(store, options);
  const directory = (): Directory => registry.directory.current();
  const ledger = openLedger({ store, hub, matchRules: duplicates.matchRules, publicIds, directory }, options);
  await ledger.start();
  const registry: Registry = openRegistry({ store, vault, ledger }, options);
  await registry.load(connectorSettings(config));
  const madeAdminKey = await registry.start(config.HOOKYARD_ADMIN_KEY);
  const outside = openWaysOut(registry, options, () => pipeline.checks);
  const floor = { store, clock, ledger, registry, hub, publicIds };
  const tenancy = await openTenancy(floor, saidOfTenants(options));
  const intake = intakeOf(() => pipeline);
  const deliver = openDeliver({ ...floor, ...intake, ...outside, config, metrics });
  const forgetting = { ...deliver.untelling, ...openRowErasing(floor) };
  const schedule = openSchedule({ ...floor, ...intake, ...forgetting, ...saidBySchedule(logger) });
  const datasets = openDatasets({ ...floor, ...intake, tenancy, metrics, settings: config });
  const beside = await openBeside(floor, options, (...asked) => pipeline.checks.check(...asked));
  const rooms = { ...floor, ...outside, ...beside, duplicates, tenancy, schedule, datasets, deliver };
  const pipeline: Pipeline = openPipeline({ ...rooms, ...intake, onError: tellingOf(logger) }, options);
  return {
    clock,
    store,
    tenancy,
    vault,
    credentialKey: credentialKeyOf(vault),
    ledger,
    registry,
    directory: registry.directory,
    madeAdminKey,
    pipeline,
    traces: beside.tracing.traces,
    senders: outside.senders,
    admin: {
      registry,
      ...schedule.admin,
      ...beside.besideAdmin,
      tenancy,
      ...ledgerForAdmin(ledger, store),
      ...hubForAdmin(hub, store),
      ...duplicates.admin,
      ...datasets.admin,
      ...deliver.admin,
      ...pipelineForAdmin(pipeline, outside.oauth),
      publicIds,
      rehearse: rehearseWith({ clock, hub, vault, ...outside }),
      keyRates: new KeyRates(config.HOOKYARD_API_CALLS_PER_SECOND, clock),
    },
    health: { whyNotReady: () => whyNotReady(store, registry), metrics: () => metrics.text() },
    keepRejection: keepingRejections(ledger, tellingOf(logger)),
    close: () => closeInOrder({ registry, ledger, duplicates, tenancy, ...outside, ...beside, store }),
  };
}

function tellingOf(logger: Logger): (name: string, error: unknown) => void {
  return (name, error) => logger.error({ part: name, err: error }, 'a step failed');
}

function keepingRejections(
  ledger: OpenLedger,
  onError: (name: string, error: unknown) => void,
): HostParts['keepRejection'] {
  return (rejection) => {
    ledger.keepRejection(rejection).catch((error: unknown) => onError('rejections', error));
  };
}

function saidOfTenants({ config, logger }: HostPartsOptions): TenancyOptions {
  return {
    leaseMs: config.HOOKYARD_LEASE_MS,
    onDeleted: (line) => logger.info(line, 'a tenant is deleted'),
  };
}

/** Of the pipeline, which is opened last and runs what this process has to run. */
function intakeOf(
  pipeline: () => Pipeline,
): Pick<Pipeline, 'enqueue' | 'enqueueAlso'> & Pick<AdminParts, 'changeByHand'> {
  return {
    enqueue: (requests) => pipeline().enqueue(requests),
    enqueueAlso: (change) => pipeline().enqueueAlso(change),
    changeByHand: (change) => pipeline().change(change),
  };
}

function saidBySchedule(logger: Logger): Pick<SchedulePartsOptions, 'onErased' | 'onGap'> {
  return {
    onErased: (line) => logger.info(line, 'what was kept of a record is erased'),
    onGap: (line) => logger.warn(line, 'hooks are missing: a reconcile looks for what they said'),
  };
}

function hubForAdmin(hub: Hub, store: OpenStore): Pick<AdminParts, 'hub' | 'links' | 'merging'> {
  return { hub, merging: new Merging(hub), links: createLinkReads(store) };
}

function pipelineForAdmin(
  pipeline: Pipeline,
  { authorizing }: OAuthParts,
): Pick<AdminParts, 'authorizing' | 'budgetsOf' | 'changeByHand' | 'readThere'> {
  return {
    authorizing,
    readThere: (connection, ask) => pipeline.readThere(connection, ask),
    changeByHand: (change) => pipeline.change(change),
    budgetsOf: (connection) => pipeline.budgetsOf(connection),
  };
}

function rehearseWith({
  clock,
  hub,
  vault,
  senders,
}: {
  readonly senders: SenderHosts;
  readonly clock: Clock;
  readonly hub: Hub;
  readonly vault: Vault;
}): AdminParts['rehearse'] {
  const options = { clock, links: linkFactsOf(hub), credentialKey: credentialKeyOf(vault), senders };
  return (request, trial) => rehearseHook(request, trial, options);
}

function credentialKeyOf(vault: Vault): Buffer {
  return Buffer.from(vault.keyedHash('credentials of stored hooks'), 'hex');
}

function ledgerForAdmin(
  ledger: OpenLedger,
  store: OpenStore,
): Pick<AdminParts, 'children' | 'deletes' | 'ledgerReads' | 'onNews' | 'requests' | 'tail'> {
  return {
    tail: ledger.tail,
    onNews: (listener) => store.onNotify((topic) => topic !== 'config' && listener()),
    ledgerReads: ledger.reads,
    requests: ledger,
    deletes: ledger.deletes,
    children: ledger.children,
  };
}

/** What calls others. */
function openWaysOut(
  registry: Registry,
  options: HostPartsOptions,
  checks: () => Pipeline['checks'],
): Pick<PipelineParts, 'egress' | 'oauth'> & { readonly senders: SenderHosts } {
  const { HOOKYARD_EGRESS_ALLOW: allow, HOOKYARD_CALL_TIMEOUT_MS: callTimeoutMs } = options.config;
  const egress = options.egress ?? createEgress({ allow, callTimeoutMs });
  const oauth = openOAuth({
    ...options,
    registry,
    egress,
    checkWith: (...asked) => checks().checkWith(...asked),
  });
  return { egress, oauth, senders: new SenderHosts({ egress, clock: options.clock }) };
}

function openRegistry(
  { store, vault, ledger }: Pick<HostParts, 'store' | 'vault' | 'ledger'>,
  { clock, publicUrl, logger, config, metrics }: HostPartsOptions,
): Registry {
  const made = createRegistry({
    store,
    vault,
    clock,
    publicUrl: publicUrl.replace(/\/$/, ''),
    holdQueue: (queue, until, code) => ledger.holdQueue(queue, until, code),
    onUnusable: (what, error) => logger.error({ what, err: error }, 'not usable'),
    workerLimits: workerLimits(config),
    onConnectorLine: (connector, line) => logger[line.level]({ connector, said: line.message }, 'it said'),
  });
  return showConnectorFigures(metrics, made);
}

interface PipelineParts
  extends BesideParts, Pick<HostParts, 'store' | 'registry'>, Pick<Pipeline, 'enqueueAlso'> {
  readonly ledger: OpenLedger;
  readonly hub: ReturnType<typeof createHub>;
  readonly duplicates: DuplicateParts;
  readonly schedule: ScheduleParts;
  readonly datasets: DatasetParts;
  readonly tenancy: Tenancy;
  readonly egress: Egress;
  readonly oauth: OAuthParts;
  readonly publicIds: Awaited<ReturnType<typeof openPublicIds>>;
  readonly deliver: DeliverRoom;
  readonly onError: (name: string, error: unknown) => void;
}

function openPipeline(parts: PipelineParts, { config, clock, logger, metrics }: HostPartsOptions): Pipeline {
  const { duplicates, store, ledger, registry, hub, schedule, resyncs, tenancy, onError } = parts;
  const { directory } = registry;
  const retention = openRetention({ store, clock, ledger, registry, config, metrics, logger });
  const transfer = openTransfer(parts, { config, clock, logger });
  return new Pipeline({
    ledger,
    directory,
    transfer,
    deliver: parts.deliver.deliver,
    decide: parts.deliver.decide,
    decisions: parts.deliver.admin.decisions,
    dispatching: parts.deliver.dispatching,
    deliveriesAtOnce: config.HOOKYARD_DELIVERIES,
    duePolls: schedule.duePolls,
    chores: [
      ...schedule.chores,
      () => duplicates.finding.run(),
      () => registry.idempotency.forgetOld(),
      () => registry.portalLinks.forgetOld(),
      () => registry.authorizations.forgetOld(),
      ...tenancy.chores,
      () => parts.outages.run(),
      () => retention.run(),
    ],
    openRequests: tenancy.openRequests,
    handedIn: () => parts.datasets.work(),
    tended: { subscriptions: parts.subscriptions.due(transfer), checks: parts.checks.due },
    noteSequence: (owner, range, receivedAt) => schedule.sequences.note(owner, range, receivedAt),
    dueDeletes: new DueDeletes({
      deletes: ledger.deletes,
      links: createLinkReads(store),
      directory,
      clock,
      metrics,
      onBrake: (held) => logger.warn(held, 'deletes are held for a person'),
    }),
    resyncs,
    hub,
    clock,
    metrics,
    traces: parts.tracing.traces,
    onError,
    onHookMoved: (hook) => ledger.replies.moved(hook),
    resolver: createResolver({ directory, clock }),
    leaseMs: config.HOOKYARD_LEASE_MS,
    concurrency: config.HOOKYARD_CONCURRENCY,
    pollMs: config.HOOKYARD_POLL_MS,
    stopWithinMs: config.HOOKYARD_STOP_WITHIN_MS,
    onWorkElsewhere: (listener) =>
      store.onNotify((topic, isOwn) => {
        if (!isOwn && (topic === 'hooks' || topic === 'requests')) listener(topic);
      }),
  });
}

function openTransfer(
  parts: PipelineParts,
  { config, clock, logger }: Pick<HostPartsOptions, 'config' | 'clock' | 'logger'>,
): Transfer {
  const { store, ledger, registry, hub, schedule, egress, publicIds, outages, onError } = parts;
  const { directory } = registry;
  const links = linkFactsOf(hub, waitingAtOf({ deletes: ledger.deletes, directory }));
  const transfer = createTransfer({
    store,
    hub,
    egress,
    clock,
    directory,
    callTimeoutMs: config.HOOKYARD_CALL_TIMEOUT_MS,
    tokens: parts.oauth.tokens,
    linkWaitMs: config.HOOKYARD_LINK_WAIT_MS,
    judge: (drafts, ancestors) =>
      judge(drafts, {
        directory: directory.current(),
        now: clock.now(),
        ancestors,
        // Only what was listed is compared with its link: what the hub sends on carries versions of its own.
        ...(isListed(drafts[0]) ? { links } : {}),
      }),
    enqueue: (found) => parts.enqueueAlso({ ...found, also: () => Promise.resolve() }),
    outages,
    onUntranslated: (value) => registry.coverage.met(value),
    keepEvidence: (request, attempt) => ledger.keepEvidence({ request, attempt }),
    walkPlanOf: (connection, type) => schedule.plans.ofType(connection, type),
    reconciles: schedule.book,
    keepDetail: (request, at, data) => schedule.details.keep(request, at, data),
    queueHold: (queue) => ledger.queueHold(queue),
    onQuota: () => store.notify('holds'),
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
  store.onNotify((topic, isOwn) => {
    if (topic === 'holds' && !isOwn) transfer.quotasChanged();
  });
  return transfer;
}

function isListed(draft: Draft | undefined): boolean {
  return draft?.origin === 'poll' || draft?.origin === 'initialize';
}

async function whyNotReady(store: OpenStore, { masterKeys }: Registry): Promise<string | null> {
  try {
    await store.ping();
    return await masterKeys.whyIncomplete();
  } catch (error) {
    return isHostError(error) ? error.message : 'the database does not answer';
  }
}
