import type { Statement } from '../store/index.js';

/** Answers the connection where nobody had said it before. */
export const insertOutage: Statement<{ connection: number }> = {
  name: 'outage_insert',
  params: { connection: 'int8', since: 'int8', reason: 'text' },
  sqlite: `INSERT INTO outage(connection, since, reason) VALUES (@connection, @since, @reason)
    ON CONFLICT (connection) DO NOTHING RETURNING connection`,
  postgres: `INSERT INTO outage(connection, since, reason)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[])
    ON CONFLICT (connection) DO NOTHING RETURNING connection`,
};

/** Answers those that were there. */
export const dropOutages: Statement<{ connection: number }> = {
  name: 'outage_drop',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM outage WHERE connection = @connection RETURNING connection',
  postgres: `DELETE FROM outage o USING unnest($1::int8[]) AS q(connection) WHERE o.connection = q.connection
    RETURNING o.connection`,
};

export const outages: Statement<{ connection: number }> = {
  name: 'outage_all',
  params: { limit: 'int8' },
  scans: 'one row for each system that does not answer, looked through every ten seconds',
  sqlite: 'SELECT connection FROM outage LIMIT @limit',
  postgres: 'SELECT connection FROM outage LIMIT ($1::int8[])[1]',
};

export const OUTAGE_STATEMENTS: readonly Statement[] = [insertOutage, dropOutages, outages];
