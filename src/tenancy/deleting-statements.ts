import type { Statement } from '../store/index.js';

/** A place of a body that holds what is a tenant's. */
export interface PlaceRow {
  readonly seq: number;
  readonly hook: number | null;
  readonly element: number;
  readonly recordId: string | null;
}

/** Requests of a queue whose body lies at a receiver of another tenant. */
export const foreignRequests: Statement<PlaceRow> = {
  name: 'tenancy_foreign_requests',
  params: { seq: 'int8', owner: 'int8' },
  sqlite: `SELECT r.seq, r.hook, r.element, r.record_id AS "recordId" FROM request r JOIN hook h ON h.seq = r.hook
    WHERE r.seq = @seq AND h.owner = @owner`,
  postgres: `SELECT r.seq, r.hook, r.element, r.record_id AS "recordId"
    FROM unnest($1::int8[], $2::int8[]) AS x(s, o) JOIN request r ON r.seq = x.s
    JOIN hook h ON h.seq = r.hook AND h.owner = x.o`,
};

/** Open requests of a tenant that goes end, so that what is left of their bodies may be cut. */
export const endRequests: Statement = {
  name: 'tenancy_end_requests',
  params: { seq: 'int8', now: 'int8' },
  sqlite: 'UPDATE request SET state = 130, ended_at = @now WHERE seq = @seq AND state < 110',
  postgres: `UPDATE request r SET state = 130, ended_at = x.n FROM unnest($1::int8[], $2::int8[]) AS x(s, n)
    WHERE r.seq = x.s AND r.state < 110`,
};

/** A page of what was decided at a receiver of another tenant. */
export const verdictsAt: Statement<PlaceRow & { readonly tenant: number }> = {
  name: 'tenancy_verdicts_at',
  params: { owner: 'int8', after: 'int8', most: 'int8' },
  sqlite: `SELECT seq, tenant, hook, element, record_id AS "recordId" FROM verdict
    WHERE owner = @owner AND seq > @after ORDER BY seq LIMIT @most`,
  postgres: `SELECT v.* FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(o, a, m) CROSS JOIN LATERAL
    (SELECT seq, tenant, hook, element, record_id AS "recordId" FROM verdict
     WHERE owner = x.o AND seq > x.a ORDER BY seq LIMIT x.m) v`,
};

export const dropVerdicts: Statement<{ seq: number }> = {
  name: 'tenancy_drop_verdicts',
  params: { seq: 'int8' },
  sqlite: 'DELETE FROM verdict WHERE seq = @seq RETURNING seq',
  postgres: 'DELETE FROM verdict v USING unnest($1::int8[]) AS x(s) WHERE v.seq = x.s RETURNING v.seq',
};

/** What the host's operator did to a tenant stays; its name and the names of its keys go. */
export const auditPage: Statement<{ id: number; subject: string }> = {
  name: 'tenancy_audit_page',
  params: { tenant: 'int8', after: 'int8', most: 'int8' },
  sqlite: 'SELECT id, subject FROM audit WHERE tenant = @tenant AND id > @after ORDER BY id LIMIT @most',
  postgres: `SELECT a.id, a.subject FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(t, a, m) CROSS JOIN LATERAL
    (SELECT id, subject FROM audit WHERE tenant = x.t AND id > x.a ORDER BY id LIMIT x.m) a`,
};

export const emptyAudit: Statement<{ id: number }> = {
  name: 'tenancy_empty_audit',
  params: { id: 'int8' },
  sqlite: `UPDATE audit SET before_value = NULL, after_value = NULL WHERE id = @id
    AND (before_value IS NOT NULL OR after_value IS NOT NULL) RETURNING id`,
  postgres: `UPDATE audit a SET before_value = NULL, after_value = NULL FROM unnest($1::int8[]) AS x(i)
    WHERE a.id = x.i AND (a.before_value IS NOT NULL OR a.after_value IS NOT NULL) RETURNING a.id`,
};

export const keysOfTenant: Statement<{ publicId: string }> = {
  name: 'tenancy_keys_of_tenant',
  params: { tenant: 'int8' },
  sqlite: 'SELECT public_id AS "publicId" FROM api_key WHERE tenant = @tenant',
  postgres: `SELECT k.public_id AS "publicId" FROM unnest($1::int8[]) AS x(t) JOIN api_key k ON k.tenant = x.t`,
  scans: 'keys of people: few',
};

export const DELETING_STATEMENTS: readonly Statement[] = [
  foreignRequests,
  endRequests,
  verdictsAt,
  dropVerdicts,
  auditPage,
  emptyAudit,
  keysOfTenant,
];
