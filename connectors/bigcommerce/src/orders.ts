import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  restRecords,
  unlessGone,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import { MOST, type Context } from './batched.js';
import type { BigcommerceSettings } from './presets.js';

const PATH = '/v2/orders';
/** An order of more lines than this many pages hold is read so far. */
const MOST_PAGES = 20;

const rest = restRecords<BigcommerceSettings>({
  path: PATH,
  version: 'date_modified',
  create: {},
  update: { method: 'PUT' },
  delete: {},
});

/** Orders of version 2 of the API, the one that writes them: lines and addresses lie beside an order, and are put into it. */
export const orders: RecordHandlers<Context> = {
  ...rest,
  get: (id, ctx) =>
    unlessGone(async () => {
      const order = objectIn(await ctx.http.get(`${PATH}/${encodeURIComponent(id)}`));
      const [products, shipping] = await Promise.all([
        allOf(`${PATH}/${encodeURIComponent(id)}/products`, ctx),
        allOf(`${PATH}/${encodeURIComponent(id)}/shipping_addresses`, ctx),
      ]);
      return { ...order, products, shipping_addresses: shipping };
    }),
  list: async ({ cursor = '1', since, limit }, { http }) => {
    const size = Math.min(limit, MOST);
    const changed = since === undefined ? undefined : new Date(since).toUTCString();
    const query = { min_date_modified: changed, sort: 'date_modified:asc', page: cursor, limit: size };
    const found = rows(await http.get(PATH, { query }));
    const done = found.length < size;
    return {
      ids: found.map((order) => idIn(order)),
      versions: found.map(({ date_modified: version }) => version as string),
      done,
      ...(done ? {} : { cursor: String(Number(cursor) + 1) }),
    };
  },
};

function allOf(path: string, { http }: Context): Promise<readonly JsonObject[]> {
  const read = async (page: number): Promise<readonly JsonObject[]> =>
    rows(await http.get(path, { query: { page, limit: MOST } }));
  return numberedPages(MOST, read, MOST_PAGES);
}

/** Version 2 answers 204 and nothing where there are none. */
function rows(answer: { readonly status: number; json<T = Json>(): T }): readonly JsonObject[] {
  return answer.status === 204 ? [] : listIn(answer);
}
