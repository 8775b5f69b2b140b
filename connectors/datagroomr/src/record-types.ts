import type { RecordFields } from '@hookyard/sdk';

const cause: RecordFields = {
  success: { kind: 'boolean', description: 'Whether Salesforce did it' },
  errors: { kind: 'list', description: 'What Salesforce said against it' },
  triggeredBy: { kind: 'text', description: 'Who did it' },
  job: { kind: 'text', description: 'The scheduled job that did it' },
};

/** What DataGroomr tells of, in types of its own. */
export const recordTypes = {
  'x:DATAGROOMR_MERGE': {
    description: 'Records of Salesforce that became one, or that DataGroomr asked us to make one.',
    fields: {
      object: { kind: 'text', description: 'Account, Contact or Lead' },
      master: { kind: 'text', description: 'Salesforce id of the record that stays' },
      merged: { kind: 'list', description: 'Salesforce ids of those that went into it' },
      asked: { kind: 'boolean', description: 'We were asked to merge them' },
      ...cause,
    },
  },
  'x:DATAGROOMR_CONVERSION': {
    description: 'A Lead of Salesforce that was converted.',
    fields: {
      lead: { kind: 'text', description: 'Salesforce id of the Lead' },
      status: { kind: 'text', description: 'Status it was converted with' },
      account: { kind: 'text', description: 'Salesforce id of the Account it became' },
      contact: { kind: 'text', description: 'Salesforce id of the Contact it became' },
      opportunity: { kind: 'text', description: 'Salesforce id of the Opportunity, where one was made' },
      ...cause,
    },
  },
  'x:DATAGROOMR_DATASET': {
    description: 'A dataset that rows of ours went into: how far it is and what its analysis found.',
    fields: {
      type: { kind: 'text', description: 'What its rows are in the hub' },
      step: { kind: 'text', description: 'What it was told last: sent, analyzing, importing or updating' },
      status: { kind: 'text', description: 'As DataGroomr calls it' },
      total: { kind: 'number', description: 'Rows' },
      matched: { kind: 'number', description: 'Rows that are in Salesforce already' },
      unmatched: { kind: 'number', description: 'Rows that are not' },
      failed: { kind: 'number', description: 'Rows that were refused' },
    },
  },
} as const;
