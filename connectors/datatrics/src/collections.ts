import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

/** Fields of a profile with the hub's. */
const FIELDS = {
  email: 'email',
  firstname: 'firstName',
  lastname: 'lastName',
  company: 'company',
  phone: 'phone',
  zip: 'zip',
  city: 'city',
  country: 'country',
} as const;

const entries = Object.entries(FIELDS);
const into: readonly FieldMapping[] = entries.map(([source, target]) => ({ kind: 'field', target, source }));
const out: readonly FieldMapping[] = entries.map(([target, source]) => ({ kind: 'field', target, source }));

/** What a new connection maps when it asks for the defaults. A field that a call leaves out stays untouched. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'Datatrics Profile → Customer',
    type: 'CUSTOMER',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    mappings: into,
  },
  {
    name: 'Customer → Datatrics Profile',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['email'],
    mappings: out,
  },
];
