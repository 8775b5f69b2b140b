import type { Clock } from '../clock/index.js';
import type { OpenStore } from '../store/index.js';

import { AuditRow } from './audit.entity.js';
import { auditRow, type Actor, type AuditEntry } from './configuration-writer.js';

/** Who did what, where nothing of the configuration changes: its version stays, and nobody reads it anew. */
export class AuditNotes {
  constructor(
    private readonly store: OpenStore,
    private readonly clock: Clock,
  ) {}

  async note(actor: Actor, entry: AuditEntry): Promise<void> {
    await this.store.transaction(async (manager) => {
      await manager.insert(AuditRow, auditRow(actor, this.clock.now(), entry));
    });
  }
}
