import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { readCatalog } from './catalog-changed.js';
import { collections } from './collections.js';
import { amountOf, moneyOf } from './money.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { events, recordId } from './selectors.js';
import { subscriptions } from './webhook-subscriptions.js';

/** Square: payments, orders, invoices, catalogue, stock, customers and staff; one address for all merchants of the app. */
export const connector = defineConnector({
  name: 'square',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Square seller: payments, orders, invoices, catalogue, stock, customers and staff',
  presets,
  secrets: {
    webhook: 'Signature key of the webhook subscription',
    accessToken: 'Access token of the application, or one a seller granted it',
  },
  auth: { kind: 'bearer', secret: 'accessToken' },
  baseUrl: ({ address }) => `${address}/v2`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.square,
    urlPath: 'square',
    account: 'merchant_id',
    multiple: events,
    scope: 'type',
    externalId: recordId,
    eventId: 'event_id',
    subscriptions,
  },
  // Square says no numbers: who asks too often is answered 429. https://developer.squareup.com/docs/build-basics/general-considerations/handling-errors
  limits: { TO: { concurrency: 8 }, FROM: { concurrency: 8 }, estimates: { PRODUCT_VARIANT_INVENTORY: 2 } },
  records,
  handlePrerequisite: readCatalog,
  functions: {
    amountOf: (money) => amountOf(money),
    moneyOf: (amount, currency) => moneyOf(amount, currency),
  },
  check: async ({ http }) => {
    const merchant = objectIn(await http.get('/merchants/me'), 'merchant');
    const { business_name: name } = merchant;
    const id = idIn(merchant);
    return { ok: true, message: typeof name === 'string' ? name : id, account: id };
  },
  collections,
});
