import type { Statement } from '../store/index.js';

/** Locks records in the order of their ids, as the lock order of the ledger wants. */
export const lockRecords: Statement<{ id: number; version: number }> = {
  name: 'hub_lock_records',
  params: { id: 'int8' },
  sqlite: 'SELECT id, version FROM record WHERE id = @id',
  postgres: `SELECT r.id, r.version FROM unnest($1::int8[]) AS q(id) JOIN record r ON r.id = q.id
    ORDER BY r.id FOR UPDATE OF r`,
};

export const lockLinks: Statement<{ id: number; generation: number; state: string }> = {
  name: 'hub_lock_links',
  params: { id: 'int8' },
  sqlite: 'SELECT id, generation, state FROM link WHERE id = @id',
  postgres: `SELECT l.id, l.generation, l.state FROM unnest($1::int8[]) AS q(id) JOIN link l ON l.id = q.id
    ORDER BY l.id FOR UPDATE OF l`,
};

/** Locks the claims there are, in the order of their keys. */
export const lockKeys: Statement<{ n: number; record: number }> = {
  name: 'hub_lock_keys',
  params: { n: 'int8', tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text' },
  sqlite: `SELECT @n AS n, record FROM match_key
    WHERE tenant = @tenant AND mode = @mode AND type = @type AND key = @key AND value = @value`,
  postgres: `SELECT q.n, m.record
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[])
      AS q(n, tenant, mode, type, key, value)
    JOIN match_key m ON m.tenant = q.tenant AND m.mode = q.mode AND m.type = q.type AND m.key = q.key
      AND m.value = q.value
    ORDER BY m.tenant, m.mode, m.type, m.key, m.value FOR UPDATE OF m`,
};

/** Answers only the rows that were new: of two that claim one key, the other loses. */
export const insertKeys: Statement<{ type: string; key: string; value: string; record: number }> = {
  name: 'hub_insert_keys',
  params: { tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text', record: 'int8' },
  sqlite: `INSERT INTO match_key(tenant, mode, type, key, value, record)
    VALUES (@tenant, @mode, @type, @key, @value, @record)
    ON CONFLICT DO NOTHING RETURNING type, key, value, record`,
  postgres: `INSERT INTO match_key(tenant, mode, type, key, value, record)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[])
      AS q(tenant, mode, type, key, value, record)
    ORDER BY tenant, mode, type, key, value
    ON CONFLICT DO NOTHING RETURNING type, key, value, record`,
};

/** Of claims that are locked. */
export const moveKeys: Statement = {
  name: 'hub_move_keys',
  params: { tenant: 'int8', mode: 'text', type: 'text', key: 'text', value: 'text', record: 'int8' },
  sqlite: `UPDATE match_key SET record = @record
    WHERE tenant = @tenant AND mode = @mode AND type = @type AND key = @key AND value = @value`,
  postgres: `UPDATE match_key SET record = q.record
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int8[])
      AS q(tenant, mode, type, key, value, record)
    WHERE match_key.tenant = q.tenant AND match_key.mode = q.mode AND match_key.type = q.type
      AND match_key.key = q.key AND match_key.value = q.value`,
};

/** Answers only the rows that were new: of two that link one external id, the other loses. */
export const insertLinks: Statement<{ id: number; connection: number; type: string; external_id: string }> = {
  name: 'hub_insert_links',
  params: {
    tenant: 'int8',
    mode: 'text',
    connection: 'int8',
    type: 'text',
    externalId: 'text',
    record: 'int8',
    isPrimary: 'int8',
    generation: 'int8',
    baseline: 'text',
    baselineBy: 'text',
    remoteVersion: 'text',
    recordVersion: 'int8',
    at: 'int8',
  },
  sqlite: `INSERT INTO link(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline,
      baseline_by, remote_version, record_version, created_at, updated_at)
    VALUES (@tenant, @mode, @connection, @type, @externalId, @record, @isPrimary, @generation, @baseline,
      @baselineBy, @remoteVersion, @recordVersion, @at, @at)
    ON CONFLICT DO NOTHING`,
  echo: ({ connection, type, externalId }, id) => ({
    id,
    connection: Number(connection),
    type: String(type),
    external_id: String(externalId),
  }),
  postgres: `INSERT INTO link(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline,
      baseline_by, remote_version, record_version, created_at, updated_at)
    SELECT tenant, mode, connection, type, external_id, record, is_primary, generation, baseline, baseline_by,
      remote_version, record_version, at, at
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::int8[], $7::int8[], $8::int8[],
      $9::text[], $10::text[], $11::text[], $12::int8[], $13::int8[])
      AS q(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline, baseline_by,
        remote_version, record_version, at)
    ORDER BY connection, type, external_id
    ON CONFLICT DO NOTHING RETURNING id, connection, type, external_id`,
};

/** Leaves the state alone: writing it, even the same, would write the link's place among the external ids anew. */
export const updateLinks: Statement = {
  name: 'hub_update_links',
  params: {
    id: 'int8',
    expected: 'int8',
    baseline: 'text',
    baselineBy: 'text',
    remoteVersion: 'text',
    recordVersion: 'int8',
    at: 'int8',
  },
  sqlite: `UPDATE link SET generation = generation + 1, baseline = @baseline,
      baseline_by = @baselineBy, remote_version = @remoteVersion, record_version = @recordVersion, updated_at = @at
    WHERE id = @id AND generation = @expected`,
  postgres: `UPDATE link SET generation = generation + 1, baseline = q.baseline,
      baseline_by = q.baseline_by, remote_version = q.remote_version, record_version = q.record_version, updated_at = q.at
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS q(id, expected, baseline, baseline_by, remote_version, record_version, at)
    WHERE link.id = q.id AND link.generation = q.expected`,
};

/** Of links that are locked. */
export const setLinkStates: Statement = {
  name: 'hub_set_link_states',
  params: { id: 'int8', state: 'text' },
  sqlite: 'UPDATE link SET state = @state WHERE id = @id',
  postgres: `UPDATE link SET state = q.state FROM unnest($1::int8[], $2::text[]) AS q(id, state)
    WHERE link.id = q.id`,
};

export const insertRecords: Statement = {
  name: 'hub_insert_records',
  params: {
    id: 'int8',
    tenant: 'int8',
    mode: 'text',
    type: 'text',
    data: 'text',
    deletedAt: 'int8',
    at: 'int8',
  },
  sqlite: `INSERT INTO record(id, tenant, mode, type, version, data, deleted_at, created_at, updated_at)
    VALUES (@id, @tenant, @mode, @type, 1, @data, @deletedAt, @at, @at)`,
  postgres: `INSERT INTO record(id, tenant, mode, type, version, data, deleted_at, created_at, updated_at)
    SELECT id, tenant, mode, type, 1, data, deleted_at, at, at
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS q(id, tenant, mode, type, data, deleted_at, at)`,
};

export const updateRecords: Statement = {
  name: 'hub_update_records',
  params: { id: 'int8', expected: 'int8', data: 'text', deletedAt: 'int8', at: 'int8' },
  sqlite: `UPDATE record SET version = version + 1, data = @data, deleted_at = @deletedAt, updated_at = @at
    WHERE id = @id AND version = @expected`,
  postgres: `UPDATE record SET version = version + 1, data = q.data, deleted_at = q.deleted_at, updated_at = q.at
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS q(id, expected, data, deleted_at, at)
    WHERE record.id = q.id AND record.version = q.expected`,
};

export const insertChanges: Statement = {
  name: 'hub_insert_changes',
  params: { record: 'int8', version: 'int8', at: 'int8', root: 'int8', connection: 'int8', changed: 'text' },
  sqlite: `INSERT INTO record_change(record, version, at, root, connection, changed)
    VALUES (@record, @version, @at, @root, @connection, @changed)`,
  postgres: `INSERT INTO record_change(record, version, at, root, connection, changed)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::text[])`,
};

/** Draws a block of record ids: drafts and effects know a new record's id before the commit that makes it. */
export const drawRecordIds: Statement<{ value: string }> = {
  name: 'hub_draw_record_ids',
  params: { key: 'text', count: 'int8' },
  sqlite: `INSERT INTO meta(key, value) VALUES (@key, CAST(@count AS TEXT))
    ON CONFLICT (key) DO UPDATE SET value = CAST(CAST(meta.value AS INTEGER) + @count AS TEXT) RETURNING value`,
  postgres: `INSERT INTO meta(key, value) SELECT key, count::text FROM unnest($1::text[], $2::int8[]) AS q(key, count)
    ON CONFLICT (key) DO UPDATE SET value = (meta.value::int8 + excluded.value::int8)::text RETURNING value`,
};
