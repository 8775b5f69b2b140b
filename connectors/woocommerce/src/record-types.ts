import type { RecordTypeDeclaration } from '@hookyard/sdk';

/** What the hub's list does not have. */
export const recordTypes = {
  'x:COUPON': {
    description: 'A code that makes an order cheaper.',
    fields: {
      code: { kind: 'text', description: 'What is typed in' },
      amount: { kind: 'number', description: 'How much is taken off' },
      kind: { kind: 'text', description: 'percent, fixed_cart, fixed_product' },
      description: { kind: 'text', description: 'Description' },
      used: { kind: 'number', description: 'How often it was used' },
      usageLimit: { kind: 'number', description: 'How often it may be used' },
      expiresAt: { kind: 'date-time', description: 'When it ends' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
