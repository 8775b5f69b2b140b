import {
  Conflict,
  idIn,
  listIn,
  objectIn,
  unlessGone,
  type ConnectorContext,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

/** One kind of record of the accounting API. */
export interface Entity {
  /** As the API writes it: `Customer`. */
  readonly name: string;
  /** Match keys with the columns they are. */
  readonly keys: Readonly<Record<string, string>>;
  /** Names are never deleted there, only made inactive. */
  readonly removal: 'delete' | 'deactivate';
}

/** The API gives at most this many at once. */
const MAX_PAGE = 1000;

type Http = ConnectorContext['http'];

/** Reads and writes of one kind of record. Creates carry `requestid`, which the API honours as idempotency key. */
export function entity({ name, keys: columns, removal }: Entity): RecordHandlers<ConnectorContext<unknown>> {
  const path = `/${name.toLowerCase()}`;
  const read = async (id: string, http: Http): Promise<JsonObject> =>
    objectIn(await http.get(`${path}/${encodeURIComponent(id)}`), name);
  return {
    honoursKey: true,
    version: 'SyncToken',
    get: (id, { http }) => unlessGone(() => read(id, http)),
    list: async ({ cursor = '1', since, limit }, { http }) => {
      const size = Math.min(limit, MAX_PAGE);
      const changed =
        since === undefined ? '' : ` where MetaData.LastUpdatedTime > '${new Date(since).toISOString()}'`;
      const items = await select(
        `select * from ${name}${changed} startposition ${cursor} maxresults ${size}`,
        name,
        http,
      );
      const done = items.length < size;
      const ids = items.map((record) => idIn(record, 'Id'));
      return { items, ids, done, ...(done ? {} : { cursor: String(Number(cursor) + items.length) }) };
    },
    lookup: async (keys, { http }) => {
      const wanted = Object.entries(keys);
      if (wanted.length === 0 || wanted.some(([key]) => !Object.hasOwn(columns, key))) return [];
      const where = wanted.map(([key, value]) => `${columns[key] ?? ''} = '${quoted(value)}'`).join(' and ');
      const found = await select(`select Id from ${name} where ${where}`, name, http);
      return found.map((record) => idIn(record, 'Id'));
    },
    create: async (record, { http, request }) => {
      const made = objectIn(
        await http.post(path, { json: record, query: { requestid: request?.writeKey } }),
        name,
      );
      return { id: idIn(made, 'Id'), ...versionOf(made), record: made };
    },
    update: async (id, record, _change, { http, request }) => {
      const json = { ...record, ...(await current(id, http)), sparse: true };
      const written = objectIn(
        await http.post(path, { json, query: { requestid: request?.writeKey } }),
        name,
      );
      return { ...versionOf(written), record: written };
    },
    delete: async (id, { http, request }) => {
      const known = await current(id, http);
      const requestid = request?.writeKey;
      if (removal === 'delete')
        await http.post(path, { json: known, query: { operation: 'delete', requestid } });
      else await http.post(path, { json: { ...known, sparse: true, Active: false }, query: { requestid } });
    },
  };

  /** A write names the version it changes; one that is no longer current is refused by the API. */
  async function current(id: string, http: Http): Promise<JsonObject> {
    const { Id, SyncToken } = await read(id, http);
    if (Id === undefined || SyncToken === undefined)
      throw new Conflict(`${name} ${id} has no version to change`);
    return { Id, SyncToken };
  }
}

async function select(query: string, name: string, http: Http): Promise<readonly JsonObject[]> {
  const answer = await http.get('/query', { query: { query } });
  const found = objectIn(answer, 'QueryResponse');
  // It names the list only where something is in it.
  return Object.hasOwn(found, name) ? listIn(answer, `QueryResponse.${name}`) : [];
}

function versionOf({ SyncToken: version }: JsonObject): { readonly version?: string } {
  return typeof version === 'string' ? { version } : {};
}

/** An id or a key as text. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

/** Text inside quotes of the query language. */
function quoted(value: Json): string {
  return textOf(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'");
}
