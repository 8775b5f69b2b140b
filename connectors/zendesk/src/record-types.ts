import type { RecordField, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });

/** What the hub’s list does not have, in the words of other systems with tickets. */
export const recordTypes = {
  'x:TICKET': {
    description: 'A question or complaint of a customer.',
    fields: {
      subject: text('Subject'),
      body: text('Text'),
      status: text('new, open, pending, hold, solved, closed'),
      priority: text('low, normal, high, urgent'),
      ownerId: text('Whose it is'),
      createdAt: { kind: 'date-time', description: 'When it was created' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
