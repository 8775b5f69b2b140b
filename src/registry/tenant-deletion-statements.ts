import type { Statement } from '../store/index.js';

/** As stored; what stays of a deleted tenant. */
export interface TenantDeletionRow {
  readonly tenant: number;
  readonly publicId: string;
  /** The key that asked for it. */
  readonly actor: string;
  readonly begunAt: number;
  readonly dueAt: number;
  readonly doneAt: number | null;
  /** Rows that went, by table; JSON. */
  readonly counts: string;
}

const COLUMNS = `tenant, public_id AS "publicId", actor, begun_at AS "begunAt", due_at AS "dueAt",
  done_at AS "doneAt", counts`;

export const insertTenantDeletion: Statement = {
  name: 'tenant_deletion_insert',
  params: { tenant: 'int8', publicId: 'text', actor: 'text', now: 'int8', due: 'int8' },
  sqlite: `INSERT INTO tenant_deletion (tenant, public_id, actor, begun_at, due_at)
    VALUES (@tenant, @publicId, @actor, @now, @due) ON CONFLICT DO NOTHING`,
  postgres: `INSERT INTO tenant_deletion (tenant, public_id, actor, begun_at, due_at)
    SELECT * FROM unnest($1::int8[], $2::text[], $3::text[], $4::int8[], $5::int8[]) ON CONFLICT DO NOTHING`,
};

export const tenantDeletionByPublicId: Statement<TenantDeletionRow> = {
  name: 'tenant_deletion_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM tenant_deletion WHERE public_id = @publicId`,
  postgres: `SELECT d.* FROM unnest($1::text[]) AS x(p) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM tenant_deletion WHERE public_id = x.p) d`,
};

export const dueTenantDeletion: Statement<{ tenant: number }> = {
  name: 'tenant_deletion_due',
  params: { now: 'int8' },
  sqlite: `SELECT tenant FROM tenant_deletion WHERE done_at IS NULL AND due_at <= @now ORDER BY due_at LIMIT 1`,
  postgres: `SELECT d.tenant FROM unnest($1::int8[]) AS x(now) CROSS JOIN LATERAL
    (SELECT tenant FROM tenant_deletion WHERE done_at IS NULL AND due_at <= x.now ORDER BY due_at LIMIT 1) d`,
};

/** For one process: whoever takes it has it until `until`. */
export const takeTenantDeletion: Statement<TenantDeletionRow> = {
  name: 'tenant_deletion_take',
  params: { tenant: 'int8', now: 'int8', until: 'int8' },
  sqlite: `UPDATE tenant_deletion SET due_at = @until
    WHERE tenant = @tenant AND done_at IS NULL AND due_at <= @now RETURNING ${COLUMNS}`,
  postgres: `UPDATE tenant_deletion d SET due_at = x.u FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(t, n, u)
    WHERE d.tenant = x.t AND d.done_at IS NULL AND d.due_at <= x.n RETURNING d.tenant, d.public_id AS "publicId",
      d.actor, d.begun_at AS "begunAt", d.due_at AS "dueAt", d.done_at AS "doneAt", d.counts`,
};

/** In the commit of what was deleted. */
export const moveTenantDeletion: Statement = {
  name: 'tenant_deletion_move',
  params: { tenant: 'int8', due: 'int8', done: 'int8', counts: 'text' },
  sqlite: `UPDATE tenant_deletion SET due_at = @due, done_at = @done, counts = @counts WHERE tenant = @tenant`,
  postgres: `UPDATE tenant_deletion d SET due_at = x.due, done_at = x.done, counts = x.counts
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::text[]) AS x(t, due, done, counts) WHERE d.tenant = x.t`,
};

export const TENANT_DELETION_STATEMENTS: readonly Statement[] = [
  insertTenantDeletion,
  tenantDeletionByPublicId,
  dueTenantDeletion,
  takeTenantDeletion,
  moveTenantDeletion,
];
