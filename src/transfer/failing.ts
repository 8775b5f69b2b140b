import type { Clock } from '../clock/index.js';
import {
  RETRY_POLICIES,
  WHOLE_TYPE,
  type AttemptRow,
  type ClaimedRequest,
  type Outcome,
  type OutcomeFacts,
} from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

import type { Breaker } from './breaker.js';
import { outcomeOf, type FailureFacts, type FailureName } from './failure-table.js';
import { pinsOf } from './story.js';
import { nameFailure, type NamedFailure } from './turn-failures.js';
import type { Turn } from './turn.js';

export interface FailingOptions {
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  readonly random: () => number;
  onNeedsAuthorization(connection: number, configVersion: number): void;
  /** Whether the connection still is configured as the turn saw it. */
  isPresent(view: ConnectionView): boolean;
}

export interface FailedTurn {
  readonly request: ClaimedRequest;
  /** Absent where not even the turn could be made. */
  readonly turn: Turn | undefined;
  readonly breaker: Breaker;
  readonly thrown: unknown;
}

export interface Failed {
  readonly outcome: Outcome;
  readonly attempt?: AttemptRow;
  readonly hold?: FailureHold;
}

/** Who waits after a failure. */
export interface FailureHold {
  readonly until: number;
  readonly code: string;
  /** A quota is the connection's: the other direction waits as well. */
  readonly isBothWays?: boolean;
}

/** What a failure says about the system as a whole. */
const TELLS: Readonly<Record<FailureName, 'down' | 'limited' | 'denied' | 'perhaps-down' | 'answers'>> = {
  Unavailable: 'down',
  RateLimited: 'limited',
  AuthExpired: 'denied',
  TimedOut: 'perhaps-down',
  RetryLater: 'perhaps-down',
  NotFound: 'answers',
  Conflict: 'answers',
  Invalid: 'answers',
  BadConfig: 'answers',
  NotSupported: 'answers',
  Skip: 'answers',
  Bug: 'answers',
  WorkerEnded: 'answers',
  WorkerLost: 'answers',
};

/** Until the connection's state is written, which holds its queues; should that fail, the credentials are tried again. */
const AUTHORIZATION_WAIT_MS = 10 * 60_000;
const TEXT_CHARS = 2_000;

/** Turns what was thrown into an outcome: the breaker is told, the table asked, the evidence gathered. */
export function fail(failed: FailedTurn, options: FailingOptions): Failed {
  const now = options.clock.now();
  const named = masked(nameFailure(failed.thrown), failed.turn);
  const isTold = failed.turn?.isFollower === true && TELLS[named.name] === 'perhaps-down';
  const hold = isTold ? undefined : tellBreaker(named, failed, { ...options, now });
  const outcome = outcomeOf(
    named.name,
    named.failure,
    factsOf(failed, options, { now, heldUntil: hold?.until ?? now }),
  );
  const attempt = isEvidence(outcome) ? attemptOf(named, failed, now) : undefined;
  return { outcome, ...(attempt ? { attempt } : {}), ...(hold ? { hold } : {}) };
}

function factsOf(
  { request, turn }: FailedTurn,
  options: FailingOptions,
  times: { now: number; heldUntil: number },
): FailureFacts {
  const isBrokenCreate = turn?.phase === 'create' && turn.calls.hasServerFailed;
  return {
    ...times,
    phase: turn?.phase ?? 'prerequisite',
    attempts: request.attempts,
    random: options.random(),
    policy: (turn?.view.retryPolicy ?? RETRY_POLICIES.standard).waits,
    // What a walk carries is no record: the next walk of the type need not wait for it.
    isPayload: request.payload !== null && request.recordId !== WHOLE_TYPE,
    lostAt: turn?.calls.lostAt ?? null,
    callTimeoutMs: options.callTimeoutMs,
    keep: isBrokenCreate ? { wasSent: true } : {},
  };
}

/** Answers the hold of the queue, where the whole system is at fault. */
function tellBreaker(
  { name, failure }: NamedFailure,
  { request, turn, breaker }: FailedTurn,
  { now, ...options }: FailingOptions & { readonly now: number },
): Failed['hold'] {
  switch (TELLS[name]) {
    case 'down':
      return { until: breaker.unavailable(now, failure.afterMs), code: 'unavailable' };
    case 'limited':
      return {
        until: breaker.limited(now, failure.until ?? now),
        code: 'rate-limited',
        isBothWays: isWholeQuota(failure),
      };
    case 'denied':
      return isDenied(turn, options)
        ? {
            until: breaker.limited(now, now + AUTHORIZATION_WAIT_MS, 'needs-authorization'),
            code: 'needs-authorization',
          }
        : undefined;
    case 'perhaps-down': {
      const isServers = name === 'TimedOut' || turn?.calls.hasServerFailed === true;
      if (!isServers) break;
      return breaker.failed(request.lane, now)
        ? { until: breaker.unavailable(now), code: 'unavailable' }
        : undefined;
    }
    case 'answers':
      break;
  }
  tellReached(turn, breaker, now);
  return undefined;
}

/** A quota with a name of its own is that of some calls; which ones, nobody says: the direction waits that met it. */
function isWholeQuota({ subject = 'default' }: NamedFailure['failure']): boolean {
  return subject === 'default';
}

/** Credentials that were replaced while the call was under way say nothing about the new ones. */
function isDenied(turn: Turn | undefined, options: FailingOptions): boolean {
  if (!turn || !options.isPresent(turn.view)) return turn === undefined;
  options.onNeedsAuthorization(turn.view.number, turn.view.configVersion);
  return true;
}

/** A turn that asked the system for something and was answered shows that it lives; any other shows nothing. */
export function tellReached(turn: Turn | undefined, breaker: Breaker, now: number): void {
  if (turn && (turn.hasReached || turn.calls.count > 0)) breaker.succeeded(now);
  else breaker.undecided();
}

/** Where an attempt was used up, or a person has to look. */
function isEvidence(outcome: Outcome): boolean {
  if (outcome.kind === 'retry') return outcome.usesAttempt;
  return outcome.kind === 'parked' || (outcome.kind === 'ended' && outcome.verdict === 'gone');
}

function attemptOf(
  { name, failure, stack }: NamedFailure,
  { request, turn }: FailedTurn,
  now: number,
): AttemptRow {
  const at = turn?.startedAt ?? now;
  const facts: OutcomeFacts = {
    phase: turn?.phase ?? 'prerequisite',
    calls: turn?.calls.evidence() ?? [],
    ...(turn ? pinsOf(turn) : {}),
    ...(failure.fields ? { fields: failure.fields } : {}),
    ...(stack ? { stack: stack.slice(0, TEXT_CHARS) } : {}),
  };
  const message = failure.message.slice(0, TEXT_CHARS);
  return { number: request.attempts + 1, at, tookMs: now - at, failure: name, message, facts };
}

function masked({ name, failure, stack }: NamedFailure, turn: Turn | undefined): NamedFailure {
  const mask = turn?.runtime.mask ?? ((text: string) => text);
  // Spread would lose the message of an Error: it is not its own.
  const { afterMs, until, subject, existingId, fields } = failure;
  const shown = {
    message: mask(failure.message),
    afterMs,
    until,
    subject: subject === undefined ? undefined : mask(subject),
    existingId,
    fields: fields?.map(mask),
  };
  return { name, failure: shown, ...(stack ? { stack: mask(stack) } : {}) };
}
