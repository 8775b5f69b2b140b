import { listIn, defineConnector, rsa, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { recordId } from './selectors.js';
import { webhooks } from './webhooks.js';

/** PayPal: orders, captures, refunds, subscriptions, disputes, invoices and payouts of a REST app. */
export const connector = defineConnector({
  name: 'paypal',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A PayPal account: orders, payments, refunds, subscriptions, disputes, invoices and payouts',
  presets,
  secrets: {
    webhook: 'Id of the webhook, as the app shows it',
    certificate: 'Certificate PayPal signs webhooks with, as PEM',
    clientSecret: 'Secret of the REST app',
  },
  auth: ({ address }) => ({
    kind: 'oauth2',
    flow: 'client_credentials',
    tokenUrl: `${address}/v1/oauth2/token`,
    scopes: [],
    clientId: { setting: 'clientId' },
    clientSecret: 'clientSecret',
    account: { token: 'app_id' },
  }),
  baseUrl: ({ address }) => address,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.paypal,
    // The webhook's id is part of what is signed, and is the one secret a registration brings.
    verify: rsa({
      header: 'paypal-transmission-sig',
      id: { header: 'paypal-transmission-id' },
      timestamp: { header: 'paypal-transmission-time', unit: 'rfc3339' },
      content: '{id}|{timestamp}|{secret:webhook}|{crc32}',
      secret: 'certificate',
      maxAge: '4d',
    }),
    scope: 'event_type',
    externalId: recordId,
    eventId: 'id',
    subscriptions: webhooks,
  },
  // PayPal says no numbers: who asks too often is answered 429. https://developer.paypal.com/api/rest/reference/rate-limiting/
  limits: { TO: { concurrency: 8 }, FROM: { concurrency: 8 } },
  records,
  check: async ({ http }) => {
    const registered = listIn(await http.get('/v1/notifications/webhooks'), 'webhooks');
    return { ok: true, message: `The app has ${registered.length} webhooks` };
  },
  collections,
});
