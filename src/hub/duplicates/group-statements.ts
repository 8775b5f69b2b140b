import type { Statement } from '../../store/index.js';
import { CROWD } from './crowd.js';
import { GROUP_COLUMNS, type GroupRow } from './group-row.js';

export const groupById: Statement<GroupRow> = {
  name: 'hub_duplicate_group',
  params: { id: 'int8' },
  sqlite: `SELECT ${GROUP_COLUMNS} FROM duplicate_group WHERE id = @id`,
  postgres: `SELECT g.* FROM unnest($1::int8[]) AS q(id)
    CROSS JOIN LATERAL (SELECT ${GROUP_COLUMNS} FROM duplicate_group WHERE id = q.id LIMIT 1) g`,
};

/** A value that too many carry was dismissed as a whole, and stays so; any other state is what was counted. */
export const putGroups: Statement = {
  name: 'hub_put_duplicate_groups',
  params: {
    tenant: 'int8',
    mode: 'text',
    type: 'text',
    rule: 'int8',
    edition: 'int8',
    value: 'text',
    size: 'int8',
    state: 'text',
    now: 'int8',
  },
  sqlite: `INSERT INTO duplicate_group(tenant, mode, type, rule, edition, value, size, state, found_at, updated_at)
    VALUES (@tenant, @mode, @type, @rule, @edition, @value, @size, @state, @now, @now)
    ON CONFLICT (rule, edition, value) DO UPDATE SET size = excluded.size, updated_at = excluded.updated_at,
      state = CASE WHEN excluded.size > ${CROWD} THEN duplicate_group.state ELSE excluded.state END`,
  postgres: `INSERT INTO duplicate_group(tenant, mode, type, rule, edition, value, size, state, found_at, updated_at)
    SELECT tenant, mode, type, rule, edition, value, size, state, now, now
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::int8[], $6::text[], $7::int8[], $8::text[],
      $9::int8[]) AS q(tenant, mode, type, rule, edition, value, size, state, now)
    ON CONFLICT (rule, edition, value) DO UPDATE SET size = excluded.size, updated_at = excluded.updated_at,
      state = CASE WHEN excluded.size > ${CROWD} THEN duplicate_group.state ELSE excluded.state END`,
};

export const deleteGroups: Statement = {
  name: 'hub_delete_duplicate_groups',
  params: { rule: 'int8', edition: 'int8', value: 'text' },
  sqlite: 'DELETE FROM duplicate_group WHERE rule = @rule AND edition = @edition AND value = @value',
  postgres: `DELETE FROM duplicate_group g USING unnest($1::int8[], $2::int8[], $3::text[]) AS q(rule, edition, value)
    WHERE g.rule = q.rule AND g.edition = q.edition AND g.value = q.value`,
};

export const setGroupState: Statement = {
  name: 'hub_set_duplicate_group_state',
  params: { id: 'int8', state: 'text', now: 'int8' },
  sqlite: 'UPDATE duplicate_group SET state = @state, updated_at = @now WHERE id = @id',
  postgres: `UPDATE duplicate_group SET state = q.state, updated_at = q.now
    FROM unnest($1::int8[], $2::text[], $3::int8[]) AS q(id, state, now) WHERE duplicate_group.id = q.id`,
};

export const dropGroups: Statement<{ id: number }> = {
  name: 'hub_drop_duplicate_groups',
  params: { rule: 'int8', edition: 'int8', limit: 'int8' },
  sqlite: `DELETE FROM duplicate_group WHERE id IN
    (SELECT id FROM duplicate_group WHERE rule = @rule AND edition = @edition LIMIT @limit) RETURNING id`,
  postgres: `DELETE FROM duplicate_group g USING (SELECT x.id FROM unnest($1::int8[], $2::int8[], $3::int8[])
      AS q(rule, edition, n) CROSS JOIN LATERAL
        (SELECT id FROM duplicate_group WHERE rule = q.rule AND edition = q.edition LIMIT q.n) x) d
    WHERE g.id = d.id RETURNING g.id`,
};

export const insertPairs: Statement = {
  name: 'hub_insert_not_duplicates',
  params: { a: 'int8', b: 'int8', at: 'int8' },
  sqlite: 'INSERT INTO not_duplicate(a, b, at) VALUES (@a, @b, @at) ON CONFLICT DO NOTHING',
  postgres: `INSERT INTO not_duplicate(a, b, at) SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[])
    ON CONFLICT DO NOTHING`,
};

export const deletePairs: Statement = {
  name: 'hub_delete_not_duplicates',
  params: { a: 'int8', b: 'int8' },
  sqlite: 'DELETE FROM not_duplicate WHERE a = @a AND b = @b',
  postgres: `DELETE FROM not_duplicate p USING unnest($1::int8[], $2::int8[]) AS q(a, b)
    WHERE p.a = q.a AND p.b = q.b`,
};

export const knownPairs: Statement<{ a: number; b: number }> = {
  name: 'hub_not_duplicates',
  params: { a: 'int8', b: 'int8' },
  sqlite: 'SELECT a, b FROM not_duplicate WHERE a = @a AND b = @b',
  postgres: `SELECT p.a, p.b FROM unnest($1::int8[], $2::int8[]) AS q(a, b)
    CROSS JOIN LATERAL (SELECT a, b FROM not_duplicate WHERE a = q.a AND b = q.b LIMIT 1) p`,
};
