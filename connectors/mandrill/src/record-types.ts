import { mailRecordTypes } from '@hookyard/sdk';

/** What the hub's list does not have. */
export const recordTypes = {
  ...mailRecordTypes,
  'x:MANDRILL_ALLOWED': {
    description: 'An address that Mandrill puts on no denylist.',
    fields: {
      email: { kind: 'text', description: 'Address' },
      detail: { kind: 'text', description: 'Why' },
      createdAt: { kind: 'date-time', description: 'Since when' },
    },
  },
} as const;
