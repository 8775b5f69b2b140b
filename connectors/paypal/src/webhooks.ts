import { Conflict, Invalid, type SubscriptionDefinition } from '@hookyard/sdk';

import type { Context } from './presets.js';

interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly event_types: readonly { readonly name: string }[];
}

const PATH = '/v1/notifications/webhooks';
const TAKEN = 'WEBHOOK_URL_ALREADY_EXISTS';

/**
 * One webhook of the app for all events of an address. PayPal signs with the webhook's id in what is signed, so the id is
 * what proves a hook: it is handed over as the secret. https://developer.paypal.com/docs/api/webhooks/v1/
 */
export const webhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  topics: { 'dispute/*': [], 'invoice/*': [], 'product/*': [] },
  list: async ({ http }) => {
    const answer = (await http.get(PATH)).json<{ webhooks?: readonly Webhook[] }>();
    return (answer.webhooks ?? []).map(({ id, url, event_types: types }) => ({
      id,
      url,
      topics: types.map(({ name }) => name),
    }));
  },
  create: async ({ url, topics }, { http }) => {
    const answer = await http.post(PATH, { json: { url, event_types: named(topics) }, accept: [400] });
    const made = answer.json<{ id?: string; name?: string; message?: string }>();
    if (made.id !== undefined) return { id: made.id, secret: made.id };
    const message = `PayPal refused the webhook: ${made.name ?? ''} ${made.message ?? ''}`.trim();
    throw made.name === TAKEN ? new Conflict(message) : new Invalid(message);
  },
  update: async (id, { url, topics }, { http }) => {
    await http.patch(`${PATH}/${encodeURIComponent(id)}`, {
      json: [
        { op: 'replace', path: '/url', value: url },
        { op: 'replace', path: '/event_types', value: named(topics) },
      ],
    });
  },
  remove: async (id, { http }) => {
    await http.delete(`${PATH}/${encodeURIComponent(id)}`);
  },
};

function named(topics: readonly string[]): readonly { readonly name: string }[] {
  return topics.map((name) => ({ name }));
}
