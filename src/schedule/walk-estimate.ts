/** When so many records had been listed. */
export interface WalkMark {
  readonly at: number;
  readonly listed: number;
}

/** How far a walk is. */
export interface WalkFacts {
  readonly listed: number;
  /** Null where the connector cannot tell. */
  readonly total: number | null;
  readonly isListed: boolean;
  readonly queued: number;
  /** Oldest first, the last two minutes or so. */
  readonly marks: readonly WalkMark[];
  readonly startedAt: number;
  /** Of those queued, those that are over. */
  readonly finished: number;
  /** Of those queued, those that are not. */
  readonly open: number;
}

/** Nothing is said before so many records: the first pages are no rate. */
const LEAST_RECORDS = 10;

/**
 * When a walk will be over: the later of the end of its list, at the rate of its last marks, and of the work that the
 * list makes, at the rate since it began. Null where nobody can tell, where
 * nothing moves, and where all is over.
 */
export function estimateEnd(facts: WalkFacts, now: number): number | null {
  const { isListed, open } = facts;
  if (isListed && open === 0) return null;
  const listing = isListed ? now : listEnd(facts, now);
  const working = workEnd(facts, now);
  return listing === null || working === null ? null : Math.max(listing, working);
}

function listEnd({ listed, total, marks }: WalkFacts, now: number): number | null {
  const [oldest] = marks;
  if (total === null || !oldest || listed < LEAST_RECORDS) return null;
  const rate = (listed - oldest.listed) / Math.max(1, now - oldest.at);
  return rate > 0 ? Math.round(now + Math.max(0, total - listed) / rate) : null;
}

/** As many of the rest are taken to have changed as of those listed so far. */
function workEnd(facts: WalkFacts, now: number): number | null {
  const { listed, total, isListed, queued, finished, open, startedAt } = facts;
  const toCome = isListed || listed === 0 ? 0 : (((total ?? listed) - listed) * queued) / listed;
  const left = open + Math.max(0, toCome);
  if (left === 0) return now;
  if (finished < LEAST_RECORDS) return null;
  return Math.round(now + (left * (now - startedAt)) / finished);
}
