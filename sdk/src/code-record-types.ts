import type { RecordField, RecordTypeDeclaration } from './record-type.js';

const text = (description: string): RecordField => ({ kind: 'text', description });
const time = (description: string): RecordField => ({ kind: 'date-time', description });
const yes = (description: string): RecordField => ({ kind: 'boolean', description });
const list = (description: string): RecordField => ({ kind: 'list', description });

const ticket = {
  project: text('Repository or project it belongs to'),
  number: text('The number people know it by'),
  title: text('Title'),
  body: text('Text, in Markdown'),
  author: text('Who opened it'),
  assignees: list('Who works on it'),
  labels: list('Its labels'),
  milestone: text('Milestone'),
  url: text('Where people see it'),
  openedAt: time('When it was opened'),
  closedAt: time('When it was closed'),
} as const;

/**
 * Types of record that the systems where code lies have alike, for a connector to declare: what one of them has comes to
 * another by the mappings of both. `recordTypes: { ...codeRecordTypes, 'x:MY_OWN': … }`.
 */
export const codeRecordTypes = {
  'x:ISSUE': {
    description: 'Something to be done, or asked.',
    fields: { ...ticket, state: text('open or closed') },
  },
  'x:CHANGE_REQUEST': {
    description: 'A pull or merge request.',
    fields: {
      ...ticket,
      state: text('open, closed or merged'),
      draft: yes('Whether it is a draft'),
      sourceBranch: text('Branch it comes from'),
      targetBranch: text('Branch it goes to'),
      mergedAt: time('When it was merged'),
    },
  },
  'x:REPOSITORY': {
    description: 'Where code lies.',
    fields: {
      name: text('Its full name'),
      description: text('Description'),
      url: text('Where people see it'),
      defaultBranch: text('Default branch'),
      isPrivate: yes('Whether it is hidden'),
      isArchived: yes('Whether it is closed'),
    },
  },
  'x:RELEASE': {
    description: 'A version given out.',
    fields: {
      project: text('Repository or project it belongs to'),
      tag: text('Its tag'),
      name: text('Name'),
      body: text('What is new, in Markdown'),
      draft: yes('Whether it is a draft'),
      prerelease: yes('Whether it is a first try'),
      url: text('Where people see it'),
      publishedAt: time('When it was given out'),
    },
  },
  'x:PUSH': {
    description: 'Commits that came to a branch or tag.',
    fields: {
      project: text('Repository or project'),
      ref: text('Branch or tag'),
      before: text('Commit it was at'),
      after: text('Commit it is at'),
      author: text('Who pushed'),
      commits: {
        kind: 'list',
        description: 'The commits, the last 20 of them',
        fields: {
          id: text('Hash'),
          message: text('Message'),
          author: text('Who wrote it'),
          at: time('When'),
        },
      },
    },
  },
  'x:BUILD': {
    description: 'A run of checks or of a pipeline.',
    fields: {
      project: text('Repository or project'),
      name: text('Name'),
      number: text('Its number'),
      status: text('queued, in_progress, completed …'),
      result: text('success, failure, cancelled …'),
      branch: text('Branch'),
      commit: text('Commit'),
      url: text('Where people see it'),
      startedAt: time('When it began'),
      endedAt: time('When it ended'),
    },
  },
  'x:DEPLOYMENT': {
    description: 'A version brought to an environment.',
    fields: {
      environment: text('Environment'),
      ref: text('Branch, tag or commit'),
      commit: text('Commit'),
      author: text('Who asked for it'),
      description: text('Description'),
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
