import {
  AuthExpired,
  BadConfig,
  Conflict,
  Invalid,
  NotFound,
  RateLimited,
  RetryLater,
  Unavailable,
  type Failure,
} from '../failures.js';

/** What a status is judged by. */
export interface FailedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** For an operator: method, address and the beginning of the answer. Never a secret. */
  readonly message: string;
}

/** Without a `Retry-After` a spent quota is tried again after this long. */
const DEFAULT_QUOTA_MS = 60_000;
/** A `Retry-After` is believed up to a day. */
const MAX_RETRY_AFTER_MS = 86_400_000;

/** The failure a status stands for, as `ctx.http` throws it; undefined where it is none. `now` in ms since the epoch. */
export function failureOfStatus(answer: FailedAnswer, now: number): (Error & Failure) | undefined {
  const { status, message } = answer;
  if (status < 400) return redirected(status, message);
  const afterMs = retryAfter(answer.headers['retry-after'], now);
  switch (status) {
    case 401:
      return new AuthExpired(message);
    case 404:
    case 410:
      return new NotFound(message);
    case 409:
      return new Conflict(message);
    case 429:
      return new RateLimited(message, now + (afterMs ?? DEFAULT_QUOTA_MS));
    case 400:
    case 422:
      return new Invalid(message);
    default:
      return DOWN.has(status) ? new Unavailable(message, true, afterMs) : new RetryLater(message, afterMs);
  }
}

const REDIRECTS_FOR_NOW = new Set([302, 303, 307]);

function redirected(status: number, message: string): (Error & Failure) | undefined {
  if (status === 301 || status === 308) return new BadConfig(message, 'url');
  return REDIRECTS_FOR_NOW.has(status) ? new RetryLater(message) : undefined;
}

const DOWN = new Set([502, 503, 504]);

/** A `Retry-After` header in milliseconds from now: seconds, or a date. */
function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), MAX_RETRY_AFTER_MS) : undefined;
}
