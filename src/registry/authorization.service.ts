import { HOST_ACTOR } from './api-keys.service.js';
import { ConnectionRow } from './connection.entity.js';
import { tellOfState } from './connection-events.js';
import { takeConnection } from './connection.store.js';
import type { ConnectionView, Directory } from './directory.js';
import type { RegistryParts } from './registry-parts.js';
import type { StateReason } from './state-reasons.js';

/** The directory, as one that changed it reads it. */
interface FreshDirectory {
  current(): Directory;
  refresh(): Promise<void>;
}

/**
 * Turns a connection whose credentials are refused into the state that says so, and holds its queues until somebody
 * gives it new ones (S4.4). A thousand requests may be refused at the same moment, with credentials that were replaced
 * meanwhile: the first that tells of the present ones counts.
 */
export class Authorization {
  private readonly underWay = new Set<number>();

  constructor(
    private readonly parts: RegistryParts,
    private readonly directory: FreshDirectory,
  ) {}

  /** `configVersion`: the configuration the refused call was made with. True when the state is new. */
  async refused(
    connection: number,
    configVersion: number,
    reason: StateReason = 'credentials-refused',
  ): Promise<boolean> {
    const view = this.directory.current().connection(connection);
    const isNews = view?.state === 'active' && view.configVersion === configVersion;
    if (!isNews || this.underWay.has(connection)) return false;
    this.underWay.add(connection);
    try {
      return await this.needsAuthorization(view, reason);
    } finally {
      this.underWay.delete(connection);
    }
  }

  private async needsAuthorization(
    { number, id, tenant }: ConnectionView,
    stateReason: StateReason,
  ): Promise<boolean> {
    const actor = { ...HOST_ACTOR, tenant };
    const isChanged = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const row = await takeConnection(manager, { tenant, id }, now);
      if (row.state !== 'active') return false;
      const needs = { state: 'needs_authorization', stateReason } as const;
      await manager.update(ConnectionRow, { id: row.id }, needs);
      const [before, after] = [{ state: row.state }, { reason: stateReason }];
      audit({ action: 'connection.needs-authorization', subject: id, before, after });
      await tellOfState(tx, this.parts, { row: Object.assign(row, needs), actor });
      return true;
    });
    if (!isChanged) return false;
    await this.parts.holdQueues(number, 'needs-authorization');
    // Somebody who mended it between the commit and the hold has freed the queues already.
    await this.directory.refresh();
    if (this.directory.current().connection(number)?.state === 'active') await this.parts.freeQueues(number);
    return true;
  }
}
