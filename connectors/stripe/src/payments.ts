import { restRecords, type RecordHandlers } from '@hookyard/sdk';

import { objects, type Context } from './objects.js';
import { headersOf, type StripeSettings } from './presets.js';

const intents = objects({
  path: '/payment_intents',
  events: [
    'payment_intent.created',
    'payment_intent.processing',
    'payment_intent.requires_action',
    'payment_intent.amount_capturable_updated',
    'payment_intent.succeeded',
    'payment_intent.payment_failed',
    'payment_intent.canceled',
    'charge.succeeded',
    'charge.captured',
    'charge.updated',
    'charge.failed',
    'charge.refunded',
    'refund.created',
    'refund.updated',
    'refund.failed',
  ],
  expanded: { 'expand[0]': 'latest_charge' },
});
const charges = restRecords<StripeSettings>({ path: '/charges', headers: headersOf });

/** Payments are payment intents with their latest charge; a charge that was made without one stands for itself. */
export const payments: RecordHandlers<Context> = {
  ...intents,
  get: async (id, ctx) => (await (id.startsWith('pi_') ? intents : charges).get?.(id, ctx)) ?? null,
};
