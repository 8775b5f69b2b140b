import { Inject, Injectable } from '@nestjs/common';

import type { AlsoSent, Deliveries } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { EndpointView, PortalBounds, SubscriberView, TriggerView } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DELIVERIES, REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import {
  viewDelivery,
  type DeliveryBody,
  type DeliveryDetailBody,
  type RecoveredDeliveriesBody,
} from './delivery.view.js';
import type { Fields } from './fields.js';
import type { DeliveriesQuery, RecoverDeliveriesBody } from './endpoint.dto.js';
import type { PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { timeText } from './times.js';
import { Visibility } from './visibility.service.js';

/** What became of what subscribers were to be told, the same for every kind of them. */
@Injectable()
export class SubscriberDeliveries {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    private readonly see: Visibility,
  ) {}

  /** Throws NOT_FOUND. */
  endpoint(tenant: number, id: string, within?: PortalBounds): EndpointView {
    const one = this.subscriber(tenant, id);
    if (one.kind !== 'endpoint') throw notFound(id);
    if (within && (one.subscriber !== within.subscriber || one.mode !== within.mode)) throw notFound(id);
    return one;
  }

  /** Throws NOT_FOUND. */
  trigger(tenant: number, id: string): TriggerView {
    const subscriber = this.subscriber(tenant, id);
    if (subscriber.kind !== 'trigger') throw notFound(id);
    return subscriber;
  }

  async list(subscriber: SubscriberView, query: DeliveriesQuery): Promise<PageBody<DeliveryBody>> {
    const page = openPage(query, NUMBERS, subscriber.id);
    const { limit, sort, behind } = page;
    const infos = await this.deliveries.list(subscriber, { sort, behind, limit: limit + 1 });
    const last = infos.length > limit ? infos[limit - 1] : undefined;
    return page.answer(
      infos.slice(0, limit).map((info) => viewDelivery(info, this.see)),
      last ? last.delivery.sequence : null,
    );
  }

  async get(subscriber: SubscriberView, sequence: string): Promise<Fields<DeliveryDetailBody>> {
    const info = await this.deliveries.get(subscriber, sequenceOf(sequence));
    const tries = info.tries.map(({ number, at, tookMs, failure, message, facts }) => ({
      number,
      at: timeText(at),
      tookMs,
      failure,
      message,
      facts,
    }));
    return { ...viewDelivery(info, this.see), tries };
  }

  async resend(caller: Caller, subscriber: SubscriberView, sequence: string): Promise<void> {
    const after = { sequence: sequenceOf(sequence) };
    const entry = { action: 'delivery.resend', subject: subscriber.id, after };
    await this.deliveries.resend(subscriber, after.sequence, (tx) =>
      this.registry.audit.within(tx, actorOf(caller), entry),
    );
  }

  async recover(
    caller: Caller,
    subscriber: SubscriberView,
    { since, after = 0 }: RecoverDeliveriesBody,
  ): Promise<RecoveredDeliveriesBody> {
    const { id, kind } = subscriber;
    const entry = { action: `${kind}.recover`, subject: id };
    const also: AlsoSent = (tx, sent) =>
      this.registry.audit.within(tx, actorOf(caller), { ...entry, after: { since, sent } });
    const asked = { since: Date.parse(since), after, also };
    const recovered = await this.deliveries.recover(subscriber, asked);
    if (recovered.sent === 0)
      await this.registry.audit.note(actorOf(caller), { ...entry, after: { since, sent: 0 } });
    return recovered;
  }

  /** Throws NOT_FOUND. */
  subscriber(tenant: number, id: string): SubscriberView {
    const subscriber = this.registry.directory.current().listening.subscriberById(id);
    if (subscriber?.tenant !== tenant) throw notFound(id);
    return subscriber;
  }
}

function notFound(id: string): HostError {
  return new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
}

function sequenceOf(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new HostError('NOT_FOUND', { subject: `delivery ${text.slice(0, 40)}` });
  return Number(text);
}
