import {
  idIn,
  listIn,
  objectIn,
  textOf,
  type JsonObject,
  type PresentSubscription,
  type SubscriptionDefinition,
  type WantedSubscription,
} from '@hookyard/sdk';

import { call } from './calls.js';
import type { Context } from './presets.js';

/**
 * One webhook for all events of an address, with a key that Mandrill makes. What comes in by mail is told to the address of
 * its inbound route, which is made by hand.
 */
export const webhooks: SubscriptionDefinition<Context> = {
  carries: 'all-topics',
  secret: 'handed-out',
  topics: {
    'blacklist.*': 'blacklist',
    'whitelist.*': 'whitelist',
    'message/*': [],
    'suppression/*': [],
    inbound: [],
  },
  list: async (ctx) => listIn(await call('webhooks/list', {}, ctx)).map(presentOf),
  create: async (wanted, ctx) => {
    const sent = { ...written(wanted), description: 'Hookyard' };
    const made = objectIn(await call('webhooks/add', sent, ctx));
    return { id: idIn(made), secret: idIn(made, 'auth_key') };
  },
  update: async (id, wanted, ctx) => {
    await call('webhooks/update', { id: Number(id), ...written(wanted) }, ctx);
  },
  remove: async (id, ctx) => {
    await call('webhooks/delete', { id: Number(id) }, ctx);
  },
};

function written({ url, topics }: WantedSubscription): {
  readonly url: string;
  readonly events: readonly string[];
} {
  return { url, events: topics };
}

function presentOf(webhook: JsonObject): PresentSubscription {
  const { events } = webhook;
  const topics = (Array.isArray(events) ? events : []).flatMap((event) => textOf(event) ?? []);
  return { id: idIn(webhook), url: idIn(webhook, 'url'), topics };
}
