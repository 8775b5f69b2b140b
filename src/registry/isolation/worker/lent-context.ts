import {
  RetryLater,
  type ConnectorContext,
  type ConnectorHttp,
  type ConnectorLog,
  type ConnectorState,
  type HttpRequest,
  type HttpResponse,
  type Json,
  type RecordType,
  type RequestHints,
  type ScopeAction,
} from '@hookyard/sdk';

import { parseJson } from '../../../expressions/index.js';
import type { Ask, AskAnswer, Lent, SyncAsk, WireRequest } from '../wire.js';
import { askAtOnce } from './channel.js';
import { logLine } from './log-lines.js';

/** What a call may ask of the host. */
export interface Asking {
  readonly call: number;
  readonly deadline: number;
  readonly signal: AbortSignal;
  ask(of: Ask, body?: Buffer): Promise<{ readonly answer: AskAnswer; readonly body: Buffer }>;
}

/** What is known of a connection here. Names that were asked for once need not be asked for again. */
export interface LentFacts extends Lent {
  readonly names: Map<string, unknown>;
}

type BodyOptions = Omit<HttpRequest, 'method' | 'url'>;

/** The context of one call: everything in it is the host's, and asked of it. */
export class LentContext implements ConnectorContext {
  readonly settings: Lent['settings'];
  readonly connection: Lent['connection'];
  readonly deadline: number;
  readonly signal: AbortSignal;
  readonly http: ConnectorHttp;
  readonly state: ConnectorState;
  readonly log: ConnectorLog;

  constructor(
    private readonly lent: LentFacts,
    private readonly asking: Asking,
    readonly request: RequestHints | undefined,
  ) {
    this.settings = lent.settings;
    this.connection = lent.connection;
    this.deadline = asking.deadline;
    this.signal = asking.signal;
    this.http = new LentHttp(asking);
    this.state = lentState(asking);
    const { call } = asking;
    this.log = {
      debug: (message, details) => logLine(call, 'debug', message, details),
      info: (message, details) => logLine(call, 'info', message, details),
      warn: (message, details) => logLine(call, 'warn', message, details),
    };
  }

  /** Asked for each time: a secret stays here no longer than the connector keeps it. */
  readonly secret = (name: string): string =>
    askAtOnce(this.asking.call, { what: 'secret', args: [String(name)] }) as string;

  readonly scopeFor = (type: RecordType, action: ScopeAction): string =>
    this.named({ what: 'scopeFor', args: [type, action] }) as string;

  readonly typeForPrefix = (prefix: string): RecordType | undefined =>
    this.named({ what: 'typeForPrefix', args: [prefix] }) as RecordType | undefined;

  readonly link = async (type: RecordType, externalId: string): Promise<void> => {
    await this.asking.ask({ what: 'link', args: [type, externalId] });
  };

  private named(of: SyncAsk): unknown {
    const { names } = this.lent;
    const key = [of.what, ...of.args].join('\n');
    if (!names.has(key)) names.set(key, askAtOnce(this.asking.call, of));
    return names.get(key);
  }
}

class LentHttp implements ConnectorHttp {
  constructor(private readonly asking: Asking) {}

  readonly get = (url: string, options?: BodyOptions) => this.request({ ...options, method: 'GET', url });
  readonly post = (url: string, options?: BodyOptions) => this.request({ ...options, method: 'POST', url });
  readonly put = (url: string, options?: BodyOptions) => this.request({ ...options, method: 'PUT', url });
  readonly patch = (url: string, options?: BodyOptions) => this.request({ ...options, method: 'PATCH', url });
  readonly delete = (url: string, options?: BodyOptions) =>
    this.request({ ...options, method: 'DELETE', url });

  readonly request = async (request: HttpRequest): Promise<HttpResponse> => {
    const { wire, body } = wireOf(request);
    const { answer, body: answered } = await this.asking.ask({ what: 'http', request: wire }, body);
    return new LentAnswer(answer.head ?? { status: 0, headers: {} }, answered);
  };
}

class LentAnswer implements HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    head: NonNullable<AskAnswer['head']>,
    private readonly body: Buffer,
  ) {
    this.status = head.status;
    this.headers = head.headers;
  }

  text(): string {
    return this.body.toString('utf8');
  }

  json<T = Json>(): T {
    try {
      return parseJson(this.text()) as T;
    } catch (error) {
      throw Object.assign(new RetryLater(`the answer (status ${this.status}) is not JSON`), { cause: error });
    }
  }
}

/** JSON is written here: its numbers keep their digits, and what cannot be written fails where it was given. */
function wireOf({ json, body, ...request }: HttpRequest): { wire: WireRequest; body?: Buffer } {
  if (json !== undefined) {
    const isNamed = Object.keys(request.headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
    const headers = isNamed ? request.headers : { ...request.headers, 'content-type': 'application/json' };
    return { wire: { ...request, headers, hasBody: 'text' }, body: Buffer.from(JSON.stringify(json)) };
  }
  if (request.form !== undefined || body === undefined) return { wire: request };
  const hasBody = typeof body === 'string' ? 'text' : 'bytes';
  return { wire: { ...request, hasBody }, body: Buffer.from(body as string) };
}

function lentState(asking: Asking): ConnectorState {
  const ask = (of: Ask) => asking.ask(of);
  return {
    get: async <T>(key: string) =>
      (await ask({ what: 'state.get', args: [key] })).answer.value as T | undefined,
    set: async (key, value, options) => {
      await ask({ what: 'state.set', args: options ? [key, value, options] : [key, value] });
    },
    compareAndSet: async (key, expected, value) => {
      const is = expected === undefined ? {} : { is: expected };
      return (await ask({ what: 'state.compareAndSet', args: [key, is, value] })).answer.value as boolean;
    },
  };
}
