import type { Clock } from '../clock/index.js';
import { NEVER } from '../flow/index.js';
import type { OpenStore } from '../store/index.js';
import type { Vault } from '../vault/index.js';
import { ApiKeys, HOST_ACTOR } from './api-keys.service.js';
import { AuditNotes } from './audit-notes.js';
import { AuditTrail } from './audit-trail.js';
import { Authorization } from './authorization.service.js';
import { BroughtSecrets } from './brought-secrets.service.js';
import { CollectionHistory } from './collection-history.service.js';
import { Collections } from './collections.service.js';
import { ConfigurationRows } from './configuration-rows.store.js';
import { ConfigurationWriter } from './configuration-writer.js';
import type { LoaderOptions } from './connector-loader.js';
import { ConnectorLoading } from './connector-loading.js';
import { ConnectorShelf } from './connector-shelf.js';
import { Coverage } from './coverage.service.js';
import { DatasetConnections } from './datasets/dataset-connections.service.js';
import { datasetConnector } from './datasets/dataset-connector.js';
import { Connections } from './connections.service.js';
import { Connectors, connectorOfText } from './connectors.service.js';
import type { DirectorySource } from './directory.js';
import type { ConnectorLine } from './isolation/connector-process.js';
import type { PoolLimits, PoolState } from './isolation/connector-pool.js';
import { ConnectorWorkers } from './isolation/connector-workers.js';
import { Authorizations } from './grants/authorizations.service.js';
import { Grants } from './grants/grants.store.js';
import { IdempotencyKeys } from './idempotency.service.js';
import { keepImprints } from './imprints/imprint.store.js';
import { LiveDirectory } from './live-directory.js';
import { MasterKeys } from './master-keys.service.js';
import { queuesOf } from './queues.store.js';
import { Receivers } from './receivers.service.js';
import { RecordTypes } from './record-types.service.js';
import type { RegistryParts } from './registry-parts.js';
import { Scopes } from './scopes.service.js';
import { Subscribing } from './subscribing/subscribing.service.js';
import { Callbacks } from './subscribers/callbacks.service.js';
import { Endpoints } from './subscribers/endpoints.service.js';
import { PortalLinks } from './subscribers/portal-links.service.js';
import { Triggers } from './subscribers/triggers.service.js';
import { Handlers } from './subscribers/handlers.service.js';
import { Tenants, holdCode } from './tenants.service.js';
import { ConnectionUpgrades } from './upgrades/connection-upgrades.service.js';
import { Translations } from './translations.service.js';
import { Trials } from './trials.js';
import { UntranslatedTally } from './untranslated-tally.js';

export interface RegistryOptions {
  readonly store: OpenStore;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Where senders call, without a slash at the end. */
  readonly publicUrl: string;
  /** `ledger.holdQueue`. */
  readonly holdQueue: (queue: number, until: number, code: string | null) => Promise<void>;
  /** What the workers of connectors may take. Default: as the settings have it. */
  readonly workerLimits?: Partial<PoolLimits>;
  /** What a connector in a worker says that is of no request: its console, rejections nobody handles. */
  readonly onConnectorLine?: (connector: string, line: ConnectorLine) => void;
  /** A connector, connection or receiver that cannot be used, and why. */
  readonly onUnusable: (what: string, error: unknown) => void;
}

/** What is configured: read through `directory`, changed through the services. */
export interface Registry {
  readonly directory: DirectorySource;
  readonly connectors: Connectors;
  readonly connections: Connections;
  readonly upgrades: ConnectionUpgrades;
  readonly scopes: Scopes;
  readonly collections: Collections;
  /** Where the rows of datasets come from. */
  readonly datasets: DatasetConnections;
  readonly collectionHistory: CollectionHistory;
  readonly translations: Translations;
  readonly coverage: Coverage;
  readonly receivers: Receivers;
  readonly endpoints: Endpoints;
  readonly triggers: Triggers;
  readonly handlers: Handlers;
  readonly portalLinks: PortalLinks;
  readonly callbacks: Callbacks;
  readonly recordTypes: RecordTypes;
  /** What people try a request against. */
  readonly trials: Trials;
  readonly apiKeys: ApiKeys;
  readonly masterKeys: MasterKeys;
  readonly tenants: Tenants;
  readonly authorization: Authorization;
  /** Those that senders bring. */
  readonly broughtSecrets: BroughtSecrets;
  /** What keeping hooks registered at external systems needs. */
  readonly subscribing: Subscribing;
  /** People who are on their way to grant access, and back. */
  readonly authorizations: Authorizations;
  readonly grants: Grants;
  /** Calls that are done once, however often they are sent. */
  readonly idempotency: IdempotencyKeys;
  /** For what people do that is no change of the configuration. */
  readonly audit: AuditNotes;
  readonly auditTrail: AuditTrail;
  /** Takes the connectors there are; those refused are listed by `connectors.refused`, and told. Before `start`. */
  load(options: LoaderOptions): Promise<void>;
  /** Reads everything and follows changes. Throws MASTER_KEY_WRONG. Answers a new first admin key to show, or null. */
  start(firstAdminKey?: string): Promise<string | null>;
  stop(): Promise<void>;
  /** How the workers of connectors do, one for each version that runs in any. */
  workerStates(): readonly PoolState[];
  /** Of everything committed before the call, which the directory shows when this answers. */
  version(): Promise<number>;
}

export function createRegistry(options: RegistryOptions): Registry {
  const { store, vault, clock, onUnusable } = options;
  const shelf = new ConnectorShelf();
  shelf.addCode(datasetConnector, { source: 'repository', from: 'the host' });
  const directory = new LiveDirectory({ ...options, shelf, connectorOf: connectorOfText });
  const workers = new ConnectorWorkers(workerOptions(options));
  const parts = partsOf(options, { directory, shelf, workers });
  const loading = loadingOf(options, parts, { directory, workers });
  const apiKeys = new ApiKeys(parts, store, clock);
  const masterKeys = new MasterKeys(parts, store, (error) => onUnusable('master key', error));
  const idempotency = new IdempotencyKeys(store, { clock, vault });
  const tally = new UntranslatedTally(store, clock);
  return {
    directory,
    ...servicesOf(parts),
    coverage: new Coverage(parts, store, tally),
    portalLinks: new PortalLinks(parts, store),
    apiKeys,
    masterKeys,
    tenants: new Tenants(parts, apiKeys),
    authorization: new Authorization(parts, directory),
    broughtSecrets: new BroughtSecrets(parts),
    subscribing: new Subscribing(parts, directory),
    authorizations: new Authorizations(parts, store),
    grants: new Grants(store, vault),
    audit: new AuditNotes(store, clock),
    auditTrail: new AuditTrail(store),
    idempotency,
    workerStates: () => workers.states(),
    version: () => directory.version(),
    async load(loader) {
      await loading.load(loader);
      await keepImprints(store, shelf.inCode(), clock.now());
    },
    async start(firstAdminKey) {
      await masterKeys.start();
      await directory.start();
      const shown = await apiKeys.ensureFirst(firstAdminKey);
      await holdPaused(directory, parts);
      loading.start();
      return shown;
    },
    async stop() {
      await loading.stop();
      await masterKeys.stop();
      idempotency.stop();
      await directory.stop();
      await tally.settled();
    },
  };
}

function servicesOf(parts: RegistryParts) {
  return {
    connectors: new Connectors(parts),
    connections: new Connections(parts),
    upgrades: new ConnectionUpgrades(parts),
    scopes: new Scopes(parts),
    collections: new Collections(parts),
    datasets: new DatasetConnections(parts),
    collectionHistory: new CollectionHistory(parts),
    translations: new Translations(parts),
    receivers: new Receivers(parts),
    endpoints: new Endpoints(parts),
    triggers: new Triggers(parts),
    handlers: new Handlers(parts),
    callbacks: new Callbacks(parts),
    recordTypes: new RecordTypes(parts),
    trials: new Trials(parts),
  };
}

interface OwnParts {
  readonly directory: LiveDirectory;
  readonly shelf: ConnectorShelf;
  readonly workers: ConnectorWorkers;
}

function loadingOf(
  options: RegistryOptions,
  parts: RegistryParts,
  { directory, workers }: Pick<OwnParts, 'directory' | 'workers'>,
): ConnectorLoading {
  return new ConnectorLoading({
    shelf: parts.shelf,
    workers,
    onUnusable: options.onUnusable,
    onReloaded: (id) => takeReloaded(parts, directory, id),
  });
}

const WORKER_LIMITS: PoolLimits = {
  processes: 2,
  heapMb: 256,
  memoryMb: 512,
  silentMs: 5_000,
  idleMs: 60_000,
  callMs: 30_000,
};

function workerOptions(options: RegistryOptions): ConstructorParameters<typeof ConnectorWorkers>[0] {
  const { clock, workerLimits, onUnusable, onConnectorLine } = options;
  return {
    limits: { ...WORKER_LIMITS, ...workerLimits },
    now: () => clock.now(),
    onDeath: (id, reason) => onUnusable(`a worker of connector ${id}`, `it ended: ${reason}`),
    onLine: (id, line) => onConnectorLine?.(id, line),
  };
}

/** Connections run on it from their next request on; what waited for a change of their configuration is tried again. */
async function takeReloaded({ writer }: RegistryParts, directory: LiveDirectory, id: string): Promise<void> {
  directory.shelfChanged();
  await writer.commit(HOST_ACTOR, async ({ audit }) => audit({ action: 'connector.reload', subject: id }));
}

function partsOf(options: RegistryOptions, { directory, shelf, workers }: OwnParts): RegistryParts {
  const { store, vault, clock, publicUrl } = options;
  return {
    writer: new ConfigurationWriter(store, clock, directory),
    rows: new ConfigurationRows(store),
    readSource: store.readSource,
    read: (statement, rows) => store.read(statement, rows),
    directory,
    shelf,
    workers,
    vault,
    clock,
    publicUrl,
    holdQueues: (connection, code) => setQueues(options, connection, NEVER, code),
    freeQueues: (connection) => setQueues(options, connection, 0, null),
  };
}

async function setQueues(
  { store, holdQueue }: RegistryOptions,
  connection: number,
  until: number,
  code: string | null,
): Promise<void> {
  for (const { id } of await queuesOf(store, [connection])) await holdQueue(id, until, code);
}

/** A process that ended between a change of state and its holding the queues left them free. */
async function holdPaused(directory: DirectorySource, parts: RegistryParts): Promise<void> {
  const now = directory.current();
  const { suspended } = await parts.rows.tenantFacts();
  const paused = new Set(now.queues().flatMap(({ isPaused, connection }) => (isPaused ? [connection] : [])));
  for (const number of paused) {
    const connection = now.connection(number);
    if (!connection) continue;
    // None: its connector is missing here. Another process may have it, and this one after its next start.
    const code = holdCode(connection, suspended.has(connection.tenant));
    if (code !== null) await parts.holdQueues(number, code);
  }
}
