import type { LedgerReads, StoredHook } from '../../ledger/index.js';
import type { ConnectionView } from '../../registry/index.js';

import type { ReplayRow } from './replay.store.js';

export interface HookWalkOptions {
  readonly reads: Pick<LedgerReads, 'hook' | 'hooksBehind'>;
  /** Where hooks of a connection come in: its own address, and the receivers that serve its connector. */
  readonly ownersOf: (connection: ConnectionView) => Promise<readonly number[]>;
}

/** The next hooks a replay looks at, in their order of receipt over all addresses; an empty page ends it. */
export async function hooksOf(
  { ask, far, plan }: Pick<ReplayRow, 'ask' | 'far' | 'plan'>,
  view: ConnectionView | undefined,
  limit: number,
  { reads, ownersOf }: HookWalkOptions,
): Promise<StoredHook[]> {
  if (ask.hook !== null) {
    const hook = far.place < ask.hook ? await reads.hook(ask.hook) : null;
    return hook ? [hook] : [];
  }
  if (!view) return [];
  const owners = await ownersOf(view);
  const pages = await Promise.all(
    owners.map((owner) => reads.hooksBehind({ owner, after: far.place, limit })),
  );
  return pages
    .flat()
    .filter(({ seq }) => seq <= plan.through)
    .toSorted((a, b) => a.seq - b.seq)
    .slice(0, limit);
}

/** An open hook is on its way to being resolved; its time of receipt is the filter's. */
export function isAsked({ receivedAt, state }: StoredHook, { ask }: Pick<ReplayRow, 'ask'>): boolean {
  if (state === 'open') return false;
  return (ask.from === null || receivedAt >= ask.from) && (ask.to === null || receivedAt < ask.to);
}
