const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** When failed requests of a connection are tried again, by name: the wait before each further try, then parked. */
export interface RetryPolicy {
  readonly name: string;
  /** Milliseconds. */
  readonly waits: readonly number[];
}

/** S4.4. */
const STANDARD: RetryPolicy = {
  name: 'standard',
  waits: [
    5 * SECOND,
    30 * SECOND,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    4 * HOUR,
    8 * HOUR,
    8 * HOUR,
  ],
};

/** As many tries as `standard` has. */
const FIELD_TRIES = 10;

/** `10·n·(n+1)` minutes, n from 0 (DOMAIN part 3, rule 10): 0, 20, 60, 120 … 900. */
const FIELD: RetryPolicy = {
  name: 'field',
  waits: Array.from({ length: FIELD_TRIES }, (_, n) => 10 * n * (n + 1) * MINUTE),
};

/** The policies the host knows by name. */
export const RETRY_POLICIES = { standard: STANDARD, field: FIELD } as const;

/** A host's policy by its name; undefined for an own one. */
export function hostRetryPolicy(name: string): RetryPolicy | undefined {
  return Object.values(RETRY_POLICIES).find((policy) => policy.name === name);
}
