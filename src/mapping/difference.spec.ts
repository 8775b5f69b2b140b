import type { CollectionDefinition } from '@hookyard/sdk';

import { collectionDifference } from './difference.js';

const BEFORE: CollectionDefinition = {
  name: 'Orders',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  filter: 'kind',
  mappings: [
    { kind: 'field', target: 'a', source: 'x' },
    { kind: 'field', target: 'b', source: 'y' },
    { kind: 'lookup', target: 'c', source: 'z', table: { '1': 'one', '2': 'two' } },
  ],
};

describe('the difference of two definitions', () => {
  it('is nothing where only the order of mappings and keys is another', () => {
    const after: CollectionDefinition = {
      ...BEFORE,
      mappings: [
        { kind: 'lookup', target: 'c', table: { '2': 'two', '1': 'one' }, source: 'z' },
        ...BEFORE.mappings.slice(0, 2),
      ],
    };

    expect(collectionDifference(BEFORE, after)).toEqual({
      parts: {},
      mappings: { added: [], removed: [], changed: [] },
    });
  });

  it('names each part and each target that came, went or is another', () => {
    const { filter: _filter, ...rest } = BEFORE;
    const [a, , c] = BEFORE.mappings;
    const other = { kind: 'static', target: 'a', value: 1 } as const;
    const more = { kind: 'static', target: 'd', value: 2 } as const;

    const difference = collectionDifference(BEFORE, {
      ...rest,
      order: 5,
      mappings: [other, c as CollectionDefinition['mappings'][number], more],
    });

    expect(difference).toEqual({
      parts: { filter: ['kind', null], order: [null, 5] },
      mappings: { added: [more], removed: [BEFORE.mappings[1]], changed: [{ before: a, after: other }] },
    });
  });
});
