import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';
import { MOST_VALUES } from './untranslated.store.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };

const COLLECTION = {
  name: 'Shop order → Transaction',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings: [
    { kind: 'lookup', target: 'country', source: 'land', table: 'countries', default: 'Elsewhere' },
    { kind: 'lookup', target: 'status', source: 'state', table: { '1': 'paid' } },
  ],
};

async function aCollection({ registry }: TestRegistry): Promise<{ collection: string; translation: string }> {
  await registry.connectors.add(OPERATOR, shopConnector);
  const table = { rows: { NO: 'Norway' } };
  const { id: translation } = await registry.translations.create(OPERATOR, { name: 'countries', table });
  const { id: connection } = await registry.connections.create(OPERATOR, {
    connector: 'shop',
    name: 'Shop',
    mode: 'live',
    secrets: { webhook: 's3cret' },
  });
  const made = await registry.collections.create(OPERATOR, connection, { definition: COLLECTION });
  return { collection: made.id, translation };
}

describe('the coverage of a translation', () => {
  it('names what was met without a row, how often and by whom, until it has one', async () => {
    await using yard = await aRegistry();
    const { coverage, translations, collections } = yard.registry;
    const { collection, translation } = await aCollection(yard);
    const met = { tenant: 1, collection };

    for (const value of ['SE', 'SE', 'DK']) coverage.met({ ...met, target: 'country', value });
    coverage.met({ ...met, target: 'status', value: 7 });
    const before = await coverage.ofTranslation(1, translation);
    const lookups = await coverage.ofCollection(1, collection);
    await translations.replace(OPERATOR, translation, { rows: { NO: 'Norway', SE: 'Sweden' } });
    const after = await coverage.ofTranslation(1, translation);
    await collections.remove(OPERATOR, collection);

    expect(before).toMatchObject({ name: 'countries', rows: 1 });
    expect(before.values.toSorted((a, b) => b.times - a.times)).toMatchObject([
      { value: 'SE', times: 2, collections: [collection] },
      { value: 'DK', times: 1 },
    ]);
    expect(lookups).toMatchObject([
      { field: 'mappings.0', table: 'countries', rows: 1, values: [{}, {}] },
      { field: 'mappings.1', table: null, rows: 1, values: [{ value: '7', times: 1 }] },
    ]);
    expect(after.values).toMatchObject([{ value: 'DK' }]);
    expect((await coverage.ofTranslation(1, translation)).values).toEqual([]);
  });

  it('names those of children by their place in the record', async () => {
    await using yard = await aRegistry();
    const { coverage, collections } = yard.registry;
    const { collection, translation } = await aCollection(yard);
    const lines = {
      target: 'lines',
      source: 'items',
      mappings: [{ kind: 'lookup', target: 'origin', source: 'land', table: 'countries' }],
    } as const;
    await collections.change(OPERATOR, collection, { definition: { children: [lines] } });

    coverage.met({ tenant: 1, collection, target: 'lines.origin', value: 'FI' });

    expect((await coverage.ofCollection(1, collection)).at(-1)).toMatchObject({
      field: 'children.0.mappings.0',
      target: 'lines.origin',
      source: 'items.land',
      values: [{ value: 'FI' }],
    });
    expect((await coverage.ofTranslation(1, translation)).values).toMatchObject([{ value: 'FI' }]);
  });

  it('keeps the latest values of each field, and no more', async () => {
    await using yard = await aRegistry();
    const { coverage } = yard.registry;
    const { collection } = await aCollection(yard);

    for (let round = 0; round < 2; round += 1) {
      for (let n = 0; n < MOST_VALUES; n += 1)
        coverage.met({ tenant: 1, collection, target: 'status', value: `${round}-${n}` });
      await coverage.ofCollection(1, collection);
    }
    const [, lookup] = await coverage.ofCollection(1, collection);

    expect(lookup?.values).toHaveLength(MOST_VALUES);
    expect(lookup?.values.every(({ value }) => value.startsWith('1-'))).toBe(true);
  });

  it('shows another tenant nothing', async () => {
    await using yard = await aRegistry();
    const { coverage } = yard.registry;
    const { collection, translation } = await aCollection(yard);

    await expect(coverage.ofCollection(2, collection)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(coverage.ofTranslation(2, translation)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
