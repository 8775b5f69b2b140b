import { milliseconds } from './duration.js';
import type { RefusalReason } from './request.js';
import type { Duration, TimestampSource } from './scheme.js';

const DEFAULT_BOUND: Duration = '5m';
const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const RFC1123 = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** Judges a time of signing against the time of receipt; undefined: in order. */
export type Freshness = (signedAt: string, receivedAt: number) => RefusalReason | undefined;

interface Bounds {
  readonly unit?: TimestampSource['unit'];
  readonly maxAge?: Duration | false;
  readonly maxFuture?: Duration | false;
}

/** Compiles the age limits of a scheme. With both switched off the timestamp may be anything. */
export function compileFreshness({ unit = 's', maxAge, maxFuture }: Bounds): Freshness {
  const past = maxAge === false ? Infinity : milliseconds(maxAge ?? DEFAULT_BOUND);
  const future = maxFuture === false ? Infinity : milliseconds(maxFuture ?? DEFAULT_BOUND);
  if (past === Infinity && future === Infinity) return () => undefined;
  return (signedAt, receivedAt) => {
    const at = instantOf(signedAt, unit);
    if (at === undefined) return 'malformed-timestamp';
    if (receivedAt - at > past) return 'too-old';
    return at - receivedAt > future ? 'too-new' : undefined;
  };
}

function instantOf(text: string, unit: NonNullable<TimestampSource['unit']>): number | undefined {
  switch (unit) {
    case 's':
      return /^\d{1,12}(\.\d{1,9})?$/.test(text) ? Number(text) * 1000 : undefined;
    case 'ms':
      return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
    case 'rfc3339':
      return RFC3339.test(text) ? finite(Date.parse(text)) : undefined;
    case 'rfc1123':
      return RFC1123.test(text) ? finite(Date.parse(text)) : undefined;
  }
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
