import type { Statement } from '../../store/index.js';

export interface CalledRow {
  readonly version: number;
  readonly at: number;
}

export const lastCalls: Statement<CalledRow> = {
  name: 'deliver_last_call',
  params: { subscriber: 'int8', record: 'int8' },
  sqlite: 'SELECT version, at FROM trigger_call WHERE subscriber = @subscriber AND record = @record',
  postgres: `SELECT c.* FROM unnest($1::int8[], $2::int8[]) AS q(subscriber, record)
    CROSS JOIN LATERAL (SELECT version, at FROM trigger_call
      WHERE subscriber = q.subscriber AND record = q.record LIMIT 1) c`,
};

/** A call sent again by hand may tell of less than the last did. */
export const writeCalls: Statement = {
  name: 'deliver_write_calls',
  params: { subscriber: 'int8', record: 'int8', tenant: 'int8', version: 'int8', at: 'int8', until: 'int8' },
  sqlite: `INSERT INTO trigger_call(subscriber, record, tenant, version, at, until)
    VALUES (@subscriber, @record, @tenant, @version, @at, @until)
    ON CONFLICT (subscriber, record) DO UPDATE
      SET version = max(trigger_call.version, @version), at = @at, until = @until`,
  postgres: `INSERT INTO trigger_call(subscriber, record, tenant, version, at, until)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[])
    ON CONFLICT (subscriber, record) DO UPDATE
      SET version = greatest(trigger_call.version, excluded.version), at = excluded.at, until = excluded.until`,
};

/** The next tenant with calls: one probe of an index. */
export const nextCalledTenant: Statement<{ tenant: number }> = {
  name: 'deliver_next_called_tenant',
  params: { after: 'int8' },
  sqlite: 'SELECT tenant FROM trigger_call WHERE tenant > @after ORDER BY tenant LIMIT 1',
  postgres: `SELECT c.tenant FROM unnest($1::int8[]) AS q(after)
    CROSS JOIN LATERAL (SELECT tenant FROM trigger_call WHERE tenant > q.after ORDER BY tenant LIMIT 1) c`,
};

/** Those whose window is over for so long that no event of before is kept. */
export const dropCalls: Statement<{ record: number }> = {
  name: 'deliver_drop_calls',
  params: { tenant: 'int8', before: 'int8', limit: 'int8' },
  sqlite: `DELETE FROM trigger_call WHERE (subscriber, record) IN (
      SELECT subscriber, record FROM trigger_call WHERE tenant = @tenant AND until < @before LIMIT @limit)
    RETURNING record`,
  postgres: `DELETE FROM trigger_call USING unnest($1::int8[], $2::int8[], $3::int8[]) AS q(tenant, before, most)
    CROSS JOIN LATERAL (SELECT subscriber, record FROM trigger_call
      WHERE tenant = q.tenant AND until < q.before LIMIT q.most) g
    WHERE trigger_call.subscriber = g.subscriber AND trigger_call.record = g.record AND trigger_call.until < q.before
    RETURNING trigger_call.record`,
};

export const CALLED_STATEMENTS: readonly Statement[] = [lastCalls, writeCalls, nextCalledTenant, dropCalls];
