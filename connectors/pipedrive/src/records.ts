import {
  idIn,
  listIn,
  restRecords,
  textOf,
  type Json,
  type RecordHandlers,
  type RestList,
} from '@hookyard/sdk';

import type { Context, PipedriveSettings } from './presets.js';

/** https://pipedrive.readme.io/docs/core-api-concepts-pagination */
const MOST = 500;
const PAGES = {
  kind: 'cursor',
  size: 'limit',
  cursor: 'cursor',
  next: 'additional_data.next_cursor',
} as const;
const CHANGED: RestList = {
  pages: PAGES,
  most: MOST,
  query: { sort_by: 'update_time', sort_direction: 'asc' },
  since: { query: 'updated_since' },
};

/** Match keys with the field a search looks for them in. */
type Keys = Readonly<Record<string, string>>;

/** One kind of record of version 2 of the API. */
function kind(name: string, keys: Keys, list: RestList = CHANGED): RecordHandlers<Context> {
  return {
    ...restRecords<PipedriveSettings>({
      path: `/v2/${name}`,
      one: 'data',
      many: 'data',
      version: 'update_time',
      list,
      create: {},
      update: {},
      delete: {},
    }),
    ...(Object.keys(keys).length === 0 ? {} : { lookup: (match, ctx) => found(name, keys, match, ctx) }),
  };
}

/** A search knows one term: what several keys find together is in the results of each. */
async function found(
  name: string,
  keys: Keys,
  match: Readonly<Record<string, Json>>,
  { http }: Context,
): Promise<readonly string[]> {
  const asked = Object.entries(match).map(([key, value]) => [keys[key], textOf(value)] as const);
  let ids: readonly string[] | undefined;
  for (const [fields, term] of asked) {
    if (fields === undefined || term === undefined) return [];
    const answer = await http.get(`/v2/${name}/search`, {
      query: { term, fields, exact_match: true, limit: 100 },
    });
    const these = new Set(listIn(answer, 'data.items').map((one) => idIn(one, 'item.id')));
    ids = ids === undefined ? [...these] : ids.filter((id) => these.has(id));
  }
  return ids ?? [];
}

export const records = {
  CUSTOMER: kind('persons', { email: 'email', phone: 'phone', name: 'name' }),
  CUSTOMER_COMPANY: kind('organizations', { name: 'name' }),
  'x:DEAL': kind('deals', { name: 'title' }),
  'x:ACTIVITY': kind('activities', {}),
  // Products cannot be asked for what changed.
  PRODUCT: kind('products', { sku: 'code', name: 'name' }, { pages: PAGES, most: MOST }),
  // Notes are left in version 1.
  MESSAGE: restRecords<PipedriveSettings>({
    path: '/v1/notes',
    one: 'data',
    many: 'data',
    version: 'update_time',
    list: {
      pages: { kind: 'offset', size: 'limit', offset: 'start' },
      most: 100,
      query: { sort: 'update_time ASC' },
      // Null where there is none, in version 1.
      omitsEmpty: true,
    },
    create: {},
    update: { method: 'PUT' },
    delete: {},
  }),
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
