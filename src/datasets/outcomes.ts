import type { RequestEnd } from '../ledger/index.js';

/** What became of one row: a letter each, so that a chunk's fit a line. */
export const OUTCOMES = {
  o: 'open',
  c: 'created',
  u: 'updated',
  n: 'unchanged',
  s: 'skipped',
  b: 'bad',
  f: 'failed',
  d: 'removed',
  r: 'restored',
  k: 'kept',
} as const;
export type OutcomeLetter = keyof typeof OUTCOMES;
export type RowOutcome = (typeof OUTCOMES)[OutcomeLetter];

/** What became of the rows of one commit. */
export interface Outcomes {
  /** The number of the first. */
  readonly first: number;
  readonly letters: string;
  /** The request of each row; null where it needed none. */
  readonly requests: readonly (number | null)[];
  /** By place: why, where the letter does not say it. */
  readonly notes: Readonly<Record<number, string>>;
}

export type Counts = Readonly<Record<Exclude<RowOutcome, 'open'>, number>>;

export const NO_COUNTS: Counts = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  bad: 0,
  failed: 0,
  removed: 0,
  restored: 0,
  kept: 0,
};

const NOTE_CHARS = 200;

/** What is counted of rows that came to an end. */
export function added(counts: Counts, letters: Iterable<string>): Counts {
  const sum: Record<string, number> = { ...counts };
  for (const letter of letters) {
    const name = OUTCOMES[letter as OutcomeLetter];
    if (name !== 'open') sum[name] = (sum[name] ?? 0) + 1;
  }
  return sum as Counts;
}

export interface Settled {
  readonly outcomes: Outcomes;
  /** Of the rows that are over now and were not. */
  readonly over: string;
}

/** The same with what is known of its requests by now. */
export function settled(outcomes: Outcomes, ends: ReadonlyMap<number, RequestEnd>): Settled {
  const letters = outcomes.letters.split('');
  const notes: Record<number, string> = { ...outcomes.notes };
  let over = '';
  for (const [place, letter] of letters.entries()) {
    const request = outcomes.requests[place] ?? null;
    if (letter !== 'o' || request === null) continue;
    const end = ends.get(request);
    const known = end ? endOf(end) : { letter: 'f' as const, note: 'its request was removed' };
    if (!known) continue;
    letters[place] = known.letter;
    over += known.letter;
    if (known.note) notes[place] = known.note.slice(0, NOTE_CHARS);
  }
  return { outcomes: { ...outcomes, letters: letters.join(''), notes }, over };
}

interface End {
  readonly letter: OutcomeLetter;
  readonly note?: string;
}

const LETTER_OF: Readonly<Record<string, OutcomeLetter>> = {
  created: 'c',
  updated: 'u',
  corrected: 'u',
  deleted: 'd',
};

/** Null: it is not over. What is parked is over for the import; a person may still release it. */
function endOf({ state, heldCode, result }: RequestEnd): End | null {
  const code = heldCode ?? state;
  if (state === 'done') return { letter: letterOf(factsIn(result)) };
  if (state === 'ended') return endedWith(code, factsIn(result));
  const isAside = state === 'parked' || state === 'parked-block' || state === 'cancelled';
  return isAside ? { letter: 'f', note: code } : null;
}

function letterOf({ change, fields }: Facts): OutcomeLetter {
  const hasFields = Array.isArray(fields) && fields.length > 0;
  return LETTER_OF[String(change)] ?? (hasFields ? 'u' : 'n');
}

function endedWith(verdict: string, { reason }: Facts): End {
  if (verdict === 'no-change' || verdict === 'echo') return { letter: 'n' };
  return { letter: 's', note: typeof reason === 'string' ? reason : verdict };
}

type Facts = Readonly<Record<string, unknown>>;

function factsIn(result: string | null): Facts {
  const facts: unknown = result === null ? null : JSON.parse(result);
  return typeof facts === 'object' && facts !== null ? (facts as Facts) : {};
}
