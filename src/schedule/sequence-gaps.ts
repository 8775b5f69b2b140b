import type { SequenceRange } from '../flow/index.js';

/** Numbers that did not come. */
export interface Gap {
  readonly first: number;
  readonly last: number;
  /** When the last delivery before it came: what it may have lost happened since. */
  readonly since: number;
  /** When it is reported, unless it is filled by then. */
  readonly dueAt: number;
}

export interface ReportedGap extends Omit<Gap, 'dueAt'> {
  readonly reportedAt: number;
  /** What was started for it. */
  readonly reconciles: readonly string[];
  /** Its numbers came after all. */
  readonly filledAt: number | null;
}

/** What is known of one sender's numbers. */
export interface SequenceState {
  /** The highest number that came. */
  readonly high: number;
  readonly seenAt: number;
  readonly open: readonly Gap[];
  readonly reported: readonly ReportedGap[];
  /** Deliveries in a row whose numbers were all known, each above the one before: the sender may count anew. */
  readonly behind: { readonly count: number; readonly last: number };
}

/** More are one: they begin with the first and end with the last. */
const MOST_OPEN = 50;
export const MOST_REPORTED = 20;
/** A sender repeats some deliveries; it does not repeat so many, in order, unless it began again at one. */
const COUNTS_ANEW_AFTER = 20;
const NOT_BEHIND = { count: 0, last: 0 };

/**
 * One more delivery. Numbers above the highest leave a gap where some are left out; those below fill what they can;
 * known ones are repeats and say nothing, unless twenty in a row begin anew.
 */
export function withRange(state: SequenceState | undefined, range: SequenceRange, at: number): SequenceState {
  const { first, last, graceMs } = range;
  if (!state) return { high: last, seenAt: at, open: [], reported: [], behind: NOT_BEHIND };
  const filled = withFilled(state, range, at);
  if (last <= state.high) return behindHigh(state, filled, range, at);
  const isGap = first > state.high + 1;
  const gap = { first: state.high + 1, last: first - 1, since: state.seenAt, dueAt: at + graceMs };
  const open = isGap ? bounded([...filled.open, gap]) : filled.open;
  return { ...filled, high: last, seenAt: Math.max(at, state.seenAt), open, behind: NOT_BEHIND };
}

function behindHigh(
  before: SequenceState,
  filled: SequenceState,
  { first, last }: SequenceRange,
  at: number,
): SequenceState {
  const seenAt = Math.max(at, before.seenAt);
  if (filled !== before) return { ...filled, seenAt, behind: NOT_BEHIND };
  const { behind } = before;
  const count = first === behind.last + 1 ? behind.count + 1 : 1;
  if (count < COUNTS_ANEW_AFTER) return { ...before, seenAt, behind: { count, last } };
  return { ...before, high: last, seenAt, open: [], behind: NOT_BEHIND };
}

/** The same object where it filled nothing. */
function withFilled(state: SequenceState, range: SequenceRange, at: number): SequenceState {
  const meets = ({ first, last }: { first: number; last: number }): boolean =>
    range.first <= last && range.last >= first;
  const isWhole = ({ first, last }: { first: number; last: number }): boolean =>
    range.first <= first && range.last >= last;
  if (!state.open.some(meets) && !state.reported.some((gap) => gap.filledAt === null && isWhole(gap)))
    return state;
  const open = state.open.flatMap((gap) =>
    meets(gap)
      ? [
          { ...gap, last: Math.min(gap.last, range.first - 1) },
          { ...gap, first: Math.max(gap.first, range.last + 1) },
        ].filter(({ first, last }) => first <= last)
      : [gap],
  );
  const reported = state.reported.map((gap) =>
    gap.filledAt === null && isWhole(gap) ? { ...gap, filledAt: at } : gap,
  );
  return { ...state, open: bounded(open), reported };
}

function bounded(gaps: readonly Gap[]): readonly Gap[] {
  const [first, second] = gaps;
  if (gaps.length <= MOST_OPEN || !first || !second) return gaps;
  return bounded([{ ...first, last: second.last }, ...gaps.slice(2)]);
}

/** When the first of its gaps is due; undefined where there is none. */
export function gapsDueAt({ open }: SequenceState): number | undefined {
  return open.length === 0 ? undefined : Math.min(...open.map(({ dueAt }) => dueAt));
}

/** The same with what was due reported. */
export function withReported(state: SequenceState, reports: readonly ReportedGap[]): SequenceState {
  const isReported = (gap: Gap): boolean =>
    reports.some(({ first, last }) => first === gap.first && last === gap.last);
  return {
    ...state,
    open: state.open.filter((gap) => !isReported(gap)),
    reported: [...state.reported, ...reports].slice(-MOST_REPORTED),
  };
}
