import type { KeptSince, Removed } from '../flow/index.js';
import type { Statement, Store } from '../store/index.js';

const PAGE = 200;

const nextTenant: Statement<{ tenant: number }> = {
  name: 'audit_next_tenant',
  params: { after: 'int8' },
  sqlite: 'SELECT tenant FROM audit WHERE tenant > @after ORDER BY tenant LIMIT 1',
  postgres: `SELECT a.tenant FROM unnest($1::int8[]) AS q(after) CROSS JOIN LATERAL
    (SELECT tenant FROM audit WHERE tenant > q.after ORDER BY tenant LIMIT 1) a`,
};

const drop: Statement<{ id: number }> = {
  name: 'audit_drop',
  params: { tenant: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `DELETE FROM audit WHERE id IN (SELECT id FROM (
      SELECT id, at FROM audit WHERE tenant = @tenant ORDER BY id LIMIT @limit) o WHERE o.at < @before) RETURNING id`,
  postgres: `DELETE FROM audit a USING unnest($1::int8[], $2::int8[], $3::int8[]) AS q(tenant, before, n)
    CROSS JOIN LATERAL (SELECT o.id FROM (
      SELECT id, at FROM audit WHERE tenant = q.tenant ORDER BY id LIMIT q.n) o WHERE o.at < q.before) g
    WHERE a.id = g.id RETURNING a.id`,
};

export const AUDIT_FORGETTING_STATEMENTS = [nextTenant, drop];

/** Takes away the oldest lines of each tenant's audit. */
export async function* forgetAudit(store: Store, keptSince: KeptSince): AsyncGenerator<Removed> {
  let after = -1;
  for (;;) {
    const [row] = await store.read(nextTenant, [{ after }]);
    if (!row) return;
    const { tenant } = row;
    const before = keptSince('audit', tenant);
    for (;;) {
      const gone = await store.write((tx) => tx.many(drop, [{ tenant, before, limit: PAGE }]));
      yield { rows: { audit: gone.length } };
      if (gone.length < PAGE) break;
    }
    after = tenant;
  }
}
