import type { Statement } from '../store/index.js';

/** What the database knows of a tenant's use. */
export interface UsageRow {
  readonly tenant: number;
  /** Days since 1970, UTC, that `hooks` is of. */
  readonly day: number;
  readonly hooks: number;
  /** Bytes of all hooks ever accepted; at the last measurement it stood at `mark`. */
  readonly bytesIn: number;
  readonly mark: number;
  /** Bytes of everything, as measured. */
  readonly stored: number;
  readonly measuredAt: number | null;
}

const COLUMNS = `tenant, day, hooks, bytes_in AS "bytesIn", mark, stored, measured_at AS "measuredAt"`;
const OF_U = `u.tenant, u.day, u.hooks, u.bytes_in AS "bytesIn", u.mark, u.stored, u.measured_at AS "measuredAt"`;
const ADD = `ON CONFLICT (tenant) DO UPDATE SET
  hooks = CASE WHEN excluded.day > tenant_usage.day THEN excluded.hooks
    WHEN excluded.day = tenant_usage.day THEN tenant_usage.hooks + excluded.hooks ELSE tenant_usage.hooks END,
  day = CASE WHEN excluded.day > tenant_usage.day THEN excluded.day ELSE tenant_usage.day END,
  bytes_in = tenant_usage.bytes_in + excluded.bytes_in`;

/** What a process counted; answers the sums of all processes. */
export const addUsage: Statement<UsageRow> = {
  name: 'usage_add',
  params: { tenant: 'int8', day: 'int8', hooks: 'int8', bytes: 'int8' },
  sqlite: `INSERT INTO tenant_usage (tenant, day, hooks, bytes_in) VALUES (@tenant, @day, @hooks, @bytes)
    ${ADD} RETURNING ${COLUMNS}`,
  postgres: `INSERT INTO tenant_usage (tenant, day, hooks, bytes_in)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS x(t, d, h, b) ORDER BY x.t
    ${ADD} RETURNING ${COLUMNS}`,
};

export const usageOf: Statement<UsageRow> = {
  name: 'usage_of',
  params: { tenant: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM tenant_usage WHERE tenant = @tenant`,
  postgres: `SELECT ${OF_U} FROM unnest($1::int8[]) AS x(t) JOIN tenant_usage u ON u.tenant = x.t`,
};

/** For one process: whoever takes it has it until `until`. */
export const takeMeasuring: Statement<UsageRow> = {
  name: 'usage_take_measuring',
  params: { now: 'int8', until: 'int8' },
  sqlite: `UPDATE tenant_usage SET due_at = @until WHERE tenant =
    (SELECT tenant FROM tenant_usage WHERE due_at <= @now ORDER BY due_at LIMIT 1) RETURNING ${COLUMNS}`,
  postgres: `UPDATE tenant_usage u SET due_at = x.until FROM unnest($1::int8[], $2::int8[]) AS x(now, until)
    WHERE u.tenant = (SELECT tenant FROM tenant_usage WHERE due_at <= x.now ORDER BY due_at LIMIT 1
      FOR UPDATE SKIP LOCKED) RETURNING ${OF_U}`,
};

export const dueMeasuring: Statement<{ tenant: number }> = {
  name: 'usage_due_measuring',
  params: { now: 'int8' },
  sqlite: 'SELECT tenant FROM tenant_usage WHERE due_at <= @now ORDER BY due_at LIMIT 1',
  postgres: `SELECT u.tenant FROM unnest($1::int8[]) AS x(now) CROSS JOIN LATERAL
    (SELECT tenant FROM tenant_usage WHERE due_at <= x.now ORDER BY due_at LIMIT 1) u`,
};

/** Whoever measures still does; or, with the present time, somebody should. */
export const setMeasuringDue: Statement = {
  name: 'usage_set_measuring_due',
  params: { tenant: 'int8', due: 'int8' },
  sqlite: 'UPDATE tenant_usage SET due_at = @due WHERE tenant = @tenant',
  postgres: `UPDATE tenant_usage u SET due_at = x.d FROM unnest($1::int8[], $2::int8[]) AS x(t, d)
    WHERE u.tenant = x.t`,
};

export const putMeasured: Statement = {
  name: 'usage_put_measured',
  params: { tenant: 'int8', stored: 'int8', mark: 'int8', now: 'int8', due: 'int8' },
  sqlite: `UPDATE tenant_usage SET stored = @stored, mark = @mark, measured_at = @now, due_at = @due
    WHERE tenant = @tenant`,
  postgres: `UPDATE tenant_usage u SET stored = x.s, mark = x.m, measured_at = x.n, due_at = x.d
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[]) AS x(t, s, m, n, d)
    WHERE u.tenant = x.t`,
};

/** Tenants nobody ever counted anything of are measured too. */
export const addUnmeasured: Statement = {
  name: 'usage_add_unmeasured',
  params: { now: 'int8' },
  sqlite: `INSERT INTO tenant_usage (tenant, due_at) SELECT id, @now FROM tenant WHERE state <> 'deleted'
    ON CONFLICT DO NOTHING`,
  postgres: `INSERT INTO tenant_usage (tenant, due_at)
    SELECT t.id, x.n FROM unnest($1::int8[]) AS x(n), tenant t WHERE t.state <> 'deleted' ON CONFLICT DO NOTHING`,
  scans: 'a row a tenant, looked through every ten minutes',
};

/** Open requests of a queue, counted to a bound: by its lanes, which are there as long as one is open. */
export const openOfQueue: Statement<{ queue: number; open: number }> = {
  name: 'usage_open_of_queue',
  params: { queue: 'int8', most: 'int8' },
  sqlite: `SELECT @queue AS queue, count(*) AS open FROM (SELECT 1 FROM lane l JOIN request r
    ON r.lane = l.key AND r.state < 100 WHERE l.queue = @queue LIMIT @most)`,
  postgres: `SELECT x.q AS queue, c.open FROM unnest($1::int8[], $2::int8[]) AS x(q, m) CROSS JOIN LATERAL
    (SELECT count(*) AS open FROM (SELECT 1 FROM lane l JOIN request r ON r.lane = l.key AND r.state < 100
      WHERE l.queue = x.q LIMIT x.m) o) c`,
};

export const USAGE_STATEMENTS: readonly Statement[] = [
  addUsage,
  usageOf,
  takeMeasuring,
  dueMeasuring,
  setMeasuringDue,
  putMeasured,
  addUnmeasured,
  openOfQueue,
];
