const DAY_MS = 86_400_000;
/** Beyond this a `Date` is none. */
const LAST_MS = 8.64e15;

/** Milliseconds since 1970 of an ISO text or of milliseconds; undefined for anything else. */
export function dateOf(value: unknown): number | undefined {
  if (typeof value === 'number') return inRange(value);
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  return inRange(Date.parse(value));
}

export function isoTime(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

export function epochSeconds(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : Math.floor(ms / 1000);
}

export function daysLater(ms: number | undefined, days: unknown): number | undefined {
  return ms === undefined || typeof days !== 'number' ? undefined : inRange(ms + days * DAY_MS);
}

function inRange(ms: number): number | undefined {
  return Math.abs(ms) <= LAST_MS ? Math.trunc(ms) : undefined;
}
