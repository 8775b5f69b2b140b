import type { RateHeaders } from '@hookyard/sdk';

/** What an answer says of the quota its call was counted against. */
export interface Quota {
  readonly limit: number | null;
  /** Calls left in its window. */
  readonly remaining: number;
  /** When the window ends, in milliseconds since the epoch; null: it does not say. */
  readonly resetAt: number | null;
}

type Headers = Readonly<Record<string, string>>;

/** Names in use: the draft of the IETF as separate fields, and the older ones of the same shape. */
const FAMILIES = ['ratelimit', 'x-ratelimit', 'x-rate-limit'] as const;
/** Seconds since 2001; a wait is never that long. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;
/** Nobody is put off for longer by a header. */
const LONGEST_MS = 24 * 60 * 60_000;

/** The quota of an answer: by the connector's own headers where it names them, else by the usual ones. */
export function quotaIn(headers: Headers, now: number, declared?: RateHeaders): Quota | null {
  if (declared) return declaredQuota(headers, now, declared);
  for (const family of FAMILIES) {
    const remaining = count(headers[`${family}-remaining`]);
    if (remaining === null) continue;
    const resetAt = timeOf(headers[`${family}-reset`], now);
    return { remaining, limit: count(headers[`${family}-limit`]), resetAt };
  }
  return fieldQuota(headers['ratelimit'], now);
}

/** `limit=100, remaining=50, reset=5` and `"default";r=50;t=5`. */
function fieldQuota(text: string | undefined, now: number): Quota | null {
  if (text === undefined || text.length > 500) return null;
  const remaining = part(text, 'remaining') ?? part(text, 'r');
  if (remaining === null) return null;
  const reset = part(text, 'reset') ?? part(text, 't');
  return {
    remaining,
    limit: part(text, 'limit'),
    resetAt: reset === null ? null : after(reset * 1_000, now),
  };
}

function part(text: string, name: string): number | null {
  return count(new RegExp(`(?:^|[\\s,;])${name}=(\\d{1,12})`).exec(text)?.[1]);
}

function declaredQuota(headers: Headers, now: number, declared: RateHeaders): Quota | null {
  const named = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : headers[name.toLowerCase()];
  const pair = /^\s*(\d{1,9})\s*\/\s*(\d{1,9})\s*$/.exec(named(declared.usedOfLimit) ?? '');
  const limit = pair ? Number(pair[2]) : count(named(declared.limit));
  const remaining = pair ? Math.max(0, Number(pair[2]) - Number(pair[1])) : count(named(declared.remaining));
  if (remaining === null) return null;
  return { remaining, limit, resetAt: timeOf(named(declared.reset), now) };
}

function count(text: string | undefined): number | null {
  // Some lists name several windows, the narrowest first.
  const digits = /^\s*(\d{1,12})(?:\.\d+)?\s*(?:[,;].*)?$/.exec(text ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Seconds from now, seconds or milliseconds since the epoch, or a date: told apart by their size. */
function timeOf(text: string | undefined, now: number): number | null {
  if (text === undefined) return null;
  const value = Number(text.split(/[,;]/)[0]);
  if (Number.isNaN(value)) {
    const date = Date.parse(text);
    return Number.isNaN(date) ? null : after(date - now, now);
  }
  if (value >= EPOCH_MS) return after(value - now, now);
  return after(value >= EPOCH_SECONDS ? value * 1_000 - now : value * 1_000, now);
}

function after(ms: number, now: number): number {
  return now + Math.min(Math.max(0, ms), LONGEST_MS);
}
