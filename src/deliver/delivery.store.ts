import type { Store, Tx } from '../store/index.js';

import {
  deliveriesAfter,
  deliveriesAt,
  deliveriesBefore,
  deliveriesOfEvent,
  drawSequences,
  failingMarks,
  insertDeliveries,
  markFailing,
  marks,
  markWell,
  setRequests,
  type DeliveryRow,
} from './statements.js';

/** What was handed, or is kept, for one subscriber: its place in their order, and the event. */
export interface Delivery extends DeliveryRow {
  /** Why it is no request; null where it is one. */
  readonly note: string | null;
}

const MOST_FAILING = 10_000;

/** Deliveries and the marks of subscribers. Which of its requests a delivery became is the ledger's to tell. */
export class DeliveryStore {
  constructor(private readonly store: Store) {}

  /** The last number of each that has one. */
  async sequences(subscribers: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.store.read(
      marks,
      subscribers.map((subscriber) => ({ subscriber })),
    );
    return new Map(rows.map(({ subscriber, sequence }) => [subscriber, sequence]));
  }

  /** False where another drew numbers meanwhile. */
  async draw(
    tx: Tx,
    drawn: readonly { readonly subscriber: number; readonly known: number; readonly sequence: number }[],
  ): Promise<boolean> {
    return (await tx.many(drawSequences, drawn)).length === drawn.length;
  }

  async insert(tx: Tx, deliveries: readonly Delivery[]): Promise<void> {
    await tx.many(
      insertDeliveries,
      deliveries.map((delivery) => ({ ...delivery })),
    );
  }

  async setRequests(
    tx: Tx,
    of: readonly Pick<Delivery, 'request' | 'sequence' | 'subscriber'>[],
  ): Promise<void> {
    await tx.many(
      setRequests,
      of.map(({ subscriber, sequence, request }) => ({ subscriber, sequence, request })),
    );
  }

  after(subscriber: number, after: number, limit: number): Promise<Delivery[]> {
    return this.store.read(deliveriesAfter, [{ subscriber, after, limit }]);
  }

  before(subscriber: number, before: number, limit: number): Promise<Delivery[]> {
    return this.store.read(deliveriesBefore, [{ subscriber, before, limit }]);
  }

  async at(subscriber: number, sequence: number): Promise<Delivery | null> {
    return (await this.store.read(deliveriesAt, [{ subscriber, sequence }]))[0] ?? null;
  }

  ofEvent(event: number, limit: number): Promise<Delivery[]> {
    return this.store.read(deliveriesOfEvent, [{ event, limit }]);
  }

  /** Since when it fails, this failure included. */
  async failed(subscriber: number, at: number, failure: string): Promise<number> {
    const [row] = await this.store.write((tx) => tx.many(markFailing, [{ subscriber, at, failure }]));
    return row?.failing_since ?? at;
  }

  async well(subscriber: number): Promise<void> {
    await this.store.write((tx) => tx.many(markWell, [{ subscriber }]));
  }

  async failing(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.store.read(failingMarks, [{ limit: MOST_FAILING }]);
    return new Map(rows.map(({ subscriber, failing_since }) => [subscriber, failing_since]));
  }
}
