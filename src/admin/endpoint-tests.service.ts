import { Inject, Injectable } from '@nestjs/common';

import type { Deliveries } from '../deliver/index.js';
import type { EndpointView } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DELIVERIES, REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import type { EndpointCallBody } from './endpoint.view.js';
import { eventTypeOf } from './event-type-of.js';

/** Calls an endpoint at once with an example, and shows what came back. */
@Injectable()
export class EndpointTests {
  constructor(
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
  ) {}

  async run(caller: Caller, endpoint: EndpointView, type: string | undefined): Promise<EndpointCallBody> {
    const { reply, tookMs, body } = await this.deliveries.test(endpoint, eventTypeOf(type));
    const entry = { action: 'endpoint.test', subject: endpoint.id, after: { type, outcome: reply.kind } };
    await this.registry.audit.note(actorOf(caller), entry);
    const failure = reply.kind === 'failed' ? reply : null;
    return {
      outcome: reply.kind,
      status: reply.kind === 'aborted' ? null : reply.status,
      failure: failure && failure.failure,
      message: failure && failure.message,
      tookMs,
      sent: body,
      answer: reply.kind === 'aborted' ? null : reply.answer,
    };
  }
}
