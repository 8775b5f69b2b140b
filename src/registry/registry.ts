import type { Clock } from '../clock/index.js';
import { HostError, isHostError } from '../errors/index.js';
import { NEVER } from '../flow/index.js';
import type { OpenStore } from '../store/index.js';
import type { Vault } from '../vault/index.js';
import { ApiKeys } from './api-keys.service.js';
import { AuditNotes } from './audit-notes.js';
import { Authorization } from './authorization.service.js';
import { Collections } from './collections.service.js';
import { ConfigurationRows } from './configuration-rows.store.js';
import { ConfigurationWriter } from './configuration-writer.js';
import { loadConnectors, type LoaderOptions } from './connector-loader.js';
import { ConnectorShelf } from './connector-shelf.js';
import { Connections } from './connections.service.js';
import { Connectors, connectorOfText } from './connectors.service.js';
import type { DirectorySource } from './directory.js';
import { LiveDirectory } from './live-directory.js';
import { keepSeal, readSeal } from './master-key-seal.js';
import { queuesOf } from './queues.store.js';
import { Receivers } from './receivers.service.js';
import { RecordTypes } from './record-types.service.js';
import type { RegistryParts } from './registry-parts.js';
import { Scopes } from './scopes.service.js';
import { Translations } from './translations.service.js';

export interface RegistryOptions {
  readonly store: OpenStore;
  readonly vault: Vault;
  readonly clock: Clock;
  /** Where senders call, without a slash at the end. */
  readonly publicUrl: string;
  /** `ledger.holdQueue`. */
  readonly holdQueue: (queue: number, until: number, code: string | null) => Promise<void>;
  /** A connector, connection or receiver that cannot be used. */
  readonly onUnusable: (what: string, error: unknown) => void;
}

/** What is configured: read through `directory`, changed through the services. */
export interface Registry {
  readonly directory: DirectorySource;
  readonly connectors: Connectors;
  readonly connections: Connections;
  readonly scopes: Scopes;
  readonly collections: Collections;
  readonly translations: Translations;
  readonly receivers: Receivers;
  readonly recordTypes: RecordTypes;
  readonly apiKeys: ApiKeys;
  readonly authorization: Authorization;
  /** For what people do that is no change of the configuration. */
  readonly audit: AuditNotes;
  /** Takes the connectors of a folder; those refused are listed by `connectors.refused`. Before `start`. */
  load(options: LoaderOptions): Promise<void>;
  /** Reads everything and follows changes. Throws MASTER_KEY_WRONG. Answers a new first admin key to show, or null. */
  start(firstAdminKey?: string): Promise<string | null>;
  stop(): Promise<void>;
}

export function createRegistry(options: RegistryOptions): Registry {
  const { store, vault, clock, publicUrl, onUnusable } = options;
  const shelf = new ConnectorShelf();
  const directory = new LiveDirectory({
    store,
    vault,
    clock,
    shelf,
    publicUrl,
    onUnusable,
    connectorOf: connectorOfText,
  });
  const parts: RegistryParts = {
    writer: new ConfigurationWriter(store, clock, directory),
    rows: new ConfigurationRows(store),
    readSource: store.readSource,
    directory,
    shelf,
    vault,
    clock,
    publicUrl,
    holdQueues: (connection, code) => setQueues(options, connection, NEVER, code),
    freeQueues: (connection) => setQueues(options, connection, 0, null),
  };
  const apiKeys = new ApiKeys(parts, store, clock);
  return {
    directory,
    connectors: new Connectors(parts),
    connections: new Connections(parts),
    scopes: new Scopes(parts),
    collections: new Collections(parts),
    translations: new Translations(parts),
    receivers: new Receivers(parts),
    recordTypes: new RecordTypes(parts),
    apiKeys,
    authorization: new Authorization(parts, directory),
    audit: new AuditNotes(store, clock),
    load: (loader) => loadConnectors(shelf, loader),
    async start(firstAdminKey) {
      await checkMasterKey(store, vault);
      await directory.start();
      const shown = await apiKeys.ensureFirst(firstAdminKey);
      await holdPaused(directory, parts);
      return shown;
    },
    stop: () => directory.stop(),
  };
}

const SEAL_TEXT = 'hookyard';
const SEAL_CONTEXT = 'meta master key';

/** Another key than the database's is found at the start, not at the first secret. */
async function checkMasterKey(store: OpenStore, vault: Vault): Promise<void> {
  const sealed = await keepSeal(store, (await readSeal(store)) ?? vault.seal(SEAL_TEXT, SEAL_CONTEXT));
  try {
    vault.open(sealed, SEAL_CONTEXT);
  } catch (cause) {
    if (!isHostError(cause)) throw cause;
    throw new HostError('MASTER_KEY_WRONG', { detail: cause.details.detail }, { cause });
  }
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
  const paused = new Set(now.queues().flatMap(({ isPaused, connection }) => (isPaused ? [connection] : [])));
  for (const connection of paused) {
    const isDenied = now.connection(connection)?.state === 'needs_authorization';
    await parts.holdQueues(connection, isDenied ? 'needs-authorization' : 'paused');
  }
}
