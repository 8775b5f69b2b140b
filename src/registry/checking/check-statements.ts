import type { CheckEnd, OutageCause } from '../../flow/index.js';
import type { Statement, Tx } from '../../store/index.js';

/** What a connection's check came to last, and whether the connection fails. */
export interface CheckHead {
  readonly connection: number;
  readonly at: number | null;
  readonly tookMs: number | null;
  readonly end: CheckEnd | null;
  readonly failure: string | null;
  readonly message: string | null;
  readonly account: string | null;
  readonly dueAt: number | null;
  /** Null: it does not fail. */
  readonly cause: OutageCause | null;
  readonly reason: string | null;
}

const HEAD = `k.checked_at AS at, k.took_ms AS "tookMs", k.outcome AS "end", k.failure, k.message, k.account,
  k.due_at AS "dueAt", o.cause, o.reason`;

export const checkHeads: Statement<CheckHead> = {
  name: 'connection_check_heads',
  params: { connection: 'int8' },
  sqlite: `SELECT c.connection, ${HEAD} FROM (SELECT @connection AS connection) c
    LEFT JOIN connection_check k ON k.connection = c.connection LEFT JOIN outage o ON o.connection = c.connection`,
  postgres: `SELECT c.connection, ${HEAD} FROM unnest($1::int8[]) AS c(connection)
    LEFT JOIN connection_check k ON k.connection = c.connection LEFT JOIN outage o ON o.connection = c.connection`,
};

/** One that is not known yet is noticed by itself. */
const hastenCheck: Statement = {
  name: 'connection_check_hasten',
  params: { connection: 'int8', now: 'int8' },
  sqlite: `UPDATE connection_check SET due_at = MIN(due_at, @now) WHERE connection = @connection`,
  postgres: `UPDATE connection_check k SET due_at = LEAST(k.due_at, x.n)
    FROM unnest($1::int8[], $2::int8[]) AS x(c, n) WHERE k.connection = x.c`,
};

const dropCheck: Statement = {
  name: 'connection_check_drop',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM connection_check WHERE connection = @connection',
  postgres: 'DELETE FROM connection_check k USING unnest($1::int8[]) AS x(c) WHERE k.connection = x.c',
};

/** Its check is due, though nothing of its configuration changed. */
export async function hastenCheckIn(tx: Tx, connection: number, now: number): Promise<void> {
  await tx.many(hastenCheck, [{ connection, now }]);
}

/** Nobody checks it any more. */
export async function dropCheckIn(tx: Tx, connection: number): Promise<void> {
  await tx.many(dropCheck, [{ connection }]);
}

export const CHECKING_STATEMENTS: readonly Statement[] = [checkHeads, hastenCheck, dropCheck];
