import type { ChildPolicy } from '../flow/index.js';
import type { ChildDay, ChildFigures } from '../ledger/index.js';

/** What a policy made of a scope's children, and what that cost and saved. */
export interface PolicyFigures {
  readonly policy: ChildPolicy;
  readonly hooks: number;
  readonly made: number;
  readonly folded: number;
  readonly absorbed: number;
  readonly ignored: number;
  readonly callsCost: number;
  readonly callsSaved: number;
}

export interface DayFigures {
  /** Of a request that ran because of a child, under whatever policy; never less than one. */
  readonly callsPerRequest: number;
  readonly policies: readonly PolicyFigures[];
}

/**
 * Calls that were made are counted; those that were not can only be estimated. A child that was ignored or folded, or
 * whose request was absorbed, would have cost what the others did on the average: a scope that ignores all has no such
 * average, and then it is one call, the read.
 */
export function figuresOf({ policies }: ChildDay): DayFigures {
  const all = [...policies];
  const calls = sumOf(all, ({ calls: its }) => its);
  const ran = sumOf(all, ({ made, absorbed }) => made - absorbed);
  const callsPerRequest = ran > 0 ? Math.max(1, Math.round((10 * calls) / ran) / 10) : 1;
  return {
    callsPerRequest,
    policies: all.map(([policy, { made, folded, absorbed, ignored, calls: callsCost }]) => ({
      policy,
      hooks: made + folded + ignored,
      made,
      folded,
      absorbed,
      ignored,
      callsCost,
      callsSaved: Math.round((ignored + folded + absorbed) * callsPerRequest),
    })),
  };
}

function sumOf(
  policies: readonly (readonly [ChildPolicy, ChildFigures])[],
  part: (figures: ChildFigures) => number,
): number {
  return policies.reduce((sum, [, figures]) => sum + part(figures), 0);
}
