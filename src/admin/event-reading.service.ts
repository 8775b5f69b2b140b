import { Inject, Injectable } from '@nestjs/common';

import type { DeliveryInfo, Hearing, Hearings } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { StoredEvent } from '../events/index.js';
import { DELIVERIES, HEARINGS, type AdminParts } from './admin-parts.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';
import { Visibility } from './visibility.service.js';

/** An event that was asked about, or one delivery of it. */
export interface HeardEvents {
  readonly events: readonly StoredEvent[];
  readonly hearings: readonly Hearing[];
}

/** Of a record, with everybody they were handed to. */
const MOST_EVENTS = 50;

/** Finds events, and who heard of them. */
@Injectable()
export class EventReading {
  constructor(
    @Inject(HEARINGS) private readonly hearings: Hearings,
    @Inject(DELIVERIES) private readonly deliveries: AdminParts['deliveries'],
    private readonly subscribers: SubscriberDeliveries,
    private readonly see: Visibility,
  ) {}

  /** With all subscribers of the tenant: those that heard of it, and why the others did not. */
  async ofEvent(tenant: number, id: string): Promise<HeardEvents> {
    const event = await this.hearings.event(this.see.seq('evt', id));
    if (!event || event.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
    const told = await this.hearings.told(event);
    return { events: [event], hearings: [...told, ...(await this.hearings.untold(event, told))] };
  }

  async ofDelivery(tenant: number, id: string, sequence: number): Promise<HeardEvents> {
    const subscriber = this.subscribers.subscriber(tenant, id);
    const info = await this.deliveries.get(subscriber, sequence);
    const { event } = info satisfies DeliveryInfo;
    if (!event)
      throw new HostError('NOT_FOUND', { subject: `delivery ${sequence}: its event is no longer kept` });
    return { events: [event], hearings: [{ event, subscriber, info, why: null }] };
  }

  /** The newest of some records. */
  async ofRecords(records: readonly number[]): Promise<HeardEvents> {
    const events = (
      await Promise.all(records.map((record) => this.hearings.ofRecord(record, MOST_EVENTS)))
    ).flat();
    const hearings = await Promise.all(events.map((event) => this.hearings.told(event)));
    return { events, hearings: hearings.flat() };
  }
}
