import {
  idIn,
  listIn,
  restRecords,
  textOf,
  type ConnectorContext,
  type Json,
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
  const { one, many, filter, keys = {}, search = [] } = kind;
  const records = restRecords<unknown>({
    path: `/${many}.json`,
    onePath: (id) => `/${many}/${encodeURIComponent(id)}.json`,
    one,
    many,
    version: 'updated_at',
    list: {
      pages: { kind: 'link', size: 'limit' },
      most: MAX_PAGE,
      ...(filter ? { query: filter } : {}),
      since: { query: 'updated_at_min' },
    },
    lookup: keys,
    create: { body: (record) => ({ [one]: record }) },
    update: { method: 'PUT', body: (record, id = '') => ({ [one]: { ...record, id } }) },
    delete: {},
  });
  return {
    ...records,
    id: { normalize: (raw) => raw.trim().replace(/^gid:\/\/shopify\/\w+\//, '') },
    lookup: async (wanted, ctx) => {
      const isSearch = Object.keys(wanted).some((name) => search.includes(name));
      if (!isSearch) return (await records.lookup?.(wanted, ctx)) ?? [];
      return Object.keys(wanted).every((name) => search.includes(name)) ? found(many, wanted, ctx) : [];
    },
  };
}

async function found(
  many: string,
  wanted: Readonly<Record<string, Json>>,
  { http }: ConnectorContext<unknown>,
): Promise<readonly string[]> {
  const terms = Object.entries(wanted).map(
    ([name, value]) => `${name}:${JSON.stringify(textOf(value) ?? '')}`,
  );
  const answer = await http.get(`/${many}/search.json`, { query: { query: terms.join(' '), fields: 'id' } });
  return listIn(answer, many).map((one) => idIn(one));
}
