import type { TailOf } from '../ledger/index.js';

/** Rows read in one go: about 2 ms. */
const MOST_ROWS = 500;
/** Numbers that were given and not seen yet; beyond them the oldest are given up. */
const MOST_HOLES = 1_000;
/** Longer than any transaction may take: what is not there by then was rolled back. */
const HOLE_MS = 15_000;
/** Rows a stream catches up on; beyond them it is told what it missed. */
const MOST_BEHIND = 50_000;

/**
 * Follows one table by its numbers. Two processes that write side by side may commit a larger number first: numbers that
 * were passed over are looked for until whoever has them cannot commit any more.
 */
export class TailTable<Row extends { readonly seq: number }> {
  /** Everything up to here was told, but for the holes. */
  private high: number;
  private readonly holes = new Map<number, number>();
  isBehind = false;

  constructor(
    private readonly rows: TailOf<Row>,
    from: number,
  ) {
    this.high = from;
  }

  /** Skips what lies too far back; answers how many numbers that were. */
  skipTo(end: number): number {
    const from = end - MOST_BEHIND;
    const missed = Math.max(0, from - this.high);
    if (missed > 0) this.high = from;
    return missed;
  }

  /** Rows that were not told yet. Each is told by asking for its successor. */
  async *news(now: number): AsyncGenerator<Row> {
    for (const row of await this.rows.at([...this.holes.keys()])) {
      yield row;
      this.holes.delete(row.seq);
    }
    for (const [seq, since] of this.holes) if (now - since > HOLE_MS) this.holes.delete(seq);
    const rows = await this.rows.after(this.high, MOST_ROWS);
    this.isBehind = rows.length === MOST_ROWS;
    for (const row of rows) {
      for (let seq = Math.max(this.high + 1, row.seq - MOST_HOLES); seq < row.seq; seq += 1)
        this.holes.set(seq, now);
      yield row;
      this.high = row.seq;
    }
    for (const seq of this.holes.keys()) {
      if (this.holes.size <= MOST_HOLES) break;
      this.holes.delete(seq);
    }
  }

  /** Where another reader has to go on, once `row` is told too: nothing in front of a hole is over. */
  placeBehind(row?: Row): number {
    const told = row ? Math.max(this.high, row.seq) : this.high;
    const [hole] = [...this.holes.keys()].filter((seq) => seq !== row?.seq).sort((a, b) => a - b);
    return hole === undefined ? told : Math.min(hole - 1, told);
  }
}
