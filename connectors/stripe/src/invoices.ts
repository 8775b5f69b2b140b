import { listIn, objectIn, textOf, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import { objects, type Context } from './objects.js';
import { headersOf } from './presets.js';

const MOST = 100;
/** An invoice holds at most 250 lines (https://docs.stripe.com/billing/invoices/overview), subscriptions bring more. */
const MOST_PAGES = 20;

interface Lines {
  readonly data: readonly JsonObject[];
  readonly has_more: boolean;
}

const invoice = objects({
  path: '/invoices',
  events: ['invoice.*'],
  deletedBy: 'invoice.deleted',
  search: { number: 'number' },
});

/** Invoices, each with all of its lines: the API shows the first ten of them, and the others on pages of their own. */
export const invoices: RecordHandlers<Context> = {
  ...invoice,
  get: async (id, ctx) => {
    const found = (await invoice.get?.(id, ctx)) ?? null;
    const lines = found?.['lines'] as unknown as Lines | undefined;
    if (found === null || lines?.has_more !== true) return found;
    return { ...found, lines: { ...lines, ...(await allLines(id, lines, ctx)) } };
  },
};

async function allLines(id: string, first: Lines, { http, settings }: Context): Promise<JsonObject> {
  const data = [...first.data];
  let hasMore: boolean = first.has_more;
  for (let page = 0; hasMore && page < MOST_PAGES; page += 1) {
    const answer = await http.get(`/invoices/${encodeURIComponent(id)}/lines`, {
      query: { limit: MOST, starting_after: textOf(data.at(-1)?.['id']) },
      headers: headersOf(settings),
    });
    const more = listIn(answer, 'data');
    data.push(...more);
    hasMore = objectIn(answer)['has_more'] === true && more.length > 0;
  }
  return { data, has_more: hasMore };
}
