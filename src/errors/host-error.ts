import { ERROR_CODES, type ErrorCode } from './codes.js';
import type { ErrorEntry } from './error-entry.js';

/** What failed, beyond the code: which thing, and facts a caller can use. Never a secret. */
export interface ErrorDetails {
  /** Which thing: a path, an id, a setting. */
  readonly subject?: string;
  /** What about it, in words. */
  readonly detail?: string;
  /** Field errors: `[{ field, message }]`. */
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
  /** Response headers that belong to the error: Allow, Retry-After. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The one error the host throws on purpose. */
export class HostError extends Error {
  override readonly name = 'HostError';
  /** Recognised by this, never by `instanceof` across workers. */
  readonly isHostError = true;

  constructor(
    readonly code: ErrorCode,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(messageOf(code, details), options);
  }

  get entry(): ErrorEntry {
    return ERROR_CODES[this.code];
  }
}

export function isHostError(thrown: unknown): thrown is HostError {
  return typeof thrown === 'object' && thrown !== null && 'isHostError' in thrown;
}

function messageOf(code: ErrorCode, details: ErrorDetails): string {
  const what = [ERROR_CODES[code].meaning, details.subject, details.detail].filter(Boolean).join(': ');
  return `${what}. ${ERROR_CODES[code].remedy}`;
}
