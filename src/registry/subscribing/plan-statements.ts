import type { Statement } from '../../store/index.js';

/**
 * The hooks registered for a connection that is removed are to go as well. Answers the connection where there may be
 * any: its credentials are kept until they are gone, or `endsAt` has come.
 */
export const endSubscriptionPlan: Statement<{ connection: number }> = {
  name: 'subscription_plan_end',
  params: { connection: 'int8', now: 'int8', endsAt: 'int8' },
  sqlite: `UPDATE subscription_plan SET due_at = @now, attempts = 0, failure = NULL, gave_up_at = NULL, ends_at = @endsAt
    WHERE connection = @connection AND is_managed = 1
      AND EXISTS (SELECT 1 FROM subscription WHERE connection = @connection AND state <> 'orphan')
    RETURNING connection`,
  postgres: `UPDATE subscription_plan p SET due_at = x.now, attempts = 0, failure = NULL, gave_up_at = NULL, ends_at = x.e
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(c, now, e)
    WHERE p.connection = x.c AND p.is_managed = 1
      AND EXISTS (SELECT 1 FROM subscription s WHERE s.connection = x.c AND s.state <> 'orphan')
    RETURNING p.connection`,
};

/** The same of all connections of a tenant that is deleted. Answers those that have hooks registered. */
export const endSubscriptionPlansOf: Statement<{ connection: number }> = {
  name: 'subscription_plan_end_of_tenant',
  params: { tenant: 'int8', now: 'int8', endsAt: 'int8' },
  scans: 'one row for each connection that registers hooks, once for a tenant that is deleted',
  sqlite: `UPDATE subscription_plan SET due_at = @now, attempts = 0, failure = NULL, gave_up_at = NULL, ends_at = @endsAt
    WHERE tenant = @tenant AND is_managed = 1 AND EXISTS (SELECT 1 FROM subscription s
      WHERE s.connection = subscription_plan.connection AND s.state <> 'orphan')
    RETURNING connection`,
  postgres: `UPDATE subscription_plan p SET due_at = x.now, attempts = 0, failure = NULL, gave_up_at = NULL, ends_at = x.e
    FROM unnest($1::int8[], $2::int8[], $3::int8[]) AS x(t, now, e)
    WHERE p.tenant = x.t AND p.is_managed = 1
      AND EXISTS (SELECT 1 FROM subscription s WHERE s.connection = p.connection AND s.state <> 'orphan')
    RETURNING p.connection`,
};

/** Of those that have a plan: whether a person looks after their hooks, and whether something fails. */
export const subscriptionHeads: Statement<SubscriptionHead> = {
  name: 'subscription_heads',
  params: { connection: 'int8' },
  sqlite: `SELECT connection, is_managed AS "isManaged", failure IS NOT NULL OR EXISTS (SELECT 1 FROM subscription s
      WHERE s.connection = @connection AND s.failure IS NOT NULL) AS "isFailing"
    FROM subscription_plan WHERE connection = @connection`,
  postgres: `SELECT p.connection, p.is_managed AS "isManaged", (p.failure IS NOT NULL OR EXISTS (SELECT 1
      FROM subscription s WHERE s.connection = p.connection AND s.failure IS NOT NULL))::int AS "isFailing"
    FROM unnest($1::int8[]) AS x(c) JOIN subscription_plan p ON p.connection = x.c`,
};

export interface SubscriptionHead {
  readonly connection: number;
  readonly isManaged: number;
  readonly isFailing: number;
}

/** How the hooks of a connection come to be registered at its system. */
export const HOOK_REGISTRATIONS = ['unsupported', 'by-hand', 'managed', 'failing'] as const;
export type HookRegistration = (typeof HOOK_REGISTRATIONS)[number];

/** As one word; a connector that cannot register leaves it to people. */
export function registrationOf(canRegister: boolean, head: SubscriptionHead | undefined): HookRegistration {
  if (!canRegister) return 'unsupported';
  if (head?.isManaged === 0) return 'by-hand';
  return head?.isFailing === 1 ? 'failing' : 'managed';
}

export const SUBSCRIPTION_PLAN_STATEMENTS: readonly Statement[] = [
  endSubscriptionPlan,
  endSubscriptionPlansOf,
  subscriptionHeads,
];
