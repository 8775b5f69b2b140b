import { failureOf, type Failure, type Json } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { WorkerEnded } from '../registry/index.js';
import type { FailureName } from './failure-table.js';

/** A connector's function that never ended. */
export class CallTimedOut extends Error {
  override readonly name = 'CallTimedOut';
}

/** A connector answered something the contract does not know. A bug of the connector, in words. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer';
}

/** What was thrown, by the name the failure table knows. */
export interface NamedFailure {
  readonly name: FailureName;
  readonly failure: Pick<
    Failure,
    'message' | 'afterMs' | 'until' | 'subject' | 'existingId' | 'wasSent' | 'fields'
  >;
  /** For a bug: where it was. */
  readonly stack?: string;
}

/** The host's own trouble: not the request's fault, nothing is stored, its lease ends and it runs again. */
export function isHostTrouble(thrown: unknown): boolean {
  return isHostError(thrown) && HOST_TROUBLE.has(thrown.code);
}

/** The database is away, or no worker is free to run a formula or a connector's pure step. */
const HOST_TROUBLE: ReadonlySet<string> = new Set([
  'STORE_UNAVAILABLE',
  'COMMIT_UNKNOWN',
  'EXPRESSION_UNAVAILABLE',
]);

export function nameFailure(thrown: unknown): NamedFailure {
  const failure = failureOf(thrown);
  if (failure) return { name: failure.failure, failure: checked(failure) };
  if (thrown instanceof CallTimedOut) return { name: 'TimedOut', failure: thrown };
  if (thrown instanceof WorkerEnded)
    return { name: thrown.during.isAlone ? 'WorkerEnded' : 'WorkerLost', failure: thrown };
  // A mapping that fails on a record fails again: it waits for a person.
  if (isHostError(thrown) && thrown.code.startsWith('EXPRESSION_'))
    return { name: 'Invalid', failure: { message: thrown.message } };
  if (thrown instanceof Error)
    return { name: 'Bug', failure: { message: `${thrown.name}: ${thrown.message}` }, stack: thrown.stack };
  return { name: 'Bug', failure: { message: `the connector threw ${typeof thrown}: ${describe(thrown)}` } };
}

/** A failure may come from anywhere: what steers the host is a number, what is shown is text. */
function checked(failure: Failure): NamedFailure['failure'] {
  return {
    message: String(failure.message ?? failure.failure),
    afterMs: finite(failure.afterMs),
    until: finite(failure.until),
    subject: typeof failure.subject === 'string' ? failure.subject : undefined,
    existingId:
      typeof failure.existingId === 'string' || typeof failure.existingId === 'number'
        ? String(failure.existingId)
        : undefined,
    fields: Array.isArray(failure.fields) ? failure.fields.slice(0, 50).map(String) : undefined,
  };
}

function finite(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

function describe(thrown: unknown): string {
  try {
    return String(JSON.stringify(thrown as Json)).slice(0, 200);
  } catch {
    return 'something that is no JSON';
  }
}
