/** The words of a hook's way through the host: states, verdicts, tiers. Pure; no I/O. */

/** Why a draft, or an element of a hook, did or did not become a queued request. Closed list. */
export const VERDICTS = [
  'queued',
  'duplicate',
  'undecodable',
  'unknown-account',
  'unknown-scope',
  'disabled-scope',
  'wrong-mode',
  'converted',
  'child-ignored',
  'stale',
  'echo',
  'no-change',
  'guarded',
  'held',
  'overtaken',
  'folded',
  'unresolved',
  'no-mapping',
  'filtered',
  'error-filtered',
  'no-link',
  'nothing-to-delete',
  'gone',
  'ambiguous-match',
  'skipped',
  'rejected',
  'superseded',
  'loop-suspected',
  'yielded',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** One step the host decided, as an operator reads it: the rule, what it looked at, and when. */
export interface Ruling {
  readonly verdict: Verdict;
  /** The rule that spoke: `scope.enabled`, `delete.guard` … one name per rule, listed in docs/reference/verdicts.md. */
  readonly rule: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly configVersion: number;
  readonly at: number;
}

/** Priority classes: a lane has the class of its most urgent member. Lower is more urgent. */
export const TIERS = { manual: 0, live: 1, retry: 2, poll: 3, bulk: 4 } as const;
export type Tier = (typeof TIERS)[keyof typeof TIERS];

/** Who made a draft. */
export type Origin =
  'hook' | 'prerequisite' | 'poll' | 'initialize' | 'manual' | 'dataset' | 'replay' | 'hub';

/** A lane that waits for something other than the clock has this as its due time. */
export const NEVER = 9e15;
