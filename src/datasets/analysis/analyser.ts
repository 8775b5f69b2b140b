import { RowReading, type Column, type Problem, type ReadRow } from '../columns.js';
import type { Chunk } from '../dataset.store.js';
import type { Analysis, RowProblem } from './analysis.js';
import { ColumnTally } from './column-tally.js';
import { FirstRows } from './first-rows.js';

/** What one good row would come to; see the transfer room. */
export type Foresee = (
  row: ReadRow,
  number: number,
) => Promise<
  | { readonly effect: 'create' | 'unchanged' | 'update' }
  | { readonly effect: 'none'; readonly reason: string }
>;

export interface AnalyserOptions {
  readonly edition: number;
  readonly columns: readonly Column[];
  readonly header: readonly string[];
  readonly key: string | null;
  readonly foresee: Foresee;
}

const MOST_EXAMPLES = 20;
const MOST_REASONS = 20;
/** Looked up in the hub together: more would hold the event loop for longer than ten milliseconds. */
const LOOKED_UP_TOGETHER = 100;

/** Goes over a dataset once, chunk by chunk, and holds counts, a few examples and the hashes of its keys. */
export class Analyser {
  private looked = 0;
  private skipped = 0;
  private badRows = 0;
  private readonly badExamples: RowProblem[] = [];
  private duplicateRows = 0;
  private readonly duplicateExamples: { row: number; first: number }[] = [];
  private readonly hub = { create: 0, update: 0, unchanged: 0, none: 0 };
  private readonly reasons = new Map<string, number>();
  private readonly tallies: ReadonlyMap<string, ColumnTally>;
  private readonly keys = new FirstRows();
  private readonly reading: RowReading;

  constructor(private readonly options: AnalyserOptions) {
    const { columns, header, key } = options;
    const names = new Set([...header, ...columns.map(({ name }) => name)]);
    const byName = new Map(columns.map((column) => [column.name, column]));
    this.tallies = new Map([...names].map((name) => [name, new ColumnTally(name, byName.get(name))]));
    this.reading = new RowReading(columns, header, key);
  }

  async take({ first, rows, skipped }: Chunk): Promise<void> {
    const left = new Set(skipped);
    const good: { readonly row: ReadRow; readonly number: number }[] = [];
    for (const [place, raw] of rows.entries()) {
      this.looked += 1;
      if (left.has(place)) {
        this.skipped += 1;
        continue;
      }
      for (const [name, tally] of this.tallies) tally.cell(this.reading.cellOf(raw, name));
      const row = this.reading.read(raw);
      const number = first + place;
      if (row.problems.length > 0) this.isBad(number, row.problems);
      else if (!this.isDuplicate(row, number)) good.push({ row, number });
    }
    for (let from = 0; from < good.length; from += LOOKED_UP_TOGETHER)
      await this.lookUp(good.slice(from, from + LOOKED_UP_TOGETHER));
  }

  report(state: Analysis['state']): Analysis {
    const { looked, skipped, badRows, duplicateRows } = this;
    return {
      edition: this.options.edition,
      state,
      looked,
      skipped,
      columns: [...this.tallies.values()].map((tally) => tally.report()),
      bad: { rows: badRows, examples: [...this.badExamples] },
      duplicates: { rows: duplicateRows, examples: [...this.duplicateExamples] },
      hub: { ...this.hub, reasons: Object.fromEntries(this.reasons) },
    };
  }

  private isBad(row: number, problems: readonly Problem[]): void {
    this.badRows += 1;
    for (const problem of problems) {
      if (this.badExamples.length < MOST_EXAMPLES) this.badExamples.push({ row, ...problem });
      if (problem.column !== null) this.tallies.get(problem.column)?.problem(row, problem);
    }
  }

  private isDuplicate({ key }: ReadRow, row: number): boolean {
    const first = key === null ? null : this.keys.first(key, row);
    if (first === null) return false;
    this.duplicateRows += 1;
    if (this.duplicateExamples.length < MOST_EXAMPLES) this.duplicateExamples.push({ row, first });
    return true;
  }

  private async lookUp(rows: readonly { readonly row: ReadRow; readonly number: number }[]): Promise<void> {
    const { foresee } = this.options;
    for (const seen of await Promise.all(rows.map(({ row, number }) => foresee(row, number)))) {
      this.hub[seen.effect] += 1;
      if (seen.effect !== 'none') continue;
      const isKnown = this.reasons.has(seen.reason) || this.reasons.size < MOST_REASONS;
      const reason = isKnown ? seen.reason : 'other';
      this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1);
    }
  }
}
