import { codeRecordTypes, type RecordTypeDeclaration } from '@hookyard/sdk';

/** What the hub's list does not have, mostly in the words of other systems with code. */
export const recordTypes = {
  ...codeRecordTypes,
  'x:WIKI_PAGE': {
    description: 'A page of a wiki.',
    fields: {
      title: { kind: 'text', description: 'Title' },
      body: { kind: 'text', description: 'Text' },
      slug: { kind: 'text', description: 'Its part of the address' },
      format: { kind: 'text', description: 'markdown, rdoc, asciidoc …' },
    },
  },
} as const satisfies Readonly<Record<string, RecordTypeDeclaration>>;
