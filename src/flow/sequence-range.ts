/** The numbers a sender gave to the events of one delivery. */
export interface SequenceRange {
  readonly first: number;
  readonly last: number;
  /** How long a missing number may still come, in milliseconds. */
  readonly graceMs: number;
}
