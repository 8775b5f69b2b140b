import type { DraftGroup } from './draft-groups.js';
import type { Reservations } from './held-lanes.js';
import type { LedgerParts } from './parts.js';
import { bytesOf } from './request-rows.js';

interface Reserved {
  readonly group: DraftGroup;
  readonly claim: number;
  readonly until: number;
}

/**
 * New lanes that begin claimed by the process that enqueues them: their first request runs from memory, without a
 * claim and without being read back. A lane that existed is left to its holder, so nothing runs past an older
 * request. Bounded by the window of `HeldLanes`.
 */
export class FastPath {
  /** Of this commit; also marks its rows. */
  readonly claim: number;
  private readonly reserved = new Map<number, Reserved>();

  constructor(
    private readonly parts: LedgerParts,
    private readonly now: number,
  ) {
    this.claim = parts.numbers.next();
  }

  reserve(group: DraftGroup, reservations: Reservations): { claim: number; until: number } | null {
    const { held, queues, leaseMs, flags } = this.parts;
    const { draft, lane } = group;
    if (!flags.hasWindow || flags.isStopping || held.get(lane)) return null;
    if (draft.state !== 'queued' || draft.dueAt > this.now) return null;
    const bytes = bytesOf(draft);
    if (queues.isHeld(draft.queue, this.now) || !held.hasRoom(draft.queue, bytes)) return null;
    const { claim, now } = this;
    const until = now + leaseMs;
    held.set(lane, { claim, queue: draft.queue, seq: 0, until, runs: 1, since: now, windowBytes: bytes });
    reservations.add(lane, claim);
    this.reserved.set(lane, { group, claim, until });
    return { claim, until };
  }

  /** Lanes that were there already stay with whoever has them. */
  keepOnly(fresh: ReadonlySet<number>): void {
    for (const [lane, { claim }] of this.reserved) {
      if (fresh.has(lane)) continue;
      this.parts.held.drop(lane, claim);
      this.reserved.delete(lane);
    }
  }

  /** The claim of a group's lane, where its first request runs from memory. */
  begin(group: DraftGroup, seq: number): number | null {
    const reserved = this.reserved.get(group.lane);
    if (reserved?.group !== group) return null;
    const held = this.parts.held.get(group.lane);
    if (held) held.seq = seq;
    return reserved.claim;
  }
}
