import { idIn, listIn, restRecords, textOf, type RecordHandlers } from '@hookyard/sdk';

import type { Context, PaypalSettings } from './presets.js';

const PATH = '/v1/customer/disputes';
const MOST = 50;

/** Disputes: their list names the next page by an address that has a token in it. */
export const disputes: RecordHandlers<Context> = {
  ...restRecords<PaypalSettings>({ path: PATH, id: 'dispute_id', version: 'update_time' }),
  list: async ({ cursor, since, limit }, { http }) => {
    const changed = since === undefined ? undefined : new Date(since).toISOString();
    const answer = await http.get(PATH, {
      query: { page_size: Math.min(limit, MOST), next_page_token: cursor, update_time_after: changed },
    });
    const items = listIn(answer, 'items');
    const next = textOf(listIn(answer, 'links').find(({ rel }) => rel === 'next')?.['href']);
    const token = URL.parse(next ?? '')?.searchParams.get('next_page_token') ?? null;
    return {
      items,
      ids: items.map((dispute) => idIn(dispute, 'dispute_id')),
      ...(token === null ? {} : { cursor: token }),
      done: token === null,
    };
  },
};
