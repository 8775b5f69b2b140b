import { ERROR_CODES } from './codes.js';
import { HostError, isHostError } from './host-error.js';

/** RFC 9457, with our code, the remedy and the request's id. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly remedy: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** The one function that makes `application/problem+json` bodies. Anything that is no HostError tells nothing. */
export function problemOf(thrown: unknown, requestId?: string): Problem {
  const error = isHostError(thrown) ? thrown : new HostError('INTERNAL');
  const entry = ERROR_CODES[error.code];
  const detail = [error.details.subject, error.details.detail].filter(Boolean).join(': ');
  return {
    type: `https://hookyard.dev/errors/${error.code}`,
    title: entry.meaning,
    status: entry.status,
    code: error.code,
    ...(detail ? { detail } : {}),
    remedy: entry.remedy,
    ...(requestId ? { requestId } : {}),
    ...(error.details.errors ? { errors: error.details.errors } : {}),
  };
}
