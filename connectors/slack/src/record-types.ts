import type { RecordTypeDeclaration } from '@hookyard/sdk';

/** What the hub's list does not have. */
export const recordTypes = {
  'x:CHANNEL': {
    description: 'A room where people write.',
    fields: {
      name: { kind: 'text', description: 'Name' },
      topic: { kind: 'text', description: 'Topic' },
      purpose: { kind: 'text', description: 'What it is for' },
      isPrivate: { kind: 'boolean', description: 'Whether it is hidden' },
      isArchived: { kind: 'boolean', description: 'Whether it is closed' },
      members: { kind: 'number', description: 'How many are in it' },
    },
  },
  'x:SLACK_INTERACTION': {
    description: 'What somebody did with an app: a command, a button, a form.',
    fields: {
      kind: { kind: 'text', description: 'What was done' },
      name: { kind: 'text', description: 'Command, action or form' },
      userId: { kind: 'text', description: 'Who did it' },
      channel: { kind: 'text', description: 'Where' },
      text: { kind: 'text', description: 'What was typed behind a command' },
      values: { kind: 'object', description: 'What the form holds' },
      answerTo: { kind: 'text', description: 'Address an answer can be sent to' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
