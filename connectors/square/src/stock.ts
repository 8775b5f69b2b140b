import { Invalid, listIn, RetryLater, unlessGone, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import type { Context } from './presets.js';
import { searchPage, type Search } from './searched.js';

const SEARCH: Search = {
  path: '/inventory/counts/batch-retrieve',
  many: 'counts',
  most: 1_000,
  query: (since) => ({ states: ['IN_STOCK'], ...(since === undefined ? {} : { updated_after: since }) }),
};

/** How much of a variation is in stock at a location: an id is `<variation>|<location>`. Counts are set, never made. */
export const stock: RecordHandlers<Context> = {
  version: 'calculated_at',
  parent: (id) => id.split('|')[0] ?? null,
  get: (id, { http }) =>
    unlessGone(async () => {
      const [variation = '', location = ''] = id.split('|');
      const path = `/inventory/${encodeURIComponent(variation)}`;
      const answer = await http.get(path, { query: { location_ids: location } });
      return listIn(answer, 'counts').find(({ state }) => state === 'IN_STOCK') ?? null;
    }),
  list: async (page, ctx) => {
    const found = await searchPage(SEARCH, page, ctx);
    return { ...found, ids: (found.items ?? []).map(idOf) };
  },
  update: async (id, record, _change, { http, request }) => {
    const [variation = '', location = ''] = id.split('|');
    const { quantity } = record;
    if (typeof quantity !== 'string' && typeof quantity !== 'number')
      throw new Invalid('a count needs a quantity', ['quantity']);
    const occurred = await timeThere(http);
    const physical = { catalog_object_id: variation, location_id: location, state: 'IN_STOCK' };
    const count = { ...physical, quantity: String(quantity), occurred_at: occurred };
    const answer = await http.post('/inventory/changes/batch-create', {
      json: {
        idempotency_key: request?.writeKey,
        changes: [{ type: 'PHYSICAL_COUNT', physical_count: count }],
      },
    });
    const [counted] = listIn(answer, 'counts');
    return counted === undefined ? {} : { version: counted['calculated_at'] as string, record: counted };
  },
};

/** A count needs the time it was made; Square refuses one that lies ahead of its own clock, so its own is asked. */
async function timeThere(http: Context['http']): Promise<string> {
  const { headers } = await http.get('/merchants/me');
  const time = Date.parse(headers['date'] ?? '');
  if (Number.isNaN(time)) throw new RetryLater('an answer of Square says no time');
  return new Date(time).toISOString();
}

function idOf({ catalog_object_id: variation, location_id: location }: JsonObject): string {
  return `${variation as string}|${location as string}`;
}
