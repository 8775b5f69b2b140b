import { REQUEST_STATES } from '../flow/index.js';
import type { Statement } from '../store/index.js';

/** Parked ones are not over: a person decides. */
const IS_OPEN = `r.state < ${REQUEST_STATES.done}`;
/** Nobody will be told of it any more. */
const isRemoved = (subscriber: string): string =>
  `(SELECT 1 FROM subscriber s WHERE s.id = ${subscriber} AND s.removed_at IS NOT NULL)`;

/** The next tenant with events: one probe of an index. */
export const nextEventTenant: Statement<{ tenant: number }> = {
  name: 'deliver_next_event_tenant',
  params: { after: 'int8' },
  sqlite: 'SELECT tenant FROM event WHERE tenant > @after ORDER BY tenant LIMIT 1',
  postgres: `SELECT e.tenant FROM unnest($1::int8[]) AS q(after)
    CROSS JOIN LATERAL (SELECT tenant FROM event WHERE tenant > q.after ORDER BY tenant LIMIT 1) e`,
};

export interface AgedEventRow {
  readonly seq: number;
  readonly at: number;
  /** It was handed to nobody yet, or a delivery of it is not over. */
  readonly is_kept: number;
}

const AGED = `e.seq, e.at,
  CASE WHEN (SELECT 1 FROM open_event o WHERE o.tenant = e.tenant AND o.seq = e.seq) IS NOT NULL THEN 1
    WHEN (SELECT 1 FROM delivery d JOIN request r ON r.seq = d.request
      WHERE d.event = e.seq AND ${IS_OPEN} AND ${isRemoved('d.subscriber')} IS NULL LIMIT 1) IS NOT NULL THEN 1
    ELSE 0 END AS is_kept`;

/** Of a tenant, oldest first, behind a place. */
export const agedEvents: Statement<AgedEventRow> = {
  name: 'deliver_aged_events',
  params: { tenant: 'int8', after: 'int8', limit: 'int8' },
  sqlite: `SELECT ${AGED} FROM event e WHERE e.tenant = @tenant AND e.seq > @after ORDER BY e.seq LIMIT @limit`,
  postgres: `SELECT a.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(tenant, after, most)
    CROSS JOIN LATERAL (SELECT ${AGED} FROM event e WHERE e.tenant = q.tenant AND e.seq > q.after
      ORDER BY e.seq LIMIT q.most) a ORDER BY a.seq`,
};

/** Some deliveries of an event whose request is over. One that was sent again meanwhile has another, and stays. */
export const dropDeliveries: Statement<{ event: number }> = {
  name: 'deliver_drop_deliveries',
  params: { event: 'int8', limit: 'int8' },
  sqlite: `DELETE FROM delivery WHERE (subscriber, sequence) IN (
      SELECT d.subscriber, d.sequence FROM delivery d WHERE d.event = @event
      AND ((SELECT 1 FROM request r WHERE r.seq = d.request AND ${IS_OPEN}) IS NULL
        OR ${isRemoved('d.subscriber')} IS NOT NULL) LIMIT @limit) RETURNING event`,
  postgres: `DELETE FROM delivery USING unnest($1::int8[], $2::int8[]) AS q(event, most)
    CROSS JOIN LATERAL (SELECT d.subscriber, d.sequence, d.request FROM delivery d WHERE d.event = q.event
      AND ((SELECT 1 FROM request r WHERE r.seq = d.request AND ${IS_OPEN} LIMIT 1) IS NULL
        OR ${isRemoved('d.subscriber')} IS NOT NULL) LIMIT q.most) g
    WHERE delivery.subscriber = g.subscriber AND delivery.sequence = g.sequence
      AND delivery.request IS NOT DISTINCT FROM g.request
    RETURNING delivery.event`,
};

/** Last of all that is its. */
export const dropEvents: Statement<{ seq: number }> = {
  name: 'deliver_drop_events',
  params: { seq: 'int8' },
  sqlite: `DELETE FROM event WHERE seq = @seq
    AND NOT EXISTS (SELECT 1 FROM open_event o WHERE o.tenant = event.tenant AND o.seq = event.seq)
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.event = event.seq) RETURNING seq`,
  postgres: `DELETE FROM event e USING unnest($1::int8[]) AS q(seq) WHERE e.seq = q.seq
    AND (SELECT 1 FROM open_event o WHERE o.tenant = e.tenant AND o.seq = e.seq) IS NULL
    AND (SELECT 1 FROM delivery d WHERE d.event = q.seq LIMIT 1) IS NULL RETURNING e.seq`,
};

/** Of subscribers that were removed and have no delivery left. */
export const dropMarks: Statement<{ subscriber: number }> = {
  name: 'deliver_drop_marks',
  params: { limit: 'int8' },
  scans: 'one row for each subscriber, looked through once a round',
  sqlite: `DELETE FROM subscriber_mark WHERE subscriber IN (
      SELECT m.subscriber FROM subscriber_mark m WHERE ${isRemoved('m.subscriber')} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.subscriber = m.subscriber) LIMIT @limit) RETURNING subscriber`,
  postgres: `DELETE FROM subscriber_mark WHERE subscriber IN (
      SELECT m.subscriber FROM subscriber_mark m WHERE ${isRemoved('m.subscriber')} IS NOT NULL
      AND (SELECT 1 FROM delivery d WHERE d.subscriber = m.subscriber LIMIT 1) IS NULL
      LIMIT ($1::int8[])[1]) RETURNING subscriber`,
};

/** Of subscribers that were removed. */
export const dropRates: Statement<{ subscriber: number }> = {
  name: 'deliver_drop_rates',
  params: { limit: 'int8' },
  scans: 'one row for each subscriber with a rate, looked through once a round',
  sqlite: `DELETE FROM subscriber_rate WHERE subscriber IN (
      SELECT r.subscriber FROM subscriber_rate r WHERE ${isRemoved('r.subscriber')} IS NOT NULL LIMIT @limit)
    RETURNING subscriber`,
  postgres: `DELETE FROM subscriber_rate WHERE subscriber IN (
      SELECT r.subscriber FROM subscriber_rate r WHERE ${isRemoved('r.subscriber')} IS NOT NULL
      LIMIT ($1::int8[])[1]) RETURNING subscriber`,
};

export const FORGETTING_STATEMENTS: readonly Statement[] = [
  nextEventTenant,
  agedEvents,
  dropDeliveries,
  dropEvents,
  dropMarks,
  dropRates,
];
