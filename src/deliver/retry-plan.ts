const JITTER = 0.2;
/** A receiver that asks for more is asked again after this. */
const LONGEST_ASKED_MS = 60 * 60 * 1_000;

/**
 * When the next try is due, or null where there is none left. What the receiver asked for counts where it is longer
 * than the plan, up to an hour. `random` in [0, 1) spreads the wait by ±20 %.
 */
export function nextTryAt(
  waitSeconds: readonly number[],
  facts: {
    readonly attempts: number;
    readonly now: number;
    readonly random: number;
    readonly retryAfterMs: number | null;
  },
): number | null {
  const wait = waitSeconds[facts.attempts];
  if (wait === undefined) return null;
  const planned = wait * 1_000 * (1 - JITTER + 2 * JITTER * facts.random);
  const asked = Math.min(facts.retryAfterMs ?? 0, LONGEST_ASKED_MS);
  return facts.now + Math.round(Math.max(planned, asked));
}
