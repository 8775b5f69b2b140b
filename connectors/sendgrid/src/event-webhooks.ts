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

/** The switches of a webhook, by the event they let through; `spam_report` is sent as `spamreport`. */
const SWITCHES: Readonly<Record<string, string>> = {
  processed: 'processed',
  deferred: 'deferred',
  delivered: 'delivered',
  open: 'open',
  click: 'click',
  bounce: 'bounce',
  dropped: 'dropped',
  spamreport: 'spam_report',
  unsubscribe: 'unsubscribe',
  group_unsubscribe: 'group_unsubscribe',
  group_resubscribe: 'group_resubscribe',
  account_status_change: 'account_status_change',
};

const PATH = '/v3/user/webhooks/event/settings';

/**
 * One event webhook for all events of an address, signed: the public key that SendGrid makes for it is handed over.
 * https://www.twilio.com/docs/sendgrid/api-reference/webhooks/create-a-new-event-webhook
 */
export const eventWebhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  topics: { 'suppression/*': [], 'contact/*': [] },
  list: async ({ http }) => listIn(await http.get(`${PATH}/all`), 'webhooks').map(presentOf),
  create: async (wanted, { http }) => {
    const answer = await http.post(PATH, { json: { ...written(wanted), friendly_name: 'Hookyard' } });
    const id = idIn(objectIn(answer));
    const signed = await http.patch(`${PATH}/signed/${encodeURIComponent(id)}`, { json: { enabled: true } });
    return { id, secret: idIn(objectIn(signed), 'public_key') };
  },
  update: async (id, wanted, { http }) => {
    await http.patch(`${PATH}/${encodeURIComponent(id)}`, { json: written(wanted) });
  },
  remove: async (id, { http }) => {
    await http.delete(`${PATH}/${encodeURIComponent(id)}`);
  },
};

function written({ url, topics }: WantedSubscription): object {
  const switches = Object.entries(SWITCHES).map(([event, name]) => [name, topics.includes(event)] as const);
  return { url, enabled: true, ...Object.fromEntries(switches) };
}

function presentOf(settings: JsonObject): PresentSubscription {
  const topics = Object.entries(SWITCHES)
    .filter(([, name]) => settings[name] === true)
    .map(([event]) => event);
  const enabled = settings['enabled'] !== false;
  return { id: idIn(settings), url: idIn(settings, 'url'), topics, enabled };
}
