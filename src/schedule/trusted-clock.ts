/** What a round of retention stands on. */
export interface ClockFacts {
  readonly now: number;
  /** When retention last ran, or else the newest hook came; null: there is nothing to compare with. */
  readonly last: number | null;
  /** A person said that clocks are right up to then; 0: nobody did. */
  readonly confirmedUntil: number;
}

/** Rounds are ten minutes apart. A host may be down over the holidays; what goes is a week early at the most. */
export const LARGEST_STEP_MS = 7 * 86_400_000;

/**
 * Whether a time is believed enough to remove what is old by it. A clock that was set far ahead makes everything old
 * at once, and nothing brings it back.
 */
export function isTrusted({ now, last, confirmedUntil }: ClockFacts): boolean {
  return last === null || now - last <= LARGEST_STEP_MS || now <= confirmedUntil;
}
