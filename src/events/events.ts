import type { Mode, RecordType } from '@hookyard/sdk';

import type { Store, Tx } from '../store/index.js';

import type { EventType } from './catalogue.js';
import type { StoredEvent } from './event-row.js';
import {
  closeEvents,
  emptyEvents,
  eventsBehind,
  eventsBySeq,
  eventsOfRecord,
  nextOpen,
  openTenants,
  type EventRow,
} from './statements.js';

/** What happened and is kept; what of it nobody was told of yet. */
export class Events {
  constructor(private readonly store: Store) {}

  async openTenants(limit: number): Promise<readonly number[]> {
    return (await this.store.read(openTenants, [{ limit }])).map(({ tenant }) => tenant);
  }

  /** The oldest that are open; of one record in the order of its versions. */
  async nextOpen(tenant: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.store.read(nextOpen, [{ tenant, limit }])).map(eventOf);
  }

  /** Inside the commit that hands them on; false where another has done so. */
  async close(tx: Tx, events: readonly Pick<StoredEvent, 'seq' | 'tenant'>[]): Promise<boolean> {
    const closed = await tx.many(
      closeEvents,
      events.map(({ tenant, seq }) => ({ tenant, seq })),
    );
    return closed.length === events.length;
  }

  async bySeq(seqs: readonly number[]): Promise<readonly StoredEvent[]> {
    if (seqs.length === 0) return [];
    return (
      await this.store.read(
        eventsBySeq,
        seqs.map((seq) => ({ seq })),
      )
    ).map(eventOf);
  }

  /** The newest of a record, newest first. */
  async ofRecord(record: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.store.read(eventsOfRecord, [{ record, limit }])).map(eventOf);
  }

  /** Takes the values out of what is kept of a record, a page behind `after`; answers the events of that page. */
  async empty(record: number, after: number, limit: number): Promise<readonly number[]> {
    const rows = await this.store.read(eventsBehind, [{ record, after, limit }]);
    if (rows.length > 0) await this.store.write((tx) => tx.many(emptyEvents, rows));
    return rows.map(({ seq }) => seq);
  }
}

function eventOf({ record_type, mode, type, ...row }: EventRow): StoredEvent {
  return {
    ...row,
    mode: mode as Mode,
    type: type as EventType,
    recordType: record_type as RecordType | null,
  };
}
