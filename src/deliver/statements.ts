import type { Statement } from '../store/index.js';

import { FORGETTING_STATEMENTS } from './forgetting-statements.js';
import { CALLED_STATEMENTS } from './triggers/called-statements.js';
import { RATE_STATEMENTS } from './rate-statements.js';

export interface DeliveryRow {
  readonly subscriber: number;
  readonly sequence: number;
  readonly event: number;
  readonly request: number | null;
  readonly at: number;
  readonly note: string | null;
}

const COLUMNS = 'subscriber, sequence, event, request, at, note';

export const insertDeliveries: Statement = {
  name: 'deliver_insert',
  params: {
    subscriber: 'int8',
    sequence: 'int8',
    event: 'int8',
    request: 'int8',
    at: 'int8',
    note: 'text',
  },
  sqlite: `INSERT INTO delivery(${COLUMNS}) VALUES (@subscriber, @sequence, @event, @request, @at, @note)`,
  postgres: `INSERT INTO delivery(${COLUMNS})
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::text[])`,
};

/** The latest request of a delivery: the first one, or one that was asked for by hand. */
export const setRequests: Statement = {
  name: 'deliver_set_requests',
  params: { subscriber: 'int8', sequence: 'int8', request: 'int8' },
  sqlite: `UPDATE delivery SET request = @request, note = NULL
    WHERE subscriber = @subscriber AND sequence = @sequence`,
  postgres: `UPDATE delivery SET request = q.request, note = NULL
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(subscriber, sequence, request)
    WHERE delivery.subscriber = q.subscriber AND delivery.sequence = q.sequence`,
};

/** Oldest first, behind a place. */
export const deliveriesAfter: Statement<DeliveryRow> = {
  name: 'deliver_after',
  params: { subscriber: 'int8', after: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM delivery WHERE subscriber = @subscriber AND sequence > @after
    ORDER BY sequence LIMIT @limit`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(subscriber, after, most)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM delivery
      WHERE subscriber = q.subscriber AND sequence > q.after ORDER BY sequence LIMIT q.most) d
    ORDER BY d.sequence`,
};

/** Newest first, in front of a place. */
export const deliveriesBefore: Statement<DeliveryRow> = {
  name: 'deliver_before',
  params: { subscriber: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM delivery WHERE subscriber = @subscriber AND sequence < @before
    ORDER BY sequence DESC LIMIT @limit`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(subscriber, before, most)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM delivery
      WHERE subscriber = q.subscriber AND sequence < q.before ORDER BY sequence DESC LIMIT q.most) d
    ORDER BY d.sequence DESC`,
};

export const deliveriesAt: Statement<DeliveryRow> = {
  name: 'deliver_at',
  params: { subscriber: 'int8', sequence: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM delivery WHERE subscriber = @subscriber AND sequence = @sequence`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[]) AS q(subscriber, sequence)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM delivery
      WHERE subscriber = q.subscriber AND sequence = q.sequence LIMIT 1) d`,
};

/** To whom an event was handed. */
export const deliveriesOfEvent: Statement<DeliveryRow> = {
  name: 'deliver_of_event',
  params: { event: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM delivery WHERE event = @event ORDER BY subscriber LIMIT @limit`,
  postgres: `SELECT d.* FROM unnest($1::int8[], $2::int8[]) AS q(event, most)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM delivery WHERE event = q.event ORDER BY subscriber LIMIT q.most) d`,
};

export interface MarkRow {
  readonly subscriber: number;
  readonly sequence: number;
  readonly failing_since: number | null;
  readonly failure: string | null;
}

export const marks: Statement<MarkRow> = {
  name: 'deliver_marks',
  params: { subscriber: 'int8' },
  sqlite: `SELECT subscriber, sequence, failing_since, failure FROM subscriber_mark WHERE subscriber = @subscriber`,
  postgres: `SELECT m.* FROM unnest($1::int8[]) AS q(subscriber)
    CROSS JOIN LATERAL (SELECT subscriber, sequence, failing_since, failure FROM subscriber_mark
      WHERE subscriber = q.subscriber LIMIT 1) m`,
};

/** Draws numbers; answers nothing where another drew some since they were read. */
export const drawSequences: Statement<{ subscriber: number }> = {
  name: 'deliver_draw_sequences',
  params: { subscriber: 'int8', known: 'int8', sequence: 'int8' },
  sqlite: `INSERT INTO subscriber_mark(subscriber, sequence) VALUES (@subscriber, @sequence)
    ON CONFLICT (subscriber) DO UPDATE SET sequence = @sequence WHERE subscriber_mark.sequence = @known
    RETURNING subscriber`,
  postgres: `INSERT INTO subscriber_mark(subscriber, sequence)
    SELECT q.subscriber, q.sequence FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(subscriber, known, sequence)
    ORDER BY q.subscriber
    ON CONFLICT (subscriber) DO UPDATE SET sequence = excluded.sequence
    WHERE subscriber_mark.sequence = (SELECT k.known FROM unnest($1::int8[], $2::int8[]) AS k(subscriber, known)
      WHERE k.subscriber = excluded.subscriber LIMIT 1)
    RETURNING subscriber`,
};

/** Keeps the first of a row of failures. */
export const markFailing: Statement<{ failing_since: number }> = {
  name: 'deliver_mark_failing',
  params: { subscriber: 'int8', at: 'int8', failure: 'text' },
  sqlite: `INSERT INTO subscriber_mark(subscriber, sequence, failing_since, failure)
    VALUES (@subscriber, 0, @at, @failure)
    ON CONFLICT (subscriber) DO UPDATE
      SET failing_since = COALESCE(subscriber_mark.failing_since, @at), failure = @failure
    RETURNING failing_since`,
  postgres: `INSERT INTO subscriber_mark(subscriber, sequence, failing_since, failure)
    SELECT subscriber, 0, at, failure FROM unnest($1::int8[], $2::int8[], $3::text[]) AS q(subscriber, at, failure)
    ON CONFLICT (subscriber) DO UPDATE
      SET failing_since = COALESCE(subscriber_mark.failing_since, excluded.failing_since), failure = excluded.failure
    RETURNING failing_since`,
};

export const markWell: Statement = {
  name: 'deliver_mark_well',
  params: { subscriber: 'int8' },
  sqlite: 'UPDATE subscriber_mark SET failing_since = NULL, failure = NULL WHERE subscriber = @subscriber',
  postgres: `UPDATE subscriber_mark SET failing_since = NULL, failure = NULL
    WHERE subscriber IN (SELECT unnest($1::int8[]))`,
};

export const failingMarks: Statement<{ subscriber: number; failing_since: number }> = {
  name: 'deliver_failing_marks',
  params: { limit: 'int8' },
  scans: 'one row for each subscriber, looked through every ten seconds',
  sqlite: `SELECT subscriber, failing_since FROM subscriber_mark WHERE failing_since IS NOT NULL LIMIT @limit`,
  postgres: `SELECT subscriber, failing_since FROM subscriber_mark WHERE failing_since IS NOT NULL
    LIMIT ($1::int8[])[1]`,
};

export const DELIVER_STATEMENTS: readonly Statement[] = [
  insertDeliveries,
  setRequests,
  deliveriesAfter,
  deliveriesBefore,
  deliveriesAt,
  deliveriesOfEvent,
  marks,
  drawSequences,
  markFailing,
  markWell,
  failingMarks,
  ...FORGETTING_STATEMENTS,
  ...CALLED_STATEMENTS,
  ...RATE_STATEMENTS,
];
