import { Unavailable } from '@hookyard/sdk';

import { HostError, ignore } from '../../errors/index.js';
import { PartLines, contextAmong, lineOfArguments, type PoolCall } from './call.js';
import {
  ConnectorProcess,
  type ConnectorLine,
  type ProcessLimits,
  type UnsettledCall,
} from './connector-process.js';
import { Deaths, type Death } from './deaths.js';
import type { Facts } from './facts.js';
import type { Path } from './wire.js';
import { WorkerEnded } from './worker-ended.js';

export interface PoolLimits extends ProcessLimits {
  /** Processes of one version of a connector side by side, beside the one for suspects. */
  readonly processes: number;
  readonly idleMs: number;
  /** How long a step without a context may take; a call with one has its own deadline. */
  readonly callMs: number;
}

export interface PoolOptions {
  /** Its folder or package, until it has said what it is. */
  readonly id: string;
  /** The URL of the module that exports `connector`. */
  readonly entry: string;
  readonly limits: PoolLimits;
  now(): number;
  /** A line of no call: what was written to the console, a rejection that nobody handles. */
  onLine(id: string, line: ConnectorLine): void;
  onDeath(id: string, reason: string): void;
  /** Ids that were normalised ahead: type, id and its one form, one after the other. */
  readonly onIds: (ids: readonly string[]) => void;
}

/** How the workers of a connector do. */
export interface PoolState {
  readonly id: string;
  readonly processes: number;
  readonly inFlight: number;
  readonly waiting: number;
  readonly deaths: number;
  readonly lastDeath: Death | null;
  /** Milliseconds until another is started; 0: at once. */
  readonly restsMs: number;
}

/** Another process is started when every one has so many calls under way. */
const GROW_AT = 16;
/** Calls that wait for a worker; more are refused. */
const MOST_WAITING = 10_000;
/** Requests over which a worker ended; they run alone from then on. */
const MOST_SUSPECTS = 1_000;
/** Calls that never settle are kept by the process they run in: after so many it makes room for another. */
const MOST_ABANDONED = 100;
const SWEEP_MS = 1_000;
/** When the host is asked to come again, of a connector that is rested. */
const AGAIN_MS = 1_000;

interface Kept {
  readonly process: ConnectorProcess;
  readonly isForSuspects: boolean;
  isReady: boolean;
  isRetired: boolean;
  idle: NodeJS.Timeout | undefined;
}

/**
 * The workers of one version of a connector: started on first use, ended after a minute without work. What one turn of
 * the loop asks goes in one message. When one ends, the steps without a context that were under way run again, each
 * alone, in a process for suspects; calls with one fail and come again as the failure table says, and run alone, too,
 * so that one that ends its worker takes no other along twice.
 */
export class ConnectorPool {
  private readonly queue: PoolCall[] = [];
  private readonly suspected: PoolCall[] = [];
  private readonly suspects = new Set<string>();
  private readonly kept = new Set<Kept>();
  private readonly deaths = new Deaths();
  private readonly suspectDeaths = new Deaths();
  private readonly partLines = new PartLines();
  private isScheduled = false;
  private sweeper: NodeJS.Timeout | undefined;
  private isEnded = false;
  private isRetired = false;
  private id: string;

  constructor(private readonly options: PoolOptions) {
    this.id = options.id;
  }

  /** What it is told by, once that is known. */
  name(id: string): void {
    this.id = id;
  }

  /** Starts the first process and answers what the connector is. Rejects with why it cannot be loaded. */
  async open(): Promise<Facts> {
    const first = this.start(false);
    return first.process.facts;
  }

  readonly call = (path: Path, args: readonly unknown[]): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const context = contextAmong(args);
    const subject = context?.lends.request?.id;
    const parts = context ? [] : this.partLines.partsOf(path, args);
    const call: PoolCall = {
      path,
      line: lineOfArguments(args, { context, parts }),
      parts,
      context,
      subject,
      deadline: this.options.now() + this.options.limits.callMs,
      isSuspect: subject !== undefined && this.suspects.has(subject),
      resolve,
      reject,
    };
    this.add(call);
    if (!context) this.watchTimes();
    return promise;
  };

  state(): PoolState {
    const now = this.options.now();
    const processes = [...this.kept];
    return {
      id: this.id,
      processes: processes.length,
      inFlight: processes.reduce((sum, { process }) => sum + process.inFlight, 0),
      waiting: this.queue.length + this.suspected.length,
      deaths: this.deaths.count + this.suspectDeaths.count,
      lastDeath: later(this.deaths.last, this.suspectDeaths.last),
      restsMs: this.deaths.restMs(now),
    };
  }

  /** Another took its place: what is under way goes on, and nothing is kept behind it. */
  retire(): void {
    this.isRetired = true;
    for (const one of this.kept) if (one.process.inFlight === 0) this.dismiss(one);
  }

  end(): void {
    this.isEnded = true;
    for (const call of [...this.queue.splice(0), ...this.suspected.splice(0)]) this.refuse(call, 0);
    for (const one of this.kept) this.dismiss(one);
  }

  /** Looks for steps whose time is over, as long as there are any: one timer for all of them. */
  private watchTimes(): void {
    this.sweeper ??= setInterval(() => {
      const now = this.options.now();
      const isLate = (call: PoolCall): boolean => !call.context && call.deadline <= now;
      for (const { process } of this.kept) process.dropLate(isLate, this.options.limits.callMs);
      const { inFlight, waiting } = this.state();
      if (inFlight + waiting > 0) return;
      clearInterval(this.sweeper);
      this.sweeper = undefined;
    }, SWEEP_MS).unref();
  }

  private add(call: PoolCall): void {
    if (this.isEnded || this.queue.length + this.suspected.length >= MOST_WAITING)
      return this.refuse(call, AGAIN_MS);
    (call.isSuspect ? this.suspected : this.queue).push(call);
    if (this.isScheduled) return;
    this.isScheduled = true;
    // What one turn of the loop brings goes in one message: under load that is what many hooks ask.
    setImmediate(() => {
      this.isScheduled = false;
      this.partLines.forget();
      this.dispatch();
    });
  }

  private dispatch(): void {
    if (this.isEnded) return;
    if (this.queue.length > 0) this.dispatchAll();
    if (this.suspected.length > 0) this.dispatchSuspect();
  }

  private dispatchAll(): void {
    const chosen = this.chosen();
    if (chosen === 'rests') return this.waitOrRefuse(this.queue, this.deaths);
    if (chosen.isReady) chosen.process.run(this.queue.splice(0));
  }

  /** One at a time, in a process of its own. */
  private dispatchSuspect(): void {
    const present = [...this.kept].find((one) => one.isForSuspects && one.process.isAlive);
    if (!present && this.suspectDeaths.restMs(this.options.now()) > 0)
      return this.waitOrRefuse(this.suspected, this.suspectDeaths);
    const one = present ?? this.start(true);
    if (one.isReady && one.process.inFlight === 0) this.occupy(one, this.suspected.splice(0, 1));
  }

  private chosen(): Kept | 'rests' {
    const able = [...this.kept].filter(
      ({ process, isForSuspects, isRetired }) => !isForSuspects && !isRetired && process.isAlive,
    );
    const [least] = able.toSorted((a, b) => a.process.inFlight - b.process.inFlight);
    const isEnough = least !== undefined && (least.process.inFlight < GROW_AT || !least.isReady);
    if (least && (isEnough || able.length >= this.options.limits.processes)) return this.busy(least);
    if (this.deaths.restMs(this.options.now()) > 0) return least ? this.busy(least) : 'rests';
    const started = this.start(false);
    return least ? this.busy(least) : started;
  }

  private busy(one: Kept): Kept {
    clearTimeout(one.idle);
    return one;
  }

  private occupy(one: Kept, calls: readonly PoolCall[]): void {
    this.busy(one);
    one.process.run(calls);
  }

  /** Steps without a context wait, within their time; calls with one are told when to come again. */
  private waitOrRefuse(queue: PoolCall[], deaths: Deaths): void {
    const rest = deaths.restMs(this.options.now());
    const [waiting, refused] = [
      queue.filter(({ context }) => !context),
      queue.filter(({ context }) => context),
    ];
    queue.splice(0, queue.length, ...waiting);
    for (const call of refused) this.refuse(call, rest);
    if (waiting.length > 0) setTimeout(() => this.dispatch(), rest).unref();
  }

  /** A step without a context is the host's own affair; a call with one is held by the failure table. */
  private refuse(call: PoolCall, afterMs: number): void {
    const { id } = this;
    const reason = later(this.deaths.last, this.suspectDeaths.last)?.reason;
    const why =
      reason === undefined ? 'has no worker' : `rests: its worker keeps ending, last because ${reason}`;
    const detail = `the connector ${id} ${why}`;
    call.reject(
      call.context
        ? new Unavailable(detail, false, afterMs)
        : new HostError('EXPRESSION_UNAVAILABLE', { detail }),
    );
  }

  private start(isForSuspects: boolean): Kept {
    // Of what runs alone it has to be known what it was.
    const how = { ...this.options.limits, looksAhead: !isForSuspects };
    const process = new ConnectorProcess(this.options.entry, how, {
      onIds: this.options.onIds,
      onLine: (line, of) => this.line(line, of),
      onIdle: () => this.idle(one),
      onGone: (reason, calls) => this.gone(one, reason, calls),
    });
    const one: Kept = { process, isForSuspects, isReady: false, isRetired: false, idle: undefined };
    this.kept.add(one);
    process.facts.then(
      () => {
        one.isReady = true;
        this.dispatch();
      },
      (error: unknown) => {
        ignore(error, 'whoever opened the connector hears of it; one that was open before is rested');
        process.end(error instanceof Error ? error.message : String(error));
      },
    );
    return one;
  }

  private line(line: ConnectorLine, of: PoolCall | null): void {
    const log = of?.context?.lends.log;
    if (log) log[line.level](line.message, detailsOf(line));
    else this.options.onLine(this.id, line);
  }

  private idle(one: Kept): void {
    if (this.isRetired || one.isRetired || one.process.abandoned >= MOST_ABANDONED) return this.dismiss(one);
    clearTimeout(one.idle);
    one.idle = setTimeout(() => this.dismiss(one), this.options.limits.idleMs);
    one.idle.unref();
    if (one.isForSuspects && this.suspected.length > 0) queueMicrotask(() => this.dispatch());
  }

  /** Ends one that nobody needs. */
  private dismiss(one: Kept): void {
    clearTimeout(one.idle);
    one.isRetired = true;
    one.process.end('nobody needed it');
  }

  private gone(one: Kept, reason: string, calls: readonly UnsettledCall[]): void {
    clearTimeout(one.idle);
    this.kept.delete(one);
    if (!one.isRetired) {
      (one.isForSuspects ? this.suspectDeaths : this.deaths).add(reason, this.options.now());
      this.options.onDeath(this.id, reason);
    }
    const isAlone = calls.length === 1;
    for (const unsettled of calls) this.failed(unsettled, { reason, isAlone, wasSuspect: one.isForSuspects });
    this.dispatch();
  }

  private failed(
    { call, hasWritten }: UnsettledCall,
    { reason, isAlone, wasSuspect }: { reason: string; isAlone: boolean; wasSuspect: boolean },
  ): void {
    if (!call.context && !wasSuspect) {
      call.isSuspect = true;
      this.add(call);
      return;
    }
    if (call.subject !== undefined) this.suspect(call.subject);
    call.reject(
      new WorkerEnded(`the worker of ${this.id} ended during ${call.path.join('.')}: ${reason}`, {
        hasWritten,
        isAlone,
      }),
    );
  }

  private suspect(subject: string): void {
    const [oldest] = this.suspects;
    if (this.suspects.size >= MOST_SUSPECTS && oldest !== undefined) this.suspects.delete(oldest);
    this.suspects.add(subject);
  }
}

/** They crossed as text: bounded, and cut where they were too long. */
function detailsOf({ details }: ConnectorLine): Readonly<Record<string, unknown>> | undefined {
  if (details === undefined) return undefined;
  try {
    return JSON.parse(details) as Readonly<Record<string, unknown>>;
  } catch {
    return { details };
  }
}

function later(one: Death | null, other: Death | null): Death | null {
  if (!one || !other) return one ?? other;
  return one.at >= other.at ? one : other;
}
