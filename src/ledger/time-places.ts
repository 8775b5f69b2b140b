/** Clocks of processes apart, and what a commit waits: rows stand in the order of their times but for so much. */
const SKEW_MS = 60_000;
/**
 * Rejected requests that are accepted later keep their time of receipt, up to 200 together: among so many rows one is
 * of the time in which they stand there.
 */
const LATE_ROWS = 256;

export interface TimeRange {
  readonly from?: number | undefined;
  /** Before. */
  readonly to?: number | undefined;
}

export interface Times {
  ends(): Promise<{ readonly first: number; readonly last: number }>;
  /** The latest time among so many rows from a place on; null behind the last. */
  latest(place: number, count: number): Promise<number | null>;
}

/** Numbers outside which no row is of a range of time, found by halving: no table is ordered by its times. */
export async function placesIn(
  { from, to }: TimeRange,
  times: Times,
): Promise<{ readonly first: number; readonly last: number }> {
  if (from === undefined && to === undefined) return { first: 0, last: Number.MAX_SAFE_INTEGER };
  const ends = await times.ends();
  const first = from === undefined ? 0 : await firstAt(from - SKEW_MS, ends, times);
  const last = to === undefined ? Number.MAX_SAFE_INTEGER : await firstAt(to + SKEW_MS, ends, times);
  return { first, last: last + LATE_ROWS };
}

/** The first place whose rows reach a time; behind the last where none does. */
async function firstAt(
  time: number,
  ends: { readonly first: number; readonly last: number },
  times: Times,
): Promise<number> {
  let low = ends.first;
  let high = ends.last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const at = await times.latest(middle, LATE_ROWS);
    if (at === null || at >= time) high = middle;
    else low = middle + 1;
  }
  return low;
}
