import { defineConnector, hmac, objectIn } from '@hookyard/sdk';

import { collections } from './collections.js';
import { entity } from './entity.js';
import { presets } from './presets.js';
import { changes } from './selectors.js';

/** QuickBooks Online: customers, items and invoices; one address for all companies of the app. */
export const connector = defineConnector({
  name: 'quickbooks',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A QuickBooks Online company: customers, items and invoices',
  presets,
  secrets: {
    webhook: 'Verifier token of the app, which signs hooks',
    accessToken: 'Access token, where authentication is bearer',
    clientSecret: 'Client secret of the app, where authentication is oauth2',
  },
  auth: ({ authentication }) =>
    authentication === 'bearer'
      ? { kind: 'bearer', secret: 'accessToken' }
      : {
          kind: 'oauth2',
          authorizeUrl: 'https://appcenter.intuit.com/connect/oauth2',
          tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
          scopes: ['com.intuit.quickbooks.accounting'],
          flow: 'code',
          clientId: { setting: 'clientId' },
          clientSecret: 'clientSecret',
          rotating: true,
          account: { callback: 'realmId' },
        },
  baseUrl: ({ address, realmId }) => `${address}/v3/company/${realmId}`,
  scopes: {
    'customer.created': ['CUSTOMER', 'CREATED', 'QuickBooks Customer created → Customer'],
    'customer.updated': ['CUSTOMER', 'UPDATED', 'QuickBooks Customer changed → Customer'],
    'customer.merged': ['CUSTOMER', 'UPDATED', 'QuickBooks Customer took over another → Customer'],
    'customer.deleted': ['CUSTOMER', 'DELETED', 'QuickBooks Customer removed → Customer'],
    'item.created': ['PRODUCT', 'CREATED', 'QuickBooks Item created → Product'],
    'item.updated': ['PRODUCT', 'UPDATED', 'QuickBooks Item changed → Product'],
    'item.deleted': ['PRODUCT', 'DELETED', 'QuickBooks Item removed → Product'],
    'invoice.created': ['TRANSACTION', 'CREATED', 'QuickBooks Invoice created → Transaction'],
    'invoice.updated': ['TRANSACTION', 'UPDATED', 'QuickBooks Invoice changed → Transaction'],
    'invoice.voided': ['TRANSACTION', 'UPDATED', 'QuickBooks Invoice voided → Transaction'],
    'invoice.deleted': ['TRANSACTION', 'DELETED', 'QuickBooks Invoice deleted → Transaction'],
  },
  webhook: {
    urlPath: 'quickbooks',
    verify: hmac({ header: 'intuit-signature', encoding: 'base64' }),
    multiple: changes,
    account: 'realmId',
    scope: 'topic',
    externalId: 'id',
    eventId: 'event',
  },
  records: {
    CUSTOMER: entity({
      name: 'Customer',
      keys: { email: 'PrimaryEmailAddr', name: 'DisplayName' },
      removal: 'deactivate',
    }),
    PRODUCT: entity({ name: 'Item', keys: { sku: 'Sku', name: 'Name' }, removal: 'deactivate' }),
    TRANSACTION: entity({ name: 'Invoice', keys: { number: 'DocNumber' }, removal: 'delete' }),
  },
  check: async ({ http, settings }) => {
    const answer = await http.get(`/companyinfo/${settings.realmId}`);
    const { CompanyName: name } = objectIn(answer, 'CompanyInfo');
    return {
      ok: true,
      account: settings.realmId,
      ...(typeof name === 'string' ? { message: name } : {}),
    };
  },
  collections,
});
