import type { RecordType } from '@hookyard/sdk';

/** What a turn is about, as far as its calls go. */
export interface EstimateKey {
  readonly type: RecordType;
  readonly action: string;
}

/** How much of the last turn goes into the mean: ten turns and a change is known. */
const NEWEST = 0.2;
/** Types and actions are few; what a connector makes up is not kept for ever. */
const MOST_KEPT = 1_000;

/** How many calls a transfer is expected to take: as declared, then as it turned out. */
export class Estimates {
  private all: number | undefined;

  constructor(
    private readonly declared: Readonly<Partial<Record<RecordType, number>>> = {},
    private readonly means: Map<string, number> = new Map(),
  ) {}

  /** The same knowledge under another declaration. */
  with(declared: Readonly<Partial<Record<RecordType, number>>> = {}): Estimates {
    const same = new Estimates(declared, this.means);
    same.all = this.all;
    return same;
  }

  /** Of whatever comes next; before anything was learnt, the most that is declared. */
  mean(): number {
    const declared = Object.values(this.declared).filter((calls) => calls !== undefined);
    return Math.round(this.all ?? Math.max(1, ...declared));
  }

  of({ type, action }: EstimateKey): number {
    return Math.round(this.means.get(`${type} ${action}`) ?? this.declared[type] ?? 1);
  }

  /** Corrects the estimate by what a turn took. */
  learn({ type, action }: EstimateKey, calls: number): void {
    const key = `${type} ${action}`;
    const mean = this.means.get(key) ?? this.declared[type] ?? calls;
    if (this.means.size >= MOST_KEPT && !this.means.has(key)) this.means.clear();
    this.means.set(key, mean + NEWEST * (calls - mean));
    const all = this.all ?? calls;
    this.all = all + NEWEST * (calls - all);
  }

  /** The means as an operator reads them, rounded to tenths. */
  shown(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.means].map(([key, mean]) => [key, Math.round(mean * 10) / 10]));
  }
}
