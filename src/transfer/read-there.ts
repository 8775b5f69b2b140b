import { failureOf, type JsonObject, type RecordType } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';

import type { Breaker } from './breaker.js';
import type { Budget } from './budget/budget.js';
import type { ConnectionRuntime } from './connection-runtime.js';
import { tellReached } from './failing.js';
import { readSource } from './read-source.js';
import { nameFailure } from './turn-failures.js';
import { Turn, type TurnOptions } from './turn.js';
import { withoutRequest } from './without-request.js';

export interface ReadAsk {
  readonly type: RecordType;
  readonly externalId: string;
}

/** What keeps a person's reads within what the system allows. */
export interface ReadWithin {
  readonly breaker: Breaker;
  readonly budget: Budget | undefined;
}

/** Somebody looks at one record: there is no request, and nothing to settle. */
export async function readThere(
  runtime: ConnectionRuntime,
  { type, externalId }: ReadAsk,
  { breaker, budget, ...options }: TurnOptions & ReadWithin,
): Promise<JsonObject> {
  const admission = breaker.admit(options.clock.now());
  if (!admission.isAdmitted) throw cannotRead(externalId, 'the system is down or its quota is spent');
  const of = { type, scope: 'preview', recordId: externalId };
  const request = withoutRequest(runtime, of, options.clock.now());
  const turn = new Turn(request, runtime, new AbortController().signal, options);
  turn.spending = budget?.begin(request) ?? null;
  try {
    const record = await readSource(turn);
    tellReached(turn, breaker, options.clock.now());
    return record;
  } catch (error) {
    breaker.undecided();
    const failure = failureOf(error);
    if (failure?.failure === 'NotFound')
      throw new HostError('NOT_FOUND', { subject: `${type} ${externalId}` }, { cause: error });
    throw cannotRead(externalId, runtime.mask(nameFailure(error).failure.message), error);
  } finally {
    turn.isRunning = false;
    turn.spending?.end();
  }
}

function cannotRead(subject: string, detail: string, cause?: unknown): HostError {
  return new HostError('RECORD_UNREADABLE', { subject, detail }, { cause });
}
