import {
  Conflict,
  idIn,
  Invalid,
  listIn,
  objectIn,
  textOf,
  valueAt,
  type Json,
  type JsonObject,
  type PresentSubscription,
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
  list: async ({ http }) => listIn(await http.get(PATH), 'webhooks').map(presentOf),
  create: async ({ url, topics }, { http }) => {
    const answer = await http.post(PATH, { json: { url, event_types: named(topics) }, accept: [400] });
    const body = objectIn(answer);
    if (answer.status === 400) throw refusal(body);
    const id = idIn(body);
    return { id, secret: id };
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

function presentOf(webhook: JsonObject): PresentSubscription {
  const types = webhook['event_types'];
  const topics = (Array.isArray(types) ? types : []).flatMap(
    (type: Json) => textOf(valueAt(type, 'name')) ?? [],
  );
  return { id: idIn(webhook), url: idIn(webhook, 'url'), topics };
}

function refusal({ name, message }: JsonObject): Error {
  const told = `PayPal refused the webhook: ${textOf(name) ?? ''} ${textOf(message) ?? ''}`.trim();
  return name === TAKEN ? new Conflict(told) : new Invalid(told);
}
