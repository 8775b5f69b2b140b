import { idIn, listIn, objectIn, type PresentSubscription, type SubscriptionDefinition } from '@hookyard/sdk';

import type { Context } from './presets.js';
import { topics } from './scopes.js';

/** The user of what is registered here; its password is the secret `webhook`. */
export const USER = 'hookyard';

/**
 * One webhook for each object, of version 2. They cannot be changed, only made anew.
 * https://developers.pipedrive.com/docs/api/v1/Webhooks
 */
export const webhooks: SubscriptionDefinition<Context> = {
  topics,
  secret: 'given',
  list: async ({ http }) =>
    listIn(await http.get('/v1/webhooks'), 'data').map((one): PresentSubscription => ({
      id: idIn(one),
      url: idIn(one, 'subscription_url'),
      topics: [`${idIn(one, 'event_action')}.${idIn(one, 'event_object')}`],
      enabled: one['is_active'] !== 0 && one['is_active'] !== false,
    })),
  create: async ({ url, topics: [topic = ''], secret }, { http }) => {
    const [action = '', object = ''] = topic.split('.');
    const json = {
      name: `Hookyard ${object}`,
      subscription_url: url,
      event_action: action,
      event_object: object,
      version: '2.0',
      ...(secret === undefined ? {} : { http_auth_user: USER, http_auth_password: secret }),
    };
    return { id: idIn(objectIn(await http.post('/v1/webhooks', { json }), 'data')) };
  },
  remove: async (id, { http }) => {
    await http.delete(`/v1/webhooks/${encodeURIComponent(id)}`);
  },
};
