import {
  failureOf,
  type ConnectorContext,
  type HttpResponse,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

/** One kind of record of the Admin API. */
export interface Resource {
  /** The key a record lies under: `order`. */
  readonly one: string;
  /** The path and the key of lists: `orders`. */
  readonly many: string;
  /** Sent with every list. */
  readonly filter?: Readonly<Record<string, string>>;
  /** Match keys that lists can be filtered by, with their name there. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Match keys that the search takes. */
  readonly search?: readonly string[];
}

/** The API gives at most this many at once. */
const MAX_PAGE = 250;

/** Reads and writes of one kind of record. */
export function resource(kind: Resource): RecordHandlers<ConnectorContext<unknown>> {
  const { one, many, filter } = kind;
  const path = (id: string): string => `/${many}/${encodeURIComponent(id)}.json`;
  return {
    id: { normalize: (raw) => raw.trim().replace(/^gid:\/\/shopify\/\w+\//, '') },
    version: 'updated_at',
    get: (id, { http }) => unlessGone(async () => recordIn(await http.get(path(id)), one)),
    list: async ({ cursor, since, limit }, { http }) => {
      const changed = since === undefined ? undefined : new Date(since).toISOString();
      const query = cursor === undefined ? { ...filter, updated_at_min: changed } : { page_info: cursor };
      const answer = await http.get(`/${many}.json`, {
        query: { ...query, limit: Math.min(limit, MAX_PAGE) },
      });
      const next = nextPage(answer.headers['link']);
      return { items: listIn(answer, many), cursor: next, done: next === undefined };
    },
    lookup: (keys, { http }) => lookup(kind, keys, http),
    create: async (record, { http }) => {
      const made = recordIn(await http.post(`/${many}.json`, { json: { [one]: record } }), one);
      return { id: textOf(made['id']), ...versionOf(made), record: made };
    },
    update: async (id, record, { changed }, { http }) => {
      const fields = changed.length === 0 ? record : pick(record, changed);
      const written = recordIn(await http.put(path(id), { json: { [one]: { ...fields, id } } }), one);
      return { ...versionOf(written), record: written };
    },
    delete: async (id, { http }) => {
      await http.delete(path(id));
    },
  };
}

async function lookup(
  { many, filter, keys: filters = {}, search = [] }: Resource,
  keys: Readonly<Record<string, Json>>,
  http: ConnectorContext['http'],
): Promise<readonly string[]> {
  const wanted = Object.entries(keys);
  const isSearch = wanted.every(([name]) => search.includes(name));
  const isFilter = wanted.every(([name]) => Object.hasOwn(filters, name));
  if (wanted.length === 0 || (!isSearch && !isFilter)) return [];
  const terms = wanted.map(([name, value]) => `${name}:${JSON.stringify(textOf(value))}`);
  const named = wanted.map(([name, value]) => [filters[name] ?? name, textOf(value)] as const);
  const answer = isSearch
    ? await http.get(`/${many}/search.json`, { query: { query: terms.join(' '), fields: 'id' } })
    : await http.get(`/${many}.json`, { query: { ...filter, ...Object.fromEntries(named), fields: 'id' } });
  return listIn(answer, many).map((record) => textOf(record['id']));
}

/** An id or a key as text. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function recordIn(answer: HttpResponse, key: string): JsonObject {
  return answer.json<Readonly<Record<string, JsonObject>>>()[key] ?? {};
}

function listIn(answer: HttpResponse, key: string): readonly JsonObject[] {
  return answer.json<Readonly<Record<string, readonly JsonObject[]>>>()[key] ?? [];
}

function versionOf({ updated_at: version }: JsonObject): { readonly version?: string } {
  return typeof version === 'string' ? { version } : {};
}

/** The cursor in `<https://…?page_info=abc>; rel="next"`. */
function nextPage(link: string | undefined): string | undefined {
  return /[?&]page_info=([^&>]+)[^>]*>;\s*rel="next"/.exec(link ?? '')?.[1];
}

function pick(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

async function unlessGone<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}
