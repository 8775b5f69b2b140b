import type { CollectionDefinition, FieldMapping, JsonObject } from '@hookyard/sdk';

import { compileCollection } from './collection.js';
import type { FindLink, LinkAsk } from './link.js';
import { reverseCollection } from './reverse.js';
import { validateCollection } from './validate.js';

function define(
  mappings: readonly FieldMapping[],
  more: Partial<CollectionDefinition> = {},
): CollectionDefinition {
  return {
    name: 'Orders',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings,
    ...more,
  };
}

const CUSTOMER: FieldMapping = { kind: 'link', target: 'customer', source: 'customerId', type: 'CUSTOMER' };

async function map(
  mappings: readonly FieldMapping[],
  record: JsonObject,
  links?: FindLink,
): Promise<unknown> {
  return compileCollection(define(mappings), { trusted: true }).map(record, {
    settings: {},
    ...(links ? { links } : {}),
  });
}

const known: FindLink = async ({ value }) => `rec_${value}`;

describe('a link mapping', () => {
  it('writes the id on the other side, clears for null and empty text, and leaves what is absent', async () => {
    expect(await map([CUSTOMER], { customerId: 7 }, known)).toEqual({ customer: 'rec_7' });
    expect(await map([CUSTOMER], { customerId: null }, known)).toEqual({ customer: null });
    expect(await map([CUSTOMER], { customerId: ' ' }, known)).toEqual({ customer: null });
    expect(await map([CUSTOMER], {}, known)).toEqual({});
  });

  it('takes a list id by id, and leaves out what has no link', async () => {
    const some: FindLink = async ({ value }) => (value === 'b' ? null : `rec_${value}`);

    expect(await map([CUSTOMER], { customerId: ['a', null, 'b', 'c'] }, some)).toEqual({
      customer: ['rec_a', 'rec_c'],
    });
  });

  it('asks for all ids of a record at once, also beside an expression', async () => {
    const asked: LinkAsk[][] = [[]];
    const find: FindLink = async (ask) => {
      asked.at(-1)?.push(ask);
      await new Promise(setImmediate);
      asked.push([]);
      return 'rec_1';
    };

    await map(
      [CUSTOMER, { kind: 'formula', target: 'a', expression: 'b' }, { ...CUSTOMER, target: 'payer' }],
      { customerId: 1, b: 2 },
      find,
    );

    expect(asked[0]).toHaveLength(2);
  });

  it('names what is no id', async () => {
    await expect(map([CUSTOMER], { customerId: { id: 1 } }, known)).rejects.toThrow(
      "'customerId' names no CUSTOMER for 'customer'",
    );
  });

  it('cannot be seen by a formula, nor be given by one', async () => {
    const spying: FieldMapping = { kind: 'formula', target: 'seen', expression: '$exists($links)' };

    expect(await map([spying, CUSTOMER], { customerId: 1 }, known)).toEqual({
      seen: false,
      customer: 'rec_1',
    });
  });

  it('is checked when saved', () => {
    const wrong = { ...CUSTOMER, type: 'customer', connection: 'shop', missing: 'later' };

    expect(validateCollection(define([CUSTOMER]))).toEqual([]);
    expect(validateCollection(define([wrong as FieldMapping])).map(({ field }) => field)).toEqual([
      'mappings.0.type',
      'mappings.0.connection',
      'mappings.0.missing',
    ]);
    expect(validateCollection(define([CUSTOMER], { syncType: 'DELETE' }))).toMatchObject([
      { field: 'mappings.0.source' },
    ]);
    const target = {
      fields: new Map([['customer', { kind: 'object' as const, record: null }]]),
      isClosed: true,
    };
    expect(
      validateCollection(define([CUSTOMER]), { sidesOf: () => ({ source: null, target }) }),
    ).toMatchObject([{ field: 'mappings.0.target' }]);
  });

  it('turned round is the other id of the same record', () => {
    const { definition, notes } = reverseCollection(define([{ ...CUSTOMER, missing: 'fetch' }]), {
      name: 'Back',
      tables: {},
    });

    expect(notes).toEqual([]);
    expect(definition).toMatchObject({
      direction: 'FROM',
      mappings: [
        { kind: 'link', source: 'customer', target: 'customerId', type: 'CUSTOMER', missing: 'fetch' },
      ],
    });
  });
});
