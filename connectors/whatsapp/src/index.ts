import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { events } from './selectors.js';
import { subscribedApp } from './subscribed-app.js';

/** WhatsApp (Cloud API): messages in and out with what becomes of them, carts and templates; one address for all accounts of an app. */
export const connector = defineConnector({
  name: 'whatsapp',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A WhatsApp Business account: messages, what becomes of them, carts and templates',
  presets,
  secrets: {
    webhook: 'App secret, which signs hooks',
    verifyToken: 'Verify token, as the app’s webhook page has it',
    token: 'Access token of a system user',
  },
  auth: { kind: 'bearer', secret: 'token' },
  baseUrl: ({ address, apiVersion }) => `${address}/${apiVersion}`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.whatsapp,
    urlPath: 'whatsapp',
    multiple: events,
    account: 'account',
    scope: 'event',
    externalId: 'id',
    eventId: 'key',
    subscriptions: subscribedApp,
  },
  // A number sends 80 messages a second unless it was raised; reads have 5,000 an hour:
  // https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput
  limits: { TO: { calls: 1 }, FROM: { calls: 40 } },
  records,
  check: async ({ http, settings: { businessAccountId } }) => {
    const account = objectIn(await http.get(`/${businessAccountId}`, { query: { fields: 'id,name' } }));
    return { ok: true, message: idIn(account, 'name'), account: idIn(account) };
  },
  collections,
});
