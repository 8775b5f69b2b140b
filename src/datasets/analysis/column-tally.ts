import type { Json } from '@hookyard/sdk';

import { typeOf, type Column, type ColumnType, type Problem } from '../columns.js';
import type { ColumnReport, RowProblem } from './analysis.js';

const MOST_EXAMPLES = 10;

/** What is counted of one column. */
export class ColumnTally {
  private filled = 0;
  private empty = 0;
  private bad = 0;
  private looks: ColumnType | null = null;
  private readonly examples: RowProblem[] = [];

  constructor(
    private readonly name: string,
    private readonly column: Column | undefined,
  ) {}

  cell(value: Json | undefined): void {
    if (value === undefined || value === null || value === '') {
      this.empty += 1;
      return;
    }
    this.filled += 1;
    if (this.looks !== 'text') this.looks = joined(this.looks, typeOf(value));
  }

  problem(row: number, problem: Problem): void {
    this.bad += 1;
    if (this.examples.length < MOST_EXAMPLES) this.examples.push({ row, ...problem });
  }

  report(): ColumnReport {
    const { name, column, filled, empty, bad, looks: looksLike, examples } = this;
    const known = { field: column?.field ?? null, type: column?.type ?? null };
    return { name, ...known, looksLike, filled, empty, bad, examples: [...examples] };
  }
}

/** What holds for both. */
function joined(one: ColumnType | null, other: ColumnType): ColumnType {
  if (one === null || one === other) return other;
  const both = new Set([one, other]);
  if (both.has('integer') && both.has('number')) return 'number';
  return both.has('date') && both.has('date-time') ? 'date-time' : 'text';
}
