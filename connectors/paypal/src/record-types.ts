const money = {
  amount: { kind: 'number', description: 'Amount' },
  currency: { kind: 'text', description: 'ISO 4217 code' },
} as const;
const status = { kind: 'text', description: 'As PayPal names it' } as const;
const createdAt = { kind: 'date-time', description: 'When it was made' } as const;

/** What PayPal keeps beside orders and captures. */
export const recordTypes = {
  'x:PAYPAL_REFUND': {
    description: 'Money of a PayPal payment that went back.',
    fields: {
      ...money,
      status,
      paymentId: { kind: 'text', description: 'The capture or sale it belongs to' },
      invoiceNumber: { kind: 'text', description: 'The seller’s own number' },
      note: { kind: 'text', description: 'What the buyer was told' },
      createdAt,
    },
  },
  'x:PAYPAL_AUTHORIZATION': {
    description: 'Money a PayPal buyer has set aside, to be captured.',
    fields: {
      ...money,
      status,
      orderId: { kind: 'text', description: 'Order' },
      expiresAt: { kind: 'date-time', description: 'Until when it may be captured' },
      createdAt,
    },
  },
  'x:PAYPAL_PAYOUT': {
    description: 'Money sent to somebody by PayPal.',
    fields: {
      ...money,
      status,
      batchId: { kind: 'text', description: 'The batch it was sent with' },
      receiver: { kind: 'text', description: 'To whom' },
      reference: { kind: 'text', description: 'The sender’s own number' },
      processedAt: { kind: 'date-time', description: 'When it was processed' },
    },
  },
  'x:PAYPAL_SUBSCRIPTION': {
    description: 'A PayPal subscription.',
    fields: {
      status,
      planId: { kind: 'text', description: 'Plan' },
      quantity: { kind: 'number', description: 'How many' },
      email: { kind: 'text', description: 'E-mail of the subscriber' },
      reference: { kind: 'text', description: 'The seller’s own number' },
      startedAt: { kind: 'date-time', description: 'When it began' },
      nextBillingAt: { kind: 'date-time', description: 'When it is charged next' },
      lastAmount: { kind: 'number', description: 'Last payment' },
      currency: money.currency,
      failedPayments: { kind: 'number', description: 'Payments failed in a row' },
    },
  },
  'x:PAYPAL_DISPUTE': {
    description: 'A PayPal payment a buyer disputes.',
    fields: {
      ...money,
      status,
      reason: { kind: 'text', description: 'Why' },
      stage: { kind: 'text', description: 'INQUIRY, CHARGEBACK …' },
      outcome: { kind: 'text', description: 'Once it is resolved' },
      paymentId: { kind: 'text', description: 'The seller’s transaction' },
      respondBy: { kind: 'date-time', description: 'Until when the seller may answer' },
      createdAt,
    },
  },
  'x:PAYPAL_INVOICE': {
    description: 'A PayPal invoice.',
    fields: {
      ...money,
      status,
      number: { kind: 'text', description: 'The number people know it by' },
      email: { kind: 'text', description: 'Who is to pay it' },
      issuedAt: { kind: 'date-time', description: 'Its date' },
      dueAt: { kind: 'date-time', description: 'When it is due' },
      note: { kind: 'text', description: 'Note to who pays' },
    },
  },
} as const;
