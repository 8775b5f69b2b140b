import type { Tx } from '../store/index.js';

import { refreshLanes } from './lane-keeping.js';
import { move } from './moves.js';
import type { LedgerParts } from './parts.js';
import { copyToTail, endYielded, reparent, waitersBehind } from './statements/family-statements.js';

/** A request that is about to wait, or waits, for its children. */
export interface Waiter {
  readonly seq: number;
  readonly lane: number;
  /** Where its children stand: lane → the place of the last of them there. */
  readonly children: ReadonlyMap<number, number>;
}

const MOST_DEPTH = 8;
const MOST_LANES = 256;
const MOST_PER_LANE = 500;

/**
 * S4.7: two trees that want each other's lanes would wait for ever. Seen from a parent about to wait: whoever waits
 * for something behind it in its lane is followed upwards; if one of those stands before a child of ours, the
 * younger of the two goes to the tail of its lane, still waiting for its children, and the lane goes on without it.
 * Answers how many yielded.
 */
export async function breakCycles(parts: LedgerParts, tx: Tx, waiter: Waiter): Promise<number> {
  if (waiter.children.size === 0) return 0;
  let yielded = 0;
  for (const other of await holdersOnACycle(tx, waiter)) {
    const isOurs = waiter.seq > other.seq;
    if (await yieldLane(parts, tx, isOurs ? waiter : other)) yielded += 1;
    if (isOurs) return yielded;
  }
  return yielded;
}

interface Place {
  readonly seq: number;
  readonly lane: number;
}

/** Waiting requests that stand before one of our children and wait, perhaps through others, for our lane. */
async function holdersOnACycle(tx: Tx, { seq, lane, children }: Waiter): Promise<Place[]> {
  const found: Place[] = [];
  const visited = new Set([seq]);
  let frontier: Place[] = [{ seq, lane }];
  for (let depth = 0; depth < MOST_DEPTH && frontier.length > 0; depth += 1) {
    const rows = await tx.many(
      waitersBehind,
      frontier.map((place) => ({ ...place, count: MOST_PER_LANE })),
    );
    frontier = [];
    for (const place of rows) {
      if (visited.has(place.seq) || visited.size > MOST_LANES) continue;
      visited.add(place.seq);
      frontier.push(place);
      if ((children.get(place.lane) ?? 0) > place.seq) found.push(place);
    }
  }
  return found;
}

/** False when it does not wait any more: another cycle of the same commit made it yield already. */
async function yieldLane(parts: LedgerParts, tx: Tx, { seq, lane }: Place): Promise<boolean> {
  const now = parts.clock.now();
  const holders = await parts.engine.lanes.lock(tx, [lane], []);
  const entry = `{"verdict":"yielded","rule":"lane.cycle","facts":{"from":${seq}},"at":${now}}`;
  const [copy] = await tx.many(copyToTail, [{ seq, entry }]);
  if (!copy) return false;
  await tx.many(reparent, [{ from_parent: seq, to_parent: copy.seq }]);
  move(seq, 'waiting-children', 'ended');
  await tx.many(endYielded, [{ seq, result: JSON.stringify({ into: copy.seq }), now }]);
  if (holders.get(lane) === 0) await refreshLanes(tx, [lane], now);
  return true;
}
