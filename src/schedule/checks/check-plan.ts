import { NEVER, type Checked, type OutageCause } from '../../flow/index.js';

export interface CheckTimes {
  readonly now: number;
  /** Between two checks of what works; null: they are not repeated. */
  readonly intervalMs: number | null;
  /** In [0, 1). */
  readonly random: number;
}

/** What a check leads to. */
export interface AfterCheck {
  readonly dueAt: number;
  /** Checks in a row that found nothing well. */
  readonly attempts: number;
  /** `well`: what a check said before is over. */
  readonly tells: 'well' | { readonly cause: OutageCause; readonly reason: string } | null;
}

const JITTER = 0.1;
/** What is not well is looked at after one minute, then two, four … up to the ordinary interval. */
const FIRST_AGAIN_MS = 60_000;
/** Without an interval it is looked at this often at the least: else nobody would hear that it is well again. */
const LAST_AGAIN_MS = 60 * 60_000;
/** One check without an answer says little; so many in a row are an outage. */
const UNANSWERED_TO_FAIL = 3;
const SOONEST_MS = 1_000;

/**
 * What says that the connection does not work makes it fail at once, and only a check takes that back. What gives no
 * answer makes it fail in the end, as calls without an answer do. Credentials that are refused are the state's own
 * matter: it is checked again when it has others.
 */
export function afterCheck(checked: Checked, before: number, times: CheckTimes): AfterCheck {
  const { end, message, failure, isAsked } = checked;
  const { now, intervalMs } = times;
  const regular = intervalMs === null ? NEVER : now + spread(intervalMs, times.random);
  if (end === 'ok') return { dueAt: regular, attempts: 0, tells: 'well' };
  if (end === 'refused') return { dueAt: regular, attempts: 0, tells: null };
  const attempts = before + (isAsked ? 1 : 0);
  const dueAt = Math.max(checked.at ?? now + again(attempts, times), now + SOONEST_MS);
  const reason = message ?? failure ?? 'its check does not say why';
  if (end === 'failed') return { dueAt, attempts, tells: { cause: 'check', reason } };
  // A system that limits us lives.
  const isOutage = isAsked && failure !== 'RateLimited' && attempts >= UNANSWERED_TO_FAIL;
  return { dueAt, attempts, tells: isOutage ? { cause: 'calls', reason } : null };
}

function again(attempts: number, { intervalMs, random }: CheckTimes): number {
  const most = intervalMs ?? LAST_AGAIN_MS;
  return spread(Math.min(FIRST_AGAIN_MS * 2 ** Math.min(attempts - 1, 20), most), random);
}

function spread(ms: number, random: number): number {
  return Math.round(ms * (1 - JITTER + 2 * JITTER * random));
}
