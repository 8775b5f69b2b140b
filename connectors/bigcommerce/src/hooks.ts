import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import { MOST, type Context } from './batched.js';

const PATH = '/v3/hooks';

/**
 * One hook for each event; who made it with this token sees it. One that failed for two days, or was idle for ninety, is
 * switched off there.
 */
export const hooks: SubscriptionDefinition<Context> = {
  // What is made up for polls is told by nobody.
  topics: { 'order/*': [], 'product/*': [], 'sku/*': [], 'customer/*': [] },
  list: async ({ http }) => {
    const found = await numberedPages(MOST, async (page) =>
      listIn(await http.get(PATH, { query: { page, limit: MOST } }), 'data'),
    );
    return found.map(presentOf);
  },
  create: async ({ url, topics: [scope] }, { http }) => {
    const answer = await http.post(PATH, { json: { scope, destination: url, is_active: true } });
    return { id: idIn(objectIn(answer, 'data')) };
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

function presentOf(given: JsonObject): PresentSubscription {
  const enabled = given['is_active'] !== false;
  return { id: idIn(given), url: idIn(given, 'destination'), topics: [idIn(given, 'scope')], enabled };
}
