import {
  idIn,
  listIn,
  objectIn,
  textOf,
  valueAt,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import type { Context } from './presets.js';
import { topics } from './scopes.js';

const MOST_PAGES = 10;

/** One webhook with all events, signed with a secret that Zendesk makes: https://developer.zendesk.com/api-reference/webhooks/webhooks-api/webhooks/ */
export const webhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  topics,
  list: async ({ http }) => {
    const found: PresentSubscription[] = [];
    let after: string | undefined;
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const query = { 'page[size]': 100, ...(after === undefined ? {} : { 'page[after]': after }) };
      const answer = await http.get('/webhooks', { query });
      found.push(...listIn(answer, 'webhooks').map(presentOf));
      after = textOf(valueAt(answer.json(), 'meta.after_cursor'));
      if (after === undefined || valueAt(answer.json(), 'meta.has_more') !== true) break;
    }
    return found;
  },
  create: async (wanted, { http }) => {
    const made = await http.post('/webhooks', {
      json: { webhook: { name: 'Hookyard', ...written(wanted) } },
    });
    const id = idIn(objectIn(made, 'webhook'));
    const secret = await http.get(`/webhooks/${encodeURIComponent(id)}/signing_secret`);
    return { id, secret: idIn(objectIn(secret, 'signing_secret'), 'secret') };
  },
  update: async (id, wanted, { http }) => {
    await http.patch(`/webhooks/${encodeURIComponent(id)}`, { json: { webhook: written(wanted) } });
  },
  remove: async (id, { http }) => {
    await http.delete(`/webhooks/${encodeURIComponent(id)}`);
  },
};

function written({ url, topics: subscriptions }: WantedSubscription): JsonObject {
  return { endpoint: url, http_method: 'POST', request_format: 'json', status: 'active', subscriptions };
}

function presentOf(webhook: JsonObject): PresentSubscription {
  const { subscriptions, status } = webhook;
  const told = (Array.isArray(subscriptions) ? subscriptions : []).flatMap((one) => textOf(one) ?? []);
  return { id: idIn(webhook), url: idIn(webhook, 'endpoint'), topics: told, enabled: status !== 'inactive' };
}
