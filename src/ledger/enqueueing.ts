import type { GatedRequest } from '../flow/index.js';
import type { WriteKind } from '../store/index.js';

import { writeChildCounts } from './child-counts.js';
import { enqueueAll } from './setting-aside.js';
import { Reservations } from './held-lanes.js';
import type { Enqueued } from './ledger.js';
import type { LedgerParts } from './parts.js';

interface EnqueueItem {
  readonly requests: readonly GatedRequest[];
  readonly reservations: Reservations;
}

/** Drafts without a hook or a settlement: polls, manual syncs, replays. */
export class Enqueueing {
  private readonly kind: WriteKind<EnqueueItem, readonly Enqueued[]>;

  constructor(private readonly parts: LedgerParts) {
    this.kind = {
      name: 'enqueue',
      stream: 'lanes',
      weigh: ({ requests }) => requests.length * 2,
      write: async (tx, items) => {
        for (const { reservations } of items) reservations.undo(parts.held);
        const placed = items.flatMap(({ requests, reservations }) =>
          requests.map((draft) => ({ draft, owner: null, reservations })),
        );
        const { enqueued, children } = await enqueueAll(parts, tx, placed);
        await writeChildCounts(tx, children, parts.clock.now());
        let to = 0;
        return items.map(({ requests }) => enqueued.slice(to, (to += requests.length)));
      },
    };
  }

  async enqueue(requests: readonly GatedRequest[]): Promise<readonly Enqueued[]> {
    if (requests.length === 0) return [];
    const item: EnqueueItem = { requests, reservations: new Reservations() };
    try {
      const enqueued = await this.parts.store.submit(this.kind, item);
      if (enqueued.some((one) => one.kind === 'queued' && !one.claimed)) this.parts.tell('requests');
      return enqueued;
    } catch (error) {
      item.reservations.undo(this.parts.held);
      throw error;
    }
  }
}
