import type { ConnectorContext } from '@hookyard/sdk';

import type { CheckEnd, Checked } from '../flow/index.js';
import { callFactsIn, isNameless, type ConnectionView } from '../registry/index.js';

import { Breaker } from './breaker.js';
import type { Budgets } from './budget/budgets.js';
import { messageIn, saidIn, type CheckSaid } from './check-answer.js';
import type { ConnectionRuntime, ConnectionRuntimes, RuntimeOptions } from './connection-runtime.js';
import { fail, type FailingOptions, type FailureHold } from './failing.js';
import type { FailureName } from './failure-table.js';
import type { OutageNotes } from './outages.js';
import { isHostTrouble, nameFailure } from './turn-failures.js';
import { Turn, type TurnOptions } from './turn.js';
import { withoutRequest } from './without-request.js';

export interface CheckCallsOptions {
  readonly runtimes: ConnectionRuntimes;
  readonly budgets: Budgets;
  readonly turn: TurnOptions;
  readonly failing: FailingOptions;
  readonly outages: OutageNotes | undefined;
  breakerOf(view: ConnectionView): Breaker;
  /** What keeps anything of a queue from starting now; where nothing does, it is admitted. */
  holdBefore(queue: number, breaker: Breaker, now: number): FailureHold | null;
}

/** One call of `check`, and what answers for it. */
interface Call {
  readonly runtime: ConnectionRuntime;
  readonly breaker: Breaker;
  readonly failing: FailingOptions;
  readonly outages: OutageNotes | undefined;
  readonly signal: AbortSignal;
}

const SILENT = { failure: null, message: null, account: null, namesGrant: false, at: null } as const;

/** These say nothing of the connection: its system cannot be asked now, or the connector has a bug. */
const UNANSWERED: ReadonlySet<FailureName> = new Set([
  'Unavailable',
  'RateLimited',
  'RetryLater',
  'TimedOut',
  'Bug',
  'WorkerEnded',
  'WorkerLost',
]);

/** Asks connectors whether their connections work, by the rules of any other call: breaker, budget, time, failures. */
export class CheckCalls {
  constructor(private readonly options: CheckCallsOptions) {}

  /** Throws only the host's own trouble, and when `signal` ends it. */
  async check(view: ConnectionView, signal: AbortSignal): Promise<Checked> {
    const { runtimes, failing, outages } = this.options;
    const breaker = this.options.breakerOf(view);
    const hold = await this.holdOf(view, breaker);
    if (hold) return unasked(hold);
    return this.call({ runtime: await runtimes.of(view), breaker, failing, outages, signal });
  }

  /**
   * The same with tokens that are not the connection's yet: what they meet says nothing of the access it has. Of a
   * connector without a check nobody can say more.
   */
  async checkWith(view: ConnectionView, tokens: RuntimeOptions['tokens']): Promise<Checked> {
    if (!view.connector.definition.check) return { ...SILENT, end: 'unanswered', isAsked: false };
    const failing = {
      ...this.options.failing,
      onNeedsAuthorization: () => undefined,
      isPresent: () => false,
    };
    const runtime = await this.options.runtimes.with(view, tokens);
    const { signal } = new AbortController();
    return this.call({ runtime, breaker: new Breaker(), failing, outages: undefined, signal });
  }

  private async holdOf(view: ConnectionView, breaker: Breaker): Promise<FailureHold | null> {
    const { budgets, failing } = this.options;
    const queue = view.queues.TO;
    const hold = this.options.holdBefore(queue, breaker, failing.clock.now());
    if (hold?.code !== 'budget') return hold;
    await budgets.of(queue)?.asked();
    return this.options.holdBefore(queue, breaker, failing.clock.now());
  }

  private async call(call: Call): Promise<Checked> {
    const { runtime, signal, breaker } = call;
    const { view } = runtime;
    const { clock } = this.options.failing;
    const of = { type: 'NONE', scope: 'check', recordId: '' } as const;
    const request = withoutRequest(runtime, of, clock.now());
    const turn = new Turn(request, runtime, signal, this.options.turn).together(signal);
    turn.spending = this.options.budgets.of(view.queues.TO)?.begin(request) ?? null;
    try {
      const said = saidIn(await turn.call('read', (ctx) => checked(view, ctx)), runtime.mask);
      // One that looks at its settings alone has not shown that the system lives.
      if (turn.calls.count > 0) breaker.succeeded(clock.now());
      else breaker.undecided();
      return await this.answered(view, said);
    } catch (thrown) {
      if (signal.aborted || isHostTrouble(thrown)) {
        breaker.undecided();
        throw thrown;
      }
      return this.failed(thrown, turn, call);
    } finally {
      turn.isRunning = false;
      turn.spending?.end();
    }
  }

  private async answered(view: ConnectionView, { isOk, message, account }: CheckSaid): Promise<Checked> {
    const { auth } = await callFactsIn(view.connector, view.settings);
    const namesGrant = isOk && account !== null && isNameless(auth);
    return { ...SILENT, end: isOk ? 'ok' : 'failed', message, account, namesGrant, isAsked: true };
  }

  private failed(thrown: unknown, turn: Turn, { breaker, failing, outages }: Call): Checked {
    const { name, failure } = nameFailure(thrown);
    const { hold } = fail({ request: turn.request, turn, breaker, thrown }, failing);
    // That it answered at all says nothing against what it answers.
    if (hold?.code === 'unavailable') outages?.failed(turn.view, hold.code);
    const message = messageIn(failure.message, turn.runtime.mask);
    return {
      ...SILENT,
      end: endOf(name),
      failure: name,
      message,
      isAsked: true,
      at: hold?.until ?? null,
    };
  }
}

function endOf(name: FailureName): CheckEnd {
  if (name === 'AuthExpired') return 'refused';
  return UNANSWERED.has(name) ? 'unanswered' : 'failed';
}

async function checked(view: ConnectionView, ctx: ConnectorContext): Promise<unknown> {
  // What a connector gives for its own settings is what it gets.
  return view.connector.definition.check?.(ctx as never);
}

function unasked({ until, code }: FailureHold): Checked {
  const isLimited = code === 'rate-limited' || code === 'budget';
  const failure: FailureName = isLimited ? 'RateLimited' : 'Unavailable';
  const message = isLimited
    ? 'what may be called now is spent: it is asked when there is room again'
    : 'its system is known not to answer: it is asked again soon';
  return { ...SILENT, end: 'unanswered', failure, message, isAsked: false, at: until };
}
