import type { SeqRow } from './statements/read-statements.js';

/** Above this many owners or queues their rows are dense in the table, and a walk over all is the shorter way. */
export const MOST_KEYS = 64;

const ROUNDS = 20;
const EVERYBODY = -1;

export interface Walk {
  /** Owners or queues. */
  readonly keys: readonly number[];
  readonly before: number;
  readonly limit: number;
  /** Rows looked at each round, of each key or of all together. */
  readonly count: number;
  matches(row: SeqRow): boolean;
  ofKeys(keys: readonly number[], before: number, count: number): Promise<SeqRow[]>;
  ofAll(before: number, count: number): Promise<SeqRow[]>;
}

/**
 * The newest rows of several owners or queues, by number. Every round is a bounded look through an index; after
 * twenty of them the answer may be shorter than what there is.
 */
export async function newestOf(walk: Walk): Promise<number[]> {
  const wanted = new Set(walk.keys);
  const isFew = walk.keys.length <= MOST_KEYS;
  const found: number[] = [];
  let { before } = walk;
  for (let round = 0; round < ROUNDS && walk.keys.length > 0; round += 1) {
    const rows = isFew
      ? await walk.ofKeys(walk.keys, before, walk.count)
      : await walk.ofAll(before, walk.count);
    const horizon = horizonOf(rows, walk.count, isFew);
    const complete = rows.filter(({ seq }) => seq >= horizon).sort((a, b) => b.seq - a.seq);
    for (const row of complete) if (wanted.has(row.whose) && walk.matches(row)) found.push(row.seq);
    if (found.length >= walk.limit || horizon === 0) break;
    before = horizon;
  }
  return found.slice(0, walk.limit);
}

/** Down to here everything was seen; 0: there is nothing further. */
function horizonOf(rows: readonly SeqRow[], count: number, isFew: boolean): number {
  const seen = new Map<number, { last: number; rows: number }>();
  for (const { seq, whose } of rows) {
    const key = isFew ? whose : EVERYBODY;
    const known = seen.get(key);
    seen.set(key, { last: Math.min(known?.last ?? seq, seq), rows: (known?.rows ?? 0) + 1 });
  }
  return Math.max(0, ...[...seen.values()].filter((one) => one.rows >= count).map(({ last }) => last));
}
