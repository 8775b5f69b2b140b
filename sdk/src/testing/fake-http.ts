import type { ConnectorHttp, HttpRequest, HttpResponse } from '../context.js';
import { parseExact } from '../exact-json.js';
import { RetryLater } from '../failures.js';
import { failureOfStatus } from './status-failure.js';
import type { Json } from '../vocabulary.js';

/** A call as it would have left: address and headers are final. */
export interface RecordedCall {
  /** In capitals. */
  readonly method: string;
  /** With the query. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What was sent as JSON, or the body as text. */
  readonly body: unknown;
}

/** What the fake system answers. */
export interface FakeAnswer {
  /** Default 200. */
  readonly status?: number;
  /** Default none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The body, as JSON. */
  readonly json?: unknown;
  /** The body, where it is no JSON. */
  readonly text?: string;
}

/** How the calls of a fake are made complete. */
export interface FakeHttpOptions {
  readonly baseUrl: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Ends calls as the host does: with RetryLater. Default: nothing does. */
  readonly signal?: AbortSignal;
  /** Answers a call; undefined is a 404. May throw a failure. */
  respond(call: RecordedCall): FakeAnswer | undefined | Promise<FakeAnswer | undefined>;
}

type Options = Omit<HttpRequest, 'method' | 'url'>;

/** `ctx.http` without a network: records each call, answers by script, throws what a status stands for. */
export class FakeHttp implements ConnectorHttp {
  readonly calls: RecordedCall[] = [];

  constructor(private readonly options: FakeHttpOptions) {}

  async request(request: HttpRequest): Promise<HttpResponse> {
    const call = this.#callOf(request);
    this.calls.push(call);
    const answered = await this.#unlessAborted(async () => this.options.respond(call));
    const { status = 200, headers = {}, json, text } = answered ?? { status: 404 };
    const body = text ?? (json === undefined ? '' : JSON.stringify(json));
    const message = `${call.method} ${this.#addressOf(request).href} was answered ${status}: ${body.slice(0, 200)}`;
    const failure = request.accept?.includes(status)
      ? undefined
      : failureOfStatus({ status, headers, message }, Date.now());
    if (failure) throw failure;
    return { status, headers, text: () => body, json: <T = Json>() => parsed(body) as T };
  }

  get(url: string, options?: Options): Promise<HttpResponse> {
    return this.request({ ...options, method: 'GET', url });
  }

  post(url: string, options?: Options): Promise<HttpResponse> {
    return this.request({ ...options, method: 'POST', url });
  }

  put(url: string, options?: Options): Promise<HttpResponse> {
    return this.request({ ...options, method: 'PUT', url });
  }

  patch(url: string, options?: Options): Promise<HttpResponse> {
    return this.request({ ...options, method: 'PATCH', url });
  }

  delete(url: string, options?: Options): Promise<HttpResponse> {
    return this.request({ ...options, method: 'DELETE', url });
  }

  async #unlessAborted<T>(answer: () => Promise<T>): Promise<T> {
    const { signal } = this.options;
    if (signal === undefined) return answer();
    const aborted = Promise.withResolvers<never>();
    const onAbort = (): void => aborted.reject(new RetryLater('the call was aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      return await Promise.race([aborted.promise, answer()]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** The address without what authentication adds to it: it is told in messages. */
  #addressOf(request: HttpRequest): URL {
    const url = addressOf(request.url, this.options.baseUrl);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      if (value !== undefined) url.searchParams.append(name, String(value));
    }
    return url;
  }

  #callOf(request: HttpRequest): RecordedCall {
    const url = this.#addressOf(request);
    for (const [name, value] of Object.entries(this.options.query)) url.searchParams.append(name, value);
    const given = { ...this.options.headers, ...contentTypeOf(request), ...request.headers };
    const headers = Object.entries(given).map(([name, value]) => [name.toLowerCase(), value] as const);
    return {
      method: request.method ?? 'GET',
      url: url.href,
      headers: Object.fromEntries(headers),
      body: bodyOf(request),
    };
  }
}

/** A relative address continues the base's path, as the host joins them. */
function addressOf(url: string, base: string | undefined): URL {
  if (URL.canParse(url)) return new URL(url);
  if (base === undefined) throw new TypeError(`'${url}' is relative, and the connector has no baseUrl`);
  return new URL(url.replace(/^\//, ''), base.endsWith('/') ? base : `${base}/`);
}

function contentTypeOf({ json, form }: HttpRequest): Readonly<Record<string, string>> {
  if (json !== undefined) return { 'content-type': 'application/json' };
  return form ? { 'content-type': 'application/x-www-form-urlencoded' } : {};
}

function bodyOf({ json, form, body }: HttpRequest): unknown {
  if (json !== undefined) return JSON.parse(JSON.stringify(json)) as unknown;
  if (form) return new URLSearchParams(form).toString();
  return typeof body === 'object' ? Buffer.from(body).toString() : body;
}

function parsed(body: string): unknown {
  try {
    return parseExact(body);
  } catch {
    throw new RetryLater(`the answer is no JSON: ${body.slice(0, 200)}`);
  }
}
