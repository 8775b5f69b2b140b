import { defineConnector, listIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { proof } from './proof.js';
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
    certificate: 'A certificate that is pinned, as PEM. Absent: the one PayPal names is fetched',
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
    verify: proof,
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
