import type { OutageCause } from '../flow/index.js';
import type { Statement } from '../store/index.js';

/** Answers the connection where nobody had said it before. */
export const insertOutage: Statement<{ connection: number }> = {
  name: 'outage_insert',
  params: { connection: 'int8', since: 'int8', cause: 'text', reason: 'text' },
  sqlite: `INSERT INTO outage(connection, since, cause, reason) VALUES (@connection, @since, @cause, @reason)
    ON CONFLICT (connection) DO NOTHING RETURNING connection`,
  postgres: `INSERT INTO outage(connection, since, cause, reason)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[])
    ON CONFLICT (connection) DO NOTHING RETURNING connection`,
};

/** What failed already is failing for another reason, or by another word of its check. */
export const turnOutage: Statement = {
  name: 'outage_turn',
  params: { connection: 'int8', cause: 'text', reason: 'text' },
  sqlite: 'UPDATE outage SET cause = @cause, reason = @reason WHERE connection = @connection',
  postgres: `UPDATE outage o SET cause = x.s, reason = x.r
    FROM unnest($1::int8[], $2::text[], $3::text[]) AS x(c, s, r) WHERE o.connection = x.c`,
};

/** Of one cause. Answers those that were there. */
export const endOutage: Statement<{ connection: number }> = {
  name: 'outage_end',
  params: { connection: 'int8', cause: 'text' },
  sqlite: 'DELETE FROM outage WHERE connection = @connection AND cause = @cause RETURNING connection',
  postgres: `DELETE FROM outage o USING unnest($1::int8[], $2::text[]) AS x(c, s)
    WHERE o.connection = x.c AND o.cause = x.s RETURNING o.connection`,
};

export const dropOutages: Statement = {
  name: 'outage_drop',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM outage WHERE connection = @connection',
  postgres:
    'DELETE FROM outage o USING unnest($1::int8[]) AS q(connection) WHERE o.connection = q.connection',
};

export const outages: Statement<{ connection: number; cause: OutageCause }> = {
  name: 'outage_all',
  params: { limit: 'int8' },
  scans: 'one row for each system that does not answer, looked through every ten seconds',
  sqlite: 'SELECT connection, cause FROM outage LIMIT @limit',
  postgres: 'SELECT connection, cause FROM outage LIMIT ($1::int8[])[1]',
};

export const OUTAGE_STATEMENTS: readonly Statement[] = [
  insertOutage,
  turnOutage,
  endOutage,
  dropOutages,
  outages,
];
