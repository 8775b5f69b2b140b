import type { ConnectorContext, SubscriptionDefinition } from '@hookyard/sdk';

import type { SubscriptionCalls, SubscriptionFailure, Tried } from '../flow/index.js';

import type { Breaker } from './breaker.js';
import type { Budget } from './budget/budget.js';
import type { ConnectionRuntime } from './connection-runtime.js';
import { fail, tellReached, type FailingOptions } from './failing.js';
import type { Phase } from './failure-table.js';
import { retryAt } from './retry-plan.js';
import { listedIn, madeIn } from './subscription-answers.js';
import { isHostTrouble, nameFailure } from './turn-failures.js';
import { Turn, type TurnOptions } from './turn.js';
import { withoutRequest } from './without-request.js';

export interface SubscriptionCallsOptions {
  readonly runtime: ConnectionRuntime;
  readonly breaker: Breaker;
  readonly budget: Budget | undefined;
  readonly signal: AbortSignal;
  readonly turn: TurnOptions;
  readonly failing: FailingOptions;
}

interface Call {
  readonly what: keyof SubscriptionCalls;
  readonly phase: Phase;
  readonly attempts: number;
}

type Subscriptions = SubscriptionDefinition<ConnectorContext>;

/** Keys of hook addresses: whoever has one can send hooks. */
const HOOK_KEYS = /hk_[0-9A-Za-z]{22}/g;

export function subscriptionCalls(options: SubscriptionCallsOptions): SubscriptionCalls {
  const { view } = options.runtime;
  // What a connector gives for its own settings is what it gets.
  const own = view.connector.definition.webhook.subscriptions as Subscriptions;
  return {
    list: (attempts) =>
      call(options, { what: 'list', phase: 'read', attempts }, async (ctx) => listedIn(await own.list(ctx))),
    create: (wanted, attempts) =>
      call(options, { what: 'create', phase: 'create', attempts }, async (ctx) =>
        madeIn(await own.create(wanted, ctx), 'create'),
      ),
    update: (id, wanted, attempts) =>
      call(options, { what: 'update', phase: 'update', attempts }, async (ctx) =>
        madeIn((await own.update?.(id, wanted, ctx)) ?? { id }, 'update'),
      ),
    renew: (id, wanted, attempts) =>
      call(options, { what: 'renew', phase: 'update', attempts }, async (ctx) =>
        madeIn(await own.renew?.(id, wanted, ctx), 'renew'),
      ),
    remove: (id, attempts) =>
      call(options, { what: 'remove', phase: 'delete', attempts }, async (ctx) => own.remove(id, ctx)),
  };
}

async function call<T>(
  options: SubscriptionCallsOptions,
  { what, phase, attempts }: Call,
  run: (ctx: ConnectorContext) => Promise<T>,
): Promise<Tried<T>> {
  const { runtime, breaker, budget, signal, failing } = options;
  const { clock } = failing;
  const admission = breaker.admit(clock.now());
  if (!admission.isAdmitted) return unasked(admission.until, 'the system is down or its quota is spent');
  const of = { type: 'NONE', scope: `subscriptions ${what}`, recordId: '', attempts } as const;
  const request = withoutRequest(runtime, of, clock.now());
  const turn = new Turn(request, runtime, signal, options.turn).together(signal);
  turn.spending = budget?.begin(request) ?? null;
  try {
    const value = await turn.call(phase, run);
    tellReached(turn, breaker, clock.now());
    return { kind: 'done', value };
  } catch (thrown) {
    if (signal.aborted || isHostTrouble(thrown)) {
      breaker.undecided();
      throw thrown;
    }
    if (nameFailure(thrown).name === 'NotFound' && (phase === 'update' || phase === 'delete')) {
      tellReached(turn, breaker, clock.now());
      return { kind: 'gone' };
    }
    return failed(thrown, { turn, request, breaker, failing });
  } finally {
    turn.isRunning = false;
    turn.spending?.end();
  }
}

function unasked(at: number, message: string): SubscriptionFailure {
  return { kind: 'failed', name: 'Unavailable', message, isWhole: true, at, usesAttempt: false };
}

function failed(
  thrown: unknown,
  of: Omit<Parameters<typeof fail>[0], 'thrown'> & { readonly turn: Turn; readonly failing: FailingOptions },
): SubscriptionFailure {
  const { failing, ...failedTurn } = of;
  const { name, failure } = nameFailure(thrown);
  const { outcome, hold } = fail({ ...failedTurn, thrown }, failing);
  const message = of.turn.runtime.mask(failure.message).replaceAll(HOOK_KEYS, 'hk_…').slice(0, 500);
  const isWhole = hold !== undefined || OF_THE_SYSTEM.has(name);
  const told = { kind: 'failed', name, message, isWhole } as const;
  // New credentials are a change of the configuration, which is noticed.
  if (outcome.kind === 'retry' && name !== 'AuthExpired')
    return { ...told, at: outcome.at, usesAttempt: outcome.usesAttempt };
  // What is there already is listed by and by.
  const at = name === 'Conflict' ? nextTry(of, failing) : null;
  return { ...told, at, usesAttempt: true };
}

/** Another registration of the connection would meet the same. */
const OF_THE_SYSTEM: ReadonlySet<string> = new Set(['AuthExpired', 'BadConfig', 'TimedOut']);

function nextTry(
  { request, turn }: { readonly request: { readonly attempts: number }; readonly turn: Turn },
  { clock, random }: FailingOptions,
): number | null {
  const { waits } = turn.view.retryPolicy;
  return retryAt(waits, { attempts: request.attempts, now: clock.now(), random: random() });
}
