import {
  RetryLater,
  type ConnectorContext,
  type ConnectorLog,
  type Json,
  type RecordType,
  type RequestHints,
} from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import type { ClaimedRequest } from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

import { CallRecorder } from './call-recorder.js';
import type { ConnectionRuntime } from './connection-runtime.js';
import { TurnHttp, type CallScope } from './connector-http.js';
import type { Phase } from './failure-table.js';
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
  /** An update was answered, and its link had moved meanwhile: what the system holds now is not known. */
  readonly hasUpdated: boolean;
  /** It was held as part of a loop, and a person let it go on. */
  readonly isLoopAllowed: boolean;
}

/** The connector's timer gets this much longer than its calls, so that theirs speaks first. */
const GRACE_MS = 100;
const MOST_LOG_CHARS = 2_000;

/** One turn of one request: its connection, its clock, what it did outside, and what it lends the connector. */
export class Turn implements CallScope {
  readonly calls = new CallRecorder();
  readonly startedAt: number;
  readonly payload: Json | undefined;
  readonly remembered: Remembered;
  phase: Phase = 'prerequisite';
  deadline = 0;
  isRunning = true;
  /** Whether the system was asked for something and answered. */
  hasReached = false;
  /** The key of the write under way; see `ctx.request.writeKey`. */
  writeKey: string | undefined;
  headers: Readonly<Record<string, string>> = {};
  /** Where `ctx.link` puts an id; set by the story that makes a record. */
  link: (type: RecordType, externalId: string) => Promise<void> = noLink;
  private ids: { request: string; tracking: string } | undefined;

  constructor(
    readonly request: ClaimedRequest,
    readonly runtime: ConnectionRuntime,
    readonly signal: AbortSignal,
    private readonly options: TurnOptions,
  ) {
    this.startedAt = options.clock.now();
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

  now(): number {
    return this.options.clock.now();
  }

  /** Runs one function of the connector: within its time, with a context that ends with it. */
  async call<T>(phase: Phase, run: (ctx: ConnectorContext) => T | PromiseLike<T>): Promise<T> {
    this.phase = phase;
    const { callTimeoutMs } = this.options;
    this.deadline = this.now() + callTimeoutMs;
    const context = new TurnContext(this);
    const ended = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      context.end();
      ended.reject(new CallTimedOut(`the connector did not answer within ${callTimeoutMs} ms`));
    }, callTimeoutMs + GRACE_MS);
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
  readonly request: RequestHints;
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
    this.request = new TurnHints(turn);
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
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: Json | undefined;
  readonly writeKey: string | undefined;

  constructor(private readonly turn: Turn) {
    const { request } = turn;
    this.type = request.type;
    this.action = request.action;
    this.scope = request.scope;
    this.externalId = request.recordId;
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
}

/** The hints of a turn, for `handlePrerequisite`. */
export function hintsOf(turn: Turn): RequestHints {
  return new TurnHints(turn);
}

function rememberedOf(result: string | null): Remembered {
  if (result === null)
    return { isResumed: false, wasSent: false, created: null, hasUpdated: false, isLoopAllowed: false };
  const left = JSON.parse(result) as Readonly<Record<string, unknown>>;
  return {
    isResumed: left['then'] === 'continue',
    wasSent: left['wasSent'] === true,
    created: typeof left['created'] === 'string' ? left['created'] : null,
    hasUpdated: left['change'] === 'updated',
    isLoopAllowed: left['loop'] !== undefined,
  };
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
