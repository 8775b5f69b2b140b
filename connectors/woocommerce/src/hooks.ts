import {
  idIn,
  listIn,
  numberedPages,
  objectIn,
  textOf,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import type { Context } from './resources.js';

const PATH = '/webhooks';
const PER_PAGE = 100;

/** Webhooks of the shop: one for each topic, signed with our secret. A shop switches one off after more than five failures. */
export const hooks: SubscriptionDefinition<Context> = {
  secret: 'given',
  list: async ({ http }) => {
    const found = await numberedPages(PER_PAGE, async (page) =>
      listIn(await http.get(PATH, { query: { per_page: PER_PAGE, page } })),
    );
    return found.map(hookIn);
  },
  create: async (wanted, { http }) => {
    return { id: idIn(objectIn(await http.post(PATH, { json: sent(wanted) }))) };
  },
  update: async (id, wanted, { http }) => {
    await http.put(`${PATH}/${encodeURIComponent(id)}`, { json: sent(wanted) });
  },
  remove: async (id, { http }) => {
    await http.delete(`${PATH}/${encodeURIComponent(id)}`, { query: { force: true } });
  },
};

function sent({ url, topics: [topic = ''], secret }: WantedSubscription): JsonObject {
  return {
    name: `Hookyard ${topic}`,
    topic,
    delivery_url: url,
    status: 'active',
    ...(secret === undefined ? {} : { secret }),
  };
}

function hookIn({ id, topic, delivery_url: url, status }: JsonObject): PresentSubscription {
  return {
    id: textOf(id) ?? '',
    url: textOf(url) ?? '',
    topics: [textOf(topic) ?? ''],
    enabled: status === 'active',
  };
}
