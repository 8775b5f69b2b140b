import {
  idIn,
  listIn,
  objectIn,
  Conflict,
  Invalid,
  textOf,
  type SubscriptionDefinition,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

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
    const registered = listIn(await http.get(PATH), 'webhooks');
    return registered.map((one) => ({
      id: idIn(one),
      url: idIn(one, 'url'),
      topics: listIn({ json: () => one as never }, 'event_types').map((type) => idIn(type, 'name')),
    }));
  },
  create: async ({ url, topics }, { http }) => {
    const answer = await http.post(PATH, { json: { url, event_types: named(topics) }, accept: [400] });
    const made = objectIn(answer);
    if (answer.status !== 400) return { id: idIn(made), secret: idIn(made) };
    const { name, message: said } = made;
    const message = `PayPal refused the webhook: ${textOf(name) ?? ''} ${textOf(said) ?? ''}`.trim();
    throw name === TAKEN ? new Conflict(message) : new Invalid(message);
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
