import type { RecordFields } from '@hookyard/sdk';

const money: RecordFields = {
  amount: { kind: 'number', description: 'In the smallest unit of the currency; refunds are negative' },
  currency: { kind: 'text', description: 'ISO 4217 code' },
};
const origin: RecordFields = {
  account: { kind: 'text', description: 'Ledger account it belongs to' },
  partner: { kind: 'text', description: 'Payment partner it comes from' },
};

/** The unified models, in types of their own. */
export const recordTypes = {
  'x:GROOV_ACCOUNT': {
    description: 'A ledger account of a customer, with the consent at each of its payment partners.',
    fields: {
      institutionAccountId: { kind: 'text', description: 'Our own id of the merchant' },
      status: { kind: 'text', description: 'Active where data may be read, else why not' },
      partners: { kind: 'list', description: 'Partners, each with the status of its consent' },
    },
  },
  'x:GROOV_PAYMENT': {
    description: 'A charge or refund.',
    fields: {
      ...origin,
      ...money,
      kind: { kind: 'text', description: 'charge or refund' },
      refundReason: { kind: 'text', description: 'Why it was refunded' },
      transaction: { kind: 'text', description: 'Transaction it belongs to' },
    },
  },
  'x:GROOV_TRANSACTION': {
    description: 'Fees, adjustments and costs of a ledger account.',
    fields: { ...origin, ...money },
  },
  'x:GROOV_SETTLEMENT': { description: 'A payout of a payment partner.', fields: { ...origin, ...money } },
  'x:GROOV_DISPUTE': { description: 'A payment that its payer disputes.', fields: { ...origin, ...money } },
} as const;
