import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import { compileCollection } from './collection.js';
import type { Untranslated } from './lookup.js';
import { lookupsIn } from './lookups-in.js';
import { untranslatedIn } from './untranslated.js';

const STATE: FieldMapping = { kind: 'lookup', target: 'status', source: 'state', table: { a: 'A' } };

const DEFINITION: CollectionDefinition = {
  name: 'orders',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings: [STATE],
  children: [
    {
      target: 'lines',
      source: 'items',
      key: 'nr',
      mappings: [{ kind: 'field', target: 'nr', source: 'nr' }, STATE],
      children: [{ target: 'discounts', source: 'less', mappings: [STATE] }],
    },
    { target: 'taxes', rows: [{ name: 'vat', mappings: [{ ...STATE, source: 'vat' }] }], mappings: [] },
  ],
};
const RECORD = { state: 'w', vat: 'z', items: [{ nr: 1, state: 'x', less: [{ state: 'y' }] }] };

describe('values without a row', () => {
  it('have the same names when they are met, when they are looked for and in the list of lookups', async () => {
    const met: Untranslated[] = [];
    const options = { trusted: true };

    await compileCollection(DEFINITION, options).map(RECORD, {
      settings: {},
      missed: (one) => void met.push(one),
    });
    const found = await untranslatedIn(DEFINITION, options, { record: RECORD, context: { settings: {} } });

    const named = (ones: readonly { target: string; source: string }[]): string[] =>
      ones.map(({ target, source }) => `${target} < ${source}`).toSorted();
    expect(named(met)).toEqual([
      'lines.discounts.status < items.less.state',
      'lines.status < items.state',
      'status < state',
      'taxes.status < vat',
    ]);
    expect(named(found)).toEqual(named(met));
    expect(named(lookupsIn(DEFINITION))).toEqual(named(met));
  });
});
