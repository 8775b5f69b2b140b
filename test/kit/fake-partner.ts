import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call the partner got. */
export interface PartnerCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The body as it came: what was parsed has lost what a double cannot hold. */
  readonly text: string;
  /** True when its idempotency key was seen before: the stored answer was given, nothing was written. */
  readonly isRepeat: boolean;
}

type Wrong =
  | { status: number; headers?: Record<string, string>; body?: unknown }
  | 'hang'
  | 'reset'
  | 'lose'
  | undefined;

/**
 * How the partner misbehaves: an answer instead of the ordinary one, or undefined to behave; as a promise it is late,
 * with the answer as with the effect. `hang`: no effect and no answer; `lose`: the effect, and no answer.
 */
export type Misbehaviour = (call: PartnerCall) => Wrong | Promise<Wrong>;

interface Stored {
  readonly id: string;
  version: number;
  data: Record<string, unknown>;
}

/**
 * A system at the other end, over real HTTP: a JSON/REST store of any collections that honours idempotency keys,
 * records every call, and can misbehave.
 *
 * `GET /<things>`, `GET|PUT|PATCH|DELETE /<things>/:id`, `POST /<things>`; ids are given by the partner (`p1`, …)
 * unless the record brings an `id`.
 */
export interface FakePartner extends AsyncDisposable {
  readonly url: string;
  readonly calls: PartnerCall[];
  records(collection: string): Record<string, unknown>[];
  record(collection: string, id: string): Record<string, unknown> | undefined;
  put(collection: string, id: string, data: Record<string, unknown>): void;
  remove(collection: string, id: string): void;
  /** Every write in the order it took effect. */
  readonly writes: {
    readonly collection: string;
    readonly id: string;
    readonly data: unknown;
    readonly key: string | null;
  }[];
  misbehave(how: Misbehaviour | undefined): void;
  /** Headers beside every answer, made when it is given. */
  answerWith(headers: (() => Readonly<Record<string, string>>) | undefined): void;
  /** Called when a write arrives, before it is answered. */
  onWrite(listener: ((call: PartnerCall) => void) | undefined): void;
  close(): Promise<void>;
}

/** What kind of system it is. */
export interface PartnerWays {
  /** What it makes of a record it is to hold: it truncates, rounds, … Default: nothing. */
  readonly keeps?: (data: Record<string, unknown>) => Record<string, unknown>;
  /** The ids it gives begin with it; default `p`. */
  readonly idPrefix?: string;
  /** A record is another than it was, whoever wrote it. */
  readonly onStored?: (change: { collection: string; id: string; version: number }) => void;
}

export async function fakePartner(ways: PartnerWays = {}): Promise<FakePartner> {
  const { keeps = (data) => data, idPrefix = 'p', onStored } = ways;
  const collections = new Map<string, Map<string, Stored>>();
  const answersByKey = new Map<string, { status: number; body: unknown }>();
  const calls: PartnerCall[] = [];
  const writes: { collection: string; id: string; data: unknown; key: string | null }[] = [];
  let misbehaviour: Misbehaviour | undefined;
  let headersOf = (): Readonly<Record<string, string>> => ({});
  let writeListener: ((call: PartnerCall) => void) | undefined;
  let nextId = 1;

  const things = (collection: string): Map<string, Stored> => {
    const known = collections.get(collection) ?? new Map<string, Stored>();
    collections.set(collection, known);
    return known;
  };

  const write = (
    call: PartnerCall,
    collection: string,
    id: string | undefined,
  ): { status: number; body: unknown } => {
    const key = call.headers['idempotency-key'] ?? null;
    const store = things(collection);
    if (call.method === 'DELETE') {
      const isThere = id !== undefined && store.delete(id);
      if (isThere) writes.push({ collection, id, data: null, key });
      return isThere ? { status: 204, body: undefined } : { status: 404, body: { error: 'not found' } };
    }
    const data = call.body as Record<string, unknown>;
    if (id !== undefined) {
      const known = store.get(id);
      if (!known) return { status: 404, body: { error: 'not found' } };
      known.data = keeps({ ...known.data, ...data });
      known.version += 1;
      writes.push({ collection, id, data, key });
      onStored?.({ collection, id, version: known.version });
      return { status: 200, body: view(known) };
    }
    const made: Stored = {
      id: typeof data['id'] === 'string' ? data['id'] : `${idPrefix}${nextId++}`,
      version: 1,
      data: keeps(data),
    };
    store.set(made.id, made);
    writes.push({ collection, id: made.id, data, key });
    onStored?.({ collection, id: made.id, version: 1 });
    return { status: 201, body: view(made) };
  };

  const answer = (call: PartnerCall): { status: number; body: unknown } => {
    const [, collection = '', id] = call.path.split('/').map(decodeURIComponent);
    if (call.method === 'GET') {
      const store = things(collection);
      if (id === undefined) return { status: 200, body: { items: searched(store, call.query) } };
      const known = store.get(id);
      return known ? { status: 200, body: view(known) } : { status: 404, body: { error: 'not found' } };
    }
    const key = call.headers['idempotency-key'];
    const known = key === undefined ? undefined : answersByKey.get(key);
    if (known) return known;
    const made = write(call, collection, id);
    if (key !== undefined && made.status < 400) answersByKey.set(key, made);
    return made;
  };

  const server = createServer((request, response) => {
    void textOf(request).then(async (text) => {
      const url = new URL(request.url ?? '/', 'http://partner');
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const key = headers['idempotency-key'];
      const call: PartnerCall = {
        method: request.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers,
        body: parsed(text),
        text,
        isRepeat: key !== undefined && answersByKey.has(key),
      };
      calls.push(call);
      if (call.method !== 'GET') writeListener?.(call);
      const wrong = await misbehaviour?.(call);
      if (typeof wrong === 'string') {
        if (wrong === 'lose') answer(call);
        if (wrong === 'reset') request.socket.destroy();
        return;
      }
      const given = wrong ?? answer(call);
      send(response, given.status, given.body, { ...headersOf(), ...wrong?.headers });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    writes,
    records: (collection) => [...things(collection).values()].map(view),
    record: (collection, id) => {
      const known = things(collection).get(id);
      return known && view(known);
    },
    put: (collection, id, data) => {
      const known = things(collection).get(id);
      const version = (known?.version ?? 0) + 1;
      things(collection).set(id, { id, version, data: keeps(data) });
      onStored?.({ collection, id, version });
    },
    remove: (collection, id) => void things(collection).delete(id),
    misbehave: (how) => {
      misbehaviour = how;
    },
    answerWith: (headers) => {
      headersOf = headers ?? (() => ({}));
    },
    onWrite: (listener) => {
      writeListener = listener;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Fields that a query names must hold what it says; a record without such a field is left to who asks. */
function searched(store: ReadonlyMap<string, Stored>, query: URLSearchParams): Record<string, unknown>[] {
  const asked = [...query];
  const fits = ({ data }: Stored): boolean =>
    asked.every(([name, value]) => data[name] === undefined || textOfField(data[name]) === value);
  return [...store.values()].filter(fits).map(view);
}

function textOfField(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function view(stored: Stored): Record<string, unknown> {
  return { ...stored.data, id: stored.id, version: stored.version };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return text;
  }
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}
