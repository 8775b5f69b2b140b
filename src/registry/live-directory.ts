import { setImmediate as nextTurn } from 'node:timers/promises';

import type { AnyConnector } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { ignore } from '../errors/index.js';
import type { OpenStore } from '../store/index.js';
import type { Vault } from '../vault/index.js';
import { compileReceiver } from './compile-receiver.js';
import { readConfigVersion } from './config-version.js';
import { ConfigurationRows, type ConnectionRows, type TenantFacts } from './configuration-rows.store.js';
import { connectionView } from './connection-view.js';
import type { ConnectorShelf } from './connector-shelf.js';
import type { CompiledReceiver, Directory, DirectorySource, LoadedConnector } from './directory.js';
import {
  DirectorySnapshot,
  receiverUrl,
  type ListedConnection,
  type ListedReceiver,
} from './directory-snapshot.js';
import type { ConnectionRow } from './connection.entity.js';
import { connectorId, ownerOfReceiver } from './ids.js';
import { readImprint } from './imprints/imprint.store.js';
import { isMissing, missingText, standInFor } from './imprints/stand-in.js';
import type { ReceiverRow } from './receiver.entity.js';
import { parseReceiverSecrets } from './receiver-secrets.js';
import { openSecrets } from './secrets.js';
import { SettingsReader } from './settings-reader.js';
import { handlerView, subscriberView } from './subscribers/compile-subscriber.js';
import type { HandlerView } from './subscribers/handler-view.js';
import type { SubscriberView } from './subscribers/subscriber-view.js';
import type { QueuedSubscriber } from './subscribers/subscriber.store.js';

export interface LiveDirectoryOptions {
  readonly store: OpenStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly shelf: ConnectorShelf;
  /** Where senders call, without a slash at the end. */
  readonly publicUrl: string;
  /** The connector's data form, read back. */
  readonly connectorOf: (definition: string) => AnyConnector;
  /** A connection or receiver that cannot be used: its connector is missing, or stored data no longer fits. */
  readonly onUnusable: (what: string, error: unknown) => void;
}

interface Known {
  readonly updatedAt: number;
  /** Null while it is removed or unusable. */
  readonly listed: ListedConnection | null;
  readonly gone: readonly string[];
}

/** Of one row: one of either, or none where it cannot be used. */
interface SubscriberViews {
  readonly endpoints: readonly SubscriberView[];
  readonly handlers: readonly HandlerView[];
}

/** What is read whole each time. */
interface Others extends TenantFacts {
  readonly receivers: readonly ReceiverRow[];
  readonly subscribers: readonly QueuedSubscriber[];
}

/** Of the event loop: then others have theirs. */
const TURN_MS = 8;
/** How often other processes' changes are looked for where no notice of them came. */
const POLL_MS = 1_000;

/**
 * Keeps the directory up to date. A refresh reads only what changed since the one before, and puts a whole new
 * snapshot in place; refreshes run one after another.
 */
export class LiveDirectory implements DirectorySource {
  private snapshot: Directory;
  private known = new Map<number, Known>();
  private lastConnector = 0;
  private isShelfNew = false;
  /** For versions that are pinned and not loaded. */
  private readonly standIns = new Map<string, LoadedConnector>();
  private readonly subscribers = new Map<number, { readonly updatedAt: number } & SubscriberViews>();
  private readonly receivers = new WeakMap<LoadedConnector, CompiledReceiver>();
  private readonly listeners = new Set<(directory: Directory) => void>();
  private readonly rows: ConfigurationRows;
  private turn: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;
  /** Settings are to be read again. */
  private isUnread = false;
  private readonly settings = new SettingsReader(() => {
    this.isUnread = true;
    this.refreshLater();
  });
  private unlisten: () => void = () => undefined;

  constructor(private readonly options: LiveDirectoryOptions) {
    this.rows = new ConfigurationRows(options.store);
    this.snapshot = this.assemble(0, {
      receivers: [],
      subscribers: [],
      suspended: new Set(),
      quotas: new Map(),
      retention: new Map(),
    });
  }

  current(): Directory {
    return this.snapshot;
  }

  onChange(listener: (directory: Directory) => void): void {
    this.listeners.add(listener);
  }

  async start(): Promise<void> {
    await this.refresh();
    this.unlisten = this.options.store.onNotify((topic) => {
      if (topic === 'config') this.refreshLater();
    });
    if (this.options.store.engine === 'postgres') {
      this.timer = setInterval(() => this.refreshLater(), POLL_MS);
      this.timer.unref();
    }
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.settings.stop();
    this.unlisten();
    await this.turn;
  }

  /** The version of everything committed before the call; the directory shows it. */
  async version(): Promise<number> {
    await this.refresh();
    return this.snapshot.version;
  }

  /** What is on the shelf changed: the next refresh looks at every connection again. */
  shelfChanged(): void {
    this.isShelfNew = true;
  }

  /** Answers when the directory shows everything committed before the call. */
  refresh(): Promise<void> {
    const next = this.turn.then(() => this.load());
    this.turn = next.catch((error: unknown) => ignore(error, 'the caller of refresh hears of it'));
    return next;
  }

  private refreshLater(): void {
    this.refresh().catch((error: unknown) => ignore(error, 'the configuration is read again in a second'));
  }

  private async load(): Promise<void> {
    const version = await readConfigVersion(this.options.store);
    if (version === this.snapshot.version && version > 0 && !this.isUnread) return;
    const isShelfNew = this.isShelfNew || this.isUnread;
    this.isUnread = false;
    this.isShelfNew = false;
    const hasNewTypes = (await this.loadConnectors()) || isShelfNew;
    const heads = await this.rows.heads();
    const present = new Set(heads.map(({ id }) => id));
    // Of a tenant that was deleted.
    for (const id of this.known.keys()) if (!present.has(id)) this.known.delete(id);
    const changed = heads.filter(
      ({ id, updatedAt }) => hasNewTypes || this.known.get(id)?.updatedAt !== updatedAt,
    );
    const { clock } = this.options;
    let turnedAt = clock.monotonic();
    for await (const rows of this.rows.connections(changed.map(({ id }) => id))) {
      await this.standIn(rows.row);
      this.known.set(rows.row.id, await this.judge(rows, version));
      // A change may concern every connection there is.
      if (clock.monotonic() - turnedAt < TURN_MS) continue;
      await nextTurn();
      turnedAt = clock.monotonic();
    }
    const receivers = await this.rows.receivers();
    for (const row of receivers) await this.standIn(row);
    this.snapshot = this.assemble(version, {
      receivers,
      ...(await this.rows.tenantFacts()),
      subscribers: await this.rows.subscribers(this.options.clock.now()),
    });
    for (const listener of this.listeners) listener(this.snapshot);
  }

  /** Has at hand what is known of a version that is pinned and not loaded. */
  private async standIn(row: ConnectionRow | ReceiverRow): Promise<void> {
    const { tenant, connector: name, connectorVersion: version, removedAt } = row;
    const id = connectorId(name, version);
    const { shelf, store } = this.options;
    if (removedAt !== null || shelf.pinned(tenant, name, version) || this.standIns.has(id)) return;
    const facts = await readImprint(store.readSource, name, version);
    if (facts) this.standIns.set(id, standInFor(facts));
  }

  /** What a row is pinned to, or what stands in for it. */
  private connectorOf({
    tenant,
    connector: name,
    connectorVersion,
  }: ConnectionRow | ReceiverRow): LoadedConnector {
    const id = connectorId(name, connectorVersion);
    const connector = this.options.shelf.pinned(tenant, name, connectorVersion) ?? this.standIns.get(id);
    if (!connector) throw new Error(`no connector ${id} is loaded`);
    return connector;
  }

  /** Whether one of them declares record types, which every connection maps with. */
  private async loadConnectors(): Promise<boolean> {
    const { shelf, connectorOf, onUnusable } = this.options;
    let hasNewTypes = false;
    for (const row of await this.rows.connectorsAfter(this.lastConnector)) {
      this.lastConnector = row.id;
      try {
        const { definition } = shelf.addData(connectorOf(row.definition), row.tenant);
        hasNewTypes ||= definition.recordTypes !== undefined;
      } catch (error) {
        onUnusable(`connector ${row.name}@${row.version}`, error);
      }
    }
    return hasNewTypes;
  }

  private async judge(rows: ConnectionRows, configVersion: number): Promise<Known> {
    const { row, keys, queues } = rows;
    const { updatedAt } = row;
    if (row.removedAt !== null) return { updatedAt, listed: null, gone: keys.map(({ keyHash }) => keyHash) };
    try {
      const connector = this.connectorOf(row);
      if (isMissing(connector))
        this.options.onUnusable(`connection ${row.publicId}`, missingText(connector.id));
      const { vault, shelf } = this.options;
      const recordTypes = shelf.recordTypes(row.tenant);
      const { settings } = this;
      const view = await connectionView(rows, { connector, vault, configVersion, recordTypes, settings });
      const live = keys.filter(({ removedAt }) => removedAt === null);
      const { ratePerSecond } = row;
      const listed = { view, receiver: this.receiverOf(connector), ratePerSecond, keys: live, queues };
      return { updatedAt, listed, gone: [] };
    } catch (error) {
      this.options.onUnusable(`connection ${row.publicId}`, error);
      return { updatedAt, listed: null, gone: [] };
    }
  }

  private receiverOf(connector: LoadedConnector): CompiledReceiver {
    let receiver = this.receivers.get(connector);
    if (!receiver) {
      receiver = compileReceiver(connector.definition.webhook, connector.form === 'code');
      this.receivers.set(connector, receiver);
    }
    return receiver;
  }

  private assemble(version: number, { receivers, subscribers, ...tenants }: Others): Directory {
    const { clock, publicUrl, vault } = this.options;
    const all = [...this.known.values()];
    const views = subscribers.map((row) => this.listSubscriber(row, version));
    return new DirectorySnapshot({
      version,
      connections: all.flatMap(({ listed }) => (listed ? [listed] : [])),
      receivers: receivers.flatMap((row) => this.listReceiver(row)),
      ...tenants,
      subscribers: views.flatMap(({ endpoints }) => endpoints),
      handlers: views.flatMap(({ handlers }) => handlers),
      gone: new Set(all.flatMap(({ gone }) => gone)),
      publicUrl,
      clock,
      hashesOf: (key) => vault.keyedHashes(key),
    });
  }

  private listSubscriber(queued: QueuedSubscriber, configVersion: number): SubscriberViews {
    const { row } = queued;
    const known = this.subscribers.get(row.id);
    if (known?.updatedAt === row.updatedAt) return known;
    const { vault, onUnusable } = this.options;
    const reading = { vault, configVersion };
    let views: SubscriberViews = { endpoints: [], handlers: [] };
    try {
      views =
        row.kind === 'handler'
          ? { endpoints: [], handlers: [handlerView(queued, reading)] }
          : { endpoints: [subscriberView(queued, reading)], handlers: [] };
    } catch (error) {
      onUnusable(`subscriber ${row.publicId}`, error);
    }
    this.subscribers.set(row.id, { updatedAt: row.updatedAt, ...views });
    return views;
  }

  private listReceiver(row: ReceiverRow): ListedReceiver[] {
    const { vault, publicUrl, onUnusable } = this.options;
    if (row.removedAt !== null) return [];
    try {
      const connector = this.connectorOf(row);
      const point = {
        owner: ownerOfReceiver(row.id),
        tenant: row.tenant,
        connector,
        receiver: this.receiverOf(connector),
        connection: null,
        secrets: openSecrets(parseReceiverSecrets(row.secrets), row.publicId, vault),
        publicUrl: receiverUrl(publicUrl, row.urlPath),
        ratePerSecond: 0,
      };
      return [{ number: row.id, urlPath: row.urlPath, point }];
    } catch (error) {
      onUnusable(`receiver ${row.publicId}`, error);
      return [];
    }
  }
}
