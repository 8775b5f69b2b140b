import type { Tx } from '../store/index.js';

import type { NewEvent } from './event-row.js';
import { insertEvents, openEvents } from './statements.js';

/** In the commit of what happened: an event is there exactly when that is. */
export async function writeEvents(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(({ recordType, ...event }, n) => ({ n, ...event, record_type: recordType }));
  await tx.many(openEvents, await tx.many(insertEvents, rows));
}
