import type { CollectionDefinition } from '@hookyard/sdk';
import { z } from 'zod';

import { warningsOf } from './collection-warnings.js';
import type { ConnectionView } from './directory.js';

const ORDERS: CollectionDefinition = {
  name: 'orders',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings: [{ kind: 'field', target: 'number', source: 'nr' }],
};

function viewWith(schema: z.ZodType): ConnectionView {
  const definition = { records: { TRANSACTION: { schema, create: () => undefined } } };
  return { connector: { definition }, collections: [] } as unknown as ConnectionView;
}

const fieldsOf = (definition: CollectionDefinition, schema: z.ZodType): string[] =>
  warningsOf({ id: 'map_1', definition }, viewWith(schema)).map(({ field }) => field);

describe('the fields a collection is held against', () => {
  it('are those of the schema of the connector, on the side where its record is', () => {
    const out: CollectionDefinition = {
      ...ORDERS,
      direction: 'FROM',
      mappings: [{ kind: 'field', target: 'no', source: 'number' }],
    };

    expect(fieldsOf(ORDERS, z.object({ nr: z.string() }))).toEqual([]);
    expect(fieldsOf(ORDERS, z.object({ no: z.string() }))).toEqual(['mappings.0.source']);
    expect(fieldsOf(out, z.object({ no: z.string() }))).toEqual([]);
    expect(fieldsOf(out, z.object({ nr: z.string() }))).toEqual(['mappings.0.target']);
  });

  it('are in the hub the fields of the host and those that the tenant declared', () => {
    const definition: CollectionDefinition = {
      ...ORDERS,
      mappings: [{ kind: 'static', target: 'giftWrap', value: true }],
    };
    const view = viewWith(z.object({}));
    const fields = { giftWrap: { kind: 'boolean' } } as const;

    expect(warningsOf({ id: 'map_1', definition }, view)).toHaveLength(1);
    expect(
      warningsOf({ id: 'map_1', definition }, { ...view, declaredFields: { TRANSACTION: fields } }),
    ).toEqual([]);
  });

  it('are any where the schema takes any', () => {
    expect(fieldsOf(ORDERS, z.looseObject({ no: z.string() }))).toEqual([]);
    expect(fieldsOf(ORDERS, z.record(z.string(), z.unknown()))).toEqual([]);
  });
});
