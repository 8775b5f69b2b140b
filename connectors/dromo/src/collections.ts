import type { CollectionDefinition, FieldMapping, RecordType } from '@hookyard/sdk';

const IMPORT_FIELDS = [
  'kind',
  'state',
  'fileName',
  'source',
  'rows',
  'user',
  'company',
  'createdAt',
  'changedAt',
  'errors',
];

/** Columns that are taken under the hub's own names; a schema with others needs a mapping of its own. */
const ROW_FIELDS = {
  CUSTOMER: ['email', 'firstName', 'lastName', 'phone', 'company', 'street', 'city', 'zip', 'country'],
  CUSTOMER_COMPANY: ['name', 'phone', 'website', 'city', 'country'],
  PRODUCT: ['sku', 'name', 'description', 'price', 'currency', 'brand', 'category', 'barcode'],
  TRANSACTION: ['number', 'status', 'currency', 'total', 'email', 'note', 'placedAt'],
} as const;

function inbound(name: string, type: RecordType, fields: readonly string[]): CollectionDefinition {
  const mappings = fields.map((field): FieldMapping => ({ kind: 'field', target: field, source: field }));
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  // The control type needs a collection, though nothing of a hook is mapped.
  inbound('Dromo hook', 'MESSAGE', []),
  inbound('Dromo Import → Import', 'x:DROMO_IMPORT', IMPORT_FIELDS),
  inbound('Dromo row → Customer', 'CUSTOMER', ROW_FIELDS.CUSTOMER),
  inbound('Dromo row → Company', 'CUSTOMER_COMPANY', ROW_FIELDS.CUSTOMER_COMPANY),
  inbound('Dromo row → Product', 'PRODUCT', ROW_FIELDS.PRODUCT),
  inbound('Dromo row → Transaction', 'TRANSACTION', ROW_FIELDS.TRANSACTION),
];
