import type { Direction } from '@hookyard/sdk';

import type { Statement, Store, Tx } from '../../store/index.js';

import { takeCalls, type CallAsk, type CallGrant, type CallRate, type CountedCalls } from './call-window.js';
import { takeQuota } from './quota.js';
import type { Quota } from './rate-headers.js';
import { divideShares, type ShareAsk, type Shares } from './shares.js';

/** Whose budget: all processes together count there. */
export interface BudgetName {
  readonly connection: number;
  readonly direction: Direction;
}

/** What one process asks of a budget. */
export interface BudgetAsk extends BudgetName {
  readonly calls?: CallAsk & { readonly rate: CallRate };
  readonly share?: ShareAsk & { readonly most: number };
  /** Calls of the quota the system tells of, and what it told this process last. */
  readonly quota?: { readonly told?: Quota; readonly want: number; readonly now: number };
}

export interface BudgetGrant {
  readonly calls?: Omit<CallGrant, 'counted'>;
  /** Transfers this process may run at once. */
  readonly share?: number;
  /** Calls of the quota, and what is left of it for all; `kept` null: nothing is known of one. */
  readonly quota?: { readonly calls: number; readonly kept: Quota | null };
}

interface BudgetRow extends BudgetName {
  readonly counted: string;
  readonly shares: string;
  readonly quota: string | null;
}

/** What all processes together know of a budget. */
export interface KeptBudget {
  readonly counted: CountedCalls;
  readonly shares: Shares;
  readonly quota: Quota | null;
}

const openBudget: Statement = {
  name: 'budget_open',
  params: { connection: 'int8', direction: 'text' },
  sqlite: `INSERT INTO call_budget (connection, direction, counted, shares) VALUES (@connection, @direction, '{}', '{}')
    ON CONFLICT DO NOTHING`,
  postgres: `INSERT INTO call_budget (connection, direction, counted, shares)
    SELECT c, d, '{}', '{}' FROM unnest($1::int8[], $2::text[]) q(c, d) ORDER BY c, d ON CONFLICT DO NOTHING`,
};

const lockBudget: Statement<BudgetRow> = {
  name: 'budget_lock',
  params: { connection: 'int8', direction: 'text' },
  sqlite: `SELECT connection, direction, counted, shares, quota FROM call_budget
    WHERE connection = @connection AND direction = @direction`,
  postgres: `SELECT b.connection, b.direction, b.counted, b.shares, b.quota
    FROM unnest($1::int8[], $2::text[]) q(c, d) JOIN call_budget b ON b.connection = q.c AND b.direction = q.d
    ORDER BY b.connection, b.direction FOR UPDATE OF b`,
};

const readBudget: Statement<BudgetRow> = {
  ...lockBudget,
  name: 'budget_read',
  postgres: `SELECT b.connection, b.direction, b.counted, b.shares, b.quota
    FROM unnest($1::int8[], $2::text[]) q(c, d)
    CROSS JOIN LATERAL (SELECT * FROM call_budget WHERE connection = q.c AND direction = q.d) b`,
};

const writeBudget: Statement = {
  name: 'budget_write',
  params: { connection: 'int8', direction: 'text', counted: 'text', shares: 'text', quota: 'text' },
  sqlite: `UPDATE call_budget SET counted = @counted, shares = @shares, quota = @quota
    WHERE connection = @connection AND direction = @direction`,
  postgres: `UPDATE call_budget b SET counted = q.counted, shares = q.shares, quota = q.quota
    FROM unnest($1::int8[], $2::text[], $3::text[], $4::text[], $5::text[])
      q(connection, direction, counted, shares, quota)
    WHERE b.connection = q.connection AND b.direction = q.direction`,
};

export const BUDGET_STATEMENTS: readonly Statement[] = [openBudget, lockBudget, readBudget, writeBudget];

interface Waiting {
  readonly ask: BudgetAsk;
  readonly resolve: (grant: BudgetGrant) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The budgets of all processes, in the database. What one turn of the event loop asks is one transaction; what comes
 * meanwhile is the next. A transaction of its own: a row that every process wants is not locked while a commit of
 * records is written.
 */
export class BudgetStore {
  private waiting: Waiting[] = [];
  private isBusy = false;

  constructor(private readonly store: Store) {}

  exchange(ask: BudgetAsk): Promise<BudgetGrant> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ ask, resolve, reject });
      if (this.isBusy) return;
      this.isBusy = true;
      setImmediate(() => void this.serve());
    });
  }

  async read(name: BudgetName): Promise<KeptBudget> {
    const [row] = await this.store.read(readBudget, [keyOf(name)]);
    return row ? parsed(row) : { counted: {}, shares: {}, quota: null };
  }

  private async serve(): Promise<void> {
    while (this.waiting.length > 0) {
      const served = this.waiting.splice(0);
      try {
        const grants = await this.store.write((tx) =>
          grantAll(
            tx,
            served.map(({ ask }) => ask),
          ),
        );
        for (const [index, { resolve }] of served.entries()) resolve(grants[index] ?? {});
      } catch (error) {
        for (const { reject } of served) reject(error);
      }
    }
    this.isBusy = false;
  }
}

async function grantAll(tx: Tx, asks: readonly BudgetAsk[]): Promise<BudgetGrant[]> {
  const keys = [...new Map(asks.map((ask) => [nameOf(ask), keyOf(ask)])).values()];
  let rows = await tx.many(lockBudget, keys);
  if (rows.length < keys.length) {
    await tx.many(openBudget, keys);
    rows = await tx.many(lockBudget, keys);
  }
  const budgets = new Map(rows.map((row) => [nameOf(row), { ...row, ...parsed(row) }]));
  const grants = asks.map((ask) => {
    const budget = budgets.get(nameOf(ask)) as NonNullable<ReturnType<(typeof budgets)['get']>>;
    const { grant, ...left } = granted(budget, ask);
    budgets.set(nameOf(ask), { ...budget, ...left });
    return grant;
  });
  const written = [...budgets.values()].map(({ connection, direction, counted, shares, quota }) => ({
    connection,
    direction,
    counted: JSON.stringify(counted),
    shares: JSON.stringify(shares),
    quota: quota && JSON.stringify(quota),
  }));
  await tx.many(writeBudget, written);
  return grants;
}

function granted(
  { counted, shares, quota: known }: KeptBudget,
  { calls, share, quota }: BudgetAsk,
): KeptBudget & { readonly grant: BudgetGrant } {
  const told = quota && takeQuota(known, quota);
  const taken = calls && takeCalls(calls.rate, counted, calls);
  const divided = share && divideShares(share.most, shares, share);
  return {
    counted: taken?.counted ?? counted,
    shares: divided?.shares ?? shares,
    quota: told ? told.kept : known,
    grant: {
      ...(taken ? { calls: taken } : {}),
      ...(divided ? { share: divided.has } : {}),
      ...(told ? { quota: told } : {}),
    },
  };
}

function keyOf({ connection, direction }: BudgetName): { connection: number; direction: Direction } {
  return { connection, direction };
}

function nameOf({ connection, direction }: BudgetName): string {
  return `${connection} ${direction}`;
}

function parsed({ counted, shares, quota }: BudgetRow): KeptBudget {
  return {
    counted: JSON.parse(counted) as CountedCalls,
    shares: JSON.parse(shares) as Shares,
    quota: quota === null ? null : (JSON.parse(quota) as Quota),
  };
}
