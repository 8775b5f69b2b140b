import type { Json, RecordType, ScopeAction, Mode } from './vocabulary.js';

/** What the host lends a connector for one call. Everything is bound to one connection. */
export interface ConnectorContext<
  Settings = Readonly<Record<string, unknown>>,
  Secret extends string = string,
> {
  /** The saved presets of the connection, validated by the connector's own schema. */
  readonly settings: Settings;
  /** The newest live value of a declared secret. Never write it to the log or a record. */
  readonly secret: (name: Secret) => string;
  /** The only way out: authentication, limits, time-outs, the egress guard and recording are inside. */
  readonly http: ConnectorHttp;
  /** Small values kept for the connection: cursors, tokens of a session. Durable. */
  readonly state: ConnectorState;
  readonly log: ConnectorLog;
  /** Aborts when the call's deadline passes or the worker lost its lease. Pass it on where you wait. */
  readonly signal: AbortSignal;
  /** When this call must have ended, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly connection: { readonly id: string; readonly name: string; readonly mode: Mode };
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
  readonly id: string;
  readonly trackingId: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly scope: string;
  readonly externalId: string;
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
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  /** Absolute, or relative to the connection's base URL (`webhook`-independent: `auth.baseUrl` of the connector). */
  readonly url: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
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
   * 502, 503 and 504 Unavailable, anything else RetryLater.
   */
  readonly accept?: readonly number[];
}

/** The answer to an outbound call; at most 32 MiB of body. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  text(): string;
  /** Parsed JSON; numbers a double cannot hold arrive as strings. Throws RetryLater when it is not JSON. */
  json<T = Json>(): T;
}

/** Outbound HTTP. */
export interface ConnectorHttp {
  request(request: HttpRequest): Promise<HttpResponse>;
  get(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  post(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  put(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  patch(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
  delete(url: string, options?: Omit<HttpRequest, 'method' | 'url'>): Promise<HttpResponse>;
}

/** Durable key/value state of a connection. Keys up to 200 characters, values up to 64 KiB of JSON. */
export interface ConnectorState {
  get<T = Json>(key: string): Promise<T | undefined>;
  /** `ttlMs`: gone after this many milliseconds. */
  set(key: string, value: unknown, options?: { readonly ttlMs?: number }): Promise<void>;
  /** Writes only when the stored value still equals `expected` (undefined: there is none). */
  compareAndSet(key: string, expected: unknown, value: unknown): Promise<boolean>;
}

/** Lines an operator reads, kept with the tracking id; secrets of the connection are masked. */
export interface ConnectorLog {
  debug(message: string, details?: Readonly<Record<string, unknown>>): void;
  info(message: string, details?: Readonly<Record<string, unknown>>): void;
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
}
