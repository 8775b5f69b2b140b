const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A record that is not there yet is looked for three times in ten minutes. */
export const SEARCH: readonly number[] = [30 * SECOND, 9.5 * MINUTE];
/** A bug is tried three times: some are races. */
export const BUG: readonly number[] = [5 * SECOND, 30 * SECOND];
/** An update that met a newer version reads again, three tries in all. */
export const COLLISION: readonly number[] = [SECOND, 5 * SECOND];

const JITTER = 0.2;

/**
 * When the next try is due, or null when the plan is at its end. `attempts` counts those used before this one;
 * `random` is in [0, 1) and spreads the wait by ±20 %, so that what failed together does not return together.
 */
export function retryAt(
  plan: readonly number[],
  facts: { attempts: number; now: number; random: number },
): number | null {
  const wait = plan[facts.attempts];
  return wait === undefined ? null : facts.now + Math.round(wait * (1 - JITTER + 2 * JITTER * facts.random));
}
