import { failureOf, type Failure, type HttpRequest } from '@hookyard/sdk';

/** Which function of the definition: `['records', 'PRODUCT', 'get']`. */
export type Path = readonly string[];

/** One call on its way to a worker; its arguments are a line of JSON behind the header. */
export interface CallHeader {
  readonly call: number;
  readonly path: Path;
  /** Parts of its first argument, by the place of their lines among those that calls of the frame share. */
  readonly parts?: Readonly<Record<string, number>>;
  /** Where a context belongs among the arguments; in its place the line holds the hints of its request, or null. */
  readonly context?: { readonly at: number; readonly lent: number; readonly deadline: number };
}

/** What is lent for all calls of a connection, until its configuration changes. */
export interface Lent {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly connection: { readonly id: string; readonly name: string; readonly mode: 'live' | 'sandbox' };
}

export type ToConnector =
  /** `shared`: so many lines that calls share stand before those of the calls. `ahead`: ids are normalised ahead. */
  | {
      readonly kind: 'calls';
      readonly calls: readonly CallHeader[];
      readonly shared: number;
      readonly ahead: boolean;
    }
  | { readonly kind: 'lend'; readonly lent: number; readonly facts: Lent }
  | { readonly kind: 'forget' }
  | { readonly kind: 'abort'; readonly call: number }
  | { readonly kind: 'ping' }
  | AskAnswer;

/** `value`, or the head of an HTTP answer whose body follows, or an error. */
export interface AskAnswer {
  readonly kind: 'answer';
  readonly ask: number;
  readonly value?: unknown;
  readonly head?: { readonly status: number; readonly headers: Readonly<Record<string, string>> };
  readonly error?: WireError;
}

/** An outbound call without its body, which follows the header. */
export type WireRequest = Omit<HttpRequest, 'json' | 'body'> & { readonly hasBody?: 'text' | 'bytes' };

/** What a connector asks of its context and can wait for. */
export type Ask =
  | { readonly what: 'http'; readonly request: WireRequest }
  | { readonly what: 'state.get'; readonly args: readonly [key: string] }
  | {
      readonly what: 'state.set';
      readonly args: readonly [key: string, value: unknown, options?: { readonly ttlMs?: number }];
    }
  | {
      readonly what: 'state.compareAndSet';
      readonly args: readonly [key: string, expected: { readonly is?: unknown }, value: unknown];
    }
  | { readonly what: 'link'; readonly args: readonly [type: string, externalId: string] };

/** What a connector asks and cannot wait for: it stands still until the answer is there. */
export interface SyncAsk {
  readonly what: 'secret' | 'scopeFor' | 'typeForPrefix';
  readonly args: readonly string[];
}

export interface SyncAnswer {
  readonly value?: unknown;
  readonly error?: WireError;
}

export type FromConnector =
  /** Its definition, as facts: a line of JSON. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly problem: string }
  /**
   * A line each: the value, `~` for undefined, `-` and the error. `ids`: type, id and its one form, of ids that the host
   * asks next. `same`: a call, and the places of its answer where the payload is the element as it was given.
   */
  | {
      readonly kind: 'done';
      readonly calls: readonly number[];
      readonly ids?: readonly string[];
      readonly same?: readonly (readonly number[])[];
    }
  | { readonly kind: 'ask'; readonly call: number; readonly ask: number; readonly of: Ask }
  | { readonly kind: 'sync'; readonly call: number; readonly of: SyncAsk }
  | {
      readonly kind: 'log';
      readonly call: number | null;
      readonly level: 'debug' | 'info' | 'warn';
      readonly message: string;
      readonly details?: string;
    }
  | { readonly kind: 'pong' };

/** Something that was thrown, as data. `ref`: the host threw it, and knows it by this number. */
export interface WireError extends Partial<Omit<Failure, 'message'>> {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
  readonly ref?: number;
}

const TEXT_CHARS = 4_000;
const MOST_FIELDS = 50;

export function wireError(thrown: unknown): WireError {
  const failure = failureOf(thrown);
  const { name, message, stack } = (thrown instanceof Error ? thrown : named(thrown)) as Error;
  const ref = refOf(thrown);
  return {
    name: String(name).slice(0, 100),
    message: String(message).slice(0, TEXT_CHARS),
    ...(stack === undefined ? {} : { stack: String(stack).slice(0, TEXT_CHARS) }),
    ...(failure ? fieldsOf(failure) : {}),
    ...(ref === undefined ? {} : { ref }),
  };
}

/** The error again: the host steers by its `failure`, its fields and its message, never by its class. */
export function thrownOf({ name, message, stack, ref, ...failure }: WireError): Error {
  const error = new Error(message);
  Object.defineProperties(error, {
    name: { value: name, configurable: true, writable: true },
    ...(stack === undefined ? {} : { stack: { value: stack, configurable: true, writable: true } }),
    ...(ref === undefined ? {} : { [REF]: { value: ref } }),
  });
  return Object.assign(error, failure);
}

const REF = Symbol('the number of an error of the host');

export function refOf(thrown: unknown): number | undefined {
  return typeof thrown === 'object' && thrown !== null ? (thrown as { [REF]?: number })[REF] : undefined;
}

function fieldsOf(failure: Failure): Partial<Failure> {
  const { failure: kind, afterMs, until, subject, existingId, fields, wasSent } = failure;
  return {
    failure: kind,
    afterMs,
    until,
    subject,
    existingId,
    fields: fields?.slice(0, MOST_FIELDS),
    wasSent,
  };
}

function named(thrown: unknown): Pick<Error, 'name' | 'message' | 'stack'> {
  const failure = failureOf(thrown);
  if (failure) return { name: failure.failure, message: failure.message };
  return { name: 'Error', message: `the connector threw ${typeof thrown}: ${shown(thrown)}` };
}

function shown(thrown: unknown): string {
  try {
    return String(JSON.stringify(thrown)).slice(0, 200);
  } catch {
    return 'something that is no JSON';
  }
}

export function valueLine(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  return text === undefined ? '~' : text;
}

export function errorLine(thrown: unknown): string {
  return `-${JSON.stringify(wireError(thrown))}`;
}
