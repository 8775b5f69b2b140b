import { defineConnector, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { hooks } from './hooks.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { resource } from './resources.js';
import { scopes } from './scopes.js';

/** WooCommerce: orders, products, customers and coupons of a shop. */
export const connector = defineConnector({
  name: 'woocommerce',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A WooCommerce shop: orders, products, customers and coupons',
  presets,
  secrets: {
    webhook: 'Secret of the webhook, which signs its deliveries',
    consumerSecret: 'Consumer secret of the REST API',
  },
  auth: ({ consumerKey }) => ({ kind: 'basic', user: consumerKey, secret: 'consumerSecret' }),
  baseUrl: ({ store }) => `${store.replace(/\/+$/, '')}/wp-json/wc/v3`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.woocommerce,
    scope: { from: 'Header', at: 'x-wc-webhook-topic' },
    externalId: 'id',
    subscriptions: hooks,
  },
  // A shop runs on the server its owner pays for: four calls at once are felt by nobody.
  limits: { TO: { concurrency: 4 }, FROM: { concurrency: 4 } },
  records: {
    TRANSACTION: resource({ path: '/orders', keys: {}, knowsChanges: true, deletesForGood: false }),
    PRODUCT: resource({ path: '/products', keys: { sku: 'sku' }, knowsChanges: true, deletesForGood: false }),
    CUSTOMER: resource({
      path: '/customers',
      keys: { email: 'email' },
      // Without it only those who bought are listed.
      listed: { role: 'all' },
      knowsChanges: false,
      deletesForGood: true,
    }),
    'x:COUPON': resource({
      path: '/coupons',
      keys: { code: 'code' },
      knowsChanges: true,
      deletesForGood: false,
    }),
  },
  check: async ({ http, settings }) => {
    await http.get('/orders', { query: { per_page: 1 } });
    return { ok: true, message: settings.store };
  },
  collections,
});
