import { everyStatement, listStatements, type Statement } from '../../store/index.js';

export type ReplayState = 'planning' | 'planned' | 'running' | 'paused' | 'done' | 'cancelled' | 'expired';

/** As stored; `ask`, `far` and `plan` are JSON. */
export interface StoredReplay {
  readonly id: number;
  readonly publicId: string;
  readonly tenant: number;
  readonly connection: number | null;
  readonly ask: string;
  readonly state: ReplayState;
  /** Goes up with every move: whoever saw an earlier one writes nothing. */
  readonly turn: number;
  readonly far: string;
  readonly plan: string;
  readonly dueAt: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const COLUMNS = `id, public_id AS "publicId", tenant, connection, ask, state, turn, far, plan, due_at AS "dueAt",
  created_at AS "createdAt", updated_at AS "updatedAt"`;

export const insertReplay: Statement<{ id: number }> = {
  name: 'replay_insert',
  params: {
    publicId: 'text',
    tenant: 'int8',
    connection: 'int8',
    ask: 'text',
    far: 'text',
    plan: 'text',
    now: 'int8',
  },
  sqlite: `INSERT INTO replay (public_id, tenant, connection, ask, state, turn, far, plan, due_at, created_at, updated_at)
    VALUES (@publicId, @tenant, @connection, @ask, 'planning', 1, @far, @plan, @now, @now, @now) RETURNING id`,
  postgres: `INSERT INTO replay (public_id, tenant, connection, ask, state, turn, far, plan, due_at, created_at, updated_at)
    SELECT p, t, c, a, 'planning', 1, f, pl, n, n, n FROM unnest($1::text[], $2::int8[], $3::int8[], $4::text[],
      $5::text[], $6::text[], $7::int8[]) AS x(p, t, c, a, f, pl, n) RETURNING id`,
};

export const replayByPublicId: Statement<StoredReplay> = {
  name: 'replay_by_public_id',
  params: { publicId: 'text' },
  sqlite: `SELECT ${COLUMNS} FROM replay WHERE public_id = @publicId`,
  postgres: `SELECT r.* FROM unnest($1::text[]) AS x(p) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM replay WHERE public_id = x.p) r`,
};

export const replaysOfTenant = listStatements<StoredReplay>({
  name: 'replay_of_tenant',
  table: 'replay',
  columns: COLUMNS,
  params: { tenant: 'int8', connection: 'int8', state: 'text' },
  where: 'tenant = @tenant',
  key: 'id',
  filter: '(@connection IS NULL OR connection = @connection) AND (@state IS NULL OR state = @state)',
});

export const dueReplays: Statement<StoredReplay> = {
  name: 'replay_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM replay WHERE due_at <= @now ORDER BY due_at LIMIT @count`,
  postgres: `SELECT r.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM replay WHERE due_at <= x.now ORDER BY due_at LIMIT x.n) r`,
};

/** Only where nobody moved it meanwhile. */
/** Those that still read hooks, or may. */
export const replaysAtWork: Statement<StoredReplay> = {
  name: 'replay_at_work',
  params: { since: 'int8', count: 'int8' },
  sqlite: `SELECT ${COLUMNS} FROM replay WHERE state IN ('planning', 'planned', 'running', 'paused')
    AND updated_at >= @since LIMIT @count`,
  postgres: `SELECT r.* FROM unnest($1::int8[], $2::int8[]) AS x(s, n) CROSS JOIN LATERAL
    (SELECT ${COLUMNS} FROM replay WHERE state IN ('planning', 'planned', 'running', 'paused')
      AND updated_at >= x.s LIMIT x.n) r`,
  scans: 'replays are few, and go a month after they are over',
};

export const moveReplay: Statement<{ id: number }> = {
  name: 'replay_move',
  params: {
    id: 'int8',
    turn: 'int8',
    state: 'text',
    far: 'text',
    plan: 'text',
    dueAt: 'int8',
    now: 'int8',
  },
  sqlite: `UPDATE replay SET turn = turn + 1, state = @state, far = @far, plan = @plan, due_at = @dueAt, updated_at = @now
    WHERE id = @id AND turn = @turn RETURNING id`,
  postgres: `UPDATE replay r SET turn = r.turn + 1, state = x.s, far = x.f, plan = x.p, due_at = x.d, updated_at = x.n
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::int8[], $7::int8[])
      AS x(i, t, s, f, p, d, n)
    WHERE r.id = x.i AND r.turn = x.t RETURNING r.id`,
};

export const removeReplay: Statement = {
  name: 'replay_remove',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM replay WHERE id = @id',
  postgres: 'DELETE FROM replay r USING unnest($1::int8[]) AS x(i) WHERE r.id = x.i',
};

export const REPLAY_STATEMENTS: readonly Statement[] = [
  insertReplay,
  replayByPublicId,
  ...everyStatement(replaysOfTenant),
  dueReplays,
  replaysAtWork,
  moveReplay,
  removeReplay,
];
