import type { Direction } from '@hookyard/sdk';

import type { CallLimits, ConnectionView } from '../../registry/index.js';

import type { Budgets } from './budgets.js';
import { callsIn } from './call-window.js';
import type { Quota } from './rate-headers.js';

/** What one direction of a connection may call, and has. */
export interface BudgetReport {
  readonly direction: Direction;
  readonly limits: CallLimits;
  /** Calls counted in the window that ends now, of all processes; null without a limit. */
  readonly calls: number | null;
  /** Transfers all processes hold places for; null without a limit. */
  readonly places: number | null;
  /** What the system's answers said last, as this process heard it. */
  readonly quota: Quota | null;
  /** Mean calls of a transfer, by type and action, as this process saw them. */
  readonly estimates: Readonly<Record<string, number>>;
  readonly hold: { readonly until: number; readonly code: string | null } | null;
}

/** Both directions of a connection, as an operator reads them. */
export function reportBudgets(
  view: ConnectionView,
  budgets: Budgets,
  holdOf: (queue: number) => BudgetReport['hold'],
): Promise<readonly BudgetReport[]> {
  const now = budgets.now();
  const directions: readonly Direction[] = ['TO', 'FROM'];
  return Promise.all(
    directions.map(async (direction) => {
      const queue = view.queues[direction];
      const limits = view.limits[direction];
      const kept = await budgets.kept.read({ connection: view.number, direction });
      const shares = Object.values(kept.shares).filter(({ until }) => until > now);
      const { quota, estimates } = budgets.of(queue)?.shown() ?? { quota: null, estimates: {} };
      return {
        direction,
        limits,
        calls: limits.calls ? callsIn(limits.calls, kept.counted, now) : null,
        places: limits.concurrency === undefined ? null : shares.reduce((sum, { has }) => sum + has, 0),
        quota: quota && (quota.resetAt === null || quota.resetAt > now) ? quota : null,
        estimates,
        hold: holdOf(queue),
      };
    }),
  );
}
