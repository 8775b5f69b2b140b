import { randomUUID } from 'node:crypto';

import type { Direction, Json, JsonObject } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError, ignore } from '../errors/index.js';
import type { ClaimedRequest, OutcomeFacts, Settlement, SubscriptionCalls } from '../flow/index.js';
import type { HubEffects } from '../hub/index.js';
import type { CallTracing } from '../observe/index.js';
import { isLater, type ConnectionView } from '../registry/index.js';

import type { Breaker, QueueHold } from './breaker.js';
import { Budgets } from './budget/budgets.js';
import { reportBudgets, type BudgetReport } from './budget/report.js';
import { CheckCalls } from './check-calls.js';
import { ConnectionRuntimes } from './connection-runtime.js';
import { fail, tellReached, type FailingOptions, type FailureHold } from './failing.js';
import { outOfHub } from './from-hub.js';
import { InFlightCreates } from './in-flight-creates.js';
import { noteAnswer, noteFailure } from './noting-outages.js';
import { runPostAction } from './post-action.js';
import { prepare, type PrerequisiteParts } from './prerequisite.js';
import { comeBack, ended, type StoryEnd, type StoryParts } from './story.js';
import { QueueBreakers } from './queue-breakers.js';
import { intoHub } from './to-hub.js';
import { subscriptionCalls } from './subscription-calls.js';
import type { TransferOptions } from './transfer-options.js';
import { isHostTrouble } from './turn-failures.js';
import { readThere, type ReadAsk } from './read-there.js';
import { parkedDecisions } from './deciding.js';
import { isWalk, walkOn, type WalkParts } from './walk.js';
import { UpdatesInFlight } from './updates-in-flight.js';
import { Turn, type TurnOptions } from './turn.js';
import { pinned, settled, withCalls } from './turn-ends.js';

/** A queue that waits as a whole. */
export interface HeldQueue {
  readonly queue: number;
  readonly until: number;
  readonly code: string;
}

/** What one turn of a request came to. */
export interface Ran {
  readonly settlement: Settlement<HubEffects>;
  /** To be run when the settlement is stored, once: the connector's post action. Never throws. */
  readonly after?: () => Promise<void>;
  /** The system is down or its quota is spent: whole queues wait. */
  readonly holdQueues?: readonly HeldQueue[];
}

export interface Transfer {
  /** Runs one turn of a claimed request. Throws only the host's own trouble: nothing is stored, and it runs again. */
  run(request: ClaimedRequest, signal: AbortSignal, tracing?: CallTracing): Promise<Ran>;
  /** A record as its system has it; nothing is stored. Throws NOT_FOUND, RATE_LIMITED or RECORD_UNREADABLE. */
  read(connection: number, ask: ReadAsk): Promise<JsonObject>;
  /** Whether connections work. */
  readonly checks: Pick<CheckCalls, 'check' | 'checkWith'>;
  /** What keeps the hooks of a connection registered at its system. */
  subscriptions(view: ConnectionView, signal: AbortSignal): Promise<SubscriptionCalls>;
  /** The commit of a turn has come. */
  committed(settlement: Settlement<HubEffects>): void;
  /** How many requests of a queue may start now; what a claim should ask for at most. */
  allowance(queue: number): number;
  /** How long a queue that may start nothing for its budget waits; 0: something may start. */
  budgetWaitMs(queue: number): number;
  /** Calls back when a budget may have room again. */
  onRoom(listener: () => void): void;
  /** Another process heard of a quota. */
  quotasChanged(): void;
  /** What a connection may call and has called, and what is known of its system's quota. */
  budgetsOf(connection: ConnectionView): Promise<readonly BudgetReport[]>;
  /** Why and until when a queue waits, as this process knows it. */
  queueHold(queue: number): QueueHold | null;
}

/** A connection that is paused or needs authorisation is asked for nothing; once it is not, its requests go on this soon. */
const STATE_WAIT_MS = 1_000;
/** Records of one connection that people look at at the same time. */
const MOST_READING = 4;

export function createTransfer(options: TransferOptions): Transfer {
  return new TransferRoom(options);
}

/** What every turn of one queue shares. */
interface Way {
  readonly direction: Direction;
  readonly breaker: Breaker;
  readonly signal: AbortSignal;
  readonly tracing: CallTracing | undefined;
}

class TransferRoom implements Transfer {
  private readonly runtimes: ConnectionRuntimes;
  private readonly breakers: QueueBreakers;
  readonly checks: CheckCalls;
  private readonly reading = new Map<number, number>();
  private readonly parts: StoryParts & PrerequisiteParts & WalkParts;
  private readonly turnOptions: TurnOptions;
  private readonly failing: FailingOptions;
  private readonly clock: Clock;
  private readonly budgets: Budgets;

  constructor(private readonly options: TransferOptions) {
    const { clock, callTimeoutMs, hub, judge, directory, ledger, publicIds } = options;
    this.clock = clock;
    this.runtimes = new ConnectionRuntimes(options);
    this.breakers = new QueueBreakers(directory);
    this.budgets = new Budgets({
      store: options.store,
      clock,
      process: options.process ?? randomUUID(),
      directory: () => directory.current(),
      onQuota: () => options.onQuota?.(),
    });
    this.parts = {
      hub,
      judge,
      callTimeoutMs,
      creates: new InFlightCreates(2 * callTimeoutMs),
      updates: new UpdatesInFlight(2 * callTimeoutMs),
      startedAt: options.clock.now(),
      directory: () => directory.current(),
      parked: parkedDecisions(ledger),
      reads: ledger.reads,
      enqueue: (found) => options.enqueue(found),
      planOf: options.walkPlanOf ?? (() => Promise.resolve(undefined)),
      reconciles: options.reconciles ?? { open: () => Promise.resolve(undefined) },
    };
    this.turnOptions = {
      clock,
      callTimeoutMs,
      publicId: (prefix, seq) => publicIds.publicId(prefix, seq),
      log: (line) => options.log(line),
      links: {
        hub,
        judge,
        publicIds,
        directory: () => directory.current(),
        reads: ledger.reads,
        isCircle: (own, need) => ledger.awaiting.isCircle(own, need),
        linkWaitMs: options.linkWaitMs,
      },
    };
    this.failing = {
      clock,
      callTimeoutMs,
      random: options.random ?? Math.random,
      onNeedsAuthorization: (connection, configVersion) =>
        options.onNeedsAuthorization(connection, configVersion),
      isPresent: ({ number, configVersion }) =>
        directory.current().connection(number)?.configVersion === configVersion,
    };
    this.checks = this.checkCalls();
  }

  private checkCalls(): CheckCalls {
    const { runtimes, budgets, turnOptions: turn, failing } = this;
    return new CheckCalls({
      runtimes,
      budgets,
      turn,
      failing,
      outages: this.options.outages,
      breakerOf: ({ queues, configVersion }) => this.breakers.of(queues.TO, configVersion).breaker,
      holdBefore: (queue, breaker, now) => this.holdBefore(queue, breaker, now),
    });
  }

  async run(request: ClaimedRequest, signal: AbortSignal, tracing?: CallTracing): Promise<Ran> {
    const directory = this.options.directory.current();
    const queue = directory.queue(request.queue);
    const view = queue && directory.connection(queue.connection);
    if (!queue || !view)
      return { settlement: settled(request, ended('skipped', { reason: 'the connection was removed' })) };
    const now = this.clock.now();
    const waiting = waitOf(view);
    if (waiting !== null) return { settlement: settled(request, comeBack(now + STATE_WAIT_MS, waiting)) };
    const { breaker } = this.breakers.of(request.queue, view.configVersion);
    let hold = this.holdBefore(request.queue, breaker, now);
    if (hold?.code === 'budget') {
      await this.budgets.of(request.queue)?.asked();
      hold = this.holdBefore(request.queue, breaker, now);
    }
    if (hold) return this.held(request, hold);
    return this.runTurn(request, view, { direction: queue.direction, breaker, signal, tracing });
  }

  async read(connection: number, ask: ReadAsk): Promise<JsonObject> {
    const view = this.options.directory.current().connection(connection);
    if (!view) throw new HostError('NOT_FOUND', { subject: `connection ${connection}` });
    const reading = this.reading.get(connection) ?? 0;
    if (reading >= MOST_READING || waitOf(view) !== null)
      throw new HostError('RATE_LIMITED', { detail: `${view.name} is not asked now` });
    const { breaker } = this.breakers.of(view.queues.TO, view.configVersion);
    this.reading.set(connection, reading + 1);
    try {
      const budget = this.budgets.of(view.queues.TO);
      return await readThere(await this.runtimes.of(view), ask, { ...this.turnOptions, breaker, budget });
    } finally {
      this.reading.set(connection, (this.reading.get(connection) ?? 1) - 1);
    }
  }

  async subscriptions(view: ConnectionView, signal: AbortSignal): Promise<SubscriptionCalls> {
    const runtime = await this.runtimes.of(view);
    const { breaker } = this.breakers.of(view.queues.TO, view.configVersion);
    const budget = this.budgets.of(view.queues.TO);
    const { turnOptions: turn, failing } = this;
    return subscriptionCalls({ runtime, breaker, budget, signal, turn, failing });
  }

  committed({ request, effects }: Settlement<HubEffects>): void {
    if (effects?.linkChange) this.parts.updates.ended(effects.linkChange.id, request.seq);
  }

  allowance(queue: number): number {
    const now = this.clock.now();
    const allowed = this.breakers.present(queue)?.allowance(now) ?? Infinity;
    return allowed === 0 ? 0 : Math.min(allowed, this.budgets.of(queue)?.room(now) ?? Infinity);
  }

  budgetWaitMs(queue: number): number {
    const now = this.clock.now();
    const budget = this.budgets.of(queue);
    return !budget || budget.room(now) > 0 ? 0 : Math.max(1, budget.nextAt(now) - now);
  }

  onRoom(listener: () => void): void {
    this.budgets.onRoom(listener);
  }

  quotasChanged(): void {
    this.budgets.outdate();
  }

  budgetsOf(connection: ConnectionView): Promise<readonly BudgetReport[]> {
    return reportBudgets(connection, this.budgets, (queue) => this.holdOf(queue));
  }

  /**
   * What keeps a claimed turn from starting: its system is down or limits us, or the budget has no room. Nothing may
   * be waited for between this and the start, or two turns take the same room.
   */
  private holdBefore(queue: number, breaker: Breaker, now: number): FailureHold | null {
    const elsewhere = this.options.queueHold?.(queue);
    if (elsewhere?.code === 'rate-limited') breaker.limited(now, elsewhere.until);
    const admission = breaker.admit(now);
    if (!admission.isAdmitted) return breaker.hold(now) ?? { until: admission.until, code: 'unavailable' };
    const budget = this.budgets.of(queue);
    if (!budget || budget.room(now) > 0) return null;
    breaker.undecided();
    return { until: budget.nextAt(now), code: 'budget' };
  }

  private holdOf(queue: number): { readonly until: number; readonly code: string | null } | null {
    return this.queueHold(queue) ?? this.options.queueHold?.(queue) ?? null;
  }

  queueHold(queue: number): QueueHold | null {
    return this.breakers.present(queue)?.hold(this.clock.now()) ?? null;
  }

  private async runTurn(request: ClaimedRequest, view: ConnectionView, way: Way): Promise<Ran> {
    let turn: Turn | undefined;
    try {
      const runtime = this.runtimes.of(view);
      const options = this.turnOptions;
      turn = new Turn(request, isLater(runtime) ? await runtime : runtime, way.signal, options);
      turn.calls.tracing = way.tracing;
      turn.spending = this.budgets.of(request.queue)?.begin(request) ?? null;
      const end = await this.tell(turn, way.direction);
      tellReached(turn, way.breaker, this.clock.now());
      noteAnswer(turn, this.options.outages);
      const ran = { settlement: settled(request, pinned(turn, end)), ...this.afterwards(turn, way, end) };
      return await this.withDetail(withCalls(ran, turn), turn);
    } catch (thrown) {
      if (!isHostTrouble(thrown))
        return this.withDetail(withCalls(this.failed(request, { turn, way, thrown }), turn), turn);
      way.breaker.undecided();
      throw thrown;
    } finally {
      if (turn) turn.isRunning = false;
      turn?.spending?.end();
    }
  }

  /** Only behind what was transferred: a request that ended with its children, or as a verdict, had no effects. */
  private afterwards({ request, runtime, view }: Turn, way: Way, { outcome }: StoryEnd): Pick<Ran, 'after'> {
    if (!view.connector.definition.postAction || outcome.kind !== 'done') return {};
    if (outcome.facts?.['change'] === undefined) return {};
    const { direction, signal } = way;
    const turn = new Turn(request, runtime, signal, this.turnOptions);
    return {
      after: async () => {
        turn.spending = this.budgets.of(request.queue)?.begin({ ...request, action: 'post action' }) ?? null;
        await runPostAction(turn, direction, outcome, this.options.keepEvidence);
        turn.spending?.end();
      },
    };
  }

  /** Evidence for who watches: a turn does not fail for want of it. */
  private async withDetail(ran: Ran, turn: Turn | undefined): Promise<Ran> {
    const { keepDetail } = this.options;
    if (!turn?.calls.detail || !keepDetail) return ran;
    const { outcome, attempt } = ran.settlement;
    const shown = { ...outcome, ...(attempt ? { failure: attempt.failure, message: attempt.message } : {}) };
    const data = turn.calls.detail.text(shown as unknown as Json);
    await keepDetail(turn.request.seq, turn.startedAt, data).catch((error: unknown) =>
      ignore(error, 'what a watched turn did could not be kept'),
    );
    return ran;
  }

  /** The story of a request. */
  private async tell(turn: Turn, direction: Direction): Promise<StoryEnd> {
    if (isWalk(turn)) return walkOn(turn, this.parts);
    const prepared = await prepare(turn, direction, this.parts);
    if (prepared.kind === 'ends') return prepared.end;
    const end = await (direction === 'TO' ? intoHub(turn, this.parts) : outOfHub(turn, this.parts));
    if (prepared.verdicts.length === 0) return end;
    return { ...end, verdicts: [...prepared.verdicts, ...(end.verdicts ?? [])] };
  }

  private failed(
    request: ClaimedRequest,
    { turn, way, thrown }: { readonly turn: Turn | undefined; readonly way: Way; readonly thrown: unknown },
  ): Ran {
    if (way.signal.aborted) {
      way.breaker.undecided();
      const facts: OutcomeFacts = turn && turn.calls.lostAt !== null ? { wasSent: true } : {};
      const { outcome } = comeBack(this.clock.now(), 'aborted');
      return { settlement: settled(request, { outcome: { ...outcome, facts } }) };
    }
    const { outcome, attempt, hold } = fail({ request, turn, breaker: way.breaker, thrown }, this.failing);
    if (turn) noteFailure(turn, { hold, outcome }, this.options.outages);
    return {
      settlement: { ...settled(request, { outcome }), attempt },
      ...this.holdOnce(request.queue, hold),
    };
  }

  /** A request that may not start now: nothing is used up. */
  private held(request: ClaimedRequest, hold: { readonly until: number; readonly code: string }): Ran {
    return {
      settlement: settled(request, comeBack(hold.until, hold.code)),
      ...this.holdOnce(request.queue, hold),
    };
  }

  private holdOnce(queue: number, hold: FailureHold | undefined): Pick<Ran, 'holdQueues'> {
    if (!hold) return {};
    const { until, code } = hold;
    const queues = hold.isBothWays ? this.bothWays(queue, until) : [queue];
    const untold = queues.filter((id) => (this.breakers.last(id)?.toldUntil ?? 0) < until);
    for (const id of untold) {
      const known = this.breakers.last(id);
      if (known) known.toldUntil = until;
    }
    return untold.length === 0 ? {} : { holdQueues: untold.map((id) => ({ queue: id, until, code })) };
  }

  /** The queues of a connection: what one met, the other must not meet as well. */
  private bothWays(queue: number, until: number): readonly number[] {
    const directory = this.options.directory.current();
    const view = directory.connection(directory.queue(queue)?.connection ?? 0);
    if (!view) return [queue];
    const both = [view.queues.TO, view.queues.FROM];
    const now = this.clock.now();
    for (const id of both) this.breakers.of(id, view.configVersion).breaker.limited(now, until);
    return both;
  }
}

/** A connection that was paused or lost its credentials while the request was on its way. */
function waitOf({ state }: ConnectionView): string | null {
  if (state === 'active' || state === 'failing') return null;
  if (state === 'needs_authorization') return 'needs-authorization';
  return state === 'unavailable' ? 'connector-unavailable' : state;
}
