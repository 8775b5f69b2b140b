import { setTimeout } from 'node:timers/promises';

import {
  RetryLater,
  type ConnectorHttp,
  type HttpRequest,
  type HttpResponse,
  type Json,
} from '@hookyard/sdk';

import { isEgressError, type Egress, type EgressAnswer, type EgressRequest } from '../egress/index.js';
import { parseJson } from '../expressions/index.js';
import type { Spending } from './budget/budget.js';
import type { CallRecorder } from './call-recorder.js';
import type { Applied, ConnectionAuth } from './connection-auth.js';
import { failureOfEgress, failureOfRedirect, failureOfStatus, isLost } from './http-failure.js';
import type { Mask } from './masking.js';

/** What one turn lends its calls. */
export interface CallScope {
  readonly signal: AbortSignal;
  readonly calls: CallRecorder;
  /** When the connector's call must have ended. */
  readonly deadline: number;
  readonly trackingId: string;
  /** False when the turn is over: a connector that goes on anyway calls nobody any more. */
  readonly isRunning: boolean;
  /** What its calls are counted against. */
  readonly spending: Spending | null;
  now(): number;
}

export interface ConnectionHttpOptions {
  readonly egress: Egress;
  /** Whose sockets its calls take: the connection's own. */
  readonly caller: string;
  readonly auth: ConnectionAuth;
  readonly baseUrl: string | undefined;
  readonly mask: Mask;
  readonly callTimeoutMs: number;
}

interface Prepared {
  readonly call: EgressRequest & { readonly url: URL };
  /** The token that went with it, where one that can be renewed did. */
  readonly token: Applied;
}

interface Called {
  readonly prepared: Prepared;
  readonly answer: EgressAnswer;
  readonly startedAt: number;
}

type BodyOptions = Omit<HttpRequest, 'method' | 'url'>;

const READS = new Set(['GET', 'HEAD']);
const ANSWER_CHARS = 500;
/** Nobody follows them: the address that would be called was judged by nobody. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** `ctx.http` of one turn: everything of the connection applied, every failure one of the closed set. */
export class TurnHttp implements ConnectorHttp {
  constructor(
    private readonly options: ConnectionHttpOptions,
    private readonly scope: CallScope,
  ) {}

  readonly get = (url: string, options?: BodyOptions): Promise<HttpResponse> =>
    this.request({ ...options, method: 'GET', url });
  readonly post = (url: string, options?: BodyOptions): Promise<HttpResponse> =>
    this.request({ ...options, method: 'POST', url });
  readonly put = (url: string, options?: BodyOptions): Promise<HttpResponse> =>
    this.request({ ...options, method: 'PUT', url });
  readonly patch = (url: string, options?: BodyOptions): Promise<HttpResponse> =>
    this.request({ ...options, method: 'PATCH', url });
  readonly delete = (url: string, options?: BodyOptions): Promise<HttpResponse> =>
    this.request({ ...options, method: 'DELETE', url });

  readonly request = async (request: HttpRequest): Promise<HttpResponse> => {
    const first = await this.call(request);
    const isOver = first.answer.status === 401 && first.prepared.token !== null;
    const { answer, prepared, startedAt } = isOver ? await this.again(request, first) : first;
    if (!isFailure(answer.status) || request.accept?.includes(answer.status)) {
      this.keep(prepared.call, startedAt, { status: answer.status });
      return new Answer(answer);
    }
    throw this.refused(prepared.call, answer, startedAt);
  };

  private async call(request: HttpRequest): Promise<Called> {
    const { scope } = this;
    if (!scope.isRunning) throw new RetryLater('the call came after its time');
    await scope.spending?.call(scope.deadline);
    const prepared = await this.prepare(request);
    const startedAt = scope.now();
    const answer = await this.send(prepared.call, startedAt);
    scope.calls.answered(answer.status);
    scope.calls.detail?.called(prepared.call, scope.now() - startedAt, { answer });
    scope.spending?.answered(answer.headers);
    return { prepared, answer, startedAt };
  }

  /** Once, with a token that was not refused yet: a 401 took no effect, so a write is repeated, too. */
  private async again(request: HttpRequest, first: Called): Promise<Called> {
    const { token, call } = first.prepared;
    const { auth } = this.options;
    if (token === null || !(await this.inTime(auth.renew(token)))) return first;
    this.keep(call, first.startedAt, { status: first.answer.status });
    return this.call(request);
  }

  /** What others wait for as well is not ended for one of them: this one leaves. */
  private async inTime<T>(work: T | Promise<T>): Promise<T> {
    if (!(work instanceof Promise)) return work;
    const { signal, deadline } = this.scope;
    const left = Math.max(0, deadline - this.scope.now());
    const leaving = new AbortController();
    const late = setTimeout(left, undefined, { signal: AbortSignal.any([leaving.signal, signal]) }).then(
      () => {
        throw new RetryLater('no access token was had in time');
      },
      () => {
        throw new RetryLater('the call was given up while it waited for an access token');
      },
    );
    try {
      return await Promise.race([work, late]);
    } finally {
      leaving.abort();
      late.catch(() => undefined);
    }
  }

  private async send(
    prepared: EgressRequest & { readonly url: URL },
    startedAt: number,
  ): Promise<EgressAnswer> {
    const { scope, options } = this;
    const traced = scope.calls.tracing?.call(prepared.method, prepared.url);
    const call = traced?.traceparent ? withTraceparent(prepared, traced.traceparent) : prepared;
    scope.calls.count += 1;
    try {
      const answer = await options.egress.request(call);
      traced?.answered(answer.status);
      return answer;
    } catch (error) {
      traced?.unanswered(isEgressError(error) ? error.kind : 'unknown');
      throw this.unanswered(call, error, startedAt);
    }
  }

  private async prepare(request: HttpRequest): Promise<Prepared> {
    const { options, scope } = this;
    const url = urlOf(request, options.baseUrl);
    const { body, contentType } = bodyOf(request);
    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'hookyard' };
    if (contentType) headers['content-type'] = contentType;
    headers['hookyard-tracking-id'] = scope.trackingId;
    for (const name of Object.keys(request.headers ?? {}))
      headers[name.toLowerCase()] = request.headers?.[name] ?? '';
    const token = await this.inTime(options.auth.apply(url, headers));
    const call = {
      method: request.method ?? (body === undefined ? 'GET' : 'POST'),
      url,
      headers,
      body,
      caller: options.caller,
      signal: scope.signal,
      timeoutMs: Math.max(
        1,
        Math.min(request.timeoutMs ?? options.callTimeoutMs, scope.deadline - scope.now()),
      ),
    };
    return { call, token };
  }

  private unanswered(call: EgressRequest, error: unknown, startedAt: number): unknown {
    if (!isEgressError(error)) return error;
    const { scope } = this;
    scope.calls.unanswered({ isWrite: !READS.has(call.method), isLost: isLost(error), now: scope.now() });
    const said = `${error.kind}: ${error.details.detail ?? ''}`;
    this.keep(call, startedAt, { error: said });
    scope.calls.detail?.called(call, scope.now() - startedAt, { error: said });
    return failureOfEgress(error);
  }

  private refused(call: EgressRequest, answer: EgressAnswer, startedAt: number): Error {
    const { mask } = this.options;
    const said = mask(answer.body.toString('utf8', 0, ANSWER_CHARS * 2)).slice(0, ANSWER_CHARS);
    this.keep(call, startedAt, { status: answer.status, answer: said });
    const place = answer.headers['location'];
    const to = place === undefined ? '' : ` to ${mask(place).slice(0, 200)}`;
    const description = `${call.method} ${mask(String(call.url))}${to}${said ? `: ${said.slice(0, 200)}` : ''}`;
    const refused = { status: answer.status, headers: answer.headers, description };
    return REDIRECTS.has(answer.status)
      ? failureOfRedirect(refused)
      : failureOfStatus(refused, this.scope.now());
  }

  private keep(
    call: EgressRequest,
    startedAt: number,
    facts: { status?: number; error?: string; answer?: string },
  ): void {
    const { scope, options } = this;
    scope.calls.keep({
      method: call.method,
      url: () => options.mask(String(call.url)).slice(0, 500),
      tookMs: scope.now() - startedAt,
      ...facts,
    });
  }
}

class Answer implements HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(private readonly answer: EgressAnswer) {
    this.status = answer.status;
    this.headers = answer.headers;
  }

  text(): string {
    return this.answer.body.toString('utf8');
  }

  json<T = Json>(): T {
    try {
      return parseJson(this.text()) as T;
    } catch (error) {
      throw Object.assign(new RetryLater(`the answer (status ${this.status}) is not JSON`), { cause: error });
    }
  }
}

/** Whatever a connector set itself goes before it. */
function withTraceparent(call: EgressRequest, traceparent: string): EgressRequest {
  return { ...call, headers: { traceparent, ...call.headers } };
}

function isFailure(status: number): boolean {
  return status >= 400 || REDIRECTS.has(status);
}

/** Relative URLs are appended to the base, its own path included; nothing climbs out of it by `..` unseen. */
function urlOf({ url, query }: HttpRequest, baseUrl: string | undefined): URL {
  const isAbsolute = /^[a-z][a-z0-9+.-]*:/i.test(url) || url.startsWith('//');
  const text =
    isAbsolute || baseUrl === undefined ? url : `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
  const parsed = URL.parse(text);
  if (!parsed) throw new TypeError(`no absolute URL can be made of "${url.slice(0, 200)}": set baseUrl`);
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) parsed.searchParams.append(name, String(value));
  }
  return parsed;
}

function bodyOf(request: HttpRequest): { body?: string | Buffer; contentType?: string } {
  if (request.json !== undefined)
    return { body: JSON.stringify(request.json), contentType: 'application/json' };
  if (request.form) {
    return {
      body: new URLSearchParams(request.form).toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  if (request.body === undefined) return {};
  return { body: typeof request.body === 'string' ? request.body : Buffer.from(request.body) };
}
