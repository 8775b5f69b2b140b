import type { CollectionDefinition, Direction, FieldMapping, RecordType } from '@hookyard/sdk';

function collection(
  name: string,
  [type, direction]: readonly [RecordType, Direction],
  fields: Readonly<Record<string, string>>,
): CollectionDefinition {
  const mappings = Object.entries(fields).map(([target, source]): FieldMapping => ({
    kind: 'field',
    target,
    source,
  }));
  return { name, type, direction, syncType: 'ADD_AND_UPDATE', mappings };
}

function same(names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, name]));
}

const CAUSE = ['success', 'errors', 'triggeredBy', 'job'];
const COUNTS = ['type', 'step', 'status', 'total', 'matched', 'unmatched', 'failed'];

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  collection(
    'DataGroomr merge → Merge',
    ['x:DATAGROOMR_MERGE', 'TO'],
    same(['object', 'master', 'merged', 'asked', ...CAUSE]),
  ),
  collection(
    'DataGroomr conversion → Conversion',
    ['x:DATAGROOMR_CONVERSION', 'TO'],
    same(['lead', 'status', 'account', 'contact', 'opportunity', ...CAUSE]),
  ),
  collection('DataGroomr dataset → Dataset', ['x:DATAGROOMR_DATASET', 'TO'], same(COUNTS)),
  collection('Customer → DataGroomr row', ['CUSTOMER', 'FROM'], {
    Email: 'email',
    FirstName: 'firstName',
    LastName: 'lastName',
    Phone: 'phone',
    Company: 'company',
    Street: 'street',
    City: 'city',
    PostalCode: 'zip',
    Country: 'country',
  }),
  collection('Company → DataGroomr row', ['CUSTOMER_COMPANY', 'FROM'], {
    Name: 'name',
    Phone: 'phone',
    Website: 'website',
    BillingCity: 'city',
    BillingCountry: 'country',
  }),
];
