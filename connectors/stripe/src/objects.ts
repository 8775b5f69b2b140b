import {
  idIn,
  listIn,
  objectIn,
  formFields,
  restRecords,
  textOf,
  valueAt,
  type ConnectorContext,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
  type RestResource,
} from '@hookyard/sdk';

import { headersOf, type StripeSettings } from './presets.js';

export type Context = ConnectorContext<StripeSettings>;

/** One kind of object of the API. */
export interface StripeObject {
  /** Path of its list: `/customers`. */
  readonly path: string;
  /** Its events: one name, which may end in `*`, or up to 20 whole ones, as the API takes them. */
  readonly events?: readonly string[];
  /** Its events that tell that it is gone. */
  readonly deletedBy?: string;
  /** Sent with every list. */
  readonly listed?: Readonly<Record<string, string>>;
  /** Sent with every read of one. */
  readonly expanded?: Readonly<Record<string, string>>;
  /** Match keys with the query parameter that finds by their exact value. */
  readonly lookup?: Readonly<Record<string, string>>;
  /** Match keys with the field of the search language that finds by their exact value. */
  readonly search?: Readonly<Record<string, string>>;
  /** `delete`: it is removed. `archive`: it is made inactive, since what was sold by it keeps naming it. Absent: it is not written. */
  readonly removal?: 'delete' | 'archive';
}

/** The API gives at most this many at once (https://docs.stripe.com/api/pagination). */
const MOST = 100;
/** Events are kept for 30 days (https://docs.stripe.com/api/events/list); a day less leaves time for the walk. */
const EVENTS_MS = 29 * 86_400_000;

/**
 * Reads and writes of one kind of object. Lists can be filtered by when an object was made, not by when it changed: what
 * changed is what its events name, as far back as they are kept.
 */
export function objects(kind: StripeObject): RecordHandlers<Context> {
  const { events, search, removal } = kind;
  const records = restRecords<StripeSettings>(resourceOf(kind));
  return {
    ...records,
    get: async (id, ctx) => {
      const found = await records.get?.(id, ctx);
      return found === null || found === undefined || found['deleted'] === true ? null : found;
    },
    ...(events
      ? {
          list: async (page, ctx) => {
            const { since, cursor } = page;
            const isByEvents =
              cursor?.startsWith('evt_') ?? (since !== undefined && ctx.deadline - since < EVENTS_MS);
            const listed = isByEvents ? changes({ ...kind, events }, page, ctx) : records.list?.(page, ctx);
            return (await listed) ?? { ids: [], done: true };
          },
        }
      : {}),
    ...(search ? { lookup: (keys, ctx) => found(kind.path, search, keys, ctx) } : {}),
    ...(removal === 'archive'
      ? {
          delete: async (id, ctx) => {
            const headers = { ...headersOf(ctx.settings), ...keyOf(ctx) };
            await ctx.http.post(`${kind.path}/${encodeURIComponent(id)}`, {
              form: { active: 'false' },
              headers,
            });
          },
        }
      : {}),
  } satisfies RecordHandlers<Context>;
}

function resourceOf({ path, listed, expanded, lookup, removal }: StripeObject): RestResource<StripeSettings> {
  return {
    path,
    headers: headersOf,
    many: 'data',
    ...(expanded ? { oneQuery: expanded } : {}),
    list: {
      pages: { kind: 'last', size: 'limit', after: 'starting_after', more: 'has_more' },
      most: MOST,
      ...(listed ? { query: listed } : {}),
    },
    ...(lookup ? { lookup } : {}),
    ...(removal
      ? {
          create: { as: 'form' },
          update: { method: 'POST', as: 'form' },
          ...(removal === 'delete' ? { delete: {} } : {}),
          writeKey: { header: 'idempotency-key' },
        }
      : {}),
  };
}

/** A page of what its events name, newest first; each id once a page. */
async function changes(
  { events, deletedBy }: StripeObject & { readonly events: readonly string[] },
  { cursor, since = 0, limit }: { readonly cursor?: string; readonly since?: number; readonly limit: number },
  { http, settings }: Context,
): Promise<ListPage<JsonObject>> {
  const [only = ''] = events;
  const types: Readonly<Record<string, string>> =
    events.length > 1 ? formFields({ types: events }) : { type: only };
  const query = {
    ...types,
    'created[gte]': Math.floor(since / 1000),
    limit: Math.min(limit, MOST),
    starting_after: cursor,
  };
  const answer = await http.get('/events', { query, headers: headersOf(settings) });
  const { has_more: hasMore } = objectIn(answer);
  const data = listIn(answer, 'data');
  const named = data.map((event) => ({ id: idOf(event), isEnd: event['type'] === deletedBy }));
  const gone = new Set(named.filter(({ isEnd }) => isEnd).map(({ id }) => id));
  const ids = new Set(named.map(({ id }) => id).filter((id) => id !== '' && !gone.has(id)));
  const last = textOf(data.at(-1)?.['id']);
  const next = hasMore === true && last !== undefined ? { cursor: last, done: false } : { done: true };
  return { ids: [...ids], deleted: [...gone].filter((id) => id !== ''), ...next };
}

/** The object an event is about: a charge or refund counts as the payment it belongs to, as in hooks. */
function idOf(event: JsonObject): string {
  const object = valueAt(event, 'data.object');
  const isPart = ['charge', 'refund'].includes(textOf(valueAt(object, 'object')) ?? '');
  const whole = isPart
    ? (textOf(valueAt(object, 'payment_intent')) ?? textOf(valueAt(object, 'charge')))
    : undefined;
  return whole ?? textOf(valueAt(object, 'id')) ?? '';
}

/** By the search language (https://docs.stripe.com/search): what was written within the last minute may be missing. */
async function found(
  path: string,
  fields: Readonly<Record<string, string>>,
  keys: Readonly<Record<string, unknown>>,
  { http, settings }: Context,
): Promise<readonly string[]> {
  const wanted = Object.entries(keys);
  const clauses = wanted.flatMap(([key, value]) => {
    const field = fields[key];
    return field !== undefined && (typeof value === 'string' || typeof value === 'number')
      ? [`${field}:"${String(value).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`]
      : [];
  });
  if (clauses.length === 0 || clauses.length < wanted.length) return [];
  const answer = await http.get(`${path}/search`, {
    query: { query: clauses.join(' AND '), limit: MOST },
    headers: headersOf(settings),
  });
  return listIn(answer, 'data').map((record) => idIn(record));
}

function keyOf({ request }: Context): Readonly<Record<string, string>> {
  return request?.writeKey === undefined ? {} : { 'idempotency-key': request.writeKey };
}
