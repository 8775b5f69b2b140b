const money = {
  amount: { kind: 'number', description: 'Amount' },
  currency: { kind: 'text', description: 'ISO 4217 code' },
} as const;

/** What Square keeps beside payments and orders. */
export const recordTypes = {
  'x:SQUARE_REFUND': {
    description: 'Money of a Square payment that went back.',
    fields: {
      ...money,
      status: { kind: 'text', description: 'PENDING, COMPLETED, REJECTED or FAILED' },
      paymentId: { kind: 'text', description: 'Payment' },
      reason: { kind: 'text', description: 'Why' },
      locationId: { kind: 'text', description: 'Location' },
      createdAt: { kind: 'date-time', description: 'When it was asked for' },
    },
  },
  'x:SQUARE_DISPUTE': {
    description: 'A payment that a card holder disputes.',
    fields: {
      ...money,
      state: { kind: 'text', description: 'INQUIRY_EVIDENCE_REQUIRED, WON, LOST …' },
      reason: { kind: 'text', description: 'Why' },
      paymentId: { kind: 'text', description: 'Payment' },
      dueAt: { kind: 'date-time', description: 'Until when evidence is taken' },
    },
  },
  'x:SQUARE_INVOICE': {
    description: 'An invoice for a Square order.',
    fields: {
      number: { kind: 'text', description: 'The number people know it by' },
      title: { kind: 'text', description: 'Title' },
      status: { kind: 'text', description: 'DRAFT, UNPAID, PAID, CANCELED …' },
      orderId: { kind: 'text', description: 'The order it is for' },
      customerId: { kind: 'text', description: 'Who is to pay it' },
      ...money,
      dueDate: { kind: 'date-time', description: 'When it is due' },
      publicUrl: { kind: 'text', description: 'Where it is paid' },
      createdAt: { kind: 'date-time', description: 'When it was made' },
    },
  },
} as const;
