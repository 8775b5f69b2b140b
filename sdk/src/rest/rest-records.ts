import type { RecordHandlers } from '../connector.js';
import type { ConnectorContext, HttpRequest, HttpResponse } from '../context.js';
import { Conflict, Invalid, RetryLater } from '../failures.js';
import type { Json, JsonObject } from '../vocabulary.js';
import { listIn, namedListIn, objectIn } from '../answers.js';
import { formFields } from './form-fields.js';
import { nextCursor, pageAsk, sinceParts } from './pages.js';
import { inAnswer, recordAt, textOf, valueAt } from './places.js';
import type { RestList, RestQuery, RestResource, RestTaken, RestWrite } from './rest-resource.js';
import { unlessGone } from './unless-gone.js';

/** A refusal is shown to operators up to this length. */
const SHOWN_CHARS = 300;

/**
 * Reads and writes of one kind of record of a REST system. What the definition leaves out, the handlers do not have.
 *
 * @example
 * const customers = restRecords({
 *   path: '/customers',
 *   many: 'data',
 *   version: 'updated_at',
 *   list: {
 *     pages: { kind: 'cursor', size: 'limit', cursor: 'after', next: 'paging.after' },
 *     most: 100,
 *     since: { query: 'updated_after' },
 *   },
 *   lookup: { email: 'email' },
 *   create: {},
 *   update: {},
 *   delete: {},
 *   writeKey: { header: 'idempotency-key' },
 * });
 */
export function restRecords<Settings = Readonly<Record<string, unknown>>>(
  resource: RestResource<Settings>,
): RecordHandlers<ConnectorContext<Settings>> {
  const records = new RestRecords(resource);
  const { version, writeKey, list, lookup, create, update, delete: removal, get = true } = resource;
  return {
    ...(version === undefined ? {} : { version }),
    ...(writeKey === undefined ? {} : { honoursKey: true }),
    ...(get ? { get: (id, ctx) => records.get(id, ctx) } : {}),
    ...(list ? { list: (page, ctx) => records.list(list, page, ctx) } : {}),
    ...(lookup ? { lookup: (keys, ctx) => records.lookup(lookup, keys, ctx) } : {}),
    ...(create ? { create: (record, ctx) => records.create(create, record, ctx) } : {}),
    ...(update
      ? {
          update: (id, record, { changed }, ctx) => {
            const part = update.send === 'whole' || changed.length === 0 ? record : only(record, changed);
            return records.update(update, { id, record: part }, ctx);
          },
        }
      : {}),
    ...(removal ? { delete: (id, ctx) => records.delete(removal.query, id, ctx) } : {}),
  } satisfies RecordHandlers<ConnectorContext<Settings>>;
}

type Context<Settings> = ConnectorContext<Settings>;

class RestRecords<Settings> {
  readonly #one: string;
  readonly #many: string;

  constructor(private readonly resource: RestResource<Settings>) {
    this.#one = resource.one ?? '';
    this.#many = resource.many ?? '';
  }

  async get(id: string, ctx: Context<Settings>): Promise<JsonObject | null> {
    const { oneQuery: query } = this.resource;
    const headers = this.#headers(ctx);
    return unlessGone(async () =>
      objectIn(await ctx.http.get(this.#addressOf(id, ctx), { query, headers }), this.#one),
    );
  }

  async list(
    list: RestList,
    { cursor, since, limit }: { readonly cursor?: string; readonly since?: number; readonly limit: number },
    ctx: Context<Settings>,
  ) {
    const ask = pageAsk(list.pages, { limit, most: list.most, ...(cursor === undefined ? {} : { cursor }) });
    const answer = await ctx.http.get(...this.#listCall(list, { ask, since }, ctx));
    const records = this.#recordsIn(answer);
    const ids = records.map((record) => this.#idOf(record));
    const next = nextCursor(list.pages, { answer, records, ids, size: ask.size, cursor });
    const total = list.total === undefined ? undefined : Number(inAnswer(answer, list.total));
    return {
      items: records,
      ids,
      ...(next === undefined ? {} : { cursor: next }),
      ...(total !== undefined && Number.isFinite(total) ? { total } : {}),
      done: next === undefined,
    };
  }

  /** All keys must be ones the system finds by their exact value, else none is found. */
  async lookup(
    names: Readonly<Record<string, string>>,
    keys: Readonly<Record<string, Json>>,
    ctx: Context<Settings>,
  ): Promise<readonly string[]> {
    const wanted = Object.entries(keys).map(([key, value]) => [names[key], textOf(value)] as const);
    if (wanted.length === 0) return [];
    const query: Record<string, string> = {};
    for (const [name, value] of wanted) {
      if (name === undefined || value === undefined) return [];
      query[name] = value;
    }
    const answer = await ctx.http.get(this.#path(ctx), {
      query: { ...this.resource.list?.query, ...query },
      headers: this.#headers(ctx),
    });
    return this.#recordsIn(answer).map((record) => this.#idOf(record));
  }

  async create(
    write: RestWrite & { readonly taken?: RestTaken<Context<Settings>> },
    record: JsonObject,
    ctx: Context<Settings>,
  ) {
    const { taken } = write;
    const call = this.#writeCall({ method: 'POST', ...write }, { record }, ctx);
    const accept = taken ? { accept: taken.statuses } : {};
    const answer = await ctx.http.request({ ...call, url: this.#path(ctx), ...accept });
    if (taken && answer.status >= 400) throw await refusal(answer, taken, { record, ctx });
    const made = this.#recordIn(answer);
    return { id: this.#idOf(made), ...this.#factsOf(made, write) };
  }

  async update(
    write: RestWrite,
    { id, record }: { readonly id: string; readonly record: JsonObject },
    ctx: Context<Settings>,
  ) {
    const call = this.#writeCall({ method: 'PATCH', ...write }, { record, id }, ctx);
    const answer = await ctx.http.request({ ...call, url: this.#addressOf(id, ctx) });
    // A system that answers nothing is read again by the host.
    if (answer.text() === '') return {};
    return this.#factsOf(this.#recordIn(answer), write);
  }

  async delete(query: RestQuery | undefined, id: string, ctx: Context<Settings>): Promise<void> {
    const key = this.#keyParts(ctx);
    await ctx.http.delete(this.#addressOf(id, ctx), {
      query: { ...query, ...key.query },
      headers: key.headers,
    });
  }

  #listCall(
    { query, since: asked }: RestList,
    { ask, since }: { readonly ask: ReturnType<typeof pageAsk>; readonly since: number | undefined },
    ctx: Context<Settings>,
  ): [string, { query?: RestQuery; headers?: Readonly<Record<string, string>> }] {
    const changed = sinceParts(asked, since);
    const headers = { ...this.#headers(ctx), ...changed.headers };
    // The address of a link has the query of the first page in it; a header it cannot have.
    if (typeof ask.query === 'string') return [`${this.#path(ctx)}?${ask.query}`, { headers }];
    return [this.#path(ctx), { query: { ...query, ...changed.query, ...ask.query }, headers }];
  }

  #writeCall(
    write: RestWrite,
    { record, id }: { readonly record: JsonObject; readonly id?: string },
    ctx: Context<Settings>,
  ): Omit<HttpRequest, 'url'> {
    const key = this.#keyParts(ctx);
    const given = write.body ? write.body(record, id) : record;
    const body = id === undefined && key.body ? { ...key.body, ...recordAt(given, '') } : given;
    return {
      ...(write.method ? { method: write.method } : {}),
      query: { ...this.resource.oneQuery, ...write.query, ...key.query },
      headers: key.headers,
      ...(write.as === 'form' ? { form: formFields(recordAt(body, '')) } : { json: body }),
    };
  }

  #keyParts(ctx: Context<Settings>): {
    readonly query: RestQuery;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: JsonObject;
  } {
    const { writeKey: at } = this.resource;
    const headers = this.#headers(ctx);
    const key = ctx.request?.writeKey;
    if (at === undefined || key === undefined) return { query: {}, headers };
    if (at.body !== undefined) return { query: {}, headers, body: { [at.body]: key } };
    return at.query === undefined
      ? { query: {}, headers: { ...headers, [at.header]: key } }
      : { query: { [at.query]: key }, headers };
  }

  #headers({ settings }: Context<Settings>): Readonly<Record<string, string>> {
    const { headers = {} } = this.resource;
    return typeof headers === 'function' ? headers(settings) : headers;
  }

  #path({ settings }: Context<Settings>): string {
    const { path } = this.resource;
    return typeof path === 'function' ? path(settings) : path;
  }

  #addressOf(id: string, ctx: Context<Settings>): string {
    const { onePath } = this.resource;
    return onePath ? onePath(id, ctx.settings) : `${this.#path(ctx)}/${encodeURIComponent(id)}`;
  }

  /** An answer that is something else is no empty list: whoever took it for one would take every record for gone. */
  #recordsIn(answer: HttpResponse): readonly JsonObject[] {
    const { list } = this.resource;
    return list?.omitsEmpty === true ? listIn(answer, this.#many) : namedListIn(answer, this.#many);
  }

  #recordIn(answer: HttpResponse): JsonObject {
    return recordAt(answer.json(), this.#one);
  }

  #idOf(record: JsonObject): string {
    const { id = 'id' } = this.resource;
    const found = typeof id === 'string' ? textOf(valueAt(record, id)) : id(record);
    if (found === undefined || found === '')
      throw new RetryLater(`a record without an id was answered: ${shown(record)}`);
    return found;
  }

  #factsOf(
    record: JsonObject,
    { answers }: RestWrite,
  ): { readonly version?: string | number; readonly record?: JsonObject } {
    const { version } = this.resource;
    const found = version === undefined ? undefined : valueAt(record, version);
    return {
      ...(typeof found === 'string' || typeof found === 'number' ? { version: found } : {}),
      ...(answers === 'part' ? {} : { record }),
    };
  }
}

async function refusal<Ctx>(
  answer: HttpResponse,
  taken: RestTaken<Ctx>,
  { record, ctx }: { readonly record: JsonObject; readonly ctx: Ctx },
): Promise<Error> {
  const body = answer.json();
  const existingId = await taken.existing(body, record, ctx);
  const message = `the create was answered ${answer.status}: ${shown(body)}`;
  if (existingId !== undefined) return new Conflict(message, existingId);
  return answer.status === 409 ? new Conflict(message) : new Invalid(message);
}

function only(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

function shown(value: Json): string {
  return JSON.stringify(value).slice(0, SHOWN_CHARS);
}
