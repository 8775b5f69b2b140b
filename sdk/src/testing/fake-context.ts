import { isDeepStrictEqual } from 'node:util';

import type { AnyConnector, ScopeDefinition, ScopeTuple } from '../connector.js';
import type { ConnectorContext, ConnectorLog, ConnectorState, RequestHints } from '../context.js';
import { BadConfig } from '../failures.js';
import type { Mode, RecordType, ScopeAction } from '../vocabulary.js';
import { credentialsOf } from './fake-credentials.js';
import { FakeHttp, type FakeHttpOptions, type RecordedCall } from './fake-http.js';

/** What the fake host lends. */
export interface FakeContextOptions {
  /** Validated by the connector's presets, defaults filled in. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Values by name; a secret that is asked for and not here fails as `BadConfig`. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Answers each call. Default: every call is a 404. */
  readonly respond?: FakeHttpOptions['respond'];
  /** What `ctx.request` holds. Default: no hook. */
  readonly request?: Partial<RequestHints>;
  /** What `ctx.state` holds at the start. Default empty. */
  readonly state?: Readonly<Record<string, unknown>>;
  /** Default `live`. */
  readonly mode?: Mode;
  /** What aborts the call. Default: nothing does. */
  readonly signal?: AbortSignal;
}

/** A context with what the connector did with it. */
export interface FakeContext extends ConnectorContext<never> {
  /** The calls of `ctx.http`, in order. */
  readonly calls: readonly RecordedCall[];
  /** What `ctx.link` was told, in order. */
  readonly links: readonly {
    /** The record's type. */
    readonly type: RecordType;
    /** Its id in the system. */
    readonly externalId: string;
  }[];
  /** What was logged, in order. */
  readonly lines: readonly LogLine[];
}

/** A line a connector wrote. */
export interface LogLine {
  /** How much it matters. */
  readonly level: keyof ConnectorLog;
  /** As written. */
  readonly message: string;
  /** What was given beside it. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/**
 * A context for calling a connector's functions without a host or a network: calls are recorded, and answered by `respond`,
 * or with 404. Throws what the connector's presets throw for settings that do not parse; its `secret` throws BadConfig for
 * one that was given no value.
 */
export function fakeContext(connector: AnyConnector, options: FakeContextOptions = {}): FakeContext {
  const { secrets = {}, respond = () => undefined, mode = 'live' } = options;
  const signal = options.signal ?? new AbortController().signal;
  const settings =
    connector.presets === undefined ? {} : (connector.presets.parse(options.settings ?? {}) as object);
  const secret = (name: string): string => {
    const value = Object.hasOwn(secrets, name) ? secrets[name] : undefined;
    if (value === undefined) throw new BadConfig(`the secret '${name}' has no value`, name);
    return value;
  };
  const { baseUrl } = connector;
  const http = new FakeHttp({
    baseUrl: typeof baseUrl === 'function' ? baseUrl(settings) : baseUrl,
    ...credentialsOf(connector, settings, secret),
    signal,
    respond,
  });
  const links: { type: RecordType; externalId: string }[] = [];
  const lines: LogLine[] = [];
  return {
    settings: settings as never,
    secret,
    http,
    state: fakeState(options.state ?? {}),
    log: fakeLog(lines),
    signal,
    deadline: Date.now() + 30_000,
    connection: { id: 'con_fake', name: connector.name, mode },
    scopeFor: (type, action) => scopeFor(connector, type, action),
    typeForPrefix: (prefix) => typeForPrefix(connector, settings, prefix),
    link: async (type, externalId) => void links.push({ type, externalId }),
    request: { ...NO_REQUEST, ...options.request },
    calls: http.calls,
    links,
    lines,
  };
}

const NO_REQUEST: RequestHints = {
  id: 'req_fake',
  trackingId: 'trk_fake',
  type: 'NONE',
  action: 'NONE',
  scope: '',
  externalId: '',
  ageMs: 0,
  headers: {},
  writeKey: 'write-key',
};

function scopeFor(connector: AnyConnector, type: RecordType, action: ScopeAction): string {
  const scopes: readonly (readonly [string, ScopeTuple | ScopeDefinition])[] = Object.entries(
    connector.scopes,
  );
  const found = scopes.find(([, scope]) =>
    'type' in scope
      ? scope.type === type && scope.action === action
      : scope[0] === type && scope[1] === action,
  );
  if (!found) throw new BadConfig(`no scope is declared for (${type}, ${action})`, `${type} ${action}`);
  return found[0];
}

function typeForPrefix(
  { prefixes = {} }: AnyConnector,
  settings: object,
  prefix: string,
): RecordType | undefined {
  const entries = Object.entries(prefixes as Readonly<Record<string, RecordType>>);
  return entries.find(([preset]) => Reflect.get(settings, preset) === prefix)?.[1];
}

function fakeState(initial: Readonly<Record<string, unknown>>): ConnectorState {
  const values = new Map(Object.entries(initial));
  return {
    get: async <T>(key: string) => values.get(key) as T | undefined,
    set: async (key, value) => void values.set(key, value),
    compareAndSet: async (key, expected, value) => {
      if (!isDeepStrictEqual(values.get(key), expected)) return false;
      values.set(key, value);
      return true;
    },
  };
}

function fakeLog(lines: LogLine[]): ConnectorLog {
  const at = (level: keyof ConnectorLog) => (message: string, details?: LogLine['details']) =>
    void lines.push({ level, message, ...(details ? { details } : {}) });
  return { debug: at('debug'), info: at('info'), warn: at('warn') };
}
