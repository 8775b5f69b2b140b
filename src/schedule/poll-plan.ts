/** What the first walk of a type brings over: nothing, everything, or what changed since a time. */
export type FirstRun = 'skip' | 'backfill' | 'since';

/** A schedule's times after an occurrence: those that were missed are not made up for, one poll covers them. */
export function nextOccurrence(due: number, everyMs: number, now: number): number {
  if (now < due) return due;
  return due + (Math.floor((now - due) / everyMs) + 1) * everyMs;
}
