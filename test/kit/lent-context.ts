import type { ConnectorContext, HttpRequest, HttpResponse, Json } from '@hookyard/sdk';

export interface LentByTest {
  readonly calls: HttpRequest[];
  readonly lines: unknown[];
  readonly linked: string[];
  readonly context: ConnectorContext;
  abort(): void;
}

/** A context that answers by a function, and remembers what was asked of it. */
export function aLentContext(
  answer: (request: HttpRequest) => { readonly status?: number; readonly text?: string } = () => ({}),
  more: Partial<ConnectorContext> = {},
): LentByTest {
  const calls: HttpRequest[] = [];
  const lines: unknown[] = [];
  const linked: string[] = [];
  const kept = new Map<string, unknown>();
  const aborter = new AbortController();
  const request = async (given: HttpRequest): Promise<HttpResponse> => {
    calls.push(given);
    const { status = 200, text = '{}' } = answer(given);
    return { status, headers: { 'x-of': 'test' }, text: () => text, json: <T>() => JSON.parse(text) as T };
  };
  const by = (method: HttpRequest['method']) => (url: string, options?: object) =>
    request({ ...options, method, url });
  const log = (level: string) => (message: string, details?: unknown) =>
    void lines.push(details === undefined ? [level, message] : [level, message, details]);
  const context: ConnectorContext = {
    settings: { baseUrl: 'https://acme.example', prefix: 'Car' },
    connection: { id: 'con_1', name: 'Acme', mode: 'live' },
    deadline: Date.now() + 30_000,
    signal: aborter.signal,
    secret: (name) => {
      if (name !== 'apiKey') throw new TypeError(`no secret ${name}`);
      return 'k-1';
    },
    scopeFor: () => 'changed',
    typeForPrefix: (prefix) => (prefix === 'Car' ? 'PRODUCT' : undefined),
    link: async (type, id) => void linked.push(`${type} ${id}`),
    http: {
      request,
      get: by('GET'),
      post: by('POST'),
      put: by('PUT'),
      patch: by('PATCH'),
      delete: by('DELETE'),
    },
    state: {
      get: async <T = Json>(key: string) => kept.get(key) as T | undefined,
      set: async (key, value) => void kept.set(key, value),
      compareAndSet: async (key, expected, value) => {
        if (JSON.stringify(kept.get(key)) !== JSON.stringify(expected)) return false;
        kept.set(key, value);
        return true;
      },
    },
    log: { debug: log('debug'), info: log('info'), warn: log('warn') },
    request: {
      id: 'req_1',
      trackingId: 'trk_1',
      type: 'PRODUCT',
      action: 'UPDATED',
      scope: 'changed',
      externalId: '7',
      ageMs: 0,
      headers: {},
      writeKey: 'w-1',
    },
    ...more,
  };
  return { calls, lines, linked, context, abort: () => aborter.abort() };
}
