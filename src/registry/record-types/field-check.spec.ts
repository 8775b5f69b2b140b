import { RECORD_TYPES, type JsonObject } from '@hookyard/sdk';

import { fieldCheckOf } from './field-check.js';
import { jsonSchemaOf } from './json-schema.js';
import { KNOWN_TYPES } from './known-types.js';

function problemsOf(type: 'CUSTOMER' | 'TRANSACTION', record: JsonObject): readonly string[] {
  const check = fieldCheckOf(KNOWN_TYPES[type]?.fields ?? {});
  return (check?.(record) ?? []).map(({ field, wanted, found }) => `${field}: ${wanted}, not ${found}`);
}

describe('the fields of a declared type', () => {
  it.each<[string, JsonObject]>([
    [
      'a whole order',
      { number: '#1', total: '12.50', lines: [{ sku: 'A', quantity: 2, unitPrice: '6.25' }] },
    ],
    ['a number as text, as exact numbers and XML bring it', { total: '12345678901234567890.12' }],
    ['a single value where a text is kept', { number: 1001, status: true }],
    ['null, which clears', { total: null, lines: null }],
    ['fields nobody declared', { loyaltyTier: { level: 3 }, revision: [1] }],
    ['an empty list, which clears a list', { lines: [] }],
  ])('hold %s', (_what, record) => {
    expect(problemsOf('TRANSACTION', record)).toEqual([]);
  });

  it.each<[JsonObject, string]>([
    [{ total: 'twelve' }, 'total: number, not text'],
    [{ total: '' }, 'total: number, not text'],
    [{ total: true }, 'total: number, not boolean'],
    [{ number: { raw: '#1' } }, 'number: text, not object'],
    [{ lines: { sku: 'A' } }, 'lines: list, not object'],
    [{ lines: [{ quantity: 2 }, { quantity: 'two' }] }, 'lines.1.quantity: number, not text'],
    [{ lines: ['A'] }, 'lines.0: object, not text'],
    [{ placedAt: { date: 'today' } }, 'placedAt: date-time, not object'],
    [{ customFields: 'gold' }, 'customFields: object, not text'],
  ])('do not hold %j', (record, problem) => {
    expect(problemsOf('TRANSACTION', record)).toEqual([problem]);
  });

  it('name at most twenty mistakes of one record', () => {
    const lines = Array.from({ length: 1_000 }, () => ({ quantity: 'two' }));

    expect(problemsOf('TRANSACTION', { lines })).toHaveLength(20);
  });

  it('cost an open type nothing: it has no check', () => {
    expect(fieldCheckOf({})).toBeNull();
  });
});

describe('the catalogue', () => {
  it('declares the twelve types systems exchange most', () => {
    expect(Object.keys(KNOWN_TYPES).sort()).toEqual([
      'CUSTOMER',
      'CUSTOMER_ADDRESS',
      'EMPLOYEE',
      'GIFT_CARD',
      'LOCATION',
      'MESSAGE',
      'PRODUCT',
      'PRODUCT_CATEGORY',
      'PRODUCT_INVENTORY',
      'PRODUCT_VARIANT',
      'SHIPMENT',
      'TRANSACTION',
    ]);
    for (const name of Object.keys(KNOWN_TYPES)) expect(RECORD_TYPES).toHaveProperty(name);
  });

  it('says in its schema what is enforced', () => {
    const { TRANSACTION } = KNOWN_TYPES;
    if (!TRANSACTION) throw new Error('no TRANSACTION');

    expect(jsonSchemaOf('TRANSACTION', TRANSACTION)).toMatchObject({
      title: 'TRANSACTION',
      type: 'object',
      properties: {
        total: { type: ['number', 'string', 'null'], pattern: expect.any(String), 'x-kind': 'number' },
        lines: { type: ['array', 'null'], items: { properties: { quantity: { 'x-kind': 'number' } } } },
        customFields: { type: ['object', 'null'] },
      },
    });
  });
});
