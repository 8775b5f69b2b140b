/** What a process has of the transfers that may run at once, until when, and how many it would like. */
export interface Share {
  readonly has: number;
  readonly wants: number;
  readonly until: number;
}

/** Shares by process. */
export type Shares = Readonly<Record<string, Share>>;

export interface ShareAsk {
  readonly process: string;
  readonly now: number;
  /** Running now: those it keeps whatever happens. */
  readonly running: number;
  readonly wants: number;
  /** One process is alone with its database: what others are said to have is what a killed one left. */
  readonly isAlone: boolean;
}

/** A process that was killed, or has nothing to run any more, is forgotten after this. */
export const SHARE_LEASE_MS = 6_000;

/**
 * Divides `most` among the processes that ask. Whoever asks gets what is left beside what the others have, or beside an
 * even part where they want that and have not got it; what runs stays. So the sum is never above `most`.
 */
export function divideShares(most: number, shares: Shares, ask: ShareAsk): { has: number; shares: Shares } {
  const others = ask.isAlone ? [] : othersOf(shares, ask);
  const even = Math.max(1, Math.floor(most / (others.length + 1)));
  const theirs = others.reduce((sum, [, { has, wants }]) => sum + Math.max(has, Math.min(wants, even)), 0);
  const has = Math.max(ask.running, Math.min(ask.wants, most - theirs));
  const mine: Share = { has, wants: ask.wants, until: ask.now + SHARE_LEASE_MS };
  const isNone = has === 0 && ask.wants === 0;
  const next = isNone ? others : [...others, [ask.process, mine] as const];
  return { has, shares: Object.fromEntries(next) };
}

function othersOf(shares: Shares, { process, now }: ShareAsk): (readonly [string, Share])[] {
  return Object.entries(shares).filter(([name, { until }]) => name !== process && until > now);
}
