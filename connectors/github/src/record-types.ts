import { codeRecordTypes, type RecordField, type RecordTypeDeclaration } from '@hookyard/sdk';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });
const yes = (description: string): RecordField => ({ kind: 'boolean', description });
const list = (description: string): RecordField => ({ kind: 'list', description });
const number = (description: string): RecordField => ({ kind: 'number', description });

/** What the hub's list does not have, mostly in the words of other systems with code. */
export const recordTypes = {
  ...codeRecordTypes,
  'x:SECURITY_ALERT': {
    description: 'A weakness found in a repository.',
    fields: {
      number: text('Its number in the repository'),
      state: text('open, fixed, dismissed …'),
      severity: text('low, medium, high, critical'),
      summary: text('What it is'),
      package: text('The package that has it'),
      url: text('Where people see it'),
      dismissedReason: text('Why it was dismissed'),
    },
  },
  'x:SECURITY_ADVISORY': {
    description: 'A published weakness.',
    fields: {
      summary: text('What it is'),
      severity: text('low, medium, high, critical'),
      publishedAt: time('When'),
    },
  },
  'x:MARKETPLACE_PURCHASE': {
    description: 'A plan an account bought.',
    fields: {
      account: text('Login of the account'),
      plan: text('Name of the plan'),
      event: text('purchased, changed, cancelled …'),
      billingCycle: text('monthly or yearly'),
      units: number('How many'),
    },
  },
  'x:GITHUB_HOOK': {
    description: 'A registered hook.',
    fields: { url: text('Where it goes'), events: list('What it tells of'), active: yes('Whether it is on') },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
