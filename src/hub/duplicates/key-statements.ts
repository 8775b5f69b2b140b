import type { Statement } from '../../store/index.js';
import { RECORD_COLUMNS, type RecordRow } from '../rows.js';

/** How far the search of one edition of a rule is. */
export interface WalkRow {
  readonly rule: number;
  readonly edition: number;
  readonly tenant: number;
  readonly type: string;
  /** `walking` over what there was before the rule · `done` · `dropping` what an older edition found. */
  readonly state: string;
  readonly before: number;
  readonly seen: number;
  readonly due_at: number;
}

export interface KeyRow {
  readonly rule: number;
  readonly edition: number;
  readonly value: string;
  readonly record: number;
}

const WALK = 'rule, edition, tenant, type, state, before, seen, due_at';

export const allWalks: Statement<WalkRow> = {
  name: 'hub_duplicate_walks',
  params: { limit: 'int8' },
  sqlite: `SELECT ${WALK} FROM duplicate_walk ORDER BY rule, edition LIMIT @limit`,
  postgres: `SELECT w.* FROM unnest($1::int8[]) AS q(n)
    CROSS JOIN LATERAL (SELECT ${WALK} FROM duplicate_walk ORDER BY rule, edition LIMIT q.n) w`,
  scans: 'a small table: a row or two a rule',
};

export const insertWalk: Statement = {
  name: 'hub_insert_duplicate_walk',
  params: { rule: 'int8', edition: 'int8', tenant: 'int8', type: 'text', before: 'int8', dueAt: 'int8' },
  sqlite: `INSERT INTO duplicate_walk(rule, edition, tenant, type, state, before, seen, due_at)
    VALUES (@rule, @edition, @tenant, @type, 'walking', @before, 0, @dueAt) ON CONFLICT DO NOTHING`,
  postgres: `INSERT INTO duplicate_walk(rule, edition, tenant, type, state, before, seen, due_at)
    SELECT rule, edition, tenant, type, 'walking', before, 0, due_at
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::text[], $5::int8[], $6::int8[])
      AS q(rule, edition, tenant, type, before, due_at) ON CONFLICT DO NOTHING`,
};

/** Whoever changes keys of a rule holds its walks: a group is counted by one at a time. */
export const lockWalks: Statement<{ rule: number; edition: number }> = {
  name: 'hub_lock_duplicate_walks',
  params: { rule: 'int8', edition: 'int8' },
  sqlite: 'SELECT rule, edition FROM duplicate_walk WHERE rule = @rule AND edition = @edition',
  postgres: `SELECT w.rule, w.edition FROM unnest($1::int8[], $2::int8[]) AS q(rule, edition)
    JOIN duplicate_walk w ON w.rule = q.rule AND w.edition = q.edition
    ORDER BY w.rule, w.edition FOR UPDATE OF w`,
};

export const moveWalk: Statement = {
  name: 'hub_move_duplicate_walk',
  params: { rule: 'int8', edition: 'int8', state: 'text', before: 'int8', seen: 'int8' },
  sqlite: `UPDATE duplicate_walk SET state = @state, before = @before, seen = seen + @seen
    WHERE rule = @rule AND edition = @edition`,
  postgres: `UPDATE duplicate_walk w SET state = q.state, before = q.before, seen = w.seen + q.seen
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS q(rule, edition, state, before, seen)
    WHERE w.rule = q.rule AND w.edition = q.edition`,
};

export const deleteWalk: Statement = {
  name: 'hub_delete_duplicate_walk',
  params: { rule: 'int8', edition: 'int8' },
  sqlite: 'DELETE FROM duplicate_walk WHERE rule = @rule AND edition = @edition',
  postgres: `DELETE FROM duplicate_walk w USING unnest($1::int8[], $2::int8[]) AS q(rule, edition)
    WHERE w.rule = q.rule AND w.edition = q.edition`,
};

export const dropKeys: Statement<{ record: number }> = {
  name: 'hub_drop_duplicate_keys',
  params: { rule: 'int8', edition: 'int8', limit: 'int8' },
  sqlite: `DELETE FROM duplicate_key WHERE (rule, edition, value, record) IN
      (SELECT rule, edition, value, record FROM duplicate_key WHERE rule = @rule AND edition = @edition LIMIT @limit)
    RETURNING record`,
  postgres: `DELETE FROM duplicate_key k USING (SELECT x.* FROM unnest($1::int8[], $2::int8[], $3::int8[])
      AS q(rule, edition, n) CROSS JOIN LATERAL (SELECT rule, edition, value, record FROM duplicate_key
        WHERE rule = q.rule AND edition = q.edition LIMIT q.n) x) d
    WHERE k.rule = d.rule AND k.edition = d.edition AND k.value = d.value AND k.record = d.record
    RETURNING k.record`,
};

export const markRecords: Statement = {
  name: 'hub_mark_duplicates',
  params: { record: 'int8', version: 'int8' },
  sqlite: `INSERT INTO duplicate_mark(record, version) VALUES (@record, @version)
    ON CONFLICT (record) DO UPDATE SET version = excluded.version`,
  postgres: `INSERT INTO duplicate_mark(record, version) SELECT * FROM unnest($1::int8[], $2::int8[]) AS q(record, version)
    ORDER BY record ON CONFLICT (record) DO UPDATE SET version = excluded.version`,
};

export const markedRecords: Statement<{ record: number }> = {
  name: 'hub_marked_duplicates',
  params: { limit: 'int8' },
  sqlite: 'SELECT record FROM duplicate_mark ORDER BY record LIMIT @limit',
  postgres: `SELECT m.record FROM unnest($1::int8[]) AS q(n)
    CROSS JOIN LATERAL (SELECT record FROM duplicate_mark ORDER BY record LIMIT q.n) m`,
  scans: 'read from its beginning, a bounded piece; rows are gone when they were seen to',
};

/** Not those that were marked anew since they were read. */
export const unmarkRecords: Statement = {
  name: 'hub_unmark_duplicates',
  params: { record: 'int8', version: 'int8' },
  sqlite: 'DELETE FROM duplicate_mark WHERE record = @record AND version <= @version',
  postgres: `DELETE FROM duplicate_mark m USING unnest($1::int8[], $2::int8[]) AS q(record, version)
    WHERE m.record = q.record AND m.version <= q.version`,
};

export const keysOfRecords: Statement<KeyRow> = {
  name: 'hub_duplicate_keys_of_records',
  params: { record: 'int8' },
  sqlite: 'SELECT rule, edition, value, record FROM duplicate_key WHERE record = @record',
  postgres: `SELECT k.* FROM unnest($1::int8[]) AS q(record)
    CROSS JOIN LATERAL (SELECT rule, edition, value, record FROM duplicate_key WHERE record = q.record) k`,
};

const KEY = { rule: 'int8', edition: 'int8', value: 'text', record: 'int8' } as const;

export const insertKeys: Statement = {
  name: 'hub_insert_duplicate_keys',
  params: KEY,
  sqlite: `INSERT INTO duplicate_key(rule, edition, value, record) VALUES (@rule, @edition, @value, @record)
    ON CONFLICT DO NOTHING`,
  postgres: `INSERT INTO duplicate_key(rule, edition, value, record)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS q(rule, edition, value, record)
    ON CONFLICT DO NOTHING`,
};

export const deleteKeys: Statement = {
  name: 'hub_delete_duplicate_keys',
  params: KEY,
  sqlite: `DELETE FROM duplicate_key
    WHERE rule = @rule AND edition = @edition AND value = @value AND record = @record`,
  postgres: `DELETE FROM duplicate_key k
    USING unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS q(rule, edition, value, record)
    WHERE k.rule = q.rule AND k.edition = q.edition AND k.value = q.value AND k.record = q.record`,
};

/** Records that carry a value, oldest first. */
export const membersOfValue: Statement<KeyRow> = {
  name: 'hub_duplicate_members',
  params: { rule: 'int8', edition: 'int8', value: 'text', limit: 'int8' },
  sqlite: `SELECT rule, edition, value, record FROM duplicate_key
    WHERE rule = @rule AND edition = @edition AND value = @value ORDER BY record LIMIT @limit`,
  postgres: `SELECT k.* FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS q(rule, edition, value, n)
    CROSS JOIN LATERAL (SELECT rule, edition, value, record FROM duplicate_key
      WHERE rule = q.rule AND edition = q.edition AND value = q.value ORDER BY record LIMIT q.n) k`,
};

/** How many records carry a value, counted to a limit. */
export const sizesOfValues: Statement<Omit<KeyRow, 'record'> & { readonly size: number }> = {
  name: 'hub_duplicate_sizes',
  params: { rule: 'int8', edition: 'int8', value: 'text', limit: 'int8' },
  sqlite: `SELECT @rule AS rule, @edition AS edition, @value AS value, count(*) AS size FROM
    (SELECT 1 FROM duplicate_key WHERE rule = @rule AND edition = @edition AND value = @value LIMIT @limit)`,
  postgres: `SELECT q.rule, q.edition, q.value, k.size
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS q(rule, edition, value, n)
    CROSS JOIN LATERAL (SELECT count(*) AS size FROM (SELECT 1 FROM duplicate_key
      WHERE rule = q.rule AND edition = q.edition AND value = q.value LIMIT q.n) counted) k`,
};

/** A page of a type, newest first, of every mode. */
export const recordsToWalk: Statement<RecordRow> = {
  name: 'hub_duplicate_records_to_walk',
  params: { tenant: 'int8', type: 'text', before: 'int8', limit: 'int8' },
  sqlite: `SELECT ${RECORD_COLUMNS} FROM record r WHERE r.tenant = @tenant AND r.type = @type AND r.id < @before
    ORDER BY r.id DESC LIMIT @limit`,
  postgres: `SELECT ${RECORD_COLUMNS}
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[]) AS q(tenant, type, before, n)
    CROSS JOIN LATERAL (SELECT * FROM record WHERE tenant = q.tenant AND type = q.type AND id < q.before
      ORDER BY id DESC LIMIT q.n) r`,
};
