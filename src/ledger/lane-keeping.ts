import { NEVER, REQUEST_STATES, TIERS } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import { deleteLanes, freeLanes, laneHeads, type HeadRow } from './statements/lane-statements.js';

/** Heads by lane; a lane without an open request is not among them. */
export async function headsOf(tx: Tx, lanes: readonly number[]): Promise<Map<number, HeadRow>> {
  const rows = await tx.many(
    laneHeads,
    lanes.map((lane) => ({ lane })),
  );
  return new Map(rows.map((row) => [row.lane, row]));
}

export function isReady(head: HeadRow, now: number): boolean {
  return mayRun(head) && head.due_at <= now;
}

/**
 * Gives locked lanes their next due time, or removes those that have nothing left to do. Always with heads read
 * after the lock and after the last change of their requests.
 */
export async function handOn(
  tx: Tx,
  lanes: readonly number[],
  { heads, now }: { readonly heads: ReadonlyMap<number, HeadRow>; readonly now: number },
): Promise<void> {
  const free: { key: number; tier: number; ready_at: number }[] = [];
  const empty: { key: number }[] = [];
  for (const key of lanes) {
    const head = heads.get(key);
    if (head)
      free.push({ key, tier: tierOf(head), ready_at: mayRun(head) ? Math.max(head.due_at, now) : NEVER });
    else empty.push({ key });
  }
  await tx.many(freeLanes, free);
  await tx.many(deleteLanes, empty);
}

/** Reads the heads of lanes that nobody holds and hands them on. */
export async function refreshLanes(tx: Tx, lanes: readonly number[], now: number): Promise<void> {
  if (lanes.length === 0) return;
  await handOn(tx, lanes, { heads: await headsOf(tx, lanes), now });
}

function mayRun(head: HeadRow): boolean {
  return head.state === REQUEST_STATES.queued || head.state === REQUEST_STATES['waiting-retry'];
}

/** A failed try moves its lane behind fresh work, so that nothing new stands behind a mountain of retries. */
function tierOf(head: HeadRow): number {
  return head.state === REQUEST_STATES['waiting-retry'] ? Math.max(TIERS.retry, head.urgent) : head.urgent;
}
