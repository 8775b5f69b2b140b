import type { Mode, RecordType, ScopeAction } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { EventType } from '../events/index.js';
import type { ConnectionKeyRow } from './connection-key.entity.js';
import type { CompiledReceiver, ConnectionView, Directory, QueueView, ReceivingPoint } from './directory.js';
import { isMissing } from './imprints/stand-in.js';
import { HOST_TENANT, ownerOfConnection, ownerOfReceiver } from './ids.js';
import type { Quotas } from './quotas.js';
import type { TenantRetention } from './tenant-retention.js';
import type { QueueRow } from './queues.store.js';
import { Deciding } from './subscribers/deciding.js';
import type { HandlerView } from './subscribers/handler-view.js';
import { Listening } from './subscribers/listening.js';
import type { SubscriberView } from './subscribers/subscriber-view.js';

/** A connection in use: what everybody reads of it, and what only the directory needs. */
export interface ListedConnection {
  readonly view: ConnectionView;
  readonly receiver: CompiledReceiver;
  /** Hooks a second at its own address; 0: no limit. */
  readonly ratePerSecond: number;
  readonly keys: readonly ConnectionKeyRow[];
  readonly queues: readonly QueueRow[];
}

/** A receiver in use. */
export interface ListedReceiver {
  readonly number: number;
  readonly urlPath: string;
  readonly point: ReceivingPoint;
}

export interface SnapshotParts {
  readonly version: number;
  readonly connections: readonly ListedConnection[];
  readonly receivers: readonly ListedReceiver[];
  readonly subscribers: readonly SubscriberView[];
  readonly handlers: readonly HandlerView[];
  /** Tenants of which nothing runs. */
  readonly suspended: ReadonlySet<number>;
  readonly quotas: ReadonlyMap<number, Quotas>;
  readonly retention: ReadonlyMap<number, TenantRetention>;
  /** Hashes of the keys of removed connections. */
  readonly gone: ReadonlySet<string>;
  readonly publicUrl: string;
  readonly clock: Clock;
  /** The hashes a key in clear may be stored under. */
  readonly hashesOf: (key: string) => readonly string[];
}

interface KnownKey {
  readonly connection: ListedConnection;
  readonly notAfter: number | null;
}

/** Keys in clear whose hash is remembered; a hash costs about 3 µs, a hook's whole budget is 60. */
const MAX_REMEMBERED = 10_000;

/** One version of the configuration, read without I/O. */
export class DirectorySnapshot implements Directory {
  readonly version: number;
  readonly listening: Listening;
  readonly deciding: Deciding;
  readonly unavailable: ReadonlySet<number>;
  readonly elsewhere: ReadonlyMap<number, string>;
  private readonly byNumber = new Map<number, ListedConnection>();
  private readonly byId = new Map<string, ConnectionView>();
  private readonly byHash = new Map<string, KnownKey>();
  private readonly byUrlPath = new Map<string, ReceivingPoint>();
  private readonly receiverByOwner = new Map<number, ReceivingPoint>();
  private readonly byAccount = new Map<string, ConnectionView>();
  private readonly byEvent = new Map<string, ConnectionView[]>();
  private readonly queueViews = new Map<number, QueueView>();
  private readonly remembered = new Map<
    string,
    { readonly point: ReceivingPoint; readonly notAfter: number | null }
  >();

  constructor(private readonly parts: SnapshotParts) {
    this.version = parts.version;
    this.listening = new Listening(parts.subscribers);
    this.deciding = new Deciding(parts.handlers);
    for (const connection of parts.connections) this.list(connection);
    for (const { number, urlPath, point } of parts.receivers) {
      this.byUrlPath.set(urlPath, point);
      this.receiverByOwner.set(ownerOfReceiver(number), point);
    }
    for (const { point } of parts.receivers) this.listAccounts(point);
    const owners = [
      ...parts.connections.map(({ view }) => [ownerOfConnection(view.number), view.connector] as const),
      ...parts.receivers.map(({ point }) => [point.owner, point.connector] as const),
    ];
    this.unavailable = new Set(owners.flatMap(([owner, its]) => (isMissing(its) ? [owner] : [])));
    this.elsewhere = new Map(
      owners.flatMap(([owner, its]) => (its.isolation === 'worker' ? [[owner, its.id] as const] : [])),
    );
  }

  point(key: string): ReceivingPoint | 'gone' | undefined {
    const now = this.parts.clock.now();
    const known = this.remembered.get(key) ?? this.look(key);
    if (known === 'gone' || known === undefined) return known;
    return known.notAfter === null || known.notAfter > now ? known.point : undefined;
  }

  receiver(urlPath: string): ReceivingPoint | undefined {
    return this.byUrlPath.get(urlPath);
  }

  pointOf(owner: number): ReceivingPoint | undefined {
    if (owner % 2 === 1) return this.receiverByOwner.get(owner);
    const listed = this.byNumber.get(owner / 2);
    return listed && this.ownPoint(listed, listed.keys.at(-1)?.keyHint ?? '');
  }

  connection(number: number): ConnectionView | undefined {
    return this.byNumber.get(number)?.view;
  }

  connectionById(id: string): ConnectionView | undefined {
    return this.byId.get(id);
  }

  account(owner: number, account: string): ConnectionView | undefined {
    return this.byAccount.get(`${owner}\n${account}`);
  }

  token(owner: number, token: string): ConnectionView | undefined {
    const point = this.receiverByOwner.get(owner);
    const known = this.byKey(token);
    if (!point || !known || !serves(point, known.connection.view)) return undefined;
    const isLive = known.notAfter === null || known.notAfter > this.parts.clock.now();
    return isLive ? known.connection.view : undefined;
  }

  listeners(tenant: number, mode: Mode, type: RecordType, action: ScopeAction): readonly ConnectionView[] {
    return this.byEvent.get(eventKey(tenant, mode, type, action)) ?? [];
  }

  queue(queue: number): QueueView | undefined {
    return this.queueViews.get(queue);
  }

  queues(): readonly QueueView[] {
    return [...this.queueViews.values()];
  }

  quotas(): ReadonlyMap<number, Quotas> {
    return this.parts.quotas;
  }

  retention(): ReadonlyMap<number, TenantRetention> {
    return this.parts.retention;
  }

  hears(tenant: number, mode: Mode, type: EventType): boolean {
    return this.listening.of(tenant, mode, type).length > 0;
  }

  isSuspended(tenant: number): boolean {
    return this.parts.suspended.has(tenant);
  }

  private list(listed: ListedConnection): void {
    const { view, keys, queues } = listed;
    this.byNumber.set(view.number, listed);
    this.byId.set(view.id, view);
    for (const { keyHash, notAfter } of keys) this.byHash.set(keyHash, { connection: listed, notAfter });
    for (const { type, action, isEnabled } of view.scopes.FROM.values()) {
      if (!isEnabled) continue;
      const event = eventKey(view.tenant, view.mode, type, action);
      const listening = this.byEvent.get(event);
      if (!listening) this.byEvent.set(event, [view]);
      else if (listening.at(-1) !== view) listening.push(view);
    }
    for (const { id, direction, weight, maxRunning } of queues) {
      const { number: connection, tenant, mode, state } = view;
      const isHeld = state === 'paused' || state === 'needs_authorization' || isMissing(view.connector);
      const isPaused = isHeld || this.parts.suspended.has(tenant);
      this.queueViews.set(id, { id, connection, tenant, direction, mode, weight, maxRunning, isPaused });
    }
  }

  /** The oldest connection of an account has it. */
  private listAccounts(point: ReceivingPoint): void {
    for (const { view } of this.parts.connections) {
      if (view.account === null || !serves(point, view)) continue;
      const key = `${point.owner}\n${view.account}`;
      if (!this.byAccount.has(key)) this.byAccount.set(key, view);
    }
  }

  private look(
    key: string,
  ): { readonly point: ReceivingPoint; readonly notAfter: number | null } | 'gone' | undefined {
    const known = this.byKey(key);
    if (!known)
      return this.parts.hashesOf(key).some((hash) => this.parts.gone.has(hash)) ? 'gone' : undefined;
    const found = { point: this.ownPoint(known.connection, key), notAfter: known.notAfter };
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, found);
    return found;
  }

  private byKey(key: string): KnownKey | undefined {
    for (const hash of this.parts.hashesOf(key)) {
      const known = this.byHash.get(hash);
      if (known) return known;
    }
    return undefined;
  }

  private ownPoint({ view, receiver, ratePerSecond }: ListedConnection, key: string): ReceivingPoint {
    return {
      owner: ownerOfConnection(view.number),
      tenant: view.tenant,
      connector: view.connector,
      receiver,
      connection: view,
      secrets: view.secrets,
      publicUrl: hookUrl(this.parts.publicUrl, key),
      ratePerSecond,
    };
  }
}

/** The address of a connection's own hooks. */
export function hookUrl(publicUrl: string, key: string): string {
  return `${publicUrl}/hooks/${key}`;
}

export function receiverUrl(publicUrl: string, urlPath: string): string {
  return `${publicUrl}/receivers/${urlPath}`;
}

/** A receiver serves the connections of its connector: its own tenant's, or everybody's where the host's operator made it. */
function serves(point: ReceivingPoint, view: ConnectionView): boolean {
  const isSameApp = view.connector.definition.name === point.connector.definition.name;
  return isSameApp && (point.tenant === HOST_TENANT || point.tenant === view.tenant);
}

function eventKey(tenant: number, mode: Mode, type: RecordType, action: ScopeAction): string {
  return `${tenant}\n${mode}\n${type}\n${action}`;
}
