import type { Hook, HookHead } from '../flow/index.js';

import type { FreshHooks } from './fresh-hooks.js';
import type { LedgerParts } from './parts.js';
import { hookBodies, openHooks, type OpenHookRow } from './statements/hook-statements.js';

/** Of one batch in memory; a single larger hook comes alone. */
const MOST_BATCH_BYTES = 8 * 1024 * 1024;

/** Whose hooks this process resolves, and the hooks themselves. */
export class Inbox {
  private readonly own = new Map<number, number>();

  constructor(
    private readonly parts: LedgerParts,
    private readonly fresh: FreshHooks,
  ) {}

  openOwners(limit: number): Promise<number[]> {
    return this.parts.engine.inboxes.openOwners(limit, this.parts.clock.now());
  }

  async hold(owner: number): Promise<number | null> {
    const { engine, clock, leaseMs, numbers } = this.parts;
    const claim = numbers.next();
    const now = clock.now();
    if (!(await engine.inboxes.take(owner, { claim, now, until: now + leaseMs }))) return null;
    this.own.set(owner, claim);
    return claim;
  }

  async release(owner: number, claim: number): Promise<void> {
    if (this.own.get(owner) === claim) this.own.delete(owner);
    await this.parts.engine.inboxes.release(owner, claim, this.parts.clock.now());
  }

  /** Sticky while it works: every third of a lease. */
  async extendAll(): Promise<void> {
    if (this.own.size === 0) return;
    const { engine, clock, leaseMs } = this.parts;
    const held = [...this.own].map(([owner, claim]) => ({ owner, claim }));
    await engine.inboxes.extend(held, clock.now() + leaseMs);
  }

  async releaseAll(): Promise<void> {
    for (const [owner, claim] of this.own) await this.release(owner, claim);
  }

  /**
   * From the database before every batch: another process may have committed an earlier hook meanwhile, and a
   * smaller number may become visible after a larger one. Only bodies come from memory; a process that is alone
   * reads the database until it has seen the end, and what it accepts from then on comes from memory whole.
   */
  async openHooks(owner: number, limit: number): Promise<Hook[]> {
    const fresh = this.fresh.openOf(owner, limit);
    if (fresh) return fresh;
    const read = await this.parts.store.read(openHooks, [{ owner, count: limit }]);
    const rows = withinBytes(read);
    const hooks = await this.withBodies(rows);
    if (rows.length < limit && rows.length === read.length) this.fresh.sawEnd(owner, hooks);
    return hooks;
  }

  private async withBodies(rows: readonly OpenHookRow[]): Promise<Hook[]> {
    const missing = rows.filter(({ seq }) => !this.fresh.bodyOf(seq));
    const read = await this.parts.store.read(
      hookBodies,
      missing.map(({ seq }) => ({ seq })),
    );
    const bodies = new Map(read.map(({ seq, body }) => [seq, body]));
    return rows.flatMap((row) => {
      const body = this.fresh.bodyOf(row.seq) ?? bodies.get(row.seq);
      return body ? [hookOf(row, body)] : [];
    });
  }
}

function withinBytes(rows: readonly OpenHookRow[]): OpenHookRow[] {
  let bytes = 0;
  const over = rows.findIndex(({ size }, index) => {
    bytes += size;
    return index > 0 && bytes > MOST_BATCH_BYTES;
  });
  return over < 0 ? [...rows] : rows.slice(0, over);
}

export function hookOf(row: Omit<OpenHookRow, 'size'>, body: Buffer): Hook {
  return {
    seq: row.seq,
    owner: row.owner,
    receivedAt: row.received_at,
    head: JSON.parse(row.head) as HookHead,
    body,
    cursor: row.cursor,
    plan: row.plan,
  };
}
