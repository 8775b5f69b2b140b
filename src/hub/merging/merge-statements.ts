import type { Statement } from '../../store/index.js';
import { MERGE_COLUMNS, type MergeRow } from './merge-row.js';

export const mergeById: Statement<MergeRow> = {
  name: 'hub_merge_by_id',
  params: { id: 'int8' },
  sqlite: `SELECT ${MERGE_COLUMNS} FROM record_merge WHERE id = @id`,
  postgres: `SELECT m.* FROM unnest($1::int8[]) AS q(id)
    CROSS JOIN LATERAL (SELECT ${MERGE_COLUMNS} FROM record_merge WHERE id = q.id LIMIT 1) m`,
};

/** Newest first. */
export const mergesOfTenant: Statement<MergeRow> = {
  name: 'hub_merges_of_tenant',
  params: { tenant: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `SELECT ${MERGE_COLUMNS} FROM record_merge WHERE tenant = @tenant AND id < @before ORDER BY id DESC LIMIT @limit`,
  postgres: `SELECT m.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(tenant, before, n)
    CROSS JOIN LATERAL (SELECT ${MERGE_COLUMNS} FROM record_merge WHERE tenant = q.tenant AND id < q.before
      ORDER BY id DESC LIMIT q.n) m`,
};

/** What was merged into a record, newest first. */
export const mergesIntoRecord: Statement<MergeRow> = {
  name: 'hub_merges_into_record',
  params: { record: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `SELECT ${MERGE_COLUMNS} FROM record_merge WHERE winner = @record AND id < @before ORDER BY id DESC LIMIT @limit`,
  postgres: `SELECT m.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(record, before, n)
    CROSS JOIN LATERAL (SELECT ${MERGE_COLUMNS} FROM record_merge WHERE winner = q.record AND id < q.before
      ORDER BY id DESC LIMIT q.n) m`,
};

export const insertMerge: Statement = {
  name: 'hub_insert_merge',
  params: {
    id: 'int8',
    tenant: 'int8',
    mode: 'text',
    type: 'text',
    winner: 'int8',
    depth: 'int8',
    at: 'int8',
    actor: 'text',
    detail: 'text',
  },
  sqlite: `INSERT INTO record_merge(id, tenant, mode, type, winner, depth, at, actor, detail)
    VALUES (@id, @tenant, @mode, @type, @winner, @depth, @at, @actor, @detail)`,
  postgres: `INSERT INTO record_merge(id, tenant, mode, type, winner, depth, at, actor, detail)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::int8[], $6::int8[], $7::int8[],
      $8::text[], $9::text[])`,
};

export const undoMerge: Statement = {
  name: 'hub_undo_merge',
  params: { id: 'int8', at: 'int8', facts: 'text' },
  sqlite: 'UPDATE record_merge SET undone_at = @at, undone = @facts WHERE id = @id',
  postgres: `UPDATE record_merge SET undone_at = q.at, undone = q.facts
    FROM unnest($1::int8[], $2::int8[], $3::text[]) AS q(id, at, facts) WHERE record_merge.id = q.id`,
};

/** Of records that are locked. */
export const setMerged: Statement = {
  name: 'hub_set_merged',
  params: { id: 'int8', mergedInto: 'int8', mergedBy: 'int8' },
  sqlite: 'UPDATE record SET merged_into = @mergedInto, merged_by = @mergedBy WHERE id = @id',
  postgres: `UPDATE record SET merged_into = q.merged_into, merged_by = q.merged_by
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(id, merged_into, merged_by) WHERE record.id = q.id`,
};

/** Of links that are locked. */
export const moveLinks: Statement = {
  name: 'hub_move_links',
  params: { id: 'int8', record: 'int8', isPrimary: 'int8', recordVersion: 'int8', at: 'int8' },
  sqlite: `UPDATE link SET record = @record, is_primary = @isPrimary, record_version = @recordVersion,
      generation = generation + 1, updated_at = @at WHERE id = @id`,
  postgres: `UPDATE link SET record = q.record, is_primary = q.is_primary, record_version = q.record_version,
      generation = generation + 1, updated_at = q.at
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[])
      AS q(id, record, is_primary, record_version, at) WHERE link.id = q.id`,
};

/** The links of a record that are not ended. */
export const openLinks: Statement<{ id: number; record: number }> = {
  name: 'hub_open_links',
  params: { record: 'int8' },
  sqlite: `SELECT id, record FROM link WHERE record = @record AND state <> 'ended'`,
  postgres: `SELECT l.id, l.record FROM unnest($1::int8[]) AS q(record)
    CROSS JOIN LATERAL (SELECT id, record FROM link WHERE record = q.record AND state <> 'ended') l`,
};
