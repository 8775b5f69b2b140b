import assert from 'node:assert/strict';

import { failureOf, RetryLater, Unavailable, type Failure, type FailureKind } from '../../failures.js';
import type { FakeContext } from '../fake-context.js';
import type { FakeAnswer } from '../fake-http.js';
import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial, Responder } from './connector-trial.js';
import { allOperations, type Operation } from './operations.js';

const NONSENSE: Readonly<Record<string, FakeAnswer>> = {
  'a page of HTML': {
    headers: { 'content-type': 'text/html' },
    text: '<!doctype html><title>Sign in</title><p>502',
  },
  'JSON cut off': { text: '{"id":"1","items":[{"id":' },
  nothing: { text: '' },
  null: { json: null },
  'an empty list': { json: [] },
  'an empty object': { json: {} },
  'a number': { json: 42 },
  'text of JSON': { json: 'ok' },
  'values of other types': {
    json: Object.fromEntries(
      ['id', 'data', 'items', 'records', 'results', 'result', 'value', 'error', 'errors', 'next', 'meta'].map(
        (name, index) => [name, [null, 7, 'x', [null], { id: null }][index % 5]],
      ),
    ),
  },
};

const BELIEVE_NOTHING =
  'Check what an answer holds before you use it (a zod schema, or typeof), and throw RetryLater or Invalid where it is ' +
  'something else: a TypeError counts as a bug, is tried three times and parked.';
const LET_PASS =
  'Let failures of ctx.http pass: catch NotFound alone, look at failureOf(error)?.failure, and throw all others on.';

/** What the connector makes of answers that are none, and of calls that fail. */
export function answerChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  return allOperations(trial).flatMap((operation) => [
    claim(`${operation.name}: nonsense for an answer is no bug`, BELIEVE_NOTHING, () =>
      survivesNonsense(trial, operation),
    ),
    claim(`${operation.name}: a refused login is AuthExpired`, LET_PASS, () =>
      fails(trial, operation, { respond: () => ({ status: 401 }), kinds: ['AuthExpired'] }),
    ),
    claim(`${operation.name}: a spent quota is RateLimited, until when it says`, LET_PASS, () =>
      waitsForQuota(trial, operation),
    ),
    claim(`${operation.name}: a system that is down is tried again`, LET_PASS, () =>
      isTriedAgain(trial, operation),
    ),
    claim(
      `${operation.name}: ends when it is aborted`,
      'Wait for nothing but ctx.http, or hand ctx.signal to what you wait for: the host gives the call up.',
      () => endsOnAbort(trial, operation),
    ),
  ]);
}

async function survivesNonsense(trial: ConnectorTrial, operation: Operation): Promise<void> {
  for (const [what, answer] of Object.entries(NONSENSE)) {
    for (const respond of await placesOf(trial, operation, answer)) {
      const value = await noBug(`answered ${what}`, operation, context(trial, operation, respond));
      const isWhole = WHOLE[operation.verb];
      if (isWhole && value)
        assert.ok(isWhole(value.of, answer), `answered ${what}, it gave ${JSON.stringify(value.of)}`);
    }
  }
}

/** The answer to every call, and where calls were recorded to each one alone. */
async function placesOf(
  trial: ConnectorTrial,
  operation: Operation,
  answer: FakeAnswer,
): Promise<readonly Responder[]> {
  const { recorded } = operation;
  if (!recorded) return [() => answer];
  const ctx = context(trial, operation, trial.answersOf({ recorded }));
  await noBug('answered as recorded', operation, ctx);
  return [
    () => answer,
    ...ctx.calls.map((_, at): Responder => {
      const play = trial.answersOf({ recorded });
      return (call, place) => (place === at ? answer : play(call, place));
    }),
  ];
}

/** What it gave, where it gave something. */
async function noBug(
  when: string,
  operation: Operation,
  ctx: FakeContext,
): Promise<{ readonly of: unknown } | undefined> {
  const outcome = await outcomeOf(operation, ctx);
  if (!('thrown' in outcome)) return { of: outcome.value };
  if (outcome.failure) return undefined;
  throw new assert.AssertionError({ message: `${when}, it threw ${stackOf(outcome.thrown)}` });
}

/** What an id becomes that is none. */
const NO_IDS: ReadonlySet<unknown> = new Set([
  '',
  'undefined',
  'null',
  '""',
  '{}',
  '[]',
  'NaN',
  '[object Object]',
]);

type IsWhole = (value: unknown, answer: FakeAnswer) => boolean;

const isList: IsWhole = (value) => Array.isArray(value);
const isMade: IsWhole = (value) => {
  const { id } = membersOf(value);
  return typeof id === 'string' && !NO_IDS.has(id);
};

/** Whether the host can go on with what a function gives, by the function. */
const WHOLE: Readonly<Record<string, IsWhole>> = {
  get: (value, { json }) =>
    value === null ||
    Object.keys(membersOf(value)).length > 0 ||
    (!isList(json, {}) && membersOf(json) === json),
  getMany: isList,
  list: (value) => membersOf(value)['done'] === true || typeof membersOf(value)['cursor'] === 'string',
  lookup: isList,
  create: isMade,
  writeMany: isList,
  'subscriptions.list': isList,
  'subscriptions.create': isMade,
};

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null ? value : {}) as Readonly<Record<string, unknown>>;
}

interface Failing {
  readonly respond: Responder;
  readonly kinds: readonly FailureKind[];
}

async function fails(
  trial: ConnectorTrial,
  operation: Operation,
  { respond, kinds }: Failing,
): Promise<Failure | undefined> {
  const ctx = context(trial, operation, respond);
  const outcome = await outcomeOf(operation, ctx);
  if ('thrown' in outcome && !outcome.failure)
    throw new assert.AssertionError({ message: `it threw ${stackOf(outcome.thrown)}` });
  if (!operation.passesFailures || ctx.calls.length === 0) return undefined;
  const { failure } = outcome;
  if (!failure && operation.verb === 'writeMany') return undefined;
  assert.ok(failure, `it took a failed call for a success: ${JSON.stringify(outcome)}`);
  assert.ok(kinds.includes(failure.failure), `it failed as ${failure.failure}: ${failure.message}`);
  return failure;
}

async function waitsForQuota(trial: ConnectorTrial, operation: Operation): Promise<void> {
  const kinds: readonly FailureKind[] = ['RateLimited'];
  await fails(trial, operation, { respond: () => ({ status: 429 }), kinds });
  const until = Date.now() + 120_000;
  const respond = (): FakeAnswer => ({ status: 429, headers: { 'retry-after': '120' } });
  const failure = await fails(trial, operation, { respond, kinds });
  if (failure) assert.ok((failure.until ?? 0) >= until - 1_000, `it waits until ${failure.until}`);
}

async function isTriedAgain(trial: ConnectorTrial, operation: Operation): Promise<void> {
  const kinds: readonly FailureKind[] = ['RetryLater', 'Unavailable', 'RateLimited'];
  const timeOut = new RetryLater('the system did not answer in time');
  const refused = new Unavailable('the connection was refused');
  const throwing =
    (error: Error): Responder =>
    () =>
      Promise.reject(error);
  await fails(trial, operation, { respond: () => ({ status: 500 }), kinds });
  await fails(trial, operation, { respond: () => ({ status: 503 }), kinds });
  await fails(trial, operation, { respond: throwing(timeOut), kinds });
  await fails(trial, operation, { respond: throwing(refused), kinds });
}

/** Nothing is left to wait for, so this is passed only by what goes on by itself. */
const LONGEST_END_MS = 1_000;

async function endsOnAbort(trial: ConnectorTrial, operation: Operation): Promise<void> {
  const abort = new AbortController();
  const never = new Promise<never>(() => undefined);
  const respond = (): Promise<never> => {
    queueMicrotask(() => abort.abort());
    return never;
  };
  const { recorded } = operation;
  const ctx = trial.context(respond, { signal: abort.signal, recorded });
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), LONGEST_END_MS);
  const outcome = await Promise.race([outcomeOf(operation, ctx), late.promise]);
  clearTimeout(timer);
  assert.notEqual(outcome, 'late', `it still ran ${LONGEST_END_MS} ms after it was aborted`);
}

function context(trial: ConnectorTrial, { recorded }: Operation, respond: Responder): FakeContext {
  return trial.context(respond, { recorded });
}

type OperationOutcome =
  | { readonly value: unknown; readonly failure?: undefined }
  | { readonly thrown: unknown; readonly failure: Failure | undefined };

/** What running it came to. */
export async function outcomeOf(operation: Operation, ctx: FakeContext): Promise<OperationOutcome> {
  try {
    return { value: await operation.run(ctx) };
  } catch (error) {
    return { thrown: error, failure: failureOf(error) };
  }
}

/** The error with the place it comes from. */
function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? String(error)) : String(error);
  return stack.split('\n').slice(0, 3).join('\n');
}
