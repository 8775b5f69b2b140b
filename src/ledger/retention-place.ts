import type { ColumnValue } from '../store/index.js';

/** How far a pass is with an owner or a queue. */
export interface Place extends Readonly<Record<string, ColumnValue>> {
  readonly pass: string;
  readonly whose: number;
  place: number;
  readonly begun_at: number;
}
