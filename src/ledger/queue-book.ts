import type { Clock } from '../clock/index.js';
import type { Store, Tx } from '../store/index.js';

import { heldQueues, holdQueue, queuesById, type QueueRow } from './statements/lane-statements.js';

const REFRESH_MS = 1_000;

/** A queue that waits as a whole. */
export interface QueueHeld {
  readonly until: number;
  readonly code: string | null;
}

/**
 * What this process knows of queues: whose they are, which never changes, and which are held, read once a second.
 * Holding a queue touches its row and no lane, whatever the number of lanes behind it.
 */
export class QueueBook {
  private readonly known = new Map<number, QueueRow>();
  private held = new Map<number, QueueHeld>();
  private refreshedAt = -Infinity;
  private changes = 0;

  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
    private readonly onHold: () => void = () => undefined,
  ) {}

  isHeld(queue: number, now: number): boolean {
    return (this.held.get(queue)?.until ?? 0) > now;
  }

  /** Why and until when a queue is held; null when it is not. */
  holdOf(queue: number, now: number): QueueHeld | null {
    const held = this.held.get(queue);
    return held && held.until > now ? held : null;
  }

  /** Another process held or freed a queue: the next look is not put off. */
  outdate(): void {
    this.refreshedAt = -Infinity;
  }

  async refresh(): Promise<void> {
    if (this.clock.monotonic() - this.refreshedAt < REFRESH_MS) return;
    this.refreshedAt = this.clock.monotonic();
    const { changes } = this;
    const rows = await this.store.read(heldQueues, [{ now: this.clock.now() }]);
    // held or freed by ourselves while this was read: the next look will know
    if (changes !== this.changes) return;
    this.held = new Map(rows.map((row) => [row.id, { until: row.held_until, code: row.held_code }]));
  }

  async hold(queue: number, until: number, code: string | null): Promise<void> {
    await this.store.write((tx) => tx.many(holdQueue, [{ id: queue, until, code }]));
    this.changes += 1;
    this.onHold();
    const longer = until === 0 ? null : this.held.get(queue);
    if (!longer || longer.until < until) this.held.set(queue, { until, code });
  }

  /** Tenant and connection of queues, for verdicts. */
  async of(tx: Tx, queues: readonly number[]): Promise<ReadonlyMap<number, QueueRow>> {
    const missing = [...new Set(queues)].filter((id) => !this.known.has(id));
    const rows = await tx.many(
      queuesById,
      missing.map((id) => ({ id })),
    );
    for (const row of rows) this.known.set(row.id, row);
    return this.known;
  }
}
