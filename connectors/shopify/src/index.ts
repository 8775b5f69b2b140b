import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { originOf, presets } from './presets.js';
import { resource } from './resource.js';
import { subscriptions } from './subscriptions.js';

/** Shopify: orders, products and customers, read and written through the Admin REST API. */
export const connector = defineConnector({
  name: 'shopify',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Shopify shop: orders, products and customers',
  presets,
  secrets: {
    webhook: 'Client secret of the app, which signs hooks',
    accessToken: 'Admin API access token, where authentication is token',
  },
  auth: (settings) =>
    settings.authentication === 'token'
      ? { kind: 'apiKey', secret: 'accessToken', header: 'x-shopify-access-token' }
      : {
          kind: 'oauth2',
          flow: 'client_credentials',
          tokenUrl: `${originOf(settings)}/admin/oauth/access_token`,
          // Those of the app's version count.
          scopes: [],
          clientId: { setting: 'clientId' },
          clientSecret: 'webhook',
          clientAuthentication: 'body',
          header: 'x-shopify-access-token',
        },
  baseUrl: (settings) => `${originOf(settings)}/admin/api/${settings.apiVersion}`,
  scopes: {
    'orders/create': [
      'TRANSACTION',
      'CREATED',
      'Shopify Order created → Transaction',
      { version: 'updated_at' },
    ],
    'orders/updated': [
      'TRANSACTION',
      'UPDATED',
      'Shopify Order changed → Transaction',
      { version: 'updated_at' },
    ],
    'orders/paid': ['TRANSACTION', 'UPDATED', 'Shopify Order paid → Transaction', { version: 'updated_at' }],
    'orders/fulfilled': [
      'TRANSACTION',
      'UPDATED',
      'Shopify Order fulfilled → Transaction',
      { version: 'updated_at' },
    ],
    'orders/cancelled': [
      'TRANSACTION',
      'UPDATED',
      'Shopify Order cancelled → Transaction',
      { version: 'updated_at' },
    ],
    'orders/delete': ['TRANSACTION', 'DELETED', 'Shopify Order deleted → Transaction'],
    'products/create': ['PRODUCT', 'CREATED', 'Shopify Product created → Product', { version: 'updated_at' }],
    'products/update': ['PRODUCT', 'UPDATED', 'Shopify Product changed → Product', { version: 'updated_at' }],
    'products/delete': ['PRODUCT', 'DELETED', 'Shopify Product deleted → Product'],
    'customers/create': [
      'CUSTOMER',
      'CREATED',
      'Shopify Customer created → Customer',
      { version: 'updated_at' },
    ],
    'customers/update': [
      'CUSTOMER',
      'UPDATED',
      'Shopify Customer changed → Customer',
      { version: 'updated_at' },
    ],
    'customers/delete': ['CUSTOMER', 'DELETED', 'Shopify Customer deleted → Customer'],
  },
  webhook: {
    ...signatures.shopify,
    scope: { from: 'Header', at: 'x-shopify-topic' },
    externalId: 'id',
    // One event may raise hooks of several topics under one id.
    eventId:
      '$Headers.`x-shopify-event-id` ? $Headers.`x-shopify-topic` & " " & $Headers.`x-shopify-event-id`',
    subscriptions,
  },
  records: {
    TRANSACTION: resource({
      one: 'order',
      many: 'orders',
      filter: { status: 'any' },
      keys: { number: 'name' },
    }),
    PRODUCT: resource({ one: 'product', many: 'products', keys: { name: 'title', handle: 'handle' } }),
    CUSTOMER: resource({ one: 'customer', many: 'customers', search: ['email', 'phone'] }),
  },
  check: async ({ http }) => {
    const shop = objectIn(await http.get('/shop.json'), 'shop');
    return { ok: true, message: idIn(shop, 'name'), account: idIn(shop, 'myshopify_domain') };
  },
  collections,
});
