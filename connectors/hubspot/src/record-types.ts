import type { RecordField, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });

/** What the hub's list does not have. */
export const recordTypes = {
  'x:DEAL': {
    description: 'A sale that is hoped for.',
    fields: {
      name: text('Name'),
      amount: { kind: 'number', description: 'Amount' },
      currency: text('ISO 4217 code'),
      stage: text('Stage it is in'),
      pipeline: text('Pipeline it is in'),
      ownerId: text('Whose it is'),
      closesAt: time('When it is, or was, won or lost'),
      createdAt: time('When it was created'),
    },
  },
  'x:TICKET': {
    description: 'A question or complaint of a customer.',
    fields: {
      subject: text('Subject'),
      body: text('Text'),
      status: text('Stage it is in'),
      priority: text('LOW, MEDIUM, HIGH, URGENT'),
      ownerId: text('Whose it is'),
      createdAt: time('When it was created'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
