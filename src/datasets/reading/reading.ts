import type { Json } from '@hookyard/sdk';

/** A row as it came: the cells of a line, or a value of JSON. */
export type RawRow = readonly string[] | Json;

/** How a dataset is read, once its beginning is known. */
export interface Reading {
  readonly format: 'csv' | 'json';
  readonly charset: string;
  readonly separator: string;
  /** The names of its columns as they came; of JSON those met so far. */
  readonly header: readonly string[];
}

export interface ReadingAsk {
  readonly format: 'csv' | 'json' | null;
  readonly charset: string | null;
  readonly separator: string | null;
  /** Absent: the first line of a CSV names the columns. */
  readonly header: readonly string[] | null;
}

/** Rows that are stored together, and where the next one begins. */
export interface ReadChunk {
  readonly rows: readonly RawRow[];
  readonly reading: Reading;
  /** Of the whole: what is taken once these are stored. */
  readonly bytes: number;
}

export interface ReadingLimits {
  readonly rowBytes: number;
  readonly columns: number;
}
