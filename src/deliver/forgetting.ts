import type { KeptSince, Removed } from '../flow/index.js';
import type { Statement, Store } from '../store/index.js';

import {
  agedEvents,
  dropDeliveries,
  dropEvents,
  dropMarks,
  dropRates,
  nextEventTenant,
} from './forgetting-statements.js';
import { dropCalls, nextCalledTenant } from './triggers/called-statements.js';

/** Events of one page. With the deliveries of a commit, about what removed hooks have: five milliseconds. */
const PAGE = 50;
const DELIVERIES_OF_EVENT = 5;
const MARKS = 100;
const CALLS = 100;

/**
 * Takes away events that are older than they are kept, each with all its deliveries, last the event itself. What was
 * handed to nobody yet stays, and what waits, or failed and may be sent again.
 */
export async function* forgetEvents(store: Store, keptSince: KeptSince): AsyncGenerator<Removed> {
  let tenant = -1;
  for (;;) {
    const [row] = await store.read(nextEventTenant, [{ after: tenant }]);
    if (!row) break;
    tenant = row.tenant;
    yield* eventsOf(store, tenant, keptSince('events', tenant));
  }
  yield* calls(store, keptSince);
  for (const drop of [dropMarks, dropRates]) yield* ofRemoved(store, drop);
}

async function* eventsOf(store: Store, tenant: number, since: number): AsyncGenerator<Removed> {
  let after = 0;
  for (;;) {
    const page = await store.read(agedEvents, [{ tenant, after, limit: PAGE }]);
    const due = page.filter(({ at }) => at < since);
    const over = due.filter(({ is_kept }) => is_kept === 0).map(({ seq }) => seq);
    yield { rows: {}, spared: due.length - over.length };
    yield* remove(store, over);
    if (due.length < PAGE) return;
    after = due.at(-1)?.seq ?? after;
  }
}

async function* remove(store: Store, events: readonly number[]): AsyncGenerator<Removed> {
  let left = events;
  while (left.length > 0) {
    const asks = left.map((event) => ({ event, limit: DELIVERIES_OF_EVENT }));
    const gone = await store.write((tx) => tx.many(dropDeliveries, asks));
    yield { rows: { delivery: gone.length } };
    const counts = Map.groupBy(gone, ({ event }) => event);
    left = left.filter((event) => counts.get(event)?.length === DELIVERIES_OF_EVENT);
  }
  if (events.length === 0) return;
  const seqs = events.map((seq) => ({ seq }));
  const gone = await store.write((tx) => tx.many(dropEvents, seqs));
  yield { rows: { event: gone.length } };
}

/** Which records triggers called for, once no event is left that could ask. */
async function* calls(store: Store, keptSince: KeptSince): AsyncGenerator<Removed> {
  let tenant = -1;
  for (;;) {
    const [row] = await store.read(nextCalledTenant, [{ after: tenant }]);
    if (!row) return;
    tenant = row.tenant;
    const of = { tenant, before: keptSince('events', tenant), limit: CALLS };
    for (;;) {
      const gone = await store.write((tx) => tx.many(dropCalls, [of]));
      yield { rows: {} };
      if (gone.length < CALLS) break;
    }
  }
}

/** What is kept of subscribers that were removed. */
async function* ofRemoved(store: Store, drop: Statement<unknown>): AsyncGenerator<Removed> {
  for (;;) {
    const gone = await store.write((tx) => tx.many(drop, [{ limit: MARKS }]));
    yield { rows: {} };
    if (gone.length < MARKS) return;
  }
}
