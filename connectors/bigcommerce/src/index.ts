import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { hooks } from './hooks.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { account, eventId, recordId } from './selectors.js';

/** BigCommerce: orders, shipments, products, variants, stock, categories, customers and carts of a store. */
export const connector = defineConnector({
  name: 'bigcommerce',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A BigCommerce store: orders, shipments, products, stock, categories, customers and carts',
  presets,
  secrets: {
    webhook: 'Client secret of the API account or app, which signs hooks',
    accessToken: 'Access token of the API account',
  },
  auth: { kind: 'apiKey', secret: 'accessToken', header: 'x-auth-token' },
  baseUrl: ({ address, storeHash }) => `${address}/stores/${storeHash}`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.bigcommerce,
    urlPath: 'bigcommerce',
    account,
    scope: 'scope',
    externalId: recordId,
    eventId,
    subscriptions: hooks,
  },
  // 150 calls in 30 seconds on the smallest plan, for both directions together:
  // https://developer.bigcommerce.com/docs/start/best-practices/api-rate-limits
  limits: {
    TO: { calls: 75, perSeconds: 30 },
    FROM: { calls: 75, perSeconds: 30 },
    // X-Rate-Limit-Time-Reset-Ms counts milliseconds from now, which no other header does: it is left out.
    headers: { limit: 'x-rate-limit-requests-quota', remaining: 'x-rate-limit-requests-left' },
    estimates: { TRANSACTION: 3 },
  },
  records,
  check: async ({ http, settings }) => {
    const store = objectIn(await http.get('/v2/store'));
    return { ok: true, message: idIn(store, 'name'), account: settings.storeHash };
  },
  collections,
});
