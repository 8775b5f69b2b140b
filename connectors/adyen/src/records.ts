import { idIn, Invalid, objectIn, restRecords, textOf, type RecordHandlers } from '@hookyard/sdk';

import type { AdyenSettings, Context } from './presets.js';

const KEY = 'idempotency-key';

/** A refund is asked for here; what becomes of it, hooks tell. */
const refunds: RecordHandlers<Context> = {
  honoursKey: true,
  create: async ({ paymentPspReference, ...record }, { http, settings, request }) => {
    const payment = textOf(paymentPspReference);
    if (payment === undefined || payment === '')
      throw new Invalid('a refund needs the payment it is of', ['paymentPspReference']);
    const json = { merchantAccount: settings.merchantAccount, ...record };
    const key = request?.writeKey;
    const answer = await http.post(`/payments/${encodeURIComponent(payment)}/refunds`, {
      json,
      ...(key === undefined ? {} : { headers: { [KEY]: key } }),
    });
    const asked = objectIn(answer);
    const { amount = null } = json as typeof record;
    return {
      id: idIn(asked, 'pspReference'),
      record: { ...asked, amount, eventCode: 'REFUND', originalReference: payment },
    };
  },
};

const links = restRecords<AdyenSettings>({
  path: '/paymentLinks',
  version: 'updatedAt',
  create: {},
  update: {},
  writeKey: { header: KEY },
});

export const records = {
  'x:ADYEN_REFUND': refunds,
  'x:ADYEN_PAYMENT_LINK': {
    ...links,
    create: async (record, ctx) => {
      const { merchantAccount } = ctx.settings;
      const made = await links.create?.({ merchantAccount, ...record }, ctx);
      return made ?? { id: '' };
    },
  },
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
