import type { Statement } from '../store/index.js';

/** A page of the history, in the order of its key; `is_needed`: a system may not have seen it, or it is the newest. */
export interface AgedChangeRow {
  readonly record: number;
  readonly version: number;
  readonly tenant: number | null;
  readonly at: number;
  readonly is_event: number;
  readonly is_empty: number;
  readonly is_needed: number;
}

const AGED = `c.record, c.version, c.at, r.tenant, CASE WHEN c.event IS NULL THEN 0 ELSE 1 END AS is_event,
  CASE WHEN c.changed = '{}' THEN 1 ELSE 0 END AS is_empty,
  CASE WHEN r.version IS NULL THEN 0 WHEN c.version >= r.version THEN 1
    WHEN (SELECT 1 FROM link l WHERE l.record = c.record AND l.state <> 'ended' AND l.record_version < c.version LIMIT 1)
      IS NOT NULL THEN 1 ELSE 0 END AS is_needed`;

export const agedChanges: Statement<AgedChangeRow> = {
  name: 'hub_aged_changes',
  params: { record: 'int8', version: 'int8', limit: 'int8' },
  sqlite: `SELECT ${AGED} FROM (SELECT record, version, at, event, changed FROM record_change
      WHERE (record, version) > (@record, @version) ORDER BY record, version LIMIT @limit) c
    LEFT JOIN record r ON r.id = c.record ORDER BY c.record, c.version`,
  postgres: `SELECT ${AGED} FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(record, version, n)
    CROSS JOIN LATERAL (SELECT record, version, at, event, changed FROM record_change
      WHERE (record, version) > (q.record, q.version) ORDER BY record, version LIMIT q.n) c
    LEFT JOIN LATERAL (SELECT tenant, version FROM record WHERE id = c.record) r ON true
    ORDER BY c.record, c.version`,
};

export const dropChanges: Statement<{ version: number }> = {
  name: 'hub_drop_changes',
  params: { record: 'int8', version: 'int8' },
  sqlite: 'DELETE FROM record_change WHERE record = @record AND version = @version RETURNING version',
  postgres: `DELETE FROM record_change c USING unnest($1::int8[], $2::int8[]) AS q(record, version)
    WHERE c.record = q.record AND c.version = q.version RETURNING c.version`,
};

/** What happened to a record, a merge say, is found by its row. */
export const emptyChange: Statement<{ version: number }> = {
  name: 'hub_empty_change',
  params: { record: 'int8', version: 'int8' },
  sqlite: `UPDATE record_change SET changed = '{}' WHERE record = @record AND version = @version RETURNING version`,
  postgres: `UPDATE record_change c SET changed = '{}' FROM unnest($1::int8[], $2::int8[]) AS q(record, version)
    WHERE c.record = q.record AND c.version = q.version RETURNING c.version`,
};

export const agedErasures: Statement<{ record: number; tenant: number; done_at: number | null }> = {
  name: 'hub_aged_erasures',
  params: { after: 'int8', limit: 'int8' },
  sqlite: `SELECT record, tenant, CASE WHEN state = 'done' THEN done_at END AS done_at FROM erasure
    WHERE record > @after ORDER BY record LIMIT @limit`,
  postgres: `SELECT e.* FROM unnest($1::int8[], $2::int8[]) AS q(after, n) CROSS JOIN LATERAL
    (SELECT record, tenant, CASE WHEN state = 'done' THEN done_at END AS done_at FROM erasure
      WHERE record > q.after ORDER BY record LIMIT q.n) e`,
};

export const dropErasures: Statement<{ record: number }> = {
  name: 'hub_drop_erasures',
  params: { record: 'int8' },
  sqlite: `DELETE FROM erasure WHERE record = @record AND state = 'done' RETURNING record`,
  postgres: `DELETE FROM erasure e USING unnest($1::int8[]) AS q(record)
    WHERE e.record = q.record AND e.state = 'done' RETURNING e.record`,
};
