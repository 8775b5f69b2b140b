import type { Clock } from '../clock/index.js';
import type { Decide, Decisions, Deliver, Dispatching } from '../deliver/index.js';
import type { ClaimedRequest, GatedRequest, Hook, Outcome, RequestKind } from '../flow/index.js';
import type { HandChange, Hub } from '../hub/index.js';
import {
  ClaimPlanner,
  type ClaimAsk,
  type Enqueued,
  type Ledger,
  type OpenLedger,
  type PlannedQueue,
} from '../ledger/index.js';
import type { Metrics, Traces } from '../observe/index.js';
import type { ConnectionView, DirectorySource, QueueView } from '../registry/index.js';
import type { Resolver } from '../resolve/index.js';
import type { DueDeletes, DuePolls, EnqueueAlso, Resyncs } from '../schedule/index.js';
import type { OpenRequests } from '../tenancy/index.js';
import type { Transfer } from '../transfer/index.js';

import { changeByHand } from './by-hand.js';
import { Daemon } from './daemon.js';
import { endWaitingOnChange } from './end-waiting.js';
import { failedHook, judgeHook, judgeWhole, type JudgingOptions } from './judging.js';
import { linkFactsOf } from './link-facts.js';
import { releaseOnChange } from './release-on-change.js';
import { Resolving } from './resolving.js';
import { Running, type Ran, type RunningOptions } from './running.js';
import { ResolveTimes } from './resolve-times.js';
import { RoomToResolve } from './room-to-resolve.js';

export interface PipelineOptions {
  readonly ledger: Ledger & Pick<OpenLedger, 'change'>;
  readonly directory: DirectorySource;
  readonly resolver: Resolver;
  readonly transfer: Transfer;
  readonly openRequests: Pick<OpenRequests, 'added' | 'full' | 'hasRoom'>;
  readonly deliver: Deliver;
  readonly decide: Decide;
  readonly decisions: Pick<Decisions, 'endWaiting'>;
  readonly dispatching: Dispatching;
  readonly duePolls: DuePolls;
  readonly dueDeletes: DueDeletes;
  readonly resyncs: Resyncs;
  /** What else the clock brings; each answers true where it has more to do at once. */
  readonly chores: readonly (() => Promise<boolean>)[];
  /** Analyses and imports datasets, a step at a time. */
  readonly handedIn: () => Promise<boolean>;
  /** What asks systems by itself: to keep hooks registered, and whether connections work. */
  readonly tended: Readonly<Record<string, Tended>>;
  /** Keeps count of the numbers a sender gives its deliveries. */
  readonly noteSequence: JudgingOptions['noteSequence'];
  readonly hub: Hub;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'verdict' | 'turn' | 'through'>;
  /** Null: nobody traces. */
  readonly traces: Traces | null;
  readonly leaseMs: number;
  readonly concurrency: number;
  /** Deliveries to subscribers under way at the same time: a slow one takes no slot of a transfer. */
  readonly deliveriesAtOnce: number;
  /** How often work is looked for that nobody told of. */
  readonly pollMs: number;
  /** How long running requests get when the host stops. */
  readonly stopWithinMs: number;
  /** Other processes left work; answers a function that ends the listening. */
  readonly onWorkElsewhere: (listener: (hint: 'hooks' | 'requests') => void) => () => void;
  /** A slice of it was stored, or a request of it settled. */
  readonly onHookMoved: (hook: number) => void;
  readonly onError: (name: string, error: unknown) => void;
}

/** Something that begins what is due, and goes on with it beside its turns. */
export interface Tended {
  run(): Promise<boolean>;
  onHint(listener: () => void): void;
  stop(): Promise<void>;
}

/** A schedule is late by this at most. */
const SCHEDULE_EVERY_MS = 500;
/** People wait for a small import. */
const HANDED_IN_EVERY_MS = 100;
const KINDS: readonly RequestKind[] = ['transfer', 'deliver', 'decide'];

/** The order of the rooms: hooks are resolved and judged, requests are run and settled. */
export class Pipeline {
  private readonly resolving: Resolving;
  private readonly running: Readonly<Record<RequestKind, Running>>;
  private readonly schedule: Daemon;
  private readonly deletes: Daemon;
  private readonly handedIn: Daemon;
  private readonly dispatching: Daemon;
  private readonly tending: readonly (readonly [Tended, Daemon])[];
  private unlisten: () => void = () => undefined;

  constructor(private readonly options: PipelineOptions) {
    this.resolving = this.resolvingPart();
    this.running = { transfer: this.transfers(), deliver: this.deliveries(), decide: this.decisions() };
    this.dispatching = new Daemon({
      name: 'dispatching',
      intervalMs: options.pollMs,
      turn: () => options.dispatching.run(),
      onError: options.onError,
    });
    this.schedule = new Daemon({
      name: 'schedule',
      intervalMs: SCHEDULE_EVERY_MS,
      turn: () => this.turnOfSchedule(),
      onError: options.onError,
    });
    this.handedIn = new Daemon({
      name: 'datasets',
      intervalMs: HANDED_IN_EVERY_MS,
      turn: () => options.handedIn(),
      onError: options.onError,
    });
    this.tending = Object.entries(options.tended).map(([name, tended]) => [
      tended,
      new Daemon({
        name,
        intervalMs: SCHEDULE_EVERY_MS,
        turn: () => tended.run(),
        onError: options.onError,
      }),
    ]);
    this.deletes = new Daemon({
      name: 'deletes',
      intervalMs: SCHEDULE_EVERY_MS,
      turn: () => options.dueDeletes.run(),
      onError: options.onError,
    });
  }

  start(): void {
    const { ledger, onWorkElsewhere } = this.options;
    ledger.onWork((hint) => this.hint(hint));
    this.unlisten = onWorkElsewhere((hint) => this.hint(hint));
    releaseOnChange(this.options);
    endWaitingOnChange(this.options);
    this.options.transfer.onRoom(() => this.running.transfer.hint());
    this.resolving.start();
    for (const running of Object.values(this.running)) running.start();
    this.dispatching.start();
    this.schedule.start();
    this.deletes.start();
    this.handedIn.start();
    for (const [tended, daemon] of this.tending) {
      tended.onHint(() => daemon.hint());
      daemon.start();
    }
  }

  async stop(): Promise<void> {
    this.unlisten();
    await this.schedule.stop();
    await this.deletes.stop();
    await this.handedIn.stop();
    for (const [tended, daemon] of this.tending) {
      await daemon.stop();
      await tended.stop();
    }
    await this.resolving.stop();
    await this.dispatching.stop();
    await Promise.all(Object.values(this.running).map((running) => running.stop(this.options.stopWithinMs)));
  }

  /** Of what begins claimed by this process, this process has to run it. */
  async enqueue(requests: readonly GatedRequest[]): ReturnType<Ledger['enqueue']> {
    const enqueued = await this.options.ledger.enqueue(requests);
    this.takeClaimed(enqueued);
    return enqueued;
  }

  /** In a commit with what it says of them. */
  async enqueueAlso({ requests, verdicts, also }: Parameters<EnqueueAlso>[0]): Promise<void> {
    const change = { effects: undefined, requests, verdicts, also };
    this.takeClaimed((await this.options.ledger.change(change)) ?? []);
  }

  /** What a person changes in the hub; false where it had moved meanwhile. */
  change(change: HandChange): Promise<boolean> {
    const { ledger, directory, clock } = this.options;
    return changeByHand(change, {
      ledger,
      directory,
      clock,
      onClaimed: (requests) => this.take(requests),
    }).finally(() => this.dispatching.hint());
  }

  private takeClaimed(enqueued: readonly Enqueued[]): void {
    this.take(enqueued.flatMap((one) => (one.kind === 'queued' && one.claimed ? [one.claimed] : [])));
  }

  private take(requests: readonly ClaimedRequest[]): void {
    if (requests.length === 0) return;
    for (const kind of KINDS) {
      const own = requests.filter((request) => request.kind === kind);
      if (own.length > 0) this.running[kind].take(own);
    }
  }

  private async turnOfSchedule(): Promise<boolean> {
    const { duePolls, resyncs, chores } = this.options;
    const enqueue = (requests: readonly GatedRequest[]): Promise<unknown> => this.enqueue(requests);
    const more = [await duePolls.run(enqueue), await resyncs.run(enqueue)];
    for (const chore of chores) more.push(await chore());
    return more.includes(true);
  }

  /** Whether connections work, asked by whoever wants to know. */
  get checks(): Transfer['checks'] {
    return this.options.transfer.checks;
  }

  /** A record as its system has it, for people: no request, nothing stored. */
  readThere(connection: number, ask: Parameters<Transfer['read']>[1]): ReturnType<Transfer['read']> {
    return this.options.transfer.read(connection, ask);
  }

  /** What a connection may call, and has. */
  budgetsOf(connection: ConnectionView): ReturnType<Transfer['budgetsOf']> {
    return this.options.transfer.budgetsOf(connection);
  }

  private hint(hint: 'hooks' | 'requests'): void {
    if (hint === 'hooks') this.resolving.hint();
    else for (const running of Object.values(this.running)) running.hint();
  }

  /**
   * Fair over tenants and queues: of each as many lanes in stock as run, and no more than a queue whose system has
   * been down may start now.
   */
  private resolvingPart(): Resolving {
    const { ledger, clock, hub, metrics, pollMs, onError } = this.options;
    const judging = { ...this.options, links: linkFactsOf(hub) };
    const times = this.options.traces && new ResolveTimes(this.options.traces, clock);
    const room = new RoomToResolve(this.options.directory, this.options.openRequests);
    return new Resolving({
      ledger,
      clock,
      pollMs,
      onError,
      judge: (hook) => judgeHook(begun(hook, times), judging),
      judgeWhole: (hook) => judgeWhole(begun(hook, times), judging),
      mayResolve: (owner) => room.mayResolve(owner),
      waiting: () => room.waiting(),
      elsewhere: () => room.elsewhere(),
      failed: (hook, error) => failedHook(hook, error, judging),
      onClaimed: (requests) => this.take(requests),
      onResolved: ({ seq, owner }, slice) => {
        this.options.onHookMoved(seq);
        times?.resolved(seq, slice);
        room.resolved(owner, slice.requests.length);
        for (const { ruling } of slice.verdicts) metrics.verdict(ruling.verdict);
        metrics.verdict('queued', slice.requests.length);
      },
    });
  }

  private async runTransfer(request: ClaimedRequest, signal: AbortSignal): Promise<Ran> {
    const { traces, transfer, directory } = this.options;
    const current = directory.current();
    const queue = traces && current.queue(request.queue);
    const connection = queue && current.connection(queue.connection);
    if (!traces || !queue || !connection) return transfer.run(request, signal);
    const trace = await traces.turn(request, { id: connection.id, direction: queue.direction });
    if (!trace) return transfer.run(request, signal);
    const ran = await transfer.run(request, signal, trace);
    trace.ran();
    return { ...ran, trace };
  }

  private transfers(): Running {
    const { transfer, concurrency, metrics, clock } = this.options;
    const queueOf = (id: number): QueueView | undefined => this.options.directory.current().queue(id);
    return this.runningPart({
      name: 'running',
      concurrency,
      queueOf: (id, held) => {
        const queue = queueOf(id);
        if (!queue || queue.isPaused) return undefined;
        const allowed = transfer.allowance(id) + held;
        return { ...queue, maxRunning: Math.min(2 * queue.maxRunning, allowed) };
      },
      // Where the connection was removed, its requests only end.
      mostRunning: (queue) => queueOf(queue)?.maxRunning ?? Infinity,
      budgetWaitMs: (queue) => transfer.budgetWaitMs(queue),
      run: (request, signal) => this.runTransfer(request, signal),
      onOver: ({ settlement }) => {
        const { outcome, request, effects } = settlement;
        transfer.committed(settlement as Parameters<Transfer['committed']>[0]);
        if (outcome.kind === 'done') metrics.through(clock.now() - request.createdAt);
        if (effects !== undefined || isToldOf(outcome)) this.dispatching.hint();
      },
    });
  }

  private deliveries(): Running {
    const { deliver, directory, deliveriesAtOnce } = this.options;
    return this.runningPart({
      name: 'delivering',
      concurrency: deliveriesAtOnce,
      queueOf: (id) => {
        const subscriber = directory.current().listening.ofQueue(id);
        if (subscriber?.state !== 'active' || directory.current().isSuspended(subscriber.tenant))
          return undefined;
        return { tenant: subscriber.tenant, weight: 1, maxRunning: 2 * deliver.mostRunning(id) };
      },
      mostRunning: (queue) => deliver.mostRunning(queue),
      budgetWaitMs: (queue) => deliver.waitMs(queue),
      run: (request, signal) => deliver.run(request, signal),
      onOver: () => undefined,
    });
  }

  /** Those of handlers that were removed or disabled, too: what waits for them ends by its policy. */
  private decisions(): Running {
    const { decide, directory, deliveriesAtOnce } = this.options;
    return this.runningPart({
      name: 'deciding',
      concurrency: deliveriesAtOnce,
      queueOf: (id) => {
        const handler = directory.current().deciding.ofQueue(id);
        if (!handler || directory.current().isSuspended(handler.tenant)) return undefined;
        return { tenant: handler.tenant, weight: 1, maxRunning: 2 * decide.mostRunning(id) };
      },
      mostRunning: (queue) => decide.mostRunning(queue),
      budgetWaitMs: () => 0,
      run: (request, signal) => decide.run(request, signal),
      onOver: () => undefined,
    });
  }

  private runningPart({ queueOf, onOver, ...own }: RunningKind): Running {
    const { ledger, clock, leaseMs, pollMs, metrics, onError } = this.options;
    const planner = new ClaimPlanner();
    return new Running({
      ...own,
      ledger,
      clock,
      leaseMs,
      pollMs,
      onError,
      plan: (ready, held, free): ClaimAsk[] =>
        planner.plan({ ready, running: held, free, queueOf: (id) => queueOf(id, held(id)) }),
      onSettled: (ran, settled) => {
        const { outcome, request } = ran.settlement;
        if (request.hook !== null) this.options.onHookMoved(request.hook);
        ran.trace?.settled(ran.settlement, settled.kind);
        if (request.kind === 'transfer')
          metrics.turn(settled.kind === 'settled' ? outcome.kind : settled.kind);
        if (settled.kind === 'settled') onOver(ran);
        this.takeClaimed(settled.enqueued);
      },
    });
  }
}

/** An event may have gone into the commit, without anything that changed in the hub. */
function isToldOf(outcome: Outcome): boolean {
  return outcome.kind === 'parked' || (outcome.kind === 'retry' && outcome.usesAttempt);
}

function begun(hook: Hook, times: ResolveTimes | null): Hook {
  times?.begun(hook.seq);
  return hook;
}

/** What runs the requests of one kind, and how many of which queue. */
interface RunningKind extends Pick<
  RunningOptions,
  'budgetWaitMs' | 'concurrency' | 'mostRunning' | 'name' | 'run'
> {
  /** Undefined: nothing of it is claimed. `held`: how many of it this process has. */
  readonly queueOf: (queue: number, held: number) => PlannedQueue | undefined;
  readonly onOver: (ran: Ran) => void;
}
