import type { Duration } from './scheme.js';

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** How a duration is written. */
export const DURATION_PATTERN = /^(\d{1,9})(ms|s|m|h|d)$/;

/** A duration in milliseconds. Throws when it is not written as one. */
export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number') return duration;
  const parts = DURATION_PATTERN.exec(duration);
  const unit = parts?.[2] === undefined ? undefined : UNITS[parts[2]];
  if (!parts || unit === undefined) throw new RangeError(`'${duration}' is no duration; write it like '5m'`);
  return Number(parts[1]) * unit;
}
