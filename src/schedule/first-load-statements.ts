import type { Statement } from '../store/index.js';

export interface FirstLoadRow {
  /** The walk, whose tree the load is. */
  readonly request: number;
  readonly connection: number;
  readonly type: string;
  readonly records: number;
}

/** A walk that is stored twice is one load. */
export const insertFirstLoads: Statement = {
  name: 'first_load_insert',
  params: { request: 'int8', at: 'int8', connection: 'int8', records: 'int8', type: 'text' },
  sqlite: `INSERT INTO first_load(request, at, connection, records, type)
    VALUES (@request, @at, @connection, @records, @type) ON CONFLICT (request) DO NOTHING`,
  postgres: `INSERT INTO first_load(request, at, connection, records, type)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::text[])
    ON CONFLICT (request) DO NOTHING`,
};

/** Behind a place. */
export const firstLoads: Statement<FirstLoadRow> = {
  name: 'first_load_page',
  params: { after: 'int8', limit: 'int8' },
  sqlite: `SELECT request, connection, type, records FROM first_load WHERE request > @after
    ORDER BY request LIMIT @limit`,
  postgres: `SELECT f.* FROM unnest($1::int8[], $2::int8[]) AS q(after, most)
    CROSS JOIN LATERAL (SELECT request, connection, type, records FROM first_load WHERE request > q.after
      ORDER BY request LIMIT q.most) f`,
};

/** Answers those that were there. */
export const dropFirstLoads: Statement<{ request: number }> = {
  name: 'first_load_drop',
  params: { request: 'int8' },
  sqlite: 'DELETE FROM first_load WHERE request = @request RETURNING request',
  postgres: `DELETE FROM first_load f USING unnest($1::int8[]) AS q(request) WHERE f.request = q.request
    RETURNING f.request`,
};

export const FIRST_LOAD_STATEMENTS: readonly Statement[] = [insertFirstLoads, firstLoads, dropFirstLoads];
