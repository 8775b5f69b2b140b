import { restRecords, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import type { Context, PaypalSettings } from './presets.js';

const PATH = '/v1/customer/disputes';
const MOST = 50;

interface Page {
  readonly items?: readonly JsonObject[];
  readonly links?: readonly { readonly rel: string; readonly href: string }[];
}

/** Disputes: their list names the next page by an address that has a token in it. */
export const disputes: RecordHandlers<Context> = {
  ...restRecords<PaypalSettings>({ path: PATH, id: 'dispute_id', version: 'update_time' }),
  list: async ({ cursor, since, limit }, { http }) => {
    const changed = since === undefined ? undefined : new Date(since).toISOString();
    const answer = await http.get(PATH, {
      query: { page_size: Math.min(limit, MOST), next_page_token: cursor, update_time_after: changed },
    });
    const { items = [], links = [] } = answer.json<Page & JsonObject>();
    const next = links.find(({ rel }) => rel === 'next')?.href;
    const token = next === undefined ? null : new URL(next).searchParams.get('next_page_token');
    return {
      items,
      ids: items.map(({ dispute_id: id }) => id as string),
      ...(token === null ? {} : { cursor: token }),
      done: token === null,
    };
  },
};
