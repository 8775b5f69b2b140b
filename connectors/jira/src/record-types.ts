import { codeRecordTypes, type RecordField, type RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });
const { 'x:ISSUE': issue, 'x:RELEASE': release } = codeRecordTypes;

/** Issues and releases in the words of other systems where work is told of; the rest is Jira’s. */
export const recordTypes = {
  'x:ISSUE': issue,
  'x:RELEASE': release,
  'x:PROJECT': {
    description: 'What issues belong to.',
    fields: {
      key: text('Key that its issues’ numbers begin with'),
      name: text('Name'),
      description: text('Description'),
      lead: text('Who leads it'),
    },
  },
  'x:JIRA_SPRINT': {
    description: 'A span of time a team works in.',
    fields: {
      name: text('Name'),
      goal: text('Goal'),
      state: text('future, active or closed'),
      startedAt: time('When it begins'),
      endedAt: time('When it ends'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
