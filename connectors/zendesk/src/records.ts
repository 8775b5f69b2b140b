import {
  idIn,
  listIn,
  objectIn,
  restRecords,
  textOf,
  valueAt,
  type Json,
  type JsonObject,
  type RecordHandlers,
  type RestResource,
} from '@hookyard/sdk';

import type { Context, ZendeskSettings } from './presets.js';

type Page = Parameters<NonNullable<RecordHandlers<Context>['list']>>[0];

/** One kind of record: `tickets` in addresses and lists, `ticket` around one. */
interface Kind {
  readonly many: string;
  readonly one: string;
}

const USERS: Kind = { many: 'users', one: 'user' };

function kind(
  { many, one }: Kind,
  given: Partial<RestResource<ZendeskSettings>> = {},
): RecordHandlers<Context> {
  const body = (record: JsonObject): JsonObject => ({ [one]: record });
  return restRecords<ZendeskSettings>({
    path: `/${many}`,
    one,
    many,
    version: 'updated_at',
    create: { body, ...given.create },
    update: { method: 'PUT', body },
    delete: {},
    ...(given.list ? { list: given.list } : {}),
    ...(given.lookup ? { lookup: given.lookup } : {}),
    ...(given.writeKey ? { writeKey: given.writeKey } : {}),
  });
}

/** The export that walks everything by its changes: https://developer.zendesk.com/api-reference/ticketing/ticket-management/incremental_exports/ */
async function exported({ many }: Kind, { cursor, since, limit }: Page, { http }: Context) {
  const start_time = since === undefined ? 0 : Math.floor(since / 1_000);
  const query = { per_page: Math.min(limit, 1_000), ...(cursor === undefined ? { start_time } : { cursor }) };
  const page = objectIn(await http.get(`/incremental/${many}/cursor`, { query }));
  const items = listIn({ json: <T>() => page as T }, many);
  const next = textOf(page['after_cursor']);
  // What is deleted stays in the export, for a while.
  const [gone, there] = [items.filter(isDeleted), items.filter((item) => !isDeleted(item))];
  const isLast = page['end_of_stream'] !== false || next === undefined;
  return {
    items: there,
    ids: there.map((item) => idIn(item)),
    ...(gone.length === 0 ? {} : { deleted: gone.map((item) => idIn(item)) }),
    ...(isLast ? {} : { cursor: next }),
    done: isLast,
  };
}

function isDeleted({ status, active }: JsonObject): boolean {
  return status === 'deleted' || active === false;
}

/** A search finds words; what has exactly this value is picked out of it. */
async function usersWith(
  match: Readonly<Record<string, Json>>,
  { http }: Context,
): Promise<readonly string[]> {
  const { email, ...others } = match;
  if (typeof email !== 'string' || Object.keys(others).length > 0) return [];
  const answer = await http.get('/users/search', {
    query: { query: `email:"${email.replaceAll('"', '')}"` },
  });
  return listIn(answer, 'users')
    .filter((user) => textOf(user['email'])?.toLowerCase() === email.toLowerCase())
    .map((user) => idIn(user));
}

const tickets = { many: 'tickets', one: 'ticket' } as const;

export const records = {
  'x:TICKET': {
    ...kind(tickets, { lookup: { externalId: 'external_id' }, writeKey: { header: 'idempotency-key' } }),
    list: (page, ctx) => exported(tickets, page, ctx),
  },
  CUSTOMER: {
    ...kind(USERS, {
      create: {
        taken: {
          statuses: [422],
          existing: async (body, { email = null }, ctx) => {
            const isTaken = JSON.stringify(valueAt(body, 'details.email') ?? null).includes('DuplicateValue');
            return isTaken ? (await usersWith({ email }, ctx as Context))[0] : undefined;
          },
        },
      },
    }),
    list: (page, ctx) => exported(USERS, page, ctx),
    lookup: usersWith,
  },
  // Organisations cannot be asked for what changed by a cursor.
  CUSTOMER_COMPANY: {
    ...kind(
      { many: 'organizations', one: 'organization' },
      {
        list: {
          pages: { kind: 'cursor', size: 'page[size]', cursor: 'page[after]', next: 'meta.after_cursor' },
          most: 100,
        },
      },
    ),
    lookup: async ({ name, ...others }, { http }) => {
      if (typeof name !== 'string' || Object.keys(others).length > 0) return [];
      const answer = await http.get('/organizations/search', { query: { name } });
      return listIn(answer, 'organizations').map((one) => idIn(one));
    },
  },
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
