import type { paths } from './operations.js';
import { problemOf } from './problem.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * Operations by method and path, laid out once: looked up in the description itself, path by path, they are more types
 * than the compiler makes of one union.
 */
type Operations = {
  readonly [M in Method]: {
    readonly [
      P in keyof paths as paths[P] extends Readonly<Record<Lowercase<M>, object>> ? P : never
    ]: paths[P][Lowercase<M> & keyof paths[P]];
  };
};

/** The paths that have an operation of the method. */
export type PathOf<M extends Method> = keyof Operations[M];

type PathPart<O> = O extends { parameters: { path: infer Path } } ? { readonly path: Path } : object;
type QueryPart<O> = O extends { parameters: { query: infer Query } }
  ? { readonly query: Query }
  : O extends { parameters: { query?: infer Query } }
    ? { readonly query?: Query }
    : object;
type BodyPart<O> = O extends { requestBody: { content: { 'application/json': infer Body } } }
  ? { readonly body: Body }
  : O extends { requestBody?: { content: { 'application/json': infer Body } } }
    ? { readonly body?: Body }
    : object;

/** What an operation takes, and how it is sent. */
export type Ask<M extends Method, P extends PathOf<M>> = PathPart<Operations[M][P]> &
  QueryPart<Operations[M][P]> &
  BodyPart<Operations[M][P]> & {
    /** The tag of what was read: another one now refuses the change. */
    readonly ifMatch?: string;
    /** Of a POST: repeats under it are done once. */
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
  };

type Json<R, Status extends number> =
  R extends Record<Status, { content: { 'application/json': infer Body } }> ? Body : never;
type AnswersOf<O> = O extends { responses: infer R } ? R : never;

/** What an operation answers; undefined where it answers no body. */
export type Answer<M extends Method, P extends PathOf<M>> =
  AnswersOf<Operations[M][P]> extends infer R
    ? [Json<R, 200> | Json<R, 201> | Json<R, 202>] extends [never]
      ? undefined
      : Json<R, 200> | Json<R, 201> | Json<R, 202>
    : never;

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
  /** For `ifMatch`. */
  readonly etag: string | null;
  /** It was done before, under this key. */
  readonly isReplayed: boolean;
}

export interface ClientOptions {
  /** Where the host answers: `https://yard.example`. */
  readonly url: string;
  /** An API key. */
  readonly key: string;
  readonly fetch?: typeof fetch;
}

interface Sent {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly ifMatch?: string;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** Typed apart from what does it: together, the operations are more types than the compiler makes of one union. */
type CallOperation = <M extends Method, P extends PathOf<M>>(
  method: M,
  path: P,
  ask: Ask<M, P>,
) => Promise<Answered<Answer<M, P>>>;

/** Calls operations by the names the description gives them. */
export class HookyardClient {
  constructor(private readonly options: ClientOptions) {}

  /** Throws ApiProblem for whatever is not 2xx. */
  readonly call = this.send.bind(this) as unknown as CallOperation;

  private async send(method: string, path: string, sent: Sent): Promise<Answered<unknown>> {
    const { url, key, fetch: send = fetch } = this.options;
    const answer = await send(url.replace(/\/$/, '') + addressOf(path, sent), {
      method,
      headers: headersOf(key, sent),
      body: sent.body === undefined ? undefined : JSON.stringify(sent.body),
      signal: sent.signal,
    });
    if (!answer.ok) throw await problemOf(answer);
    const text = await answer.text();
    return {
      status: answer.status,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
      etag: answer.headers.get('etag'),
      isReplayed: answer.headers.get('idempotency-replayed') === 'true',
    };
  }
}

function addressOf(path: string, { path: names = {}, query = {} }: Sent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(names[name])));
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)]));
  return given.length === 0 ? filled : `${filled}?${search.toString()}`;
}

function headersOf(key: string, { body, ifMatch, idempotencyKey }: Sent): Record<string, string> {
  return {
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
  };
}
