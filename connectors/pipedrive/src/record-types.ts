import type { RecordField, RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });

/** What the hub’s list does not have; deals in the words of other systems with customers. */
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
  'x:ACTIVITY': {
    description: 'A call, meeting or task with a customer.',
    fields: {
      subject: text('Subject'),
      kind: text('call, meeting, task, deadline, email …'),
      done: { kind: 'boolean', description: 'Whether it is done' },
      dueDate: text('Day it is due'),
      dueTime: text('Time of that day, UTC'),
      note: text('Note'),
      ownerId: text('Whose it is'),
      dealId: text('Deal'),
      customerId: text('Person'),
      companyId: text('Organisation'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
