import {
  idIn,
  objectIn,
  Invalid,
  restRecords,
  type JsonObject,
  type RecordHandlers,
  type RestWrite,
} from '@hookyard/sdk';

import { disputes } from './disputes.js';
import type { Context, PaypalSettings } from './presets.js';

/** PayPal does nothing twice for one of these: https://developer.paypal.com/api/rest/reference/idempotency/ */
const WRITE_KEY = { header: 'paypal-request-id' } as const;

/** A change is a list of operations: https://developer.paypal.com/api/rest/requests/ */
const patched: RestWrite['body'] = (record) =>
  Object.entries(record).map(([name, value]) => ({ op: 'replace', path: `/${name}`, value }));

const refunds = restRecords<PaypalSettings>({ path: '/v2/payments/refunds', version: 'update_time' });

export const records = {
  TRANSACTION: restRecords<PaypalSettings>({
    path: '/v2/checkout/orders',
    version: 'update_time',
    create: { answers: 'part' },
    writeKey: WRITE_KEY,
  }),
  TRANSACTION_PAYMENT: restRecords<PaypalSettings>({ path: '/v2/payments/captures', version: 'update_time' }),
  'x:PAYPAL_REFUND': {
    ...refunds,
    honoursKey: true,
    create: async (record, { http, request }) => {
      const { capture_id: capture, ...refund } = record;
      if (typeof capture !== 'string') throw new Invalid('a refund needs its capture', ['capture_id']);
      const key = request?.writeKey;
      const answer = await http.post(`/v2/payments/captures/${encodeURIComponent(capture)}/refund`, {
        json: refund,
        headers: key === undefined ? {} : { [WRITE_KEY.header]: key },
      });
      return { id: idIn(objectIn(answer)) };
    },
  },
  'x:PAYPAL_AUTHORIZATION': restRecords<PaypalSettings>({
    path: '/v2/payments/authorizations',
    version: 'update_time',
  }),
  'x:PAYPAL_PAYOUT': restRecords<PaypalSettings>({ path: '/v1/payments/payouts-item', id: 'payout_item_id' }),
  'x:PAYPAL_SUBSCRIPTION': restRecords<PaypalSettings>({
    path: '/v1/billing/subscriptions',
    version: 'update_time',
    create: { answers: 'part' },
    update: { body: patched },
    writeKey: WRITE_KEY,
  }),
  'x:PAYPAL_DISPUTE': disputes,
  'x:PAYPAL_INVOICE': restRecords<PaypalSettings>({
    path: '/v2/invoicing/invoices',
    many: 'items',
    // A create answers the address of what it made.
    id: (record) => (record['id'] as string | undefined) ?? lastPart(record),
    list: {
      pages: { kind: 'page', size: 'page_size', page: 'page' },
      most: 100,
      query: { total_required: true },
      total: 'total_items',
      // What an answer without records looks like, PayPal does not say.
      omitsEmpty: true,
    },
    create: { answers: 'part' },
    update: { method: 'PUT', send: 'whole', answers: 'part' },
    delete: {},
    writeKey: WRITE_KEY,
  }),
  PRODUCT: restRecords<PaypalSettings>({
    path: '/v1/catalogs/products',
    many: 'products',
    version: 'update_time',
    list: {
      pages: { kind: 'page', size: 'page_size', page: 'page' },
      most: 20,
      query: { total_required: true },
      total: 'total_items',
      // What an answer without records looks like, PayPal does not say.
      omitsEmpty: true,
    },
    create: {},
    update: { body: patched },
    writeKey: WRITE_KEY,
  }),
  PAYMENT_METHOD: restRecords<PaypalSettings>({ path: '/v3/vault/payment-tokens', delete: {} }),
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;

function lastPart({ href }: JsonObject): string {
  return typeof href === 'string' ? (href.split('/').at(-1) ?? '') : '';
}
