import {
  RetryLater,
  type ConnectorContext,
  type ConnectorLog,
  type Json,
  type RecordType,
  type RequestHints,
} from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { isWatchedRoot, type ClaimedRequest } from '../flow/index.js';
import { WorkerEnded, type ConnectionView } from '../registry/index.js';

import type { Spending } from './budget/budget.js';
import { CallRecorder } from './call-recorder.js';
import type { ConnectionRuntime } from './connection-runtime.js';
import { TurnHttp, type CallScope } from './connector-http.js';
import type { Phase } from './failure-table.js';
import { TurnDetail } from './turn-detail.js';
import type { LackingParts, ReferenceParts } from './link-parts.js';
import { CallTimedOut } from './turn-failures.js';

/** A line an operator reads, of one connection and one tree of requests. */
export interface ConnectorLogLine {
  readonly level: 'debug' | 'info' | 'warn';
  readonly connection: string;
  readonly request: number;
  readonly root: number;
  /** Without secrets. */
  readonly message: string;
  /** JSON text without secrets; absent where there are none. */
  readonly details?: string;
}

export interface TurnOptions {
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  /** Ids of other records are looked up with it; absent: link mappings leave their targets untouched. */
  readonly links?: ReferenceParts & LackingParts;
  publicId(prefix: 'req' | 'trk', seq: number): string;
  log(line: ConnectorLogLine): void;
}

/** What an earlier turn of the request left. */
export interface Remembered {
  /** Its children are over: the prerequisite does not run again. */
  readonly isResumed: boolean;
  /** A create was sent, and nobody knows what became of it. */
  readonly wasSent: boolean;
  /** A create was answered, and its link could not be written. */
  readonly created: string | null;
  /** The fields of an update that was answered, and whose link had moved meanwhile: what they hold now is not known. */
  readonly updated: readonly string[] | null;
  /** It was held as part of a loop, and a person let it go on. */
  readonly isLoopAllowed: boolean;
  /** Records that were fetched because it names them. */
  readonly fetched: readonly string[];
  /** What a handler was asked last. */
  readonly asked: { readonly handler: string; readonly fingerprint: string } | null;
  /** What it was held for last, and since when. */
  readonly waits: { readonly for: string; readonly since: number } | null;
}

const NOTHING_LEFT: Remembered = {
  isResumed: false,
  wasSent: false,
  created: null,
  updated: null,
  isLoopAllowed: false,
  fetched: [],
  asked: null,
  waits: null,
};

/** The connector's timer gets this much longer than its calls, so that theirs speaks first. */
const GRACE_MS = 100;
const MOST_LOG_CHARS = 2_000;

/** One turn of one request: its connection, its clock, what it did outside, and what it lends the connector. */
export class Turn implements CallScope {
  readonly calls: CallRecorder;
  readonly startedAt: number;
  readonly payload: Json | undefined;
  readonly remembered: Remembered;
  phase: Phase = 'prerequisite';
  deadline = 0;
  isRunning = true;
  /** Whether the system was asked for something and answered. */
  hasReached = false;
  /** Its write went in a call that another turn answers for. */
  isFollower = false;
  /** What its calls are counted against; set when it is admitted. */
  spending: Spending | null = null;
  /** The mapping collection chosen last, with its version: what this attempt is made with. */
  collection: string | undefined;
  /** The key of the write under way; see `ctx.request.writeKey`. */
  writeKey: string | undefined;
  headers: Readonly<Record<string, string>> = {};
  /** Where `ctx.link` puts an id; set by the story that makes a record. */
  link: (type: RecordType, externalId: string) => Promise<void> = noLink;
  private isTogether = false;
  private ids: { request: string; tracking: string } | undefined;

  constructor(
    readonly request: ClaimedRequest,
    readonly runtime: ConnectionRuntime,
    readonly signal: AbortSignal,
    private readonly options: TurnOptions,
  ) {
    this.startedAt = options.clock.now();
    this.calls = new CallRecorder(isWatchedRoot(request.root) ? new TurnDetail(runtime.mask) : null);
    this.payload = request.payload === null ? undefined : (JSON.parse(request.payload) as Json);
    this.remembered = rememberedOf(request.result);
  }

  get view(): ConnectionView {
    return this.runtime.view;
  }

  get root(): number {
    return this.request.root || this.request.seq;
  }

  get trackingId(): string {
    return this.publicIds().tracking;
  }

  get requestId(): string {
    return this.publicIds().request;
  }

  get links(): TurnOptions['links'] {
    return this.options.links;
  }

  now(): number {
    return this.options.clock.now();
  }

  /** A write that failed took no effect: the system said so, or was not reached. */
  get wasRefused(): boolean {
    const { lostAt, hasServerFailed, isUnavailable } = this.calls;
    return lostAt === null && (!hasServerFailed || isUnavailable) && !this.signal.aborted;
  }

  /** For a call that serves several turns, of which this is the first: in it no request is the one being run. */
  together(signal: AbortSignal): Turn {
    const turn = new Turn(this.request, this.runtime, signal, this.options);
    turn.isTogether = true;
    turn.calls.tracing = this.calls.tracing;
    return turn;
  }

  /** What `ctx.request` shows. */
  hints(): RequestHints | undefined {
    return this.isTogether ? undefined : new TurnHints(this);
  }

  /** Runs one function of the connector: within its time, counted from `startedAt`, with a context that ends with it. */
  async call<T>(
    phase: Phase,
    run: (ctx: ConnectorContext) => T | PromiseLike<T>,
    startedAt = this.now(),
  ): Promise<T> {
    this.phase = phase;
    const { callTimeoutMs } = this.options;
    this.deadline = startedAt + callTimeoutMs;
    const context = new TurnContext(this);
    const ended = Promise.withResolvers<never>();
    const timer = setTimeout(
      () => {
        context.end();
        ended.reject(new CallTimedOut(`the connector did not answer within ${callTimeoutMs} ms`));
      },
      Math.max(0, this.deadline - this.now()) + GRACE_MS,
    );
    const onAbort = (): void => {
      context.end();
      ended.reject(new RetryLater('the lease of this request is lost'));
    };
    this.signal.addEventListener('abort', onAbort);
    try {
      if (this.signal.aborted) onAbort();
      const answer = await Promise.race([ended.promise, run(context)]);
      if (phase !== 'prerequisite') this.hasReached = true;
      return answer;
    } catch (thrown) {
      this.noteLostWorker(thrown);
      throw thrown;
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', onAbort);
    }
  }

  log(level: ConnectorLogLine['level'], message: string, details?: Readonly<Record<string, unknown>>): void {
    const { mask, view } = this.runtime;
    this.options.log({
      level,
      connection: view.id,
      request: this.request.seq,
      root: this.root,
      message: mask(String(message)).slice(0, MOST_LOG_CHARS),
      ...(details === undefined ? {} : { details: mask(textOf(details)).slice(0, MOST_LOG_CHARS) }),
    });
  }

  /** The connector can no longer say what its write came to. */
  private noteLostWorker(thrown: unknown): void {
    if (thrown instanceof WorkerEnded && thrown.during.hasWritten)
      this.calls.unanswered({ isWrite: true, isLost: true, now: this.now() });
  }

  private publicIds(): { request: string; tracking: string } {
    return (this.ids ??= {
      request: this.options.publicId('req', this.request.seq),
      tracking: this.options.publicId('trk', this.root),
    });
  }
}

/** What the connector sees. Parts that cost something are made when they are first asked for. */
class TurnContext implements ConnectorContext {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connection: ConnectorContext['connection'];
  readonly deadline: number;
  readonly secret: (name: string) => string;
  readonly scopeFor: ConnectorContext['scopeFor'];
  readonly typeForPrefix: ConnectorContext['typeForPrefix'];
  readonly state: ConnectorContext['state'];
  readonly request: RequestHints | undefined;
  readonly link: ConnectorContext['link'];
  private aborter: AbortController | undefined;
  private turnHttp: TurnHttp | undefined;

  constructor(private readonly turn: Turn) {
    const { runtime } = turn;
    this.settings = runtime.view.settings;
    this.connection = runtime.connection;
    this.deadline = turn.deadline;
    this.secret = runtime.secret;
    this.scopeFor = runtime.scopeFor;
    this.typeForPrefix = runtime.typeForPrefix;
    this.state = runtime.state;
    this.request = turn.hints();
    this.link = turn.link;
  }

  get http(): TurnHttp {
    return (this.turnHttp ??= new TurnHttp(this.turn.runtime.http, this.turn));
  }

  get log(): ConnectorLog {
    const { turn } = this;
    return {
      debug: (message, details) => turn.log('debug', message, details),
      info: (message, details) => turn.log('info', message, details),
      warn: (message, details) => turn.log('warn', message, details),
    };
  }

  get signal(): AbortSignal {
    this.aborter ??= new AbortController();
    if (!this.turn.isRunning) this.aborter.abort();
    return this.aborter.signal;
  }

  /** The turn goes on without the connector: nothing it still does reaches anybody. */
  end(): void {
    this.turn.isRunning = false;
    this.aborter?.abort();
  }
}

class TurnHints implements RequestHints {
  readonly type: RecordType;
  readonly action: RequestHints['action'];
  readonly scope: string;
  readonly externalId: string;
  readonly ageMs: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Json | undefined;
  readonly writeKey: string | undefined;

  constructor(private readonly turn: Turn) {
    const { request } = turn;
    this.type = request.type;
    this.action = request.action;
    this.scope = request.scope;
    this.externalId = request.recordId;
    this.ageMs = Math.max(0, turn.now() - request.createdAt);
    this.headers = turn.headers;
    this.payload = turn.payload;
    this.writeKey = turn.writeKey;
  }

  get id(): string {
    return this.turn.requestId;
  }

  get trackingId(): string {
    return this.turn.trackingId;
  }

  /** For a connector that runs elsewhere: what is an accessor would be left out. */
  toJSON(): RequestHints {
    const { turn: _, ...said } = this as unknown as RequestHints & { readonly turn: Turn };
    return { ...said, id: this.id, trackingId: this.trackingId };
  }
}

/** The hints of a turn, for `handlePrerequisite`. */
export function hintsOf(turn: Turn): RequestHints {
  return new TurnHints(turn);
}

function rememberedOf(result: string | null): Remembered {
  if (result === null) return NOTHING_LEFT;
  const left = JSON.parse(result) as Readonly<Record<string, unknown>>;
  return {
    isResumed: left['then'] === 'continue',
    wasSent: left['wasSent'] === true,
    created: typeof left['created'] === 'string' ? left['created'] : null,
    updated: left['change'] === 'updated' ? namesIn(left['fields']) : null,
    isLoopAllowed: left['loop'] !== undefined,
    fetched: (left['fetched'] as readonly string[] | undefined) ?? [],
    asked: (left['asked'] as Remembered['asked'] | undefined) ?? null,
    waits: (left['waits'] as Remembered['waits'] | undefined) ?? null,
  };
}

function namesIn(given: unknown): string[] {
  return Array.isArray(given) ? given.map(String) : [];
}

function noLink(): Promise<void> {
  return Promise.reject(new TypeError('ctx.link is for the create of a record'));
}

function textOf(details: unknown): string {
  try {
    return JSON.stringify(details) ?? '';
  } catch {
    return 'details that are no JSON';
  }
}
