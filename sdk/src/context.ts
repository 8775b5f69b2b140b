import type { Json, RecordType, ScopeAction, Mode } from './vocabulary.js';

/** What the host lends a connector for one call. Everything is bound to one connection. */
export interface ConnectorContext<
  Settings = Readonly<Record<string, unknown>>,
  Secret extends string = string,
> {
  /** The saved presets of the connection, validated by the connector's own schema. */
  readonly settings: Settings;
  /** The newest live value of a declared secret. Never write it to the log or a record. */
  secret(name: Secret): string;
  /** The only way out: authentication, limits, time-outs, the egress guard and recording are inside. */
  readonly http: ConnectorHttp;
  /** Small values kept for the connection: cursors, tokens of a session. Durable. */
  readonly state: ConnectorState;
  /** Lines for the operator of the connection. */
  readonly log: ConnectorLog;
  /** Aborts when the call's deadline passes or the worker lost its lease. Pass it on where you wait. */
  readonly signal: AbortSignal;
  /** When this call must have ended, in milliseconds since the epoch. */
  readonly deadline: number;
  /** The connection served; its mode never changes. */
  readonly connection: {
    /** `con_…`. */
    readonly id: string;
    /** As its operator named it; it may change. */
    readonly name: string;
    /** `live` or `sandbox`. */
    readonly mode: Mode;
  };
  /** The name of the first declared scope of a type and action. Throws BadConfig naming the pair when there is none. */
  readonly scopeFor: (type: RecordType, action: ScopeAction) => string;
  /** The record type whose preset holds this prefix, by the connector's `prefixes`; undefined when none does. */
  readonly typeForPrefix: (prefix: string) => RecordType | undefined;
  /** Remembers a remote id at once, before the transfer ends, so that a broken create updates next time. */
  readonly link: (type: RecordType, externalId: string) => Promise<void>;
  /** The request being run: its original scope name and the headers of its hook are hints, not keys. */
  readonly request?: RequestHints;
}

/** Hints about the request a connector function runs for. */
export interface RequestHints {
  /** The request's public id. */
  readonly id: string;
  /** One id for the hook's whole tree of requests. */
  readonly trackingId: string;
  /** What kind of record it moves. */
  readonly type: RecordType;
  /** What happened to the record. */
  readonly action: ScopeAction;
  /** The event's name as the external system gave it. */
  readonly scope: string;
  /** TO: the external id in its canonical form; FROM: the hub record's id. */
  readonly externalId: string;
  /** Milliseconds since it was queued: what makes sense only while somebody waits for it is not begun late. */
  readonly ageMs: number;
  /** Of the hook, names in lower case; empty where no hook was the cause. */
  readonly headers: Readonly<Record<string, string>>;
  /** The record inside the hook, where the scope carries one. */
  readonly payload?: Json;
  /**
   * The same for every repetition of one write (a create keeps it until a link exists). Send it as the
   * destination's idempotency key.
   */
  readonly writeKey?: string;
}

/** One outbound call. */
export interface HttpRequest {
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Absolute, or relative to the connector's `baseUrl`, whose path it continues. */
  readonly url: string;
  /** Added to the address; undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Added to those of authentication. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is. */
  readonly body?: string | Uint8Array;
  /** Sent as application/x-www-form-urlencoded. */
  readonly form?: Readonly<Record<string, string>>;
  /** Milliseconds; default 30,000, never past the call's deadline. */
  readonly timeoutMs?: number;
  /**
   * Statuses handed back instead of thrown. By default every status of 400 and over becomes the failure it
   * stands for: 401 AuthExpired, 404 and 410 NotFound, 409 Conflict, 429 RateLimited, 400 and 422 Invalid,
   * 502, 503 and 504 Unavailable, anything else RetryLater. Redirects are not followed: 301 and 308 become
   * BadConfig, 302, 303 and 307 RetryLater.
   */
  readonly accept?: readonly number[];
}

/** The answer to an outbound call; at most 32 MiB of body. */
export interface HttpResponse {
  /** The HTTP status. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. */
  text(): string;
  /** Parsed JSON; numbers a double cannot hold arrive as strings. Throws RetryLater when it is not JSON. */
  json<T = Json>(): T;
}

/** Outbound HTTP. */
export interface ConnectorHttp {
  /** Any call; redirects and statuses of 400 and over become failures unless accepted. */
  request(request: HttpRequest): Promise<HttpResponse>;
  /** A GET. */
  get(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  /** A POST; send `ctx.request.writeKey` with it where the system takes idempotency keys. */
  post(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  /** A PUT. */
  put(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  /** A PATCH. */
  patch(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  /** A DELETE. */
  delete(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
}

/** Durable key/value state of a connection. Keys up to 200 characters, values up to 64 KiB of JSON. */
export interface ConnectorState {
  /** The value, or undefined where there is none or it has expired. */
  get<T = Json>(key: string): Promise<T | undefined>;
  /** `ttlMs`: gone after this many milliseconds. */
  set(key: string, value: unknown, options?: { readonly ttlMs?: number }): Promise<void>;
  /** Writes only when the stored value still equals `expected` (undefined: there is none). */
  compareAndSet(key: string, expected: unknown, value: unknown): Promise<boolean>;
}

/** Lines an operator reads, kept with the tracking id; secrets of the connection are masked. */
export interface ConnectorLog {
  /** For the author: kept only at the debug level. */
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  /** For the operator: what was done. */
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  /** For the operator: what needs a look and stopped nothing. */
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}
