import type { Json, PresentSubscription, SubscriptionDefinition } from '@hookyard/sdk';

import { MOST, type Context } from './batched.js';

interface Hook {
  readonly id: number;
  readonly scope: string;
  readonly destination: string;
  readonly is_active: boolean;
}

const PATH = '/v3/hooks';
const MOST_PAGES = 10;

/**
 * One hook for each event; who made it with this token sees it. One that failed for two days, or was idle for ninety, is
 * switched off there.
 */
export const hooks: SubscriptionDefinition<Context> = {
  // What is made up for polls is told by nobody.
  topics: { 'order/*': [], 'product/*': [], 'sku/*': [], 'customer/*': [] },
  list: async ({ http }) => {
    const all: PresentSubscription[] = [];
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const answer = await http.get(PATH, { query: { page, limit: MOST } });
      const { data } = answer.json<{ data: readonly Hook[] } & Json>();
      all.push(...data.map(presentOf));
      if (data.length < MOST) break;
    }
    return all;
  },
  create: async ({ url, topics: [scope] }, { http }) => {
    const answer = await http.post(PATH, { json: { scope, destination: url, is_active: true } });
    return { id: String(answer.json<{ data: { id: number } }>().data.id) };
  },
  update: async (id, { url, topics: [scope] }, { http }) => {
    await http.put(`${PATH}/${encodeURIComponent(id)}`, {
      json: { scope, destination: url, is_active: true },
    });
  },
  remove: async (id, { http }) => {
    await http.delete(`${PATH}/${encodeURIComponent(id)}`);
  },
};

function presentOf({ id, scope, destination, is_active: enabled }: Hook): PresentSubscription {
  return { id: String(id), url: destination, topics: [scope], enabled };
}
