/** What one hook came to in a host: all that two runs have in common. */
export interface GoldenRun {
  readonly fixture: string;
  /** What its sender got. */
  readonly answered: number;
  readonly verdicts: readonly object[];
  readonly transfers: readonly object[];
  /** As they are in the hub. */
  readonly records: readonly object[];
  /** What left, in order. */
  readonly calls: readonly object[];
  /** Of its connection, where hooks register themselves: for the first fixture of each settings. */
  readonly registrations?: Registrations;
}

/** The hooks that a new connection registers at its system. */
export interface Registrations {
  readonly state: string;
  /** What keeps the whole system from being asked. */
  readonly failure: string | null;
  readonly items: readonly object[];
  /** In order. */
  readonly calls: readonly object[];
}

export const PARTS = ['registrations', 'answered', 'verdicts', 'transfers', 'records', 'calls'] as const;
