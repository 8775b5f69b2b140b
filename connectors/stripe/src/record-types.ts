import type { RecordFields, RecordTypeDeclaration } from '@hookyard/sdk';

const money: RecordFields = {
  amount: { kind: 'number', description: 'Amount' },
  currency: { kind: 'text', description: 'ISO 4217 code' },
};
const status: RecordFields = { status: { kind: 'text', description: 'As the system names it' } };

/** What the hub's list does not have. */
export const recordTypes = {
  'x:PRICE': {
    description: 'A price of a product: once, or again and again.',
    fields: {
      ...money,
      productId: { kind: 'text', description: 'Product' },
      name: { kind: 'text', description: 'What it is called' },
      active: { kind: 'boolean', description: 'Whether it can be bought by' },
      interval: { kind: 'text', description: 'day, week, month, year; nothing where it is paid once' },
      intervalCount: { kind: 'number', description: 'So many of them' },
    },
  },
  'x:SUBSCRIPTION': {
    description: 'What a customer pays for again and again.',
    fields: {
      ...status,
      customerId: { kind: 'text', description: 'Customer' },
      currency: { kind: 'text', description: 'ISO 4217 code' },
      startedAt: { kind: 'date-time', description: 'Since when' },
      periodStart: { kind: 'date-time', description: 'When the period paid for began' },
      periodEnd: { kind: 'date-time', description: 'When it ends' },
      trialEnd: { kind: 'date-time', description: 'When the trial ends' },
      cancelAtPeriodEnd: { kind: 'boolean', description: 'Whether it ends with the period' },
      endedAt: { kind: 'date-time', description: 'When it ended' },
      items: {
        kind: 'list',
        description: 'What it is for',
        fields: {
          id: { kind: 'text', description: 'Its id in the record' },
          priceId: { kind: 'text', description: 'Price' },
          productId: { kind: 'text', description: 'Product' },
          quantity: { kind: 'number', description: 'How many' },
        },
      },
    },
  },
  'x:CHECKOUT': {
    description: 'A purchase on a payment page.',
    fields: {
      ...money,
      ...status,
      paymentStatus: { kind: 'text', description: 'paid, unpaid, no_payment_required' },
      email: { kind: 'text', description: 'E-mail of the customer' },
      customerId: { kind: 'text', description: 'Customer' },
      paymentId: { kind: 'text', description: 'Payment' },
      reference: { kind: 'text', description: 'Our own number of it' },
    },
  },
  'x:DISPUTE': {
    description: 'A payment that its payer disputes.',
    fields: {
      ...money,
      ...status,
      reason: { kind: 'text', description: 'Why' },
      paymentId: { kind: 'text', description: 'Payment' },
      dueBy: { kind: 'date-time', description: 'Until when it can be answered' },
    },
  },
  'x:PAYOUT': {
    description: 'Money sent to the bank account of the merchant.',
    fields: {
      ...money,
      ...status,
      arrivesAt: { kind: 'date-time', description: 'When it is expected, or arrived' },
    },
  },
  'x:STRIPE_SETUP_INTENT': {
    description: 'A payment method being set up for later.',
    fields: {
      ...status,
      customerId: { kind: 'text', description: 'Customer' },
      paymentMethodId: { kind: 'text', description: 'Payment method' },
      usage: { kind: 'text', description: 'on_session or off_session' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
