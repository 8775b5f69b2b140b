import { ignore } from '../errors/index.js';

import type { Awaiting } from './awaiting.js';
import type { Inbox } from './inbox.js';
import { refreshLanes } from './lane-keeping.js';
import type { Mended, LedgerParts } from './parts.js';
import { NEVER } from '../flow/index.js';
import { awaitingDecision, childLanes, waitingParents } from './statements/family-statements.js';
import { oldestOpenHook } from './statements/hook-statements.js';
import { requestsWithoutLane, upsertLanes } from './statements/lane-statements.js';
import type { Waking } from './waking.js';
import { breakCycles } from './yielding.js';

/** What one turn mended. Anything but zero in a quiet system is a bug. */
export type Swept = Readonly<Partial<Record<Mended, number>>>;

const DUTY = 'ledger-sweep';
const PARENTS_PER_TURN = 500;
const REQUESTS_PER_TURN = 2_000;
const OWNERS_PER_TURN = 500;
const CHILDREN_LOOKED_AT = 1_000;
/** A parent that waits this long may stand in a cycle that two commits made without seeing each other. */
const LONG_WAIT_MS = 30_000;
const LONG_OPEN_MS = 30_000;

/**
 * Mends what a crash left between two commits: one process at a time, a bounded piece each turn, going round. Each
 * mended thing is counted.
 */
export class Sweeping {
  private afterParent = 0;
  private afterDecision = 0;
  private afterLane = 0;

  constructor(
    private readonly parts: LedgerParts,
    private readonly around: { readonly waking: Waking; readonly inbox: Inbox; readonly awaiting: Awaiting },
  ) {}

  async sweep(): Promise<Swept> {
    const { clock, engine, numbers, held, onMended, leaseMs, store } = this.parts;
    const now = clock.now();
    held.dropExpired(now);
    if (numbers.isRunningOut()) await numbers.draw(store);
    if (!(await engine.takeDuty(DUTY, { claim: numbers.next(), now, until: now + leaseMs / 2 }))) return {};
    const swept: Record<string, number> = {
      parents: (await this.wakeParents(now)) + (await this.wakeDecided()),
      'lanes-missing': await this.repairLanes(now),
      'hooks-waiting': await this.tellOfHooks(now),
    };
    await this.around.awaiting.tend();
    try {
      await engine.seen.swap(now);
    } catch (error) {
      ignore(error, 'the generations of keys could not be swapped now; the next turn tries again');
    }
    for (const [what, count] of Object.entries(swept)) if (count > 0) onMended(what as Mended, count);
    return swept;
  }

  private async wakeParents(now: number): Promise<number> {
    const { store, onMended } = this.parts;
    const rows = await store.read(waitingParents, [{ after: this.afterParent, count: PARENTS_PER_TURN }]);
    this.afterParent = rows.length < PARENTS_PER_TURN ? 0 : Math.max(...rows.map(({ seq }) => seq));
    const woken = await this.around.waking.now(rows.map(({ seq }) => seq));
    let yielded = 0;
    for (const { seq, lane, created_at } of rows) {
      if (now - created_at >= LONG_WAIT_MS) yielded += await this.breakCycle(seq, lane);
    }
    if (yielded > 0) onMended('cycles', yielded);
    return woken;
  }

  /** Nothing stands in its way but its decision: there is no circle to break. */
  private async wakeDecided(): Promise<number> {
    const ask = { after: this.afterDecision, count: PARENTS_PER_TURN };
    const seqs = (await this.parts.store.read(awaitingDecision, [ask])).map(({ seq }) => seq);
    this.afterDecision = seqs.length < PARENTS_PER_TURN ? 0 : Math.max(...seqs);
    return this.around.waking.now(seqs);
  }

  private breakCycle(seq: number, lane: number): Promise<number> {
    return this.parts.store.write(async (tx) => {
      const places = await tx.many(childLanes, [{ parent: seq, count: CHILDREN_LOOKED_AT }]);
      const children = new Map<number, number>();
      for (const place of places)
        children.set(place.lane, Math.max(children.get(place.lane) ?? 0, place.seq));
      return breakCycles(this.parts, tx, { seq, lane, children });
    });
  }

  /** Open requests whose lane is gone: nothing would ever run them. */
  private async repairLanes(now: number): Promise<number> {
    const { store, engine, numbers, tell } = this.parts;
    const rows = await store.read(requestsWithoutLane, [{ after: this.afterLane, count: REQUESTS_PER_TURN }]);
    this.afterLane = rows.length < REQUESTS_PER_TURN ? 0 : Math.max(...rows.map(({ lane }) => lane));
    const missing = new Map(rows.filter(({ has_lane }) => has_lane === 0).map((row) => [row.lane, row]));
    if (missing.size === 0) return 0;
    const made = await store.write(async (tx) => {
      const marker = numbers.next();
      const keys = [...missing].sort(([a], [b]) => a - b);
      const lanes = await tx.many(
        upsertLanes,
        keys.map(([key, { queue, tier }]) =>
          engine.lanes.rowOf({ key, queue, tier, readyAt: NEVER, own: null, marker }),
        ),
      );
      // settled or made by somebody else meanwhile: those are none of ours
      const fresh = lanes.filter(({ is_new }) => is_new === 1).map(({ key }) => key);
      await refreshLanes(tx, fresh, now);
      return fresh.length;
    });
    if (made > 0) tell('requests');
    return made;
  }

  /** Open for half a minute with nobody at work. */
  private async tellOfHooks(now: number): Promise<number> {
    const { store, tell } = this.parts;
    const owners = await this.around.inbox.openOwners(OWNERS_PER_TURN);
    const oldest = await store.read(
      oldestOpenHook,
      owners.map((owner) => ({ owner })),
    );
    const waiting = oldest.filter(({ received_at }) => now - received_at >= LONG_OPEN_MS).length;
    if (waiting > 0) tell('hooks');
    return waiting;
  }
}
