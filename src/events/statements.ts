import type { Statement } from '../store/index.js';

export interface EventRow {
  readonly seq: number;
  readonly at: number;
  readonly root: number;
  readonly record: number | null;
  readonly tenant: number;
  readonly version: number | null;
  readonly connection: number | null;
  readonly mode: string;
  readonly type: string;
  readonly record_type: string | null;
  readonly actor: string | null;
  readonly data: string;
  readonly changed: string | null;
  readonly detail: string | null;
}

const COLUMNS =
  'seq, at, root, record, tenant, version, connection, mode, type, record_type, actor, data, changed, detail';

export const insertEvents: Statement<{ tenant: number; seq: number }> = {
  name: 'event_insert',
  params: {
    n: 'int8',
    at: 'int8',
    root: 'int8',
    record: 'int8',
    tenant: 'int8',
    version: 'int8',
    connection: 'int8',
    mode: 'text',
    type: 'text',
    record_type: 'text',
    actor: 'text',
    data: 'text',
    changed: 'text',
    detail: 'text',
  },
  sqlite: `INSERT INTO event(at, root, record, tenant, version, connection, mode, type, record_type, actor, data, changed,
      detail)
    VALUES (@at, @root, @record, @tenant, @version, @connection, @mode, @type, @record_type, @actor, @data, @changed,
      @detail)`,
  echo: ({ tenant }, seq) => ({ tenant: Number(tenant), seq }),
  postgres: `INSERT INTO event(at, root, record, tenant, version, connection, mode, type, record_type, actor, data, changed,
      detail)
    SELECT at, root, record, tenant, version, connection, mode, type, record_type, actor, data, changed, detail
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::text[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
      AS q(n, at, root, record, tenant, version, connection, mode, type, record_type, actor, data, changed, detail)
    ORDER BY n RETURNING tenant, seq`,
};

export const openEvents: Statement = {
  name: 'event_open',
  params: { tenant: 'int8', seq: 'int8' },
  sqlite: 'INSERT INTO open_event(tenant, seq) VALUES (@tenant, @seq)',
  postgres: 'INSERT INTO open_event(tenant, seq) SELECT * FROM unnest($1::int8[], $2::int8[])',
};

/** Tenants with events that were handed to nobody yet, one step of the index each. */
export const openTenants: Statement<{ tenant: number }> = {
  name: 'event_open_tenants',
  params: { limit: 'int8' },
  sqlite: `WITH RECURSIVE t(tenant, n) AS (
      SELECT min(tenant), 1 FROM open_event
      UNION ALL SELECT (SELECT min(tenant) FROM open_event WHERE tenant > t.tenant), n + 1 FROM t
        WHERE t.tenant IS NOT NULL AND n < @limit)
    SELECT tenant FROM t WHERE tenant IS NOT NULL`,
  postgres: `WITH RECURSIVE t(tenant, n) AS (
      (SELECT tenant, 1 FROM open_event ORDER BY tenant LIMIT 1)
      UNION ALL SELECT (SELECT tenant FROM open_event WHERE tenant > t.tenant ORDER BY tenant LIMIT 1), n + 1 FROM t
        WHERE t.tenant IS NOT NULL AND n < ($1::int8[])[1])
    SELECT tenant FROM t WHERE tenant IS NOT NULL`,
};

/** In the order they were drawn; of one record that is the order of its versions. */
export const nextOpen: Statement<EventRow> = {
  name: 'event_next_open',
  params: { tenant: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM event WHERE seq IN
      (SELECT seq FROM open_event WHERE tenant = @tenant ORDER BY seq LIMIT @limit) ORDER BY seq`,
  postgres: `SELECT e.* FROM unnest($1::int8[], $2::int8[]) AS q(tenant, most)
    CROSS JOIN LATERAL (SELECT seq FROM open_event WHERE tenant = q.tenant ORDER BY seq LIMIT q.most) o
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM event WHERE seq = o.seq LIMIT 1) e ORDER BY e.seq`,
};

/** Answers those that were open: what another has handed on is not there any more. */
export const closeEvents: Statement<{ seq: number }> = {
  name: 'event_close',
  params: { tenant: 'int8', seq: 'int8' },
  sqlite: 'DELETE FROM open_event WHERE tenant = @tenant AND seq = @seq RETURNING seq',
  postgres: `DELETE FROM open_event USING unnest($1::int8[], $2::int8[]) AS q(tenant, seq)
    WHERE open_event.tenant = q.tenant AND open_event.seq = q.seq RETURNING open_event.seq`,
};

export const eventsBySeq: Statement<EventRow> = {
  name: 'event_by_seq',
  params: { seq: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM event WHERE seq = @seq`,
  postgres: `SELECT e.* FROM unnest($1::int8[]) AS q(seq)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM event WHERE seq = q.seq LIMIT 1) e`,
};

/** Behind a place, oldest first. */
export const eventsBehind: Statement<{ seq: number }> = {
  name: 'event_behind',
  params: { record: 'int8', after: 'int8', limit: 'int8' },
  sqlite: `SELECT seq FROM event WHERE record = @record AND seq > @after ORDER BY seq LIMIT @limit`,
  postgres: `SELECT e.seq FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(record, after, most)
    CROSS JOIN LATERAL (SELECT seq FROM event WHERE record = q.record AND seq > q.after ORDER BY seq LIMIT q.most) e
    ORDER BY e.seq`,
};

/** Newest first. */
export const eventsOfRecord: Statement<EventRow> = {
  name: 'event_of_record',
  params: { record: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM event WHERE record = @record ORDER BY seq DESC LIMIT @limit`,
  postgres: `SELECT e.* FROM unnest($1::int8[], $2::int8[]) AS q(record, most)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM event WHERE record = q.record ORDER BY seq DESC LIMIT q.most) e`,
};

/** What it tells of has no values any more. */
export const emptyEvents: Statement = {
  name: 'event_empty',
  params: { seq: 'int8' },
  sqlite: `UPDATE event SET data = '{}', changed = NULL WHERE seq = @seq`,
  postgres: `UPDATE event SET data = '{}', changed = NULL WHERE seq IN (SELECT unnest($1::int8[]))`,
};

export const EVENT_STATEMENTS: readonly Statement[] = [
  insertEvents,
  openEvents,
  openTenants,
  nextOpen,
  closeEvents,
  eventsBySeq,
  eventsBehind,
  eventsOfRecord,
  emptyEvents,
];
