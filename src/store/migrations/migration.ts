/** One step of the schema: plain SQL for both engines, run once, in one transaction. Never changed after a release. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sqlite: string;
  readonly postgres: string;
  /**
   * The step a host must know to go on working where this one was taken. Absent: it only adds what such a host can
   * leave alone. A step that takes something away names the one that made it superfluous (docs/decisions/0124).
   */
  readonly needs?: number;
}

/** The first step whose hosts heed `needs`. */
export const FIRST_READABLE_STEP = 31;

/** What is kept of a step in the database. */
export function needsOf({ needs }: Migration): number {
  return needs ?? FIRST_READABLE_STEP;
}
