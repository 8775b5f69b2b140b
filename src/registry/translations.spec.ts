import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';
import type { CollectionView } from './directory.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const STRANGER: Actor = { tenant: 2, id: 'key_stranger' };
const COUNTRIES = { name: 'countries', table: { rows: { NO: 'Norway' } } };

const COLLECTION = {
  name: 'Shop order → Transaction',
  type: 'TRANSACTION',
  direction: 'TO',
  syncType: 'ADD',
  mappings: [{ kind: 'lookup', target: 'country', source: 'country', table: 'countries' }],
};

async function aShop({ registry }: TestRegistry): Promise<string> {
  const made = await registry.connections.create(OPERATOR, {
    connector: 'shop',
    name: 'Shop',
    mode: 'live',
    secrets: { webhook: 's3cret' },
  });
  return made.id;
}

function collectionOf({ registry }: TestRegistry, connection: string): CollectionView | undefined {
  return registry.directory.current().connectionById(connection)?.collections[0];
}

describe('translations', () => {
  it('reach the collections that name them, at once and after a change, and those alone', async () => {
    await using yard = await aRegistry();
    const { connectors, collections, translations } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);
    const table = await translations.create(OPERATOR, COUNTRIES);
    const [shop, other] = [await aShop(yard), await aShop(yard)];
    await collections.create(OPERATOR, shop, { definition: COLLECTION });
    await collections.create(OPERATOR, other, { definition: { ...COLLECTION, mappings: [] } });
    const first = collectionOf(yard, shop);
    const untouched = collectionOf(yard, other);

    await translations.replace(OPERATOR, table.id, { rows: { SE: 'Sweden' }, default: null });

    expect(first?.tables).toEqual({ countries: { rows: { NO: 'Norway' } } });
    expect(collectionOf(yard, shop)?.tables).toEqual({
      countries: { rows: { SE: 'Sweden' }, default: null },
    });
    expect(untouched).not.toHaveProperty('tables');
    expect(collectionOf(yard, other)).toBe(untouched);
  });

  it('must be there when a collection names them, among those of its own tenant', async () => {
    await using yard = await aRegistry();
    const { connectors, collections, translations } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);
    const shop = await aShop(yard);
    await translations.create(STRANGER, COUNTRIES);

    const saving = collections.create(OPERATOR, shop, { definition: COLLECTION });

    await expect(saving).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        errors: [{ field: 'mappings.0.table', message: "there is no translation 'countries'" }],
      },
    });
  });

  it('stay as long as a collection names them', async () => {
    await using yard = await aRegistry();
    const { connectors, collections, translations } = yard.registry;
    await connectors.add(OPERATOR, shopConnector);
    const { id } = await translations.create(OPERATOR, COUNTRIES);
    const collection = await collections.create(OPERATOR, await aShop(yard), { definition: COLLECTION });

    await expect(translations.remove(OPERATOR, id)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { detail: expect.stringContaining(collection.id) },
    });
    await collections.remove(OPERATOR, collection.id);
    await translations.remove(OPERATOR, id);

    await expect(translations.get(1, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('have one name in a tenant, and are found by no other', async () => {
    await using yard = await aRegistry();
    const { translations } = yard.registry;
    const { id } = await translations.create(OPERATOR, COUNTRIES);

    await expect(translations.create(OPERATOR, COUNTRIES)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(translations.get(2, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(translations.replace(STRANGER, id, { rows: {} })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(translations.remove(STRANGER, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
