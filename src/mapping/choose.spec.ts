import type { CollectionDefinition } from '@hookyard/sdk';

import { chooseCollection } from './choose.js';
import { compileCollection, type CompiledCollection } from './collection.js';

const CONTEXT = { settings: {} };

function collection(name: string, more: Partial<CollectionDefinition> = {}): CompiledCollection {
  const definition: CollectionDefinition = {
    name,
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [],
    ...more,
  };
  return compileCollection(definition, { trusted: true });
}

const ASK = { type: 'TRANSACTION', direction: 'TO', syncTypes: ['UPDATE', 'ADD_AND_UPDATE'] } as const;

describe('the collection of a record', () => {
  it('is the first by order whose filter holds, and the others say why not', () => {
    const collections = [
      collection('any', { order: 900 }),
      collection('quotes', { filter: 'kind = "quote"', order: 1 }),
      collection('orders', { filter: 'kind = "order"', order: 2 }),
      collection('adds', { syncType: 'ADD' }),
      collection('products', { type: 'PRODUCT' }),
      collection('out', { direction: 'FROM' }),
    ];

    const choice = chooseCollection(collections, ASK, { kind: 'order' }, CONTEXT);

    expect(choice).toMatchObject({
      chosen: { definition: { name: 'orders' } },
      verdict: null,
      others: [
        { name: 'quotes', reason: 'filter' },
        { name: 'adds', reason: 'sync type' },
        { name: 'any', reason: 'another was first' },
      ],
    });
  });

  it('is none: no-mapping where nothing fits, filtered where a filter kept it out', () => {
    const quotes = collection('quotes', { filter: 'kind = "quote"' });

    expect(chooseCollection([], ASK, {}, CONTEXT)).toMatchObject({ chosen: null, verdict: 'no-mapping' });
    expect(chooseCollection([quotes], ASK, {}, CONTEXT)).toMatchObject({ chosen: null, verdict: 'filtered' });
  });

  it('waits for a filter that must leave the loop, and asks the next only then', async () => {
    const first = collection('first', { filter: 'lines[price > 5]', order: 1 });
    const second = collection('second', { filter: 'lines[price > 1]', order: 2 });

    const choice = await chooseCollection([second, first], ASK, { lines: [{ price: 2 }] }, CONTEXT);

    expect(choice.chosen).toBe(second);
    expect(choice.others).toEqual([{ name: 'first', reason: 'filter' }]);
  });
});
