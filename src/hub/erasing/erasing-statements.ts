import type { Statement } from '../../store/index.js';

export interface ErasureRow {
  readonly record: number;
  readonly tenant: number;
  readonly records: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly state: string;
  readonly at: number;
  readonly due_at: number;
  readonly done_at: number | null;
  readonly requests: number;
  readonly cut: number;
  readonly dropped: number;
}

const COLUMNS = 'record, tenant, records, actor, reason, state, at, due_at, done_at, requests, cut, dropped';

export const erasureOf: Statement<ErasureRow> = {
  name: 'hub_erasure_of',
  params: { record: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM erasure WHERE record = @record`,
  postgres: `SELECT e.* FROM unnest($1::int8[]) AS q(record)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM erasure WHERE record = q.record LIMIT 1) e`,
};

export const dueErasures: Statement<ErasureRow> = {
  name: 'hub_due_erasures',
  params: { now: 'int8', limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM erasure WHERE state = 'open' AND due_at <= @now ORDER BY due_at LIMIT @limit`,
  postgres: `SELECT e.* FROM unnest($1::int8[], $2::int8[]) AS q(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM erasure WHERE state = 'open' AND due_at <= q.now ORDER BY due_at LIMIT q.n) e`,
};

const PUT_AGAIN = `records = excluded.records, actor = excluded.actor, reason = excluded.reason, state = 'open',
  at = excluded.at, due_at = excluded.due_at, done_at = NULL`;

export const putErasure: Statement = {
  name: 'hub_put_erasure',
  params: { record: 'int8', tenant: 'int8', records: 'text', actor: 'text', reason: 'text', at: 'int8' },
  sqlite: `INSERT INTO erasure(record, tenant, records, actor, reason, state, at, due_at)
    VALUES (@record, @tenant, @records, @actor, @reason, 'open', @at, @at)
    ON CONFLICT (record) DO UPDATE SET ${PUT_AGAIN}`,
  postgres: `INSERT INTO erasure(record, tenant, records, actor, reason, state, at, due_at)
    SELECT record, tenant, records, actor, reason, 'open', at, at
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[])
      AS q(record, tenant, records, actor, reason, at)
    ON CONFLICT (record) DO UPDATE SET ${PUT_AGAIN}`,
};

/** One that is open already stays due when it was. */
export const reopenErasure: Statement = {
  name: 'hub_reopen_erasure',
  params: { record: 'int8', due: 'int8' },
  sqlite: `UPDATE erasure SET state = 'open', due_at = @due WHERE record = @record AND state = 'done'`,
  postgres: `UPDATE erasure e SET state = 'open', due_at = q.due FROM unnest($1::int8[], $2::int8[]) AS q(record, due)
    WHERE e.record = q.record AND e.state = 'done'`,
};

/** Only of the erasure that was read: it may have been asked for again since. */
export const moveErasure: Statement = {
  name: 'hub_move_erasure',
  params: {
    record: 'int8',
    at: 'int8',
    state: 'text',
    due: 'int8',
    done: 'int8',
    requests: 'int8',
    cut: 'int8',
    dropped: 'int8',
  },
  sqlite: `UPDATE erasure SET state = @state, due_at = @due, done_at = @done, requests = requests + @requests,
      cut = cut + @cut, dropped = dropped + @dropped WHERE record = @record AND at = @at`,
  postgres: `UPDATE erasure e SET state = q.state, due_at = q.due, done_at = q.done, requests = e.requests + q.requests,
      cut = e.cut + q.cut, dropped = e.dropped + q.dropped
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[], $6::int8[], $7::int8[], $8::int8[])
      AS q(record, at, state, due, done, requests, cut, dropped) WHERE e.record = q.record AND e.at = q.at`,
};

export const markErased: Statement = {
  name: 'hub_mark_erased',
  params: { id: 'int8', at: 'int8' },
  sqlite: 'UPDATE record SET erased_at = @at WHERE id = @id',
  postgres: `UPDATE record SET erased_at = q.at FROM unnest($1::int8[], $2::int8[]) AS q(id, at) WHERE record.id = q.id`,
};

/** Who changed it, and when, stays. */
export const emptyChanges: Statement<{ version: number }> = {
  name: 'hub_empty_changes',
  params: { record: 'int8', limit: 'int8' },
  sqlite: `UPDATE record_change SET changed = '{}' WHERE record = @record AND version IN
    (SELECT version FROM record_change WHERE record = @record AND changed <> '{}' LIMIT @limit) RETURNING version`,
  postgres: `UPDATE record_change c SET changed = '{}' FROM (SELECT o.* FROM unnest($1::int8[], $2::int8[])
      AS q(record, n) CROSS JOIN LATERAL (SELECT record, version FROM record_change
        WHERE record = q.record AND changed <> '{}' LIMIT q.n) o) old
    WHERE c.record = old.record AND c.version = old.version RETURNING c.version`,
};

/** Whoever writes through one of them at this moment reads again first. */
export const emptyLinks: Statement = {
  name: 'hub_empty_links',
  params: { record: 'int8' },
  sqlite: `UPDATE link SET baseline = NULL, sent = NULL, children = NULL, remote_version = NULL,
      generation = generation + 1
    WHERE record = @record AND (baseline IS NOT NULL OR sent IS NOT NULL OR children IS NOT NULL
      OR remote_version IS NOT NULL)`,
  postgres: `UPDATE link l SET baseline = NULL, sent = NULL, children = NULL, remote_version = NULL,
      generation = l.generation + 1
    FROM unnest($1::int8[]) AS q(record)
    WHERE l.record = q.record AND (l.baseline IS NOT NULL OR l.sent IS NOT NULL OR l.children IS NOT NULL
      OR l.remote_version IS NOT NULL)`,
};

/** The merges a record took part in, by its history. */
export const mergeEvents: Statement<{ event: string }> = {
  name: 'hub_merge_events',
  params: { record: 'int8', limit: 'int8' },
  sqlite: 'SELECT event FROM record_change WHERE record = @record AND event IS NOT NULL LIMIT @limit',
  postgres: `SELECT c.event FROM unnest($1::int8[], $2::int8[]) AS q(record, n) CROSS JOIN LATERAL
    (SELECT event FROM record_change WHERE record = q.record AND event IS NOT NULL LIMIT q.n) c`,
};

export const setMergeDetail: Statement = {
  name: 'hub_set_merge_detail',
  params: { id: 'int8', detail: 'text' },
  sqlite: 'UPDATE record_merge SET detail = @detail WHERE id = @id',
  postgres: `UPDATE record_merge SET detail = q.detail FROM unnest($1::int8[], $2::text[]) AS q(id, detail)
    WHERE record_merge.id = q.id`,
};

/** A page of the claims of a type, in the order of their keys: no index says whose they are. */
export const keysOfType: Statement<{ key: string; value: string; record: number }> = {
  name: 'hub_keys_of_type',
  params: { tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text', limit: 'int8' },
  sqlite: `SELECT key, value, record FROM match_key WHERE tenant = @tenant AND mode = @mode AND type = @type
    AND (key, value) > (@key, @value) ORDER BY key, value LIMIT @limit`,
  postgres: `SELECT k.* FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[])
      AS q(tenant, mode, type, key, value, n) CROSS JOIN LATERAL (SELECT key, value, record FROM match_key
        WHERE tenant = q.tenant AND mode = q.mode AND type = q.type AND (key, value) > (q.key, q.value)
        ORDER BY key, value LIMIT q.n) k`,
};

export const dropMatchKeys: Statement = {
  name: 'hub_drop_match_keys',
  params: { tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text', record: 'int8' },
  sqlite: `DELETE FROM match_key WHERE tenant = @tenant AND mode = @mode AND type = @type AND key = @key
    AND value = @value AND record = @record`,
  postgres: `DELETE FROM match_key k
    USING unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[])
      AS q(tenant, mode, type, key, value, record)
    WHERE k.tenant = q.tenant AND k.mode = q.mode AND k.type = q.type AND k.key = q.key AND k.value = q.value
      AND k.record = q.record`,
};
