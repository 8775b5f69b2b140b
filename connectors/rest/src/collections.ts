import type { ChildMapping, CollectionDefinition, RecordType } from '@hookyard/sdk';

const FIELDS = {
  PRODUCT: [
    'sku',
    'name',
    'description',
    'price',
    'currency',
    'weight',
    'brand',
    'category',
    'status',
    'barcode',
  ],
  CUSTOMER: [
    'email',
    'firstName',
    'lastName',
    'phone',
    'company',
    'street',
    'city',
    'zip',
    'country',
    'language',
  ],
  TRANSACTION: [
    'number',
    'status',
    'currency',
    'total',
    'email',
    'city',
    'note',
    'revision',
    'placedAt',
    'channel',
  ],
} as const satisfies Partial<Record<RecordType, readonly string[]>>;

const LINE = ['sku', 'name', 'quantity', 'unitPrice', 'discount', 'tax', 'total'] as const;

/** The lines of an order: told apart by their `id`, the same by their `sku` where they come from elsewhere. */
const LINES: ChildMapping = {
  target: 'lines',
  type: 'TRANSACTION_LINE',
  source: 'lines',
  key: 'id',
  match: ['sku'],
  mappings: ['id', ...LINE].map((field) => ({ kind: 'field', target: field, source: field })),
};

type Mapped = keyof typeof FIELDS;

/** Both directions for each type, field by field under the same names. */
export function collectionsOf(): CollectionDefinition[] {
  return (Object.keys(FIELDS) as Mapped[]).flatMap((type) => [
    collection(type, 'TO'),
    collection(type, 'FROM'),
  ]);
}

function collection(type: Mapped, direction: 'TO' | 'FROM'): CollectionDefinition {
  return {
    name: direction === 'TO' ? `REST → ${type}` : `${type} → REST`,
    type,
    direction,
    syncType: 'ADD_AND_UPDATE',
    mappings: FIELDS[type].map((field) => ({ kind: 'field', target: field, source: field })),
    ...(type === 'TRANSACTION' ? { children: [LINES] } : {}),
  };
}
