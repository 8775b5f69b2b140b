import type { ListOrder } from '../store/index.js';

import type { PlaceRow } from './statements/list-statements.js';

/** Above this many owners or queues their rows are dense in the table, and a walk over all is the shorter way. */
export const MOST_KEYS = 64;

const ROUNDS = 20;
const EVERYBODY = -1;

export interface Walk<Row extends PlaceRow> {
  /** Owners or queues; one hook or one tree. */
  readonly keys: readonly number[];
  readonly order: ListOrder;
  readonly behind: number;
  /** Behind this place nothing is wanted. */
  readonly until: number;
  readonly limit: number;
  /** Rows looked at each round, of each key or of all together. */
  readonly count: number;
  matches(row: Row): boolean;
  ofKeys(keys: readonly number[], behind: number, count: number): Promise<Row[]>;
  /** Null: never of more keys than fit. */
  readonly ofAll: ((behind: number, count: number) => Promise<Row[]>) | null;
}

/** Numbers in their order. `next`: what the rest of the list is behind; null where there is none. */
export interface Walked {
  readonly seqs: readonly number[];
  readonly next: number | null;
}

/**
 * The rows of several owners or queues, by number. Every round is a bounded look through an index; after twenty of them
 * the page may be short, or empty, and says where it goes on.
 */
export async function walked<Row extends PlaceRow>(walk: Walk<Row>): Promise<Walked> {
  const { keys, order, limit, until } = walk;
  const wanted = new Set(keys);
  const isFew = walk.ofAll === null || keys.length <= MOST_KEYS;
  const found: number[] = [];
  let { behind } = walk;
  if (keys.length === 0) return { seqs: [], next: null };
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = await (walk.ofAll && !isFew
      ? walk.ofAll(behind, walk.count)
      : walk.ofKeys(keys, behind, walk.count));
    const horizon = horizonOf(rows, { ...walk, isFew });
    const fits = (row: Row): boolean =>
      (horizon === null || !isBehind(order, row.seq, horizon)) &&
      !isBehind(order, row.seq, until) &&
      wanted.has(row.whose) &&
      walk.matches(row);
    found.push(
      ...rows
        .filter(fits)
        .toSorted(by(order))
        .map(({ seq }) => seq),
    );
    if (found.length > limit) return { seqs: found.slice(0, limit), next: found[limit - 1] ?? null };
    if (horizon === null || isBehind(order, horizon, until)) return { seqs: found, next: null };
    behind = horizon;
  }
  return { seqs: found, next: behind };
}

/** Up to here everything was seen; null: there is nothing further. */
function horizonOf(
  rows: readonly PlaceRow[],
  { order, count, isFew }: { readonly order: ListOrder; readonly count: number; readonly isFew: boolean },
): number | null {
  const seen = new Map<number, { last: number; rows: number }>();
  for (const { seq, whose } of rows) {
    const key = isFew ? whose : EVERYBODY;
    const known = seen.get(key);
    const last = known && isBehind(order, known.last, seq) ? known.last : seq;
    seen.set(key, { last, rows: (known?.rows ?? 0) + 1 });
  }
  const full = [...seen.values()].filter((one) => one.rows >= count).map(({ last }) => last);
  if (full.length === 0) return null;
  return order === 'newest' ? Math.max(...full) : Math.min(...full);
}

function isBehind(order: ListOrder, seq: number, place: number): boolean {
  return order === 'newest' ? seq < place : seq > place;
}

function by(order: ListOrder): (a: PlaceRow, b: PlaceRow) => number {
  return order === 'newest' ? (a, b) => b.seq - a.seq : (a, b) => a.seq - b.seq;
}
