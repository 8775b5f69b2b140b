import type { RecordField, RecordFields, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });
const money: RecordFields = {
  amount: { kind: 'number', description: 'Amount' },
  currency: text('ISO 4217 code'),
};
const status: RecordFields = { status: text('As the system names it') };

/** What the hub’s list does not have; disputes and payouts in the words of other systems with payments. */
export const recordTypes = {
  'x:ADYEN_REFUND': {
    description: 'Money of an Adyen payment that goes back.',
    fields: {
      ...money,
      ...status,
      paymentId: text('Payment'),
      reference: text('The seller’s own number'),
      reason: text('Why it failed'),
      createdAt: time('When it was asked for'),
    },
  },
  'x:DISPUTE': {
    description: 'A payment that its payer disputes.',
    fields: {
      ...money,
      ...status,
      reason: text('Why'),
      paymentId: text('Payment'),
      dueBy: time('Until when it can be answered'),
    },
  },
  'x:PAYOUT': {
    description: 'Money that goes to a bank account.',
    fields: { ...money, ...status },
  },
  'x:ADYEN_PAYMENT_LINK': {
    description: 'A page of Adyen’s where somebody pays.',
    fields: {
      ...money,
      ...status,
      reference: text('The seller’s own number'),
      url: text('Where it is paid'),
      description: text('What it is for'),
      expiresAt: time('Until when'),
    },
  },
  'x:ADYEN_REPORT': {
    description: 'A report that can be fetched.',
    fields: {
      name: text('Its file name'),
      url: text('Where it is fetched, with a report user’s credentials'),
      at: time('When it was made'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
