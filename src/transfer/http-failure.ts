import {
  AuthExpired,
  BadConfig,
  Conflict,
  Invalid,
  NotFound,
  RateLimited,
  RetryLater,
  Unavailable,
} from '@hookyard/sdk';

import type { EgressError, EgressFailureKind } from '../egress/index.js';

const DEFAULT_QUOTA_WAIT_MS = 30_000;

export interface RefusedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Method, URL and the beginning of the body, without secrets. */
  readonly description: string;
}

/** The failure a status stands for, as `HttpRequest.accept` documents it. */
export function failureOfStatus({ status, headers, description }: RefusedAnswer, now: number): Error {
  const message = `${status} from ${description}`;
  switch (status) {
    case 401:
      return new AuthExpired(message);
    case 404:
    case 410:
      return new NotFound(message);
    case 409:
      return new Conflict(message);
    case 429:
      return new RateLimited(message, retryAfter(headers, now) ?? now + DEFAULT_QUOTA_WAIT_MS);
    case 400:
    case 422:
      return new Invalid(message);
    case 502:
    case 503:
    case 504:
      return new Unavailable(message, true, waitOf(headers, now));
    default:
      return new RetryLater(message, waitOf(headers, now));
  }
}

/** A system that moved for good has a new address to be set; any other may be back where it was. */
export function failureOfRedirect({ status, description }: RefusedAnswer): Error {
  const message = `redirects are not followed: ${status} from ${description}`;
  return status === 301 || status === 308 ? new BadConfig(message, 'url') : new RetryLater(message);
}

type Makes = (message: string, wasSent: boolean) => Error;

const wrongAddress: Makes = (message) => new BadConfig(message, 'url');
const down: Makes = (message) => new Unavailable(message);
/** Sent and unanswered: nobody knows whether it took effect, so an attempt is used. */
const lost: Makes = (message, wasSent) => (wasSent ? new RetryLater(message) : new Unavailable(message));
const broken: Makes = (message) => new RetryLater(message);

const BY_KIND: Readonly<Record<EgressFailureKind, Makes>> = {
  forbidden: wrongAddress,
  malformed: wrongAddress,
  'too-large': (message) => new Invalid(message),
  dns: down,
  refused: down,
  tls: down,
  reset: lost,
  timeout: lost,
  'bad-answer': broken,
  aborted: broken,
};

/** The failure a call without an answer stands for: what had not been sent cost the request nothing. */
export function failureOfEgress(error: EgressError): Error {
  return BY_KIND[error.kind](
    `${error.details.subject ?? ''}: ${error.details.detail ?? error.message}`,
    error.wasSent,
  );
}

/** Whether this call may have taken effect although nobody heard of it. */
export function isLost(error: EgressError): boolean {
  return error.wasSent && error.kind !== 'forbidden' && error.kind !== 'malformed';
}

/** `Retry-After` in both of its forms, as milliseconds since the epoch. */
export function retryAfter(headers: Readonly<Record<string, string>>, now: number): number | null {
  const value = headers['retry-after']?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d{1,9}(\.\d+)?$/.test(value)) return now + Math.ceil(Number(value) * 1_000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(date, now);
}

function waitOf(headers: Readonly<Record<string, string>>, now: number): number | undefined {
  const at = retryAfter(headers, now);
  return at === null ? undefined : at - now;
}
