import type { RecordTypeDeclaration } from '@hookyard/sdk';

/** What the hub's list does not have. */
export const recordTypes = {
  'x:CREDIT_NOTE': {
    description: 'What a customer is owed, or a supplier owes.',
    fields: {
      number: { kind: 'text', description: 'The number people know it by' },
      status: { kind: 'text', description: 'DRAFT, AUTHORISED, PAID, VOIDED …' },
      currency: { kind: 'text', description: 'ISO 4217 code' },
      total: { kind: 'number', description: 'Amount' },
      remaining: { kind: 'number', description: 'Not yet used' },
      customerId: { kind: 'text', description: 'Customer' },
      issuedAt: { kind: 'date-time', description: 'When it was issued' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
