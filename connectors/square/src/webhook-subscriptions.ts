import {
  idIn,
  listIn,
  objectIn,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

const PATH = '/webhooks/subscriptions';
const MOST_PAGES = 10;
const POLLED = [
  'payment',
  'refund',
  'dispute',
  'order',
  'invoice',
  'customer',
  'catalog',
  'inventory',
  'gift_card',
  'location',
  'team_member',
];

/**
 * One subscription for all events of the address, which Square gives a signature key of its own. It belongs to the
 * application: the access token must be the application's, not one a merchant granted.
 * https://developer.squareup.com/docs/webhooks/webhook-subscriptions-api
 */
export const subscriptions: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  // What is only polled is told by nobody, and the test is sent by hand.
  topics: {
    ...Object.fromEntries(POLLED.map((name) => [`${name}/*`, []])),
    'webhooks.test_notification': [],
  },
  list: async ({ http }) => {
    const all: PresentSubscription[] = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const answer = await http.get(PATH, { query: { include_disabled: true, limit: 100, cursor } });
      all.push(...listIn(answer, 'subscriptions').map(presentOf));
      const { cursor: next } = objectIn(answer);
      if (typeof next !== 'string' || next === '') break;
      cursor = next;
    }
    return all;
  },
  create: async (wanted, { http }) => {
    const subscription = { name: 'Hookyard', ...written(wanted) };
    const answer = await http.post(PATH, { json: { subscription } });
    const made = objectIn(answer, 'subscription');
    return { id: idIn(made), ...secretOf(made) };
  },
  update: async (id, wanted, { http }) => {
    const path = `${PATH}/${encodeURIComponent(id)}`;
    await http.put(path, { json: { subscription: { ...written(wanted), enabled: true } } });
  },
  remove: async (id, { http }) => {
    await http.delete(`${PATH}/${encodeURIComponent(id)}`);
  },
};

function written({ url, topics }: WantedSubscription): object {
  return { notification_url: url, event_types: topics };
}

function presentOf(given: JsonObject): PresentSubscription {
  const { event_types: topics, enabled } = given;
  return {
    id: idIn(given),
    url: idIn(given, 'notification_url'),
    topics: Array.isArray(topics) ? topics.map(String) : [],
    enabled: enabled !== false,
  };
}

function secretOf({ signature_key: secret }: JsonObject): { readonly secret?: string } {
  return typeof secret === 'string' ? { secret } : {};
}
