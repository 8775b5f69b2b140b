import type { Statement } from '../store/index.js';

/** Locks records in the order of their ids, as the lock order of the ledger wants. */
export const lockRecords: Statement<{ id: number; version: number; merged_into: number | null }> = {
  name: 'hub_lock_records',
  params: { id: 'int8' },
  sqlite: 'SELECT id, version, merged_into FROM record WHERE id = @id',
  postgres: `SELECT r.id, r.version, r.merged_into FROM unnest($1::int8[]) AS q(id) JOIN record r ON r.id = q.id
    ORDER BY r.id FOR UPDATE OF r`,
};

export const lockLinks: Statement<{ id: number; generation: number; state: string }> = {
  name: 'hub_lock_links',
  params: { id: 'int8' },
  sqlite: 'SELECT id, generation, state FROM link WHERE id = @id',
  postgres: `SELECT l.id, l.generation, l.state FROM unnest($1::int8[]) AS q(id) JOIN link l ON l.id = q.id
    ORDER BY l.id FOR UPDATE OF l`,
};

/** The links that a connection writes a record through; the record is locked. */
export const primaryLinks: Statement<{ n: number; id: number }> = {
  name: 'hub_primary_links',
  params: { n: 'int8', record: 'int8', connection: 'int8' },
  sqlite: `SELECT @n AS n, id FROM link
    WHERE record = @record AND connection = @connection AND is_primary = 1 AND state <> 'ended'`,
  postgres: `SELECT q.n, l.id FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS q(n, record, connection)
    CROSS JOIN LATERAL (SELECT id FROM link WHERE record = q.record AND connection = q.connection
      AND is_primary = 1 AND state <> 'ended' LIMIT 10) l`,
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
    sent: 'text',
    remoteVersion: 'text',
    recordVersion: 'int8',
    children: 'text',
    at: 'int8',
  },
  sqlite: `INSERT INTO link(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline,
      baseline_by, sent, remote_version, record_version, children, created_at, updated_at)
    VALUES (@tenant, @mode, @connection, @type, @externalId, @record, @isPrimary, @generation, @baseline,
      @baselineBy, @sent, @remoteVersion, @recordVersion, @children, @at, @at)
    ON CONFLICT DO NOTHING`,
  echo: ({ connection, type, externalId }, id) => ({
    id,
    connection: Number(connection),
    type: String(type),
    external_id: String(externalId),
  }),
  postgres: `INSERT INTO link(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline,
      baseline_by, sent, remote_version, record_version, children, created_at, updated_at)
    SELECT tenant, mode, connection, type, external_id, record, is_primary, generation, baseline, baseline_by, sent,
      remote_version, record_version, children, at, at
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::text[], $5::text[], $6::int8[], $7::int8[], $8::int8[],
      $9::text[], $10::text[], $11::text[], $12::text[], $13::int8[], $14::text[], $15::int8[])
      AS q(tenant, mode, connection, type, external_id, record, is_primary, generation, baseline, baseline_by, sent,
        remote_version, record_version, children, at)
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
    sent: 'text',
    remoteVersion: 'text',
    recordVersion: 'int8',
    children: 'text',
    at: 'int8',
  },
  sqlite: `UPDATE link SET generation = generation + 1, baseline = @baseline,
      baseline_by = @baselineBy, sent = @sent, remote_version = @remoteVersion, record_version = @recordVersion,
      children = COALESCE(@children, children), updated_at = @at
    WHERE id = @id AND generation = @expected`,
  postgres: `UPDATE link SET generation = generation + 1, baseline = q.baseline,
      baseline_by = q.baseline_by, sent = q.sent, remote_version = q.remote_version, record_version = q.record_version,
      children = COALESCE(q.children, link.children), updated_at = q.at
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::text[],
      $9::int8[]) AS q(id, expected, baseline, baseline_by, sent, remote_version, record_version, children, at)
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

/**
 * Gives each record that has no primary link left at the connection of one of its links its first live one there.
 * Behind whatever turned those links.
 */
export const promoteLinks: Statement = {
  name: 'hub_promote_links',
  params: { id: 'int8' },
  sqlite: `UPDATE link SET is_primary = 1, generation = generation + 1 WHERE id = (
      SELECT s.id FROM link t JOIN link s ON s.record = t.record AND s.connection = t.connection
      WHERE t.id = @id AND s.state = 'live' AND NOT EXISTS (SELECT 1 FROM link p
        WHERE p.record = t.record AND p.connection = t.connection AND p.is_primary = 1 AND p.state <> 'ended')
      ORDER BY s.id LIMIT 1)`,
  postgres: `UPDATE link SET is_primary = 1, generation = generation + 1
    FROM (SELECT DISTINCT s.id FROM unnest($1::int8[]) AS q(id)
      CROSS JOIN LATERAL (SELECT record, connection FROM link WHERE id = q.id LIMIT 1) t
      CROSS JOIN LATERAL (SELECT id FROM link WHERE record = t.record AND connection = t.connection
        AND state = 'live' ORDER BY id LIMIT 1) s
      WHERE NOT EXISTS (SELECT 1 FROM link p WHERE p.record = t.record AND p.connection = t.connection
        AND p.is_primary = 1 AND p.state <> 'ended')) f
    WHERE link.id = f.id`,
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

/** Whoever lives is no tombstone. */
export const updateRecords: Statement = {
  name: 'hub_update_records',
  params: { id: 'int8', expected: 'int8', data: 'text', deletedAt: 'int8', at: 'int8' },
  sqlite: `UPDATE record SET version = version + 1, data = @data, deleted_at = @deletedAt, updated_at = @at,
      erased_at = CASE WHEN @deletedAt IS NULL THEN NULL ELSE erased_at END
    WHERE id = @id AND version = @expected`,
  postgres: `UPDATE record SET version = version + 1, data = q.data, deleted_at = q.deleted_at, updated_at = q.at,
      erased_at = CASE WHEN q.deleted_at IS NULL THEN NULL ELSE record.erased_at END
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS q(id, expected, data, deleted_at, at)
    WHERE record.id = q.id AND record.version = q.expected`,
};

export const insertChanges: Statement = {
  name: 'hub_insert_changes',
  params: {
    record: 'int8',
    version: 'int8',
    at: 'int8',
    root: 'int8',
    connection: 'int8',
    changed: 'text',
    event: 'text',
  },
  sqlite: `INSERT INTO record_change(record, version, at, root, connection, changed, event)
    VALUES (@record, @version, @at, @root, @connection, @changed, @event)`,
  postgres: `INSERT INTO record_change(record, version, at, root, connection, changed, event)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::text[], $7::text[])`,
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
