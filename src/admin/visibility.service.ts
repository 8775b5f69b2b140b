import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import {
  HOST_TENANT,
  ownerOfConnection,
  type ConnectionView,
  type Directory,
  type ReceivingPoint,
  type SubscriberView,
} from '../registry/index.js';
import type { PublicIds, PublicPrefix } from '../store/index.js';
import { PUBLIC_IDS, REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Places } from './paging.js';

const MOST_RECEIVERS = 1_000;

/** Who may see what, and under which name: numbers inside, public ids outside, another tenant's things not at all. */
@Injectable()
export class Visibility {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(PUBLIC_IDS) private readonly ids: PublicIds,
  ) {}

  id(prefix: PublicPrefix, seq: number): string {
    return this.ids.publicId(prefix, seq);
  }

  /** The number behind an id; NOT_FOUND for anything never given out. */
  seq(prefix: PublicPrefix, id: string): number {
    const seq = this.ids.seqOf(prefix, id);
    if (seq === undefined) throw notFound(id);
    return seq;
  }

  /** How places in a list of hot rows are written. */
  places(prefix: PublicPrefix): Places<number> {
    return {
      text: (seq) => this.ids.publicId(prefix, seq),
      place: (text) => this.ids.seqOf(prefix, text),
    };
  }

  /** A tenant's connection by its id. */
  connection(tenant: number, id: string): ConnectionView {
    const connection = this.directory.connectionById(id);
    if (!connection || connection.tenant !== tenant) throw notFound(id);
    return connection;
  }

  /** The owner of a tenant's receiver by its id. */
  async receiverOwner(tenant: number, id: string): Promise<number> {
    const { urlPath } = await this.registry.receivers.get(tenant, id);
    const point = this.directory.receiver(urlPath);
    if (!point) throw notFound(id);
    return point.owner;
  }

  /** The id of a connection; null for none, a removed one, and another tenant's. */
  connectionId(tenant: number, number: number | null): string | null {
    const connection = number === null ? undefined : this.directory.connection(number);
    return connection?.tenant === tenant ? connection.id : null;
  }

  /** The connection a queue belongs to, and its direction; undefined for another tenant's. */
  queue(
    tenant: number,
    queue: number,
  ): { readonly connection: string; readonly direction: 'TO' | 'FROM' } | undefined {
    const view = this.directory.queue(queue);
    const connection =
      view && view.tenant === tenant ? this.directory.connection(view.connection) : undefined;
    return view && connection ? { connection: connection.id, direction: view.direction } : undefined;
  }

  /** The subscriber a queue belongs to; undefined for another tenant's. */
  subscriber(tenant: number, queue: number): SubscriberView | undefined {
    const subscriber = this.directory.listening.ofQueue(queue);
    return subscriber?.tenant === tenant ? subscriber : undefined;
  }

  /** The number of the connection a queue belongs to, and its direction. */
  queueName(queue: number): { readonly connection: number; readonly direction: 'TO' | 'FROM' } | undefined {
    return this.directory.queue(queue);
  }

  /** The queues of a tenant, or of one connection. */
  queues(tenant: number, connection?: ConnectionView): number[] {
    if (connection) return Object.values(connection.queues);
    return this.directory.queues().flatMap((queue) => (queue.tenant === tenant ? [queue.id] : []));
  }

  /** Where a tenant's own hooks come in: its connections' addresses and its receivers. */
  async ownOwners(tenant: number): Promise<number[]> {
    const receivers = await this.receiverPoints(tenant);
    const connections = this.connections(tenant);
    return [
      ...connections.map(({ number }) => ownerOfConnection(number)),
      ...receivers.map(({ owner }) => owner),
    ];
  }

  /** The same, and the shared receivers that serve one of its connections. */
  async hookOwners(tenant: number): Promise<number[]> {
    const own = await this.ownOwners(tenant);
    if (tenant === HOST_TENANT) return own;
    const connectors = new Set(this.connections(tenant).map(({ connector }) => connector.definition.name));
    const shared = (await this.receiverPoints(HOST_TENANT)).filter(({ connector }) =>
      connectors.has(connector.definition.name),
    );
    return [...own, ...shared.map(({ owner }) => owner)];
  }

  /** Where hooks of a connection come in: its own address, and the receivers that serve its connector. */
  ownersOf(connection: ConnectionView): Promise<number[]> {
    return this.registry.receivers.ownersOf(connection);
  }

  /** True where everything that comes in belongs to the tenant; at a shared receiver only its slices do. */
  isOwn(tenant: number, owner: number): boolean {
    const point = owner % 2 === 0 ? this.directory.connection(owner / 2) : this.directory.pointOf(owner);
    return point?.tenant === tenant;
  }

  private get directory(): Directory {
    return this.registry.directory.current();
  }

  /** A tenant's connections. */
  connections(tenant: number): ConnectionView[] {
    const queues = this.directory.queues().filter((queue) => queue.tenant === tenant);
    const numbers = [...new Set(queues.map(({ connection }) => connection))];
    return numbers.flatMap((number) => this.directory.connection(number) ?? []);
  }

  private async receiverPoints(tenant: number): Promise<ReceivingPoint[]> {
    const { items } = await this.registry.receivers.list(tenant, { limit: MOST_RECEIVERS });
    return items.flatMap(({ urlPath }) => this.directory.receiver(urlPath) ?? []);
  }
}

function notFound(id: string): HostError {
  return new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
}
