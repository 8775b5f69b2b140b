import type { CheckEnd } from '../../flow/index.js';
import type { Statement } from '../../store/index.js';

/** How a connection is checked; `seen` is the configuration that was checked last. */
export interface CheckRow {
  readonly connection: number;
  /** Goes up with every claim: whoever saw an earlier one writes nothing. */
  readonly turn: number;
  readonly seen: string;
  readonly attempts: number;
  readonly dueAt: number;
  /** So long the process that checks it keeps it; 0: nobody does. */
  readonly heldUntil: number;
  readonly at: number | null;
  readonly tookMs: number | null;
  readonly end: CheckEnd | null;
  readonly failure: string | null;
  readonly message: string | null;
  readonly account: string | null;
}

const ROW = `connection, turn, seen, attempts, due_at AS "dueAt", held_until AS "heldUntil", checked_at AS at,
  took_ms AS "tookMs", outcome AS "end", failure, message, account`;

/** The configuration of a connection is another than was checked: its check is due. */
export const noticeCheck: Statement = {
  name: 'connection_check_notice',
  params: { connection: 'int8', seen: 'text', now: 'int8' },
  sqlite: `INSERT INTO connection_check(connection, turn, seen, attempts, due_at, held_until)
    VALUES (@connection, 1, '', 0, @now, 0)
    ON CONFLICT (connection) DO UPDATE SET due_at = MIN(due_at, excluded.due_at), attempts = 0
    WHERE connection_check.seen <> @seen`,
  postgres: `INSERT INTO connection_check(connection, turn, seen, attempts, due_at, held_until)
    SELECT c, 1, '', 0, n, 0 FROM unnest($1::int8[], $2::text[], $3::int8[]) AS x(c, s, n)
    ON CONFLICT (connection) DO UPDATE SET due_at = LEAST(connection_check.due_at, excluded.due_at), attempts = 0
    WHERE connection_check.seen <> (SELECT x.s FROM unnest($1::int8[], $2::text[]) AS x(c, s)
      WHERE x.c = connection_check.connection)`,
};

/** Somebody asked: one that nobody noticed yet is made. */
export const askCheck: Statement<CheckRow> = {
  name: 'connection_check_ask',
  params: { connection: 'int8', now: 'int8' },
  sqlite: `INSERT INTO connection_check(connection, turn, seen, attempts, due_at, held_until)
    VALUES (@connection, 1, '', 0, @now, 0)
    ON CONFLICT (connection) DO UPDATE SET due_at = MIN(due_at, excluded.due_at) RETURNING ${ROW}`,
  postgres: `INSERT INTO connection_check AS k (connection, turn, seen, attempts, due_at, held_until)
    SELECT c, 1, '', 0, n, 0 FROM unnest($1::int8[], $2::int8[]) AS x(c, n)
    ON CONFLICT (connection) DO UPDATE SET due_at = LEAST(k.due_at, excluded.due_at) RETURNING ${ROW}`,
};

export const dueChecks: Statement<CheckRow> = {
  name: 'connection_check_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${ROW} FROM connection_check WHERE due_at <= @now AND held_until <= @now
    ORDER BY due_at LIMIT @count`,
  postgres: `SELECT p.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${ROW} FROM connection_check WHERE due_at <= x.now AND held_until <= x.now ORDER BY due_at LIMIT x.n) p`,
};

export const checkOf: Statement<CheckRow> = {
  name: 'connection_check_of',
  params: { connection: 'int8' },
  sqlite: `SELECT ${ROW} FROM connection_check WHERE connection = @connection`,
  postgres: `SELECT p.* FROM unnest($1::int8[]) AS x(c) CROSS JOIN LATERAL
    (SELECT ${ROW} FROM connection_check WHERE connection = x.c) p`,
};

/** Takes it, where nobody else has: `until` is when another process may. */
export const takeCheck: Statement<CheckRow> = {
  name: 'connection_check_take',
  params: { connection: 'int8', turn: 'int8', seen: 'text', now: 'int8', until: 'int8' },
  sqlite: `UPDATE connection_check SET turn = turn + 1, seen = @seen, held_until = @until, due_at = @until
    WHERE connection = @connection AND turn = @turn AND held_until <= @now RETURNING ${ROW}`,
  postgres: `UPDATE connection_check k SET turn = k.turn + 1, seen = x.s, held_until = x.u, due_at = x.u
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[], $5::int8[]) AS x(c, t, s, n, u)
    WHERE k.connection = x.c AND k.turn = x.t AND k.held_until <= x.n
    RETURNING ${ROW.replaceAll(/(^|, *\n? *)(\w+)/g, '$1k.$2')}`,
};

/** What it came to. Where it was made due meanwhile, `due_at` was moved forward: it stays there. */
export const settleCheck: Statement<{ connection: number }> = {
  name: 'connection_check_settle',
  params: {
    connection: 'int8',
    turn: 'int8',
    attempts: 'int8',
    dueAt: 'int8',
    at: 'int8',
    tookMs: 'int8',
    end: 'text',
    failure: 'text',
    message: 'text',
    account: 'text',
  },
  sqlite: `UPDATE connection_check SET attempts = @attempts, held_until = 0,
      due_at = CASE WHEN due_at < held_until THEN MIN(due_at, @dueAt) ELSE @dueAt END,
      checked_at = @at, took_ms = @tookMs, outcome = @end, failure = @failure, message = @message, account = @account
    WHERE connection = @connection AND turn = @turn RETURNING connection`,
  postgres: `UPDATE connection_check k SET attempts = x.a, held_until = 0,
      due_at = CASE WHEN k.due_at < k.held_until THEN LEAST(k.due_at, x.d) ELSE x.d END,
      checked_at = x.at, took_ms = x.tm, outcome = x.e, failure = x.f, message = x.m, account = x.ac
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[], $5::int8[], $6::int8[], $7::text[], $8::text[],
      $9::text[], $10::text[]) AS x(c, t, a, d, at, tm, e, f, m, ac)
    WHERE k.connection = x.c AND k.turn = x.t RETURNING k.connection`,
};

/** Nothing is to be asked of it for now. */
export const restCheck: Statement = {
  name: 'connection_check_rest',
  params: { connection: 'int8', turn: 'int8', seen: 'text', dueAt: 'int8' },
  sqlite: `UPDATE connection_check SET seen = @seen, due_at = @dueAt
    WHERE connection = @connection AND turn = @turn`,
  postgres: `UPDATE connection_check k SET seen = x.s, due_at = x.d
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS x(c, t, s, d)
    WHERE k.connection = x.c AND k.turn = x.t`,
};

export const CHECK_STATEMENTS: readonly Statement[] = [
  noticeCheck,
  askCheck,
  dueChecks,
  checkOf,
  takeCheck,
  settleCheck,
  restCheck,
];
