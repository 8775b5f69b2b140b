import { Inject, Injectable } from '@nestjs/common';

import type { DeleteWindow, WindowName } from '../ledger/index.js';
import type { AuditEntry } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, WAITING_DELETES, type AdminParts, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import type { DeleteWindowBody } from './deletes.dto.js';
import { Visibility } from './visibility.service.js';

/** Windows of waiting deletes, and what a person decides of them. */
@Injectable()
export class Deletes {
  constructor(
    @Inject(WAITING_DELETES) private readonly deletes: AdminParts['deletes'],
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly see: Visibility,
  ) {}

  async windows(
    tenant: number,
    { connection, direction, type }: Partial<DeleteWindowBody>,
  ): Promise<DeleteWindow[]> {
    const of = connection === undefined ? undefined : this.see.connection(tenant, connection);
    const queues = new Set(this.see.queues(tenant, of));
    return (await this.deletes.windows())
      .filter((window) => queues.has(window.queue) && (type === undefined || window.type === type))
      .filter(({ queue }) => direction === undefined || this.see.queueName(queue)?.direction === direction);
  }

  nameOf(tenant: number, { connection, direction, type }: DeleteWindowBody): WindowName {
    return { queue: this.see.connection(tenant, connection).queues[direction], type };
  }

  /** Only what the brake holds: what settles is not asked about. A line of the audit for each page, in its commit. */
  async decide(caller: Caller, body: DeleteWindowBody, decision: 'release' | 'cancel'): Promise<number> {
    const name = this.nameOf(caller.tenant, body);
    const { connection, direction, type } = body;
    const entry = (changed: number): AuditEntry => ({
      action: `deletes.${decision}`,
      subject: connection,
      after: { direction, type, changed },
    });
    const actor = actorOf(caller);
    const { audit } = this.registry;
    const command = decision === 'release' ? 'queue' : 'cancel';
    const { changed } = await this.deletes.command(command, name, async (tx, page) => {
      if (page.changed.length > 0) await audit.within(tx, actor, entry(page.changed.length));
    });
    if (changed.length === 0) await audit.note(actor, entry(0));
    return changed.length;
  }
}
