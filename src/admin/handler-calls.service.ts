import { Inject, Injectable } from '@nestjs/common';

import type { Decisions } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { HandlerInfo, HandlerView } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DECISIONS, REGISTRY, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';

/** Handlers as the host calls them, and what it takes to call them at all. */
@Injectable()
export class HandlerCalls {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(DECISIONS) private readonly decisions: Decisions,
  ) {}

  /** Throws NOT_FOUND. */
  handler(tenant: number, id: string): HandlerView {
    const handler = this.registry.directory.current().deciding.handlerById(id);
    if (handler?.tenant !== tenant || handler.isRemoved)
      throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
    return handler;
  }

  /** Active, or unverified with the reason. One that is disabled stays so. */
  async prove(caller: Caller, id: string): Promise<HandlerInfo> {
    const handler = this.handler(caller.tenant, id);
    const { handlers } = this.registry;
    if (handler.state !== 'unverified') return handlers.get(caller.tenant, id);
    const reason = await this.decisions.prove(handler);
    const state = reason === null ? 'active' : 'unverified';
    return handlers.turn(actorOf(caller), id, { state, reason });
  }

  /** A live one has to prove its address once more: it may be another's by now. */
  async enable(caller: Caller, id: string): Promise<HandlerInfo> {
    const handler = this.handler(caller.tenant, id);
    const { handlers } = this.registry;
    if (handler.state === 'active') return handlers.get(caller.tenant, id);
    const reason = handler.mode === 'live' ? await this.decisions.prove(handler) : null;
    if (reason !== null) throw new HostError('CONFLICT', { subject: id, detail: reason });
    return handlers.turn(actorOf(caller), id, { state: 'active', reason: null });
  }
}
