import type { Clock } from '../clock/index.js';
import type { GatedRequest } from '../flow/index.js';
import type { HandChange, Hub } from '../hub/index.js';
import { ClaimPlanner, type ClaimAsk, type Ledger, type OpenLedger } from '../ledger/index.js';
import type { Metrics } from '../observe/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { Resolver } from '../resolve/index.js';
import type { DuePolls } from '../schedule/index.js';
import type { Transfer } from '../transfer/index.js';

import { changeByHand } from './by-hand.js';
import { Daemon } from './daemon.js';
import { failedHook, judgeHook, judgeWhole } from './judging.js';
import { linkFactsOf } from './link-facts.js';
import { releaseOnChange } from './release-on-change.js';
import { Resolving } from './resolving.js';
import { Running } from './running.js';

export interface PipelineOptions {
  readonly ledger: Ledger & Pick<OpenLedger, 'change'>;
  readonly directory: DirectorySource;
  readonly resolver: Resolver;
  readonly transfer: Transfer;
  readonly duePolls: DuePolls;
  readonly hub: Hub;
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'verdict' | 'turn' | 'through'>;
  readonly leaseMs: number;
  readonly concurrency: number;
  /** How often work is looked for that nobody told of. */
  readonly pollMs: number;
  /** Other processes left work; answers a function that ends the listening. */
  readonly onWorkElsewhere: (listener: (hint: 'hooks' | 'requests') => void) => () => void;
  /** A slice of it was stored, or a request of it settled. */
  readonly onHookMoved: (hook: number) => void;
  readonly onError: (name: string, error: unknown) => void;
}

/** A schedule is late by this at most. */
const SCHEDULE_EVERY_MS = 500;
/** How long running requests get when the host stops. */
const STOP_WITHIN_MS = 10_000;

/** The order of the rooms: hooks are resolved and judged, requests are run and settled. */
export class Pipeline {
  private readonly resolving: Resolving;
  private readonly running: Running;
  private readonly schedule: Daemon;
  private readonly planner = new ClaimPlanner();
  private unlisten: () => void = () => undefined;

  constructor(private readonly options: PipelineOptions) {
    this.resolving = this.resolvingPart();
    this.running = this.runningPart();
    this.schedule = new Daemon({
      name: 'schedule',
      intervalMs: SCHEDULE_EVERY_MS,
      turn: () => options.duePolls.run((requests) => this.enqueue(requests)),
      onError: options.onError,
    });
  }

  start(): void {
    const { ledger, onWorkElsewhere } = this.options;
    ledger.onWork((hint) => this.hint(hint));
    this.unlisten = onWorkElsewhere((hint) => this.hint(hint));
    releaseOnChange(this.options);
    this.resolving.start();
    this.running.start();
    this.schedule.start();
  }

  async stop(): Promise<void> {
    this.unlisten();
    await this.schedule.stop();
    await this.resolving.stop();
    await this.running.stop(STOP_WITHIN_MS);
  }

  /** Of what begins claimed by this process, this process has to run it. */
  async enqueue(requests: readonly GatedRequest[]): ReturnType<Ledger['enqueue']> {
    const enqueued = await this.options.ledger.enqueue(requests);
    this.running.take(enqueued.flatMap((one) => (one.kind === 'queued' && one.claimed ? [one.claimed] : [])));
    return enqueued;
  }

  /** What a person changes in the hub; false where it had moved meanwhile. */
  change(change: HandChange): Promise<boolean> {
    const { ledger, directory, clock } = this.options;
    return changeByHand(change, {
      ledger,
      directory,
      clock,
      onClaimed: (requests) => this.running.take(requests),
    });
  }

  private hint(hint: 'hooks' | 'requests'): void {
    if (hint === 'hooks') this.resolving.hint();
    else this.running.hint();
  }

  /**
   * Fair over tenants and queues: of each as many lanes in stock as run, and no more than a queue whose system has
   * been down may start now.
   */
  private plan(
    ready: readonly { queue: number; tier: number }[],
    held: (queue: number) => number,
    free: number,
  ): ClaimAsk[] {
    const directory = this.options.directory.current();
    return this.planner.plan({
      ready,
      running: held,
      free,
      queueOf: (id) => {
        const queue = directory.queue(id);
        if (!queue || queue.isPaused) return undefined;
        const allowed = this.options.transfer.allowance(id) + held(id);
        return { ...queue, maxRunning: Math.min(2 * queue.maxRunning, allowed) };
      },
    });
  }

  /** Where the connection was removed, its requests only end. */
  private mostRunning(id: number): number {
    return this.options.directory.current().queue(id)?.maxRunning ?? Infinity;
  }

  private resolvingPart(): Resolving {
    const { ledger, clock, hub, metrics, pollMs, onError } = this.options;
    const judging = { ...this.options, links: linkFactsOf(hub) };
    return new Resolving({
      ledger,
      clock,
      pollMs,
      onError,
      judge: (hook) => judgeHook(hook, judging),
      judgeWhole: (hook) => judgeWhole(hook, judging),
      failed: (hook, error) => failedHook(hook, error, judging),
      onClaimed: (requests) => this.running.take(requests),
      onResolved: ({ seq }, slice) => {
        this.options.onHookMoved(seq);
        for (const { ruling } of slice.verdicts) metrics.verdict(ruling.verdict);
        metrics.verdict('queued', slice.requests.length);
      },
    });
  }

  private runningPart(): Running {
    const { ledger, clock, leaseMs, concurrency, pollMs, transfer, metrics, onError } = this.options;
    return new Running({
      ledger,
      clock,
      leaseMs,
      concurrency,
      pollMs,
      onError,
      plan: (ready, held, free) => this.plan(ready, held, free),
      mostRunning: (queue) => this.mostRunning(queue),
      run: (request, signal) => transfer.run(request, signal),
      onSettled: (ran, settled) => {
        const { outcome, request } = ran.settlement;
        if (request.hook !== null) this.options.onHookMoved(request.hook);
        metrics.turn(settled.kind === 'settled' ? outcome.kind : settled.kind);
        if (outcome.kind === 'done' && settled.kind === 'settled')
          metrics.through(clock.now() - request.createdAt);
        const claimed = settled.enqueued.flatMap((one) =>
          one.kind === 'queued' && one.claimed ? [one.claimed] : [],
        );
        if (claimed.length > 0) this.running.take(claimed);
      },
    });
  }
}
