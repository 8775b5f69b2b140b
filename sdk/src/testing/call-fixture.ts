import { existsSync, readdirSync, readFileSync } from 'node:fs';

import type { Json, JsonObject, RecordType } from '../vocabulary.js';
import type { FakeAnswer, RecordedCall } from './fake-http.js';

/** An answer of the external system, and the call it belongs to. */
export interface RecordedAnswer extends FakeAnswer {
  /** Default `GET`. */
  readonly method?: string;
  /** The end of the address: `/products/7.json`. A query names values that must be there; others may be. */
  readonly url: string;
  /** Text the call's body must hold, where several calls go to one address. */
  readonly has?: string;
}

/** What a connector is asked to do with records of one type, and what the external system answers. */
export interface CallFixture {
  /** What it is about, for the names of its tests. */
  readonly name: string;
  /** The type of the records. */
  readonly type: RecordType;
  /** Of the connection. Default: those of the first hook fixture that has some. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Values of secrets whose form matters. Default: made up. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** The id of a record that is there. */
  readonly id: string;
  /** The id of one that is not. Default `absent-404`; calls nobody recorded are answered 404. */
  readonly absent?: string;
  /** What `get` makes of it. Absent: only that it is there. */
  readonly record?: JsonObject;
  /** What `create` is given. */
  readonly create?: JsonObject;
  /** What `update` is given. Default: what `create` is given. */
  readonly update?: JsonObject;
  /** What `lookup` is given. */
  readonly keys?: Readonly<Record<string, Json>>;
  /** Used in this order where several fit a call; the last that fits answers all later ones. */
  readonly answers: readonly RecordedAnswer[];
}

/** The recorded calls of a folder: each `*.calls.json` is one without its name. None where it has none; throws for one that is no JSON. */
export function readCalls(folder: URL): readonly CallFixture[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.calls.json'));
  return files.sort().map((file) => ({
    ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<CallFixture, 'name'>),
    name: file.replace(/\.calls\.json$/, ''),
  }));
}

/** Answers calls by what was recorded; each call of it begins anew. A call nobody recorded is answered 404. */
export function playAnswers(
  answers: readonly RecordedAnswer[],
): (call: RecordedCall) => FakeAnswer | undefined {
  const used = new Set<RecordedAnswer>();
  return (call) => {
    const fitting = answers.filter((answer) => fits(answer, call));
    const next = fitting.find((answer) => !used.has(answer)) ?? fitting.at(-1);
    if (next) used.add(next);
    return next ?? { status: 404, text: `no answer is recorded for ${call.method} ${call.url}` };
  };
}

function fits({ method = 'GET', url, has }: RecordedAnswer, call: RecordedCall): boolean {
  if (method !== call.method) return false;
  const called = new URL(call.url);
  const [path = '', query = ''] = url.split('?');
  const place = URL.canParse(path) ? called.origin + called.pathname : called.pathname;
  if (!place.endsWith(path)) return false;
  const wanted = [...new URLSearchParams(query)];
  if (!wanted.every(([name, value]) => called.searchParams.getAll(name).includes(value))) return false;
  return has === undefined || textOf(call.body).includes(has);
}

function textOf(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}
