import { define } from './define.js';

/** One row for what a commit counted of a scope's children in an hour; rows in key order, so that two commits meet in it. */
export const addChildCounts = define({
  name: 'ledger_add_child_counts',
  params: { connection: 'int8', scope: 'text', hour: 'int8', policy: 'text', outcome: 'text', times: 'int8' },
  sqlite: `INSERT INTO child_count (connection, scope, hour, policy, outcome, times)
    VALUES (@connection, @scope, @hour, @policy, @outcome, @times)
    ON CONFLICT (connection, scope, hour, policy, outcome) DO UPDATE SET times = times + excluded.times`,
  postgres: `INSERT INTO child_count (connection, scope, hour, policy, outcome, times)
    SELECT x.connection, x.scope, x.hour, x.policy, x.outcome, x.times FROM {rows}
    ORDER BY x.connection, x.scope, x.hour, x.policy, x.outcome
    ON CONFLICT (connection, scope, hour, policy, outcome) DO UPDATE SET times = child_count.times + excluded.times`,
});

export interface ChildCountRow {
  readonly policy: string;
  readonly outcome: string;
  readonly times: number;
}

/** Of a scope since an hour: at most an hour's few rows for each. */
export const childCountsOf = define<ChildCountRow>({
  name: 'ledger_child_counts_of',
  params: { connection: 'int8', scope: 'text', hour: 'int8' },
  sqlite: `SELECT policy, outcome, times FROM child_count
    WHERE connection = @connection AND scope = @scope AND hour >= @hour`,
  postgres: `SELECT c.* FROM {rows} CROSS JOIN LATERAL (SELECT policy, outcome, times FROM child_count
    WHERE connection = x.connection AND scope = x.scope AND hour >= x.hour) c`,
});

export const forgetChildCounts = define<{ hour: number }>({
  name: 'ledger_forget_child_counts',
  params: { before: 'int8', count: 'int8' },
  sqlite: `DELETE FROM child_count WHERE (connection, scope, hour, policy, outcome) IN
    (SELECT connection, scope, hour, policy, outcome FROM child_count WHERE hour < @before ORDER BY hour LIMIT @count)
    RETURNING hour`,
  postgres: `DELETE FROM child_count c USING (SELECT o.* FROM {rows} CROSS JOIN LATERAL (
      SELECT connection, scope, hour, policy, outcome FROM child_count WHERE hour < x.before
      ORDER BY hour LIMIT x.count) o) old
    WHERE c.connection = old.connection AND c.scope = old.scope AND c.hour = old.hour AND c.policy = old.policy
      AND c.outcome = old.outcome RETURNING c.hour`,
});
