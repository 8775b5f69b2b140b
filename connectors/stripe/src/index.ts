import { objectIn, defineConnector, signatures, textOf } from '@hookyard/sdk';

import { stripeAmount } from './amount.js';
import { collections } from './collections.js';
import { endpoints } from './endpoints.js';
import { invoices } from './invoices.js';
import { objects } from './objects.js';
import { payments } from './payments.js';
import { headersOf, presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { scopes } from './scopes.js';

/** Stripe: customers, products, prices, invoices, payments and subscriptions; one address for the accounts of a platform. */
export const connector = defineConnector({
  name: 'stripe',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Stripe account: customers, products, invoices, payments and subscriptions',
  presets,
  secrets: {
    webhook: 'Signing secret of the webhook endpoint (whsec_…)',
    apiKey: 'Secret or restricted key: sk_live_… for a live connection, sk_test_… for one in sandbox mode',
  },
  auth: { kind: 'bearer', secret: 'apiKey' },
  baseUrl: ({ address }) => `${address}/v1`,
  recordTypes,
  scopes,
  webhook: {
    urlPath: 'stripe',
    ...signatures.stripe,
    account: 'account',
    scope: 'type',
    // A charge or refund is part of a payment, and tells of it.
    externalId: `
      data.object.object in ["charge", "refund"]
        ? [data.object.payment_intent, data.object.charge, data.object.id][$type($) = "string"][0]
        : [data.object.id, related_object.id][0]
    `,
    eventId: 'id',
    mode: 'livemode = true ? "live" : livemode = false ? "sandbox"',
    subscriptions: endpoints,
  },
  // What a sandbox allows, 25 a second (https://docs.stripe.com/rate-limits); a live account has 100.
  limits: { TO: { calls: 12 }, FROM: { calls: 12 } },
  records: {
    CUSTOMER: objects({
      path: '/customers',
      events: ['customer.created', 'customer.updated', 'customer.deleted'],
      deletedBy: 'customer.deleted',
      lookup: { email: 'email' },
      removal: 'delete',
    }),
    PRODUCT: objects({
      path: '/products',
      events: ['product.*'],
      deletedBy: 'product.deleted',
      search: { name: 'name', 'metadata.sku': "metadata['sku']" },
      removal: 'archive',
    }),
    'x:PRICE': objects({ path: '/prices', events: ['price.*'], deletedBy: 'price.deleted' }),
    TRANSACTION: invoices,
    TRANSACTION_PAYMENT: payments,
    'x:SUBSCRIPTION': objects({
      path: '/subscriptions',
      events: ['customer.subscription.*'],
      listed: { status: 'all' },
    }),
    'x:CHECKOUT': objects({ path: '/checkout/sessions' }),
    'x:DISPUTE': objects({ path: '/disputes' }),
    'x:PAYOUT': objects({ path: '/payouts' }),
    PAYMENT_METHOD: objects({ path: '/payment_methods' }),
    'x:STRIPE_SETUP_INTENT': objects({ path: '/setup_intents' }),
  },
  functions: { stripeAmount },
  check: async (ctx) => {
    const {
      http,
      settings,
      connection: { mode },
    } = ctx;
    const other = mode === 'live' ? '_test_' : '_live_';
    if (ctx.secret('apiKey').slice(2, 8) === other)
      return { ok: false, message: `The key is one of the ${mode === 'live' ? 'sandbox' : 'live account'}.` };
    const account = objectIn(await http.get('/account', { headers: headersOf(settings) }));
    const id = textOf(account['id']);
    return {
      ok: true,
      message: textOf(account['email']) ?? 'The key works.',
      ...(id === undefined ? {} : { account: id }),
    };
  },
  collections,
});
