import type { Statement } from '../store/index.js';

/** A later send of the same record takes the place of the earlier one. */
export const putSentCreates: Statement = {
  name: 'hub_put_sent_creates',
  params: { connection: 'int8', type: 'text', record: 'int8', generation: 'int8', sentAt: 'int8' },
  sqlite: `INSERT INTO sent_create(connection, type, record, generation, sent_at)
    VALUES (@connection, @type, @record, @generation, @sentAt)
    ON CONFLICT (connection, type, record) DO UPDATE SET generation = excluded.generation, sent_at = excluded.sent_at`,
  postgres: `INSERT INTO sent_create(connection, type, record, generation, sent_at)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[], $5::int8[])
      AS q(connection, type, record, generation, sent_at)
    ORDER BY connection, type, record
    ON CONFLICT (connection, type, record) DO UPDATE SET generation = excluded.generation, sent_at = excluded.sent_at`,
};

export const dropSentCreates: Statement = {
  name: 'hub_drop_sent_creates',
  params: { connection: 'int8', type: 'text', record: 'int8' },
  sqlite: 'DELETE FROM sent_create WHERE connection = @connection AND type = @type AND record = @record',
  postgres: `DELETE FROM sent_create s USING unnest($1::int8[], $2::text[], $3::int8[]) AS q(connection, type, record)
    WHERE s.connection = q.connection AND s.type = q.type AND s.record = q.record`,
};

export const readSentCreates: Statement<{ n: number; sentAt: number }> = {
  name: 'hub_read_sent_creates',
  params: { n: 'int8', connection: 'int8', type: 'text', record: 'int8', generation: 'int8' },
  sqlite: `SELECT @n AS n, sent_at AS "sentAt" FROM sent_create
    WHERE connection = @connection AND type = @type AND record = @record AND generation = @generation`,
  postgres: `SELECT q.n, s.sent_at AS "sentAt"
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[])
      AS q(n, connection, type, record, generation)
    CROSS JOIN LATERAL (SELECT * FROM sent_create WHERE connection = q.connection AND type = q.type
      AND record = q.record AND generation = q.generation LIMIT 1) s`,
};

/** Whether one of a type was sent in a time, and nobody has told yet what became of it. */
export const openSentCreates: Statement<{ n: number }> = {
  name: 'hub_open_sent_creates',
  params: { n: 'int8', connection: 'int8', type: 'text', since: 'int8', until: 'int8' },
  sqlite: `SELECT @n AS n FROM sent_create
    WHERE connection = @connection AND type = @type AND sent_at > @since AND sent_at <= @until LIMIT 1`,
  postgres: `SELECT q.n
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS q(n, connection, type, since, until)
    CROSS JOIN LATERAL (SELECT 1 FROM sent_create WHERE connection = q.connection AND type = q.type
      AND sent_at > q.since AND sent_at <= q.until LIMIT 1) s`,
};
