export type Effect = 'none' | 'unlink' | 'update' | 'delete';

export interface Sample {
  readonly record: number | null;
  readonly externalId: string | null;
}

export interface Touched {
  readonly system: string;
  readonly effect: Effect;
  readonly records: number;
  readonly samples: readonly Sample[];
}

const MOST_SAMPLES = 5;

/** Counts what deletes would do, by system and effect. */
export class ImpactTally {
  private readonly counts = new Map<string, { -readonly [K in keyof Touched]: Touched[K] }>();

  add(system: string, effect: Effect, sample: Sample): void {
    const key = `${system}\n${effect}`;
    const known = this.counts.get(key) ?? { system, effect, records: 0, samples: [] };
    known.records += 1;
    if (known.samples.length < MOST_SAMPLES) known.samples = [...known.samples, sample];
    this.counts.set(key, known);
  }

  touched(): readonly Touched[] {
    return [...this.counts.values()];
  }
}
