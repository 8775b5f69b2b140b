import type { Statement } from '../../store/index.js';

/** How the hooks of one connection are looked after; `wanted` is the configuration the last pass worked on. */
export interface SubscriptionPlan {
  readonly connection: number;
  readonly tenant: number;
  /** 0: an operator registers its hooks by hand. */
  readonly isManaged: number;
  /** Goes up with every claim: whoever saw an earlier one writes nothing. */
  readonly turn: number;
  readonly wanted: string;
  readonly attempts: number;
  readonly dueAt: number;
  /** So long the process that has it in hand keeps it. */
  readonly heldUntil: number;
  /** When the system last said what is registered there. */
  readonly lookedAt: number | null;
  readonly failure: string | null;
  readonly message: string | null;
  readonly failedAt: number | null;
  readonly gaveUpAt: number | null;
  /** The connection is removed: so long its hooks are tried to be removed. */
  readonly endsAt: number | null;
}

export type SubscriptionState = 'wanted' | 'present' | 'removing' | 'orphan';

/** As stored; `topics` is a JSON list. */
export interface StoredSubscription {
  readonly id: number;
  readonly publicId: string;
  readonly connection: number;
  readonly state: SubscriptionState;
  readonly topics: string;
  readonly remoteId: string | null;
  /** Where its hooks go, without the key. */
  readonly address: string | null;
  /** Keyed hash of what its hooks are signed with, where that belongs to it. */
  readonly secret: string | null;
  readonly expiresAt: number | null;
  readonly renewAt: number | null;
  readonly drift: string | null;
  readonly driftAt: number | null;
  /** Of an orphan: why it is one. */
  readonly reason: string | null;
  readonly attempts: number;
  readonly dueAt: number;
  readonly failure: string | null;
  readonly message: string | null;
  readonly failedAt: number | null;
  readonly gaveUpAt: number | null;
  readonly madeAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

const PLAN = `connection, tenant, is_managed AS "isManaged", turn, wanted, attempts, due_at AS "dueAt",
  held_until AS "heldUntil", looked_at AS "lookedAt", failure, message, failed_at AS "failedAt", gave_up_at AS "gaveUpAt", ends_at AS "endsAt"`;
const ROW = `id, public_id AS "publicId", connection, state, topics, remote_id AS "remoteId", address, secret,
  expires_at AS "expiresAt", renew_at AS "renewAt", drift, drift_at AS "driftAt", reason, attempts, due_at AS "dueAt",
  failure, message, failed_at AS "failedAt", gave_up_at AS "gaveUpAt", made_at AS "madeAt", created_at AS "createdAt",
  updated_at AS "updatedAt"`;

/** The configuration of a connection is another than its hooks were brought in line with: it is looked after at once. */
export const noticeWanted: Statement<{ connection: number }> = {
  name: 'subscription_plan_notice',
  params: { connection: 'int8', tenant: 'int8', wanted: 'text', now: 'int8' },
  sqlite: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    VALUES (@connection, @tenant, 1, 1, '', 0, @now, 0)
    ON CONFLICT (connection) DO UPDATE SET due_at = MIN(due_at, excluded.due_at), attempts = 0
    WHERE subscription_plan.is_managed = 1 AND subscription_plan.wanted <> @wanted
    RETURNING connection`,
  postgres: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    SELECT c, t, 1, 1, '', 0, n, 0 FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS x(c, t, w, n)
    ON CONFLICT (connection) DO UPDATE SET due_at = LEAST(subscription_plan.due_at, excluded.due_at), attempts = 0
    WHERE subscription_plan.is_managed = 1
      AND subscription_plan.wanted <> (SELECT x.w FROM unnest($1::int8[], $3::text[]) AS x(c, w)
        WHERE x.c = subscription_plan.connection)
    RETURNING connection`,
};

export const duePlans: Statement<SubscriptionPlan> = {
  name: 'subscription_plan_due',
  params: { now: 'int8', count: 'int8' },
  sqlite: `SELECT ${PLAN} FROM subscription_plan WHERE due_at <= @now AND held_until <= @now
    ORDER BY due_at LIMIT @count`,
  postgres: `SELECT p.* FROM unnest($1::int8[], $2::int8[]) AS x(now, n) CROSS JOIN LATERAL
    (SELECT ${PLAN} FROM subscription_plan WHERE due_at <= x.now AND held_until <= x.now ORDER BY due_at LIMIT x.n) p`,
};

export const planOf: Statement<SubscriptionPlan> = {
  name: 'subscription_plan_of',
  params: { connection: 'int8' },
  sqlite: `SELECT ${PLAN} FROM subscription_plan WHERE connection = @connection`,
  postgres: `SELECT p.* FROM unnest($1::int8[]) AS x(c) CROSS JOIN LATERAL
    (SELECT ${PLAN} FROM subscription_plan WHERE connection = x.c) p`,
};

/** Takes it, or keeps it for longer: `until` is when another process may take it. */
export const holdPlan: Statement<SubscriptionPlan> = {
  name: 'subscription_plan_hold',
  params: { connection: 'int8', turn: 'int8', until: 'int8', by: 'int8' },
  sqlite: `UPDATE subscription_plan SET turn = turn + @by, held_until = @until,
      due_at = CASE WHEN @by = 0 AND due_at < held_until THEN due_at ELSE @until END
    WHERE connection = @connection AND turn = @turn RETURNING ${PLAN}`,
  postgres: `UPDATE subscription_plan p SET turn = p.turn + x.b, held_until = x.u,
      due_at = CASE WHEN x.b = 0 AND p.due_at < p.held_until THEN p.due_at ELSE x.u END
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS x(c, t, u, b)
    WHERE p.connection = x.c AND p.turn = x.t RETURNING ${PLAN.replaceAll(/(^|, *\n? *)(\w+)/g, '$1p.$2')}`,
};

/** What a pass works on from now on: who sees another configuration later makes it due again. */
export const beginPlan: Statement<{ connection: number }> = {
  name: 'subscription_plan_begin',
  params: { connection: 'int8', turn: 'int8', wanted: 'text', until: 'int8' },
  sqlite: `UPDATE subscription_plan SET wanted = @wanted, held_until = @until, due_at = @until
    WHERE connection = @connection AND turn = @turn RETURNING connection`,
  postgres: `UPDATE subscription_plan p SET wanted = x.w, held_until = x.u, due_at = x.u
    FROM unnest($1::int8[], $2::int8[], $3::text[], $4::int8[]) AS x(c, t, w, u)
    WHERE p.connection = x.c AND p.turn = x.t RETURNING p.connection`,
};

/** The end of a pass, or a word of an operator. A change noticed meanwhile has moved `due_at` forward: it stays there. */
export const movePlan: Statement<{ connection: number }> = {
  name: 'subscription_plan_move',
  params: {
    connection: 'int8',
    turn: 'int8',
    isManaged: 'int8',
    wanted: 'text',
    attempts: 'int8',
    dueAt: 'int8',
    lookedAt: 'int8',
    failure: 'text',
    message: 'text',
    failedAt: 'int8',
    gaveUpAt: 'int8',
  },
  sqlite: `UPDATE subscription_plan SET turn = turn + 1, is_managed = @isManaged, wanted = @wanted, attempts = @attempts,
      due_at = CASE WHEN due_at < held_until THEN MIN(due_at, @dueAt) ELSE @dueAt END, held_until = 0, looked_at = @lookedAt,
      failure = @failure, message = @message, failed_at = @failedAt, gave_up_at = @gaveUpAt
    WHERE connection = @connection AND turn = @turn RETURNING connection`,
  postgres: `UPDATE subscription_plan p SET turn = p.turn + 1, is_managed = x.m, wanted = x.w, attempts = x.a,
      due_at = CASE WHEN p.due_at < p.held_until THEN LEAST(p.due_at, x.d) ELSE x.d END, held_until = 0, looked_at = x.l, failure = x.f,
      message = x.s, failed_at = x.fa, gave_up_at = x.g
    FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::text[], $5::int8[], $6::int8[], $7::int8[], $8::text[],
      $9::text[], $10::int8[], $11::int8[]) AS x(c, t, m, w, a, d, l, f, s, fa, g)
    WHERE p.connection = x.c AND p.turn = x.t RETURNING p.connection`,
};

/** Somebody asked: it is looked after at once. */
export const hastenPlan: Statement = {
  name: 'subscription_plan_hasten',
  params: { connection: 'int8', tenant: 'int8', now: 'int8' },
  sqlite: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    VALUES (@connection, @tenant, 1, 1, '', 0, @now, 0)
    ON CONFLICT (connection) DO UPDATE SET due_at = MIN(due_at, excluded.due_at), attempts = 0
    WHERE subscription_plan.is_managed = 1`,
  postgres: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    SELECT c, t, 1, 1, '', 0, n, 0 FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(c, t, n)
    ON CONFLICT (connection) DO UPDATE SET due_at = LEAST(subscription_plan.due_at, excluded.due_at), attempts = 0
    WHERE subscription_plan.is_managed = 1`,
};

/** Whether the host registers hooks, or a person does: whoever has it in hand writes nothing any more. */
export const managePlan: Statement = {
  name: 'subscription_plan_manage',
  params: { connection: 'int8', tenant: 'int8', isManaged: 'int8', dueAt: 'int8' },
  sqlite: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    VALUES (@connection, @tenant, @isManaged, 1, '', 0, @dueAt, 0)
    ON CONFLICT (connection) DO UPDATE SET is_managed = @isManaged, turn = turn + 1, wanted = '', attempts = 0,
      due_at = @dueAt, failure = NULL, message = NULL, failed_at = NULL, gave_up_at = NULL
    WHERE subscription_plan.is_managed <> @isManaged`,
  postgres: `INSERT INTO subscription_plan(connection, tenant, is_managed, turn, wanted, attempts, due_at, held_until)
    SELECT c, t, m, 1, '', 0, d, 0 FROM unnest($1::int8[], $2::int8[], $3::int8[], $4::int8[]) AS x(c, t, m, d)
    ON CONFLICT (connection) DO UPDATE SET is_managed = excluded.is_managed, turn = subscription_plan.turn + 1,
      wanted = '', attempts = 0, due_at = excluded.due_at, failure = NULL, message = NULL, failed_at = NULL,
      gave_up_at = NULL
    WHERE subscription_plan.is_managed <> excluded.is_managed`,
};

export const removePlan: Statement = {
  name: 'subscription_plan_remove',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM subscription_plan WHERE connection = @connection',
  postgres: 'DELETE FROM subscription_plan p USING unnest($1::int8[]) AS x(c) WHERE p.connection = x.c',
};

export const subscriptionsOf: Statement<StoredSubscription> = {
  name: 'subscription_of_connection',
  params: { connection: 'int8' },
  sqlite: `SELECT ${ROW} FROM subscription WHERE connection = @connection ORDER BY id`,
  postgres: `SELECT s.* FROM unnest($1::int8[]) AS x(c) CROSS JOIN LATERAL
    (SELECT ${ROW} FROM subscription WHERE connection = x.c ORDER BY id) s ORDER BY s.id`,
};

export const insertSubscription: Statement<{ id: number }> = {
  name: 'subscription_insert',
  params: {
    publicId: 'text',
    connection: 'int8',
    state: 'text',
    topics: 'text',
    remoteId: 'text',
    address: 'text',
    secret: 'text',
    expiresAt: 'int8',
    renewAt: 'int8',
    drift: 'text',
    driftAt: 'int8',
    reason: 'text',
    madeAt: 'int8',
    now: 'int8',
  },
  sqlite: `INSERT INTO subscription(public_id, connection, state, topics, remote_id, address, secret, expires_at,
      renew_at, drift, drift_at, reason, made_at, attempts, due_at, created_at, updated_at)
    VALUES (@publicId, @connection, @state, @topics, @remoteId, @address, @secret, @expiresAt, @renewAt, @drift,
      @driftAt, @reason, @madeAt, 0, 0, @now, @now) RETURNING id`,
  postgres: `INSERT INTO subscription(public_id, connection, state, topics, remote_id, address, secret, expires_at,
      renew_at, drift, drift_at, reason, made_at, attempts, due_at, created_at, updated_at)
    SELECT p, c, s, t, r, a, h, e, w, d, da, o, m, 0, 0, n, n FROM unnest($1::text[], $2::int8[], $3::text[],
      $4::text[], $5::text[], $6::text[], $7::text[], $8::int8[], $9::int8[], $10::text[], $11::int8[], $12::text[],
      $13::int8[], $14::int8[]) AS x(p, c, s, t, r, a, h, e, w, d, da, o, m, n) RETURNING id`,
};

export const updateSubscription: Statement<{ id: number }> = {
  name: 'subscription_update',
  params: {
    id: 'int8',
    state: 'text',
    topics: 'text',
    remoteId: 'text',
    address: 'text',
    secret: 'text',
    expiresAt: 'int8',
    renewAt: 'int8',
    drift: 'text',
    driftAt: 'int8',
    reason: 'text',
    attempts: 'int8',
    dueAt: 'int8',
    failure: 'text',
    message: 'text',
    failedAt: 'int8',
    gaveUpAt: 'int8',
    madeAt: 'int8',
    now: 'int8',
  },
  sqlite: `UPDATE subscription SET state = @state, topics = @topics, remote_id = @remoteId, address = @address,
      secret = @secret, expires_at = @expiresAt, renew_at = @renewAt, drift = @drift, drift_at = @driftAt,
      reason = @reason, attempts = @attempts, due_at = @dueAt, failure = @failure, message = @message,
      failed_at = @failedAt, gave_up_at = @gaveUpAt, made_at = @madeAt, updated_at = @now
    WHERE id = @id RETURNING id`,
  postgres: `UPDATE subscription s SET state = x.s, topics = x.t, remote_id = x.r, address = x.a, secret = x.h,
      expires_at = x.e, renew_at = x.w, drift = x.d, drift_at = x.da, reason = x.o, attempts = x.at, due_at = x.du,
      failure = x.f, message = x.me, failed_at = x.fa, gave_up_at = x.g, made_at = x.m, updated_at = x.n
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int8[], $8::int8[],
      $9::text[], $10::int8[], $11::text[], $12::int8[], $13::int8[], $14::text[], $15::text[], $16::int8[],
      $17::int8[], $18::int8[], $19::int8[]) AS x(i, s, t, r, a, h, e, w, d, da, o, at, du, f, me, fa, g, m, n)
    WHERE s.id = x.i RETURNING s.id`,
};

/** Something changed, or somebody asked: what failed need not wait. */
export const retryFailed: Statement = {
  name: 'subscription_retry_failed',
  params: { connection: 'int8' },
  sqlite: `UPDATE subscription SET attempts = 0, due_at = 0 WHERE connection = @connection AND failure IS NOT NULL`,
  postgres: `UPDATE subscription s SET attempts = 0, due_at = 0 FROM unnest($1::int8[]) AS x(c)
    WHERE s.connection = x.c AND s.failure IS NOT NULL`,
};

export const removeSubscription: Statement = {
  name: 'subscription_remove',
  params: { id: 'int8' },
  sqlite: 'DELETE FROM subscription WHERE id = @id',
  postgres: 'DELETE FROM subscription s USING unnest($1::int8[]) AS x(i) WHERE s.id = x.i',
};

export const removeSubscriptionsOf: Statement = {
  name: 'subscription_remove_of_connection',
  params: { connection: 'int8' },
  sqlite: 'DELETE FROM subscription WHERE connection = @connection',
  postgres: 'DELETE FROM subscription s USING unnest($1::int8[]) AS x(c) WHERE s.connection = x.c',
};

export const subscriptionCounts: Statement<{ state: string; given_up: number; count: number }> = {
  name: 'subscription_counts',
  params: { most: 'int8' },
  scans: 'one row for each hook kept registered, counted when metrics are read, to a bound',
  sqlite: `SELECT state, given_up, count(*) AS count FROM
    (SELECT state, gave_up_at IS NOT NULL AS given_up FROM subscription LIMIT @most) GROUP BY state, given_up`,
  postgres: `SELECT state, given_up, count(*)::int8 AS count FROM
    (SELECT state, (gave_up_at IS NOT NULL)::int AS given_up FROM subscription LIMIT ($1::int8[])[1]) s
    GROUP BY state, given_up`,
};

export const SUBSCRIPTION_STATEMENTS: readonly Statement[] = [
  noticeWanted,
  duePlans,
  planOf,
  holdPlan,
  beginPlan,
  movePlan,
  hastenPlan,
  managePlan,
  removePlan,
  subscriptionsOf,
  insertSubscription,
  updateSubscription,
  retryFailed,
  removeSubscription,
  removeSubscriptionsOf,
  subscriptionCounts,
];
