import type { Failure, FailureKind } from '@hookyard/sdk';

import type { Outcome, OutcomeFacts } from '../flow/index.js';

import { BUG, COLLISION, SEARCH, retryAt } from './retry-plan.js';

/** Where in its story a request failed. */
export type Phase =
  'prerequisite' | 'read' | 'map' | 'lookup' | 'create' | 'update' | 'delete' | 'post-action';

/**
 * The failures a connector names, and what the host adds: a bug, a call that never ended, a call that ended the
 * connector's worker, and one that ran in a worker that ended.
 */
export type FailureName = FailureKind | 'Bug' | 'TimedOut' | 'WorkerEnded' | 'WorkerLost';

/** What a failure does, as data (S4.4). */
type Rule =
  /** An attempt is used; the lane waits by the plan (`policy`: the one of its connection); at its end the request is parked, or ends `gone`. */
  | {
      readonly does: 'retry';
      readonly plan: readonly number[] | 'policy';
      readonly atTheEnd: 'park' | 'gone';
    }
  /** No attempt is used; the queue waits. */
  | { readonly does: 'hold-queue'; readonly code: 'unavailable' | 'rate-limited' | 'needs-authorization' }
  /** Waits for a configuration change or a person, under a code of its own. */
  | { readonly does: 'hold'; readonly code: 'bad-config' | 'not-supported' }
  | { readonly does: 'park'; readonly reason: string }
  | { readonly does: 'skip' };

type Rules = Readonly<Record<FailureName, Readonly<{ otherwise: Rule } & { [P in Phase]?: Rule }>>>;

const TRY_AGAIN: Rule = { does: 'retry', plan: 'policy', atTheEnd: 'park' };
const A_BUG: Rule = { does: 'retry', plan: BUG, atTheEnd: 'park' };

/** S4.4, one line a failure. A NotFound on delete is a success, on update the collection's `onMissing`: both handled there. */
export const FAILURE_RULES: Rules = {
  RetryLater: { otherwise: TRY_AGAIN },
  TimedOut: { otherwise: TRY_AGAIN },
  RateLimited: { otherwise: { does: 'hold-queue', code: 'rate-limited' } },
  AuthExpired: { otherwise: { does: 'hold-queue', code: 'needs-authorization' } },
  Unavailable: { otherwise: { does: 'hold-queue', code: 'unavailable' } },
  NotFound: {
    otherwise: A_BUG,
    read: { does: 'retry', plan: SEARCH, atTheEnd: 'gone' },
    update: { does: 'park', reason: 'missing' },
  },
  Conflict: {
    otherwise: TRY_AGAIN,
    create: { does: 'park', reason: 'conflict' },
    update: { does: 'retry', plan: COLLISION, atTheEnd: 'park' },
  },
  Invalid: { otherwise: { does: 'park', reason: 'invalid' } },
  BadConfig: { otherwise: { does: 'hold', code: 'bad-config' } },
  NotSupported: { otherwise: { does: 'hold', code: 'not-supported' } },
  Skip: { otherwise: { does: 'skip' } },
  Bug: { otherwise: A_BUG },
  WorkerEnded: { otherwise: A_BUG },
  WorkerLost: { otherwise: TRY_AGAIN },
};

export interface FailureFacts {
  readonly phase: Phase;
  /** Used before this one. */
  readonly attempts: number;
  readonly now: number;
  /** In [0, 1). */
  readonly random: number;
  /** The waits of the connection's policy. */
  readonly policy: readonly number[];
  /** The record came with the hook: nobody can read it again, so its lane waits for a person. */
  readonly isPayload: boolean;
  /** When a write was sent whose answer never came; it may still be applied until the call's time-out. */
  readonly lostAt: number | null;
  readonly callTimeoutMs: number;
  /** For a held queue: when it is asked next. */
  readonly heldUntil: number;
  /** Kept with the request for its next turn. */
  readonly keep: OutcomeFacts;
}

/** What becomes of a request after a failure. Pure: breaker and queue have been told already. */
export function outcomeOf(
  name: FailureName,
  failure: Pick<Failure, 'message' | 'afterMs' | 'subject'>,
  facts: FailureFacts,
): Outcome {
  const rules = FAILURE_RULES[name];
  const rule = rules[facts.phase] ?? rules.otherwise;
  const evidence: OutcomeFacts = {
    ...facts.keep,
    failure: name,
    phase: facts.phase,
    message: failure.message.slice(0, 500),
  };
  switch (rule.does) {
    case 'retry':
      return retried(rule, name, failure, { ...facts, keep: evidence });
    case 'hold-queue':
      return {
        kind: 'retry',
        // Nobody knows when a person gives new credentials: then it goes on at once, and until then its queue waits.
        at: notBeforeItEnded(rule.code === 'needs-authorization' ? facts.now : facts.heldUntil, facts),
        usesAttempt: false,
        reason: rule.code,
        facts: evidence,
      };
    case 'hold':
      return {
        kind: 'held',
        code: heldCode(rule.code, failure.subject),
        reason: failure.message.slice(0, 500),
        facts: evidence,
      };
    case 'park':
      // Released by the record's next hook, so it must not stand in its way.
      return { kind: 'parked', reason: rule.reason, lane: 'skip', facts: evidence };
    case 'skip':
      return { kind: 'ended', verdict: 'skipped', facts: evidence };
  }
}

/** `bad-config`, or `bad-config:<the setting at fault>`: what a configuration change releases by. */
export function heldCode(code: string, subject: string | undefined): string {
  return subject ? `${code}:${subject.slice(0, 100)}` : code;
}

function retried(
  rule: Extract<Rule, { does: 'retry' }>,
  name: FailureName,
  failure: Pick<Failure, 'afterMs'>,
  facts: FailureFacts,
): Outcome {
  const at = retryAt(rule.plan === 'policy' ? facts.policy : rule.plan, facts);
  if (at === null && rule.atTheEnd === 'gone') return { kind: 'ended', verdict: 'gone', facts: facts.keep };
  if (at === null) {
    return {
      kind: 'parked',
      reason: `retries-exhausted:${name}`,
      lane: facts.isPayload ? 'block' : 'skip',
      facts: facts.keep,
    };
  }
  const asked = facts.now + Math.min(failure.afterMs ?? 0, LONGEST_ASKED);
  return {
    kind: 'retry',
    at: notBeforeItEnded(Math.max(at, asked), facts),
    usesAttempt: true,
    reason: name,
    facts: facts.keep,
  };
}

const LONGEST_ASKED = 24 * 60 * 60_000;

/** A write without an answer may still be applied until its time-out: nothing is repeated before. */
function notBeforeItEnded(at: number, { lostAt, callTimeoutMs }: FailureFacts): number {
  return lostAt === null ? at : Math.max(at, lostAt + callTimeoutMs);
}
