import type { ColumnType, Problem } from '../columns.js';

/** Something of one row, shown as an example. */
export interface RowProblem extends Problem {
  readonly row: number;
}

export interface ColumnReport {
  readonly name: string;
  /** Null: no field takes it. */
  readonly field: string | null;
  /** As it is read; null where it is not. */
  readonly type: ColumnType | null;
  /** What its cells look like; null: all are empty. */
  readonly looksLike: ColumnType | null;
  readonly filled: number;
  readonly empty: number;
  readonly bad: number;
  readonly examples: readonly RowProblem[];
}

/** What a dataset holds and what an import of it would come to, row by row added up. */
export interface Analysis {
  /** Of the dataset's content: another one needs a new look. */
  readonly edition: number;
  readonly state: 'done' | 'running';
  readonly looked: number;
  readonly skipped: number;
  readonly columns: readonly ColumnReport[];
  /** Rows that cannot be imported as they are. */
  readonly bad: { readonly rows: number; readonly examples: readonly RowProblem[] };
  /** Rows whose key an earlier one has. */
  readonly duplicates: {
    readonly rows: number;
    readonly examples: readonly { readonly row: number; readonly first: number }[];
  };
  /** What the good ones would be to the hub. */
  readonly hub: {
    readonly create: number;
    readonly update: number;
    readonly unchanged: number;
    readonly none: number;
    readonly reasons: Readonly<Record<string, number>>;
  };
}

export function notLooked(edition: number): Analysis {
  return {
    edition,
    state: 'running',
    looked: 0,
    skipped: 0,
    columns: [],
    bad: { rows: 0, examples: [] },
    duplicates: { rows: 0, examples: [] },
    hub: { create: 0, update: 0, unchanged: 0, none: 0, reasons: {} },
  };
}
