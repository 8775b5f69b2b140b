import { defineConnector, hmac } from '@hookyard/sdk';

import { collectionsOf } from './collections.js';
import { handlersOf } from './handlers.js';
import { presets } from './presets.js';

/** Any JSON/REST system, by presets: where its records lie, how calls are authenticated, what its fields are called. */
export const connector = defineConnector({
  name: 'rest',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'Any JSON/REST system, as source and destination, set up by presets alone',
  presets,
  secrets: { webhook: 'Signing secret of its hooks', api: 'API key, password or token for calls' },
  auth: ({ auth, apiKeyHeader, user }) => {
    if (auth === 'apiKey') return { kind: 'apiKey', secret: 'api', header: apiKeyHeader };
    if (auth === 'basic') return { kind: 'basic', user, secret: 'api' };
    return auth === 'bearer' ? { kind: 'bearer', secret: 'api' } : { kind: 'none' };
  },
  baseUrl: ({ baseUrl }) => baseUrl,
  scopes: {
    'product/created': [
      'PRODUCT',
      'CREATED',
      'Product made → Product',
      { record: 'data', version: 'version' },
    ],
    'product/updated': [
      'PRODUCT',
      'UPDATED',
      'Product changed → Product',
      { record: 'data', version: 'version' },
    ],
    'product/deleted': ['PRODUCT', 'DELETED', 'Product removed → Product'],
    'product/poll': ['PRODUCT', 'POLL', 'Products listed by their changes → the scopes above'],
    'product/initialize': ['PRODUCT', 'INITIALIZE', 'All products listed → the scopes above'],
    'customer/created': [
      'CUSTOMER',
      'CREATED',
      'Customer made → Customer',
      { record: 'data', version: 'version' },
    ],
    'customer/updated': [
      'CUSTOMER',
      'UPDATED',
      'Customer changed → Customer',
      { record: 'data', version: 'version' },
    ],
    'customer/deleted': ['CUSTOMER', 'DELETED', 'Customer removed → Customer'],
    'customer/poll': ['CUSTOMER', 'POLL', 'Customers listed by their changes → the scopes above'],
    'customer/initialize': ['CUSTOMER', 'INITIALIZE', 'All customers listed → the scopes above'],
    'order/created': [
      'TRANSACTION',
      'CREATED',
      'Order made → Transaction',
      { record: 'data', version: 'version' },
    ],
    'order/updated': [
      'TRANSACTION',
      'UPDATED',
      'Order changed → Transaction',
      { record: 'data', version: 'version' },
    ],
    'order/deleted': ['TRANSACTION', 'DELETED', 'Order removed → Transaction'],
    'order/poll': ['TRANSACTION', 'POLL', 'Orders listed by their changes → the scopes above'],
    'order/initialize': ['TRANSACTION', 'INITIALIZE', 'All orders listed → the scopes above'],
  },
  webhook: {
    verify: hmac({ header: 'x-hookyard-signature', encoding: 'hex' }),
    multiple: '$exists(events) ? events : $',
    scope: 'topic',
    externalId: 'id',
    deliveryId: 'Headers."x-hookyard-delivery"',
  },
  records: {
    PRODUCT: handlersOf((settings) => settings.productPath),
    CUSTOMER: handlersOf((settings) => settings.customerPath),
    TRANSACTION: handlersOf((settings) => settings.orderPath),
  },
  collections: collectionsOf(),
});
