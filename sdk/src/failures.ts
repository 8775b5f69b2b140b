/**
 * The closed set of ways to fail. A connector throws one of these to steer the host; anything else it throws
 * counts as a bug (three tries, then parked with the evidence). What each does is told in
 * docs/guides/writing-a-connector.md.
 *
 * The host recognises a failure by its `failure` field, never by `instanceof`: a failure may come from a worker
 * thread, or from a second copy of this package.
 */

/** The names of the failures a connector may throw. */
export const FAILURE_KINDS = [
  'RetryLater',
  'RateLimited',
  'AuthExpired',
  'NotFound',
  'Conflict',
  'Invalid',
  'BadConfig',
  'Skip',
  'Unavailable',
  'NotSupported',
] as const;

/** The name of a failure. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** A failure as data: what crosses a thread or is stored with the attempt. */
export interface Failure {
  /** Which failure; the host steers by it alone. */
  readonly failure: FailureKind;
  /** What went wrong, for an operator. Never a secret. */
  readonly message: string;
  /** RetryLater, Unavailable: not before this many milliseconds from now. */
  readonly afterMs?: number;
  /** RateLimited: when the quota opens again, in milliseconds since the epoch. */
  readonly until?: number;
  /** RateLimited: which quota; one connection may have several. BadConfig: the setting at fault. */
  readonly subject?: string;
  /** Conflict on create: the external id of the record that is there already. */
  readonly existingId?: string;
  /** Invalid: the fields the system refused. */
  readonly fields?: readonly string[];
  /** Unavailable: whether the request had reached the system before it failed. */
  readonly wasSent?: boolean;
}

abstract class ConnectorFailure extends Error implements Failure {
  abstract readonly failure: FailureKind;
}

/** Try again later: an attempt is used up, only this record waits. */
export class RetryLater extends ConnectorFailure {
  readonly failure = 'RetryLater';
  constructor(
    message: string,
    readonly afterMs?: number,
  ) {
    super(message);
  }
}

/** A quota is spent until `until` (ms since the epoch): no attempt is used, the connection waits. */
export class RateLimited extends ConnectorFailure {
  readonly failure = 'RateLimited';
  constructor(
    message: string,
    readonly until: number,
    readonly subject: string = 'default',
  ) {
    super(message);
  }
}

/** The credentials are no longer accepted: refreshed once, then the connection needs authorisation. */
export class AuthExpired extends ConnectorFailure {
  readonly failure = 'AuthExpired';
}

/** The record is not there. On a read: three tries in ten minutes, then `gone`. On a delete: success. */
export class NotFound extends ConnectorFailure {
  readonly failure = 'NotFound';
}

/** A create met a record that is there already, or an update met a newer version. */
export class Conflict extends ConnectorFailure {
  readonly failure = 'Conflict';
  constructor(
    message: string,
    readonly existingId?: string,
  ) {
    super(message);
  }
}

/** The system refused the data: parked at once, released by the record's next hook. */
export class Invalid extends ConnectorFailure {
  readonly failure = 'Invalid';
  constructor(
    message: string,
    readonly fields?: readonly string[],
  ) {
    super(message);
  }
}

/** A setting is wrong: held for the connection, released when the configuration changes. */
export class BadConfig extends ConnectorFailure {
  readonly failure = 'BadConfig';
  constructor(
    message: string,
    readonly subject?: string,
  ) {
    super(message);
  }
}

/** Nothing to do, with a reason: the request ends `skipped`. */
export class Skip extends ConnectorFailure {
  readonly failure = 'Skip';
}

/** The system is down (refused, reset, 502, 503, 504): no attempt is used, the whole queue is held and probed. */
export class Unavailable extends ConnectorFailure {
  readonly failure = 'Unavailable';
  constructor(
    message: string,
    readonly wasSent: boolean = false,
    readonly afterMs?: number,
  ) {
    super(message);
  }
}

/** The host or the connector does not offer this yet. */
export class NotSupported extends ConnectorFailure {
  readonly failure = 'NotSupported';
}

/** The failure in what was thrown, or undefined when it was none of the closed set. */
export function failureOf(thrown: unknown): Failure | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('failure' in thrown)) return undefined;
  const kind = thrown.failure;
  const isKnown = (FAILURE_KINDS as readonly unknown[]).includes(kind);
  return isKnown ? (thrown as Failure) : undefined;
}
