import { defineConnector, objectIn, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { amountOf, moneyOf } from './money.js';
import { checkoutAddress, managementAddress, presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { eventId, eventName, mode, recordId } from './selectors.js';
import { webhooks } from './webhooks.js';

/** Adyen payments: what becomes of payments, refunds, disputes and payouts; one address for all merchant accounts. */
export const connector = defineConnector({
  name: 'adyen',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'An Adyen merchant account: payments, refunds, disputes, payouts, reports and payment links',
  presets,
  secrets: {
    webhook: 'HMAC key of the webhook, in hex',
    apiKey: 'API key of a web service user',
  },
  auth: { kind: 'apiKey', secret: 'apiKey', header: 'x-api-key' },
  baseUrl: checkoutAddress,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.adyen,
    urlPath: 'adyen',
    multiple: 'notificationItems',
    account: 'NotificationRequestItem.merchantAccountCode',
    scope: eventName,
    externalId: recordId,
    eventId,
    mode,
    subscriptions: webhooks,
  },
  // Adyen says no number and answers 429: https://docs.adyen.com/development-resources/api-idempotency/
  limits: { TO: { calls: 10 }, FROM: { calls: 10 } },
  records,
  functions: {
    amountOf: (money) => amountOf(money),
    moneyOf: (amount, currency) => moneyOf(amount, currency),
  },
  check: async (ctx) => {
    const { http, settings } = ctx;
    const { merchantAccount } = settings;
    const answer = await http.get(`${managementAddress(settings)}/me`, {
      headers: { 'x-api-key': ctx.secret('apiKey') },
    });
    const { username, associatedMerchantAccounts: served } = objectIn(answer);
    const ok = !Array.isArray(served) || served.length === 0 || served.includes(merchantAccount);
    const message = `${textOf(username) ?? 'the user'} ${ok ? 'serves' : 'does not serve'} ${merchantAccount}`;
    return ok ? { ok, message, account: merchantAccount } : { ok, message };
  },
  collections,
});
