import { childFactsOf, childMarkOf } from '../flow/index.js';
import type { ChildMark, GatedRequest, Settlement, VerdictRow } from '../flow/index.js';
import type { Tx } from '../store/index.js';

import type { Enqueued } from './ledger.js';
import { withEntries } from './queue-writing.js';
import { addChildCounts } from './statements/child-statements.js';

/**
 * What became of a scope's children. Of each child: `made` a request of its parent, `folded` into one that waits, or
 * `ignored`. Of a request made: `absorbed` by one of its parent's own. `calls`: what those that ran made, with what
 * they brought about.
 */
export const CHILD_OUTCOMES = ['made', 'folded', 'absorbed', 'ignored', 'calls'] as const;
export type ChildOutcome = (typeof CHILD_OUTCOMES)[number];

export interface ChildCount extends ChildMark {
  readonly outcome: ChildOutcome;
  readonly times: number;
}

export const HOUR_MS = 3_600_000;

/** Last in a commit: the row of a busy scope is what commits meet in, and nobody waits in it for anything else. */
export async function writeChildCounts(tx: Tx, counts: readonly ChildCount[], now: number): Promise<void> {
  if (counts.length === 0) return;
  const sums = new Map<string, ChildCount>();
  for (const count of counts) {
    const key = [count.connection, count.scope, count.policy, count.outcome].join('\n');
    sums.set(key, { ...count, times: count.times + (sums.get(key)?.times ?? 0) });
  }
  const hour = Math.floor(now / HOUR_MS);
  await tx.many(
    addChildCounts,
    [...sums.values()].map(({ connection, scope, policy, outcome, times }) => ({
      connection,
      scope,
      hour,
      policy,
      outcome,
      times,
    })),
  );
}

/** Of drafts, by what became of them. */
export function countsOfDrafts(
  drafts: readonly GatedRequest[],
  enqueued: readonly Enqueued[],
): readonly ChildCount[] {
  return drafts.flatMap(({ child }, index): ChildCount[] => {
    const kind = enqueued[index]?.kind;
    if (!child || (kind !== 'queued' && kind !== 'folded')) return [];
    return [{ ...child, outcome: kind === 'queued' ? 'made' : 'folded', times: 1 }];
  });
}

/** Of verdicts: children that their scope ignores. Where the parent is not wanted, nothing was saved. */
export function countsOfVerdicts(verdicts: readonly VerdictRow[]): readonly ChildCount[] {
  return verdicts.flatMap(({ ruling: { verdict, facts } }): ChildCount[] => {
    const mark = verdict === 'child-ignored' ? childMarkOf(JSON.stringify(facts)) : null;
    return mark ? [{ ...mark, outcome: 'ignored', times: 1 }] : [];
  });
}

/** Of requests that left their place beside the lane for another's. */
export function countsOfAbsorbed(trails: readonly string[]): readonly ChildCount[] {
  return trails.flatMap((trail): ChildCount[] => {
    const mark = childMarkOf(trail);
    return mark ? [{ ...mark, outcome: 'absorbed', times: 1 }] : [];
  });
}

/** Of a turn that is over, whatever it came to. */
export function countsOfCalls({ request, calls = 0 }: Settlement): readonly ChildCount[] {
  const mark = calls > 0 ? childMarkOf(request.trail) : null;
  return mark ? [{ ...mark, outcome: 'calls', times: calls }] : [];
}

/** What a child's request brings about costs calls as well: they carry its mark on. */
export function markedBy({ request }: Settlement, draft: GatedRequest, now: number): GatedRequest {
  const mark = draft.child ? null : childMarkOf(request.trail);
  if (!mark) return draft;
  const entry = JSON.stringify({ rule: 'child.cause', facts: childFactsOf(mark), at: now });
  return { ...draft, trail: withEntries(draft.trail, entry) };
}
