import { customerRecordTypes, type RecordField, type RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });

/** What the hub’s list does not have; deals in the words of other systems with customers. */
export const recordTypes = {
  'x:DEAL': customerRecordTypes['x:DEAL'],
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
