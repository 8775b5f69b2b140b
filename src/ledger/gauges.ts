import { TIERS } from '../flow/index.js';

import type { LedgerParts } from './parts.js';
import type { StuckCounts, LaneCount, LedgerGauges } from './reads.js';
import { readyQueues } from './statements/lane-statements.js';
import { stuckCounts, firstLanes, laneCounts, parkedCounts } from './statements/read-statements.js';

const MOST_QUEUES = 500;

/** What metrics and readiness show of the lanes. */
export class SqlGauges implements LedgerGauges {
  constructor(private readonly parts: LedgerParts) {}

  async laneCounts(queues: readonly number[], most: number): Promise<LaneCount[]> {
    const now = this.parts.clock.now();
    const asks = queues.flatMap((queue) => Object.values(TIERS).map((tier) => ({ queue, tier, now, most })));
    const rows = await this.parts.store.read(laneCounts, asks);
    const counts = new Map(queues.map((queue) => [queue, { queue, due: 0, waiting: 0, resting: 0 }]));
    for (const { queue, due, waiting, resting } of rows) {
      const count = counts.get(queue);
      if (!count) continue;
      count.due += due;
      count.waiting += waiting;
      count.resting += resting;
    }
    return [...counts.values()];
  }

  parkedCounts(queues: readonly number[], most: number): Promise<{ queue: number; parked: number }[]> {
    return this.parts.store.read(
      parkedCounts,
      queues.map((queue) => ({ queue, most })),
    );
  }

  async stuckCounts(most: number): Promise<StuckCounts> {
    const [counts] = await this.parts.store.read(stuckCounts, [{ most }]);
    return counts ?? { parked: 0, stuck: 0 };
  }

  async oldestWaitMs(): Promise<number> {
    const { store, clock, held, queues } = this.parts;
    const now = clock.now();
    const ready = await store.read(readyQueues, [{ now, count: MOST_QUEUES }]);
    const asks = ready
      .filter(({ queue }) => !queues.isHeld(queue, now))
      .map(({ queue, tier }) => ({ queue, tier, now, count: held.countOf(queue) + 1 }));
    const lanes = await store.read(firstLanes, asks);
    const waits = lanes.filter(({ key }) => !held.get(key)).map(({ ready_at }) => now - ready_at);
    return Math.max(0, ...waits);
  }
}
