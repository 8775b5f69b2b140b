import type { RecordType } from '@hookyard/sdk';

import type { Statement } from '../../store/index.js';
import type { MatchDefinition } from './match-forms.js';
import type { MatchRule } from './match-rule.js';

export interface RuleRow {
  readonly id: number;
  readonly public_id: string;
  readonly tenant: number;
  readonly type: string;
  readonly name: string;
  readonly edition: number;
  readonly is_enabled: number;
  readonly definition: string;
  readonly created_at: number;
  readonly updated_at: number;
}

const COLUMNS = 'id, public_id, tenant, type, name, edition, is_enabled, definition, created_at, updated_at';

export const allRules: Statement<RuleRow> = {
  name: 'hub_match_rules',
  params: { limit: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM match_rule ORDER BY id LIMIT @limit`,
  postgres: `SELECT m.* FROM unnest($1::int8[]) AS q(n)
    CROSS JOIN LATERAL (SELECT ${COLUMNS} FROM match_rule ORDER BY id LIMIT q.n) m`,
  scans: 'a small table: a few rules a tenant',
};

export const insertRule: Statement<{ id: number }> = {
  name: 'hub_insert_match_rule',
  params: {
    publicId: 'text',
    tenant: 'int8',
    type: 'text',
    name: 'text',
    isEnabled: 'int8',
    definition: 'text',
    now: 'int8',
  },
  sqlite: `INSERT INTO match_rule(public_id, tenant, type, name, edition, is_enabled, definition, created_at, updated_at)
    VALUES (@publicId, @tenant, @type, @name, 1, @isEnabled, @definition, @now, @now)
    ON CONFLICT DO NOTHING RETURNING id`,
  postgres: `INSERT INTO match_rule(public_id, tenant, type, name, edition, is_enabled, definition, created_at, updated_at)
    SELECT public_id, tenant, type, name, 1, is_enabled, definition, now, now
    FROM unnest($1::text[], $2::int8[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::int8[])
      AS q(public_id, tenant, type, name, is_enabled, definition, now)
    ON CONFLICT DO NOTHING RETURNING id`,
};

export const updateRule: Statement<{ id: number }> = {
  name: 'hub_update_match_rule',
  params: { id: 'int8', name: 'text', edition: 'int8', isEnabled: 'int8', definition: 'text', now: 'int8' },
  sqlite: `UPDATE match_rule SET name = @name, edition = @edition, is_enabled = @isEnabled, definition = @definition,
      updated_at = @now WHERE id = @id AND NOT EXISTS (SELECT 1 FROM match_rule o WHERE o.tenant = match_rule.tenant
        AND o.type = match_rule.type AND o.name = @name AND o.id <> match_rule.id) RETURNING id`,
  postgres: `UPDATE match_rule SET name = q.name, edition = q.edition, is_enabled = q.is_enabled,
      definition = q.definition, updated_at = q.now
    FROM unnest($1::int8[], $2::text[], $3::int8[], $4::int8[], $5::text[], $6::int8[])
      AS q(id, name, edition, is_enabled, definition, now)
    WHERE match_rule.id = q.id AND NOT EXISTS (SELECT 1 FROM match_rule o WHERE o.tenant = match_rule.tenant
      AND o.type = match_rule.type AND o.name = q.name AND o.id <> match_rule.id) RETURNING match_rule.id`,
};

export const deleteRule: Statement = {
  name: 'hub_delete_match_rule',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM match_rule WHERE id = @id',
  postgres: 'DELETE FROM match_rule USING unnest($1::int8[]) AS q(id) WHERE match_rule.id = q.id',
};

export function ruleOf(row: RuleRow): MatchRule {
  return {
    number: row.id,
    id: row.public_id,
    tenant: row.tenant,
    type: row.type as RecordType,
    name: row.name,
    edition: row.edition,
    isEnabled: row.is_enabled === 1,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(JSON.parse(row.definition) as MatchDefinition),
  };
}
