/**
 * What the check of a connection came to. `failed`: it says that the connection does not work; `refused`: its credentials
 * are not taken; `unanswered`: nobody can say.
 */
export const CHECK_ENDS = ['ok', 'failed', 'refused', 'unanswered'] as const;
export type CheckEnd = (typeof CHECK_ENDS)[number];

/** What one call of a connector's `check` brought, bounded and without secrets. */
export interface Checked {
  readonly end: CheckEnd;
  /** By the failure table, where it threw. */
  readonly failure: string | null;
  readonly message: string | null;
  readonly account: string | null;
  /** It is the account of what a person granted, which nothing else names. */
  readonly namesGrant: boolean;
  /** False where the system was not asked at all: it is down, or its quota is spent. */
  readonly isAsked: boolean;
  /** When the system can be asked again, where that is known. */
  readonly at: number | null;
}

/**
 * Who says that a system fails: `calls` that it does not answer, which any answer ends; or its `check`, which only a
 * check takes back.
 */
export type OutageCause = 'calls' | 'check';
