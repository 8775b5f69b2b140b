import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { Deliveries } from '../deliver/index.js';
import type { EndpointInfo } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DELIVERIES, REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';

/** Endpoints as the host calls them, and what it takes to call them at all. */
@Injectable()
export class EndpointProofs {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    private readonly of: SubscriberDeliveries,
  ) {}

  /** Active, or unverified with the reason. One that is disabled stays so. */
  async prove(caller: Caller, id: string): Promise<EndpointInfo> {
    const subscriber = this.of.endpoint(caller.tenant, id, caller.within);
    const { endpoints } = this.registry;
    if (subscriber.state !== 'unverified') return endpoints.get(caller, id);
    const reason = await this.deliveries.prove(subscriber);
    const state = reason === null ? 'active' : 'unverified';
    return endpoints.turn(actorOf(caller), id, { state, reason });
  }

  /** A live one has to prove its address once more: it may be another's by now. */
  async enable(caller: Caller, id: string): Promise<EndpointInfo> {
    const subscriber = this.of.endpoint(caller.tenant, id, caller.within);
    const { endpoints } = this.registry;
    if (subscriber.state === 'active') return endpoints.get(caller, id);
    const reason = subscriber.mode === 'live' ? await this.deliveries.prove(subscriber) : null;
    if (reason !== null) throw new HostError('CONFLICT', { subject: id, detail: reason });
    return endpoints.turn(actorOf(caller), id, { state: 'active', reason: null });
  }
}
