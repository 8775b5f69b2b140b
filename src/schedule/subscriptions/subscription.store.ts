import { NEVER } from '../../flow/index.js';
import type { Store, Tx } from '../../store/index.js';
import { newKey } from '../../vault/index.js';

import type { Drift, RowChange, SubscriptionRow } from './subscription-row.js';
import * as sql from './subscription-statements.js';
import type { StoredSubscription, SubscriptionPlan } from './subscription-statements.js';

/** A connection whose configuration may be another than its hooks were brought in line with. */
export interface Noticed {
  readonly connection: number;
  readonly tenant: number;
  readonly wanted: string;
}

interface OfConnection {
  readonly number: number;
  readonly tenant: number;
}

/** Plans of connections and their registrations. */
export class SubscriptionStore {
  constructor(private readonly store: Store) {}

  /** Answers how many are due now that were not. */
  notice(all: readonly Noticed[], now: number): Promise<number> {
    return this.store.write(async (tx) => {
      const moved = await tx.many(
        sql.noticeWanted,
        all.map((one) => ({ ...one, now })),
      );
      if (moved.length > 0) await tx.many(sql.retryFailed, moved);
      return moved.length;
    });
  }

  due(now: number, count: number): Promise<SubscriptionPlan[]> {
    return this.store.read(sql.duePlans, [{ now, count }]);
  }

  async planOf(connection: number): Promise<SubscriptionPlan | undefined> {
    const [plan] = await this.store.read(sql.planOf, [{ connection }]);
    return plan;
  }

  /** Undefined where somebody else has it in hand. */
  async take({ connection, turn }: SubscriptionPlan, until: number): Promise<SubscriptionPlan | undefined> {
    const asked = [{ connection, turn, until, by: 1 }];
    const [taken] = await this.store.write((tx) => tx.many(sql.holdPlan, asked));
    return taken;
  }

  /** False where somebody else has it in hand. */
  async begin({ connection, turn }: SubscriptionPlan, wanted: string, until: number): Promise<boolean> {
    const asked = [{ connection, turn, wanted, until }];
    return (await this.store.write((tx) => tx.many(sql.beginPlan, asked))).length > 0;
  }

  /** What `work` writes is there only where the plan is still this process's, which keeps it until then. */
  async keep(
    { connection, turn }: SubscriptionPlan,
    until: number,
    work: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<boolean> {
    return this.store.write((tx) => this.keepIn(tx, { connection, turn, until }, work));
  }

  async keepIn(
    tx: Tx,
    {
      connection,
      turn,
      until,
    }: { readonly connection: number; readonly turn: number; readonly until: number },
    work: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    const held = await tx.many(sql.holdPlan, [{ connection, turn, until, by: 0 }]);
    if (held.length === 0) return false;
    await work(tx);
    return true;
  }

  /** False where somebody moved it meanwhile: nothing is written then. */
  move(plan: SubscriptionPlan, also: (tx: Tx) => Promise<void> = async () => undefined): Promise<boolean> {
    return this.store.write(async (tx) => {
      const { tenant: _tenant, heldUntil: _held, endsAt: _ends, ...values } = plan;
      const isMoved = (await tx.many(sql.movePlan, [values])).length > 0;
      if (isMoved) await also(tx);
      return isMoved;
    });
  }

  /** Looked after at once; what failed need not wait. */
  async retryIn(tx: Tx, { number: connection, tenant }: OfConnection, now: number): Promise<void> {
    await tx.many(sql.retryFailed, [{ connection }]);
    await tx.many(sql.hastenPlan, [{ connection, tenant, now }]);
  }

  async manageIn(
    tx: Tx,
    { number: connection, tenant }: OfConnection,
    { isManaged, now }: { readonly isManaged: boolean; readonly now: number },
  ): Promise<void> {
    if (!isManaged) await tx.many(sql.removeSubscriptionsOf, [{ connection }]);
    const dueAt = isManaged ? now : NEVER;
    await tx.many(sql.managePlan, [{ connection, tenant, isManaged: isManaged ? 1 : 0, dueAt }]);
  }

  /** Nobody looks after the hooks of a connection any more. */
  async forgetIn(tx: Tx, connection: number): Promise<void> {
    await tx.many(sql.removeSubscriptionsOf, [{ connection }]);
    await tx.many(sql.removePlan, [{ connection }]);
  }

  async rowsOf(connection: number): Promise<SubscriptionRow[]> {
    return (await this.store.read(sql.subscriptionsOf, [{ connection }])).map(rowOf);
  }

  async insertIn(
    tx: Tx,
    connection: number,
    made: Pick<SubscriptionRow, 'state' | 'topics'> & RowChange,
    now: number,
  ): Promise<number> {
    const { remoteId, address, secret, expiresAt, renewAt, drift, driftAt, reason, madeAt } = made;
    const values = { remoteId, address, secret, expiresAt, renewAt, drift, driftAt, reason, madeAt };
    const known = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? null]));
    const [row] = await tx.many(sql.insertSubscription, [
      {
        ...(known as Record<keyof typeof values, string | number | null>),
        publicId: newKey('sub_'),
        connection,
        state: made.state,
        topics: JSON.stringify(made.topics),
        now,
      },
    ]);
    return (row as { id: number }).id;
  }

  async updateIn(tx: Tx, row: SubscriptionRow, change: RowChange, now: number): Promise<void> {
    const {
      publicId: _id,
      connection: _of,
      createdAt: _at,
      updatedAt: _was,
      ...next
    } = { ...row, ...change };
    await tx.many(sql.updateSubscription, [{ ...next, topics: JSON.stringify(next.topics), now }]);
  }

  async removeIn(tx: Tx, { id }: Pick<SubscriptionRow, 'id'>): Promise<void> {
    await tx.many(sql.removeSubscription, [{ id }]);
  }

  counts(most: number): Promise<{ state: string; given_up: number; count: number }[]> {
    return this.store.read(sql.subscriptionCounts, [{ most }]);
  }
}

function rowOf({ topics, drift, ...row }: StoredSubscription): SubscriptionRow {
  return { ...row, topics: JSON.parse(topics) as string[], drift: drift as Drift | null };
}
