import type { PresentSubscription, SubscriptionDefinition, WantedSubscription } from '@hookyard/sdk';

import type { Context } from './presets.js';

interface Subscription {
  readonly id: string;
  readonly enabled: boolean;
  readonly event_types: readonly string[];
  readonly notification_url: string;
  readonly signature_key?: string;
}

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
      const page = answer.json<{ subscriptions?: readonly Subscription[]; cursor?: string }>();
      all.push(...(page.subscriptions ?? []).map(presentOf));
      ({ cursor } = page);
      if (cursor === undefined || cursor === '') break;
    }
    return all;
  },
  create: async (wanted, { http }) => {
    const subscription = { name: 'Hookyard', ...written(wanted) };
    const answer = await http.post(PATH, { json: { subscription } });
    const made = answer.json<{ subscription: Subscription }>().subscription;
    return made.signature_key === undefined ? { id: made.id } : { id: made.id, secret: made.signature_key };
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

function presentOf({
  id,
  notification_url: url,
  event_types: topics,
  enabled,
}: Subscription): PresentSubscription {
  return { id, url, topics, enabled };
}
