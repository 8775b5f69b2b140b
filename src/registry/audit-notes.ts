import type { Clock } from '../clock/index.js';
import type { OpenStore, Tx } from '../store/index.js';

import { writeAudit } from './audit.store.js';
import type { Actor, AuditEntry } from './configuration-writer.js';

/** Who did what, where nothing of the configuration changes: its version stays, and nobody reads it anew. */
export class AuditNotes {
  constructor(
    private readonly store: OpenStore,
    private readonly clock: Clock,
  ) {}

  /** In the commit of what was done: a process that dies leaves both, or neither. */
  async within(tx: Tx, actor: Actor, entry: AuditEntry): Promise<void> {
    await writeAudit(tx, actor, this.clock.now(), entry);
  }

  async note(actor: Actor, entry: AuditEntry): Promise<void> {
    await this.store.write((tx) => writeAudit(tx, actor, this.clock.now(), entry));
  }
}
