import type { AnyConnector } from '@hookyard/sdk';

import { aRegistry, type TestRegistry } from '../../test/kit/a-registry.js';
import { shopConnector } from '../../test/kit/shop.js';
import type { Actor } from './configuration-writer.js';
import { hubScopes } from './declared-scopes.js';
import type { ConnectionView } from './directory.js';

const OPERATOR: Actor = { tenant: 1, id: 'key_operator' };
const PAGE = { limit: 50 };
const OUTBOUND = {
  name: 'Transaction → Order',
  type: 'TRANSACTION',
  direction: 'FROM',
  syncType: 'ADD_AND_UPDATE',
  mappings: [{ kind: 'field', target: 'number', source: 'number' }],
} as const;

interface Yard extends TestRegistry {
  readonly id: string;
  view(): ConnectionView;
}

async function aConnectedYard(): Promise<Yard> {
  const yard = await aRegistry();
  await yard.registry.connectors.add(OPERATOR, shopConnector);
  const { id } = await yard.registry.connections.create(OPERATOR, {
    connector: 'shop',
    name: 'Shop',
    mode: 'live',
  });
  const view = (): ConnectionView => {
    const found = yard.registry.directory.current().connectionById(id);
    if (!found) throw new Error('the connection is not in the directory');
    return found;
  };
  return { ...yard, id, view };
}

const writer: AnyConnector = {
  ...({
    name: 'w',
    version: '1.0.0',
    scopes: {},
    webhook: { verify: { kind: 'unsigned', reason: 'test' } },
  } as AnyConnector),
  records: {
    TRANSACTION: { get: async () => null, create: async () => ({ id: '1' }) },
    PRODUCT: { get: async () => null },
  },
};

describe('hub scopes', () => {
  it('are on where the connector can write the type and a mapping out of the hub exists; deletes are off', () => {
    const scopes = hubScopes(writer, [{ ...OUTBOUND }, { ...OUTBOUND, type: 'PRODUCT' }]);

    expect(scopes.map(({ name, isEnabled }) => [name, isEnabled])).toEqual([
      ['TRANSACTION/created', true],
      ['TRANSACTION/updated', true],
      ['TRANSACTION/deleted', false],
      ['PRODUCT/created', false],
      ['PRODUCT/updated', false],
      ['PRODUCT/deleted', false],
    ]);
  });

  it('are off without a mapping, and with one that serves deletes only', () => {
    expect(hubScopes(writer, []).filter(({ isEnabled }) => isEnabled)).toEqual([]);
    expect(
      hubScopes(writer, [{ ...OUTBOUND, syncType: 'DELETE' }]).filter(({ isEnabled }) => isEnabled),
    ).toEqual([]);
  });

  it('come and stay with the mappings, and an operator’s choice outlives them', async () => {
    await using yard = await aConnectedYard();
    const { collections, scopes, directory } = yard.registry;
    expect(yard.view().scopes.FROM.size).toBe(0);

    const made = await collections.create(OPERATOR, yard.id, { definition: OUTBOUND });
    const created = yard.view().scopes.FROM.get('TRANSACTION/created');
    expect(created).toMatchObject({ isEnabled: false, guard: 'off' });
    await scopes.change(OPERATOR, yard.id, created?.id ?? '', { isEnabled: true });
    await collections.change(OPERATOR, made.id, { definition: { order: 5 } });

    expect(yard.view().scopes.FROM.get('TRANSACTION/created')?.isEnabled).toBe(true);
    const heard = directory.current().listeners(1, 'live', 'TRANSACTION', 'CREATED');
    expect(heard.map(({ id }) => id)).toEqual([yard.id]);
    expect(directory.current().listeners(1, 'sandbox', 'TRANSACTION', 'CREATED')).toEqual([]);
    expect(directory.current().listeners(2, 'live', 'TRANSACTION', 'CREATED')).toEqual([]);
  });

  it('cannot be removed', async () => {
    await using yard = await aConnectedYard();
    await yard.registry.collections.create(OPERATOR, yard.id, { definition: OUTBOUND });
    const { items } = await yard.registry.scopes.list(1, yard.id, PAGE, { direction: 'FROM' });

    await expect(yard.registry.scopes.remove(OPERATOR, yard.id, items[0]?.id ?? '')).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('a scope', () => {
  it('may be added under any event name, changed and removed', async () => {
    await using yard = await aConnectedYard();
    const { scopes } = yard.registry;

    const made = await scopes.create(OPERATOR, yard.id, {
      name: 'order/paid/v2',
      type: 'TRANSACTION',
      action: 'UPDATED',
    });
    expect(yard.view().scopes.TO.get('order/paid/v2')).toMatchObject({
      id: made.id,
      source: 'payload',
      isEnabled: true,
    });

    await scopes.change(OPERATOR, yard.id, made.id, { record: 'data.order', isEnabled: false });
    expect(yard.view().scopes.TO.get('order/paid/v2')).toMatchObject({
      isEnabled: false,
      record: { source: 'data.order' },
    });

    await scopes.remove(OPERATOR, yard.id, made.id);
    expect(yard.view().scopes.TO.has('order/paid/v2')).toBe(false);
  });

  it('is switched on with its delete guard', async () => {
    await using yard = await aConnectedYard();
    const { scopes } = yard.registry;
    const { items } = await scopes.list(1, yard.id, PAGE);
    const deleted = items.find(({ action }) => action === 'DELETED');
    await scopes.change(OPERATOR, yard.id, deleted?.id ?? '', { isEnabled: false });

    await scopes.change(OPERATOR, yard.id, deleted?.id ?? '', { guard: 'unlink' });

    expect(yard.view().scopes.TO.get('order/deleted')).toMatchObject({ guard: 'unlink', isEnabled: true });
  });

  it.each([
    [{ name: 'order/updated', type: 'TRANSACTION', action: 'UPDATED' }, 'CONFLICT'],
    [{ type: 'TRANSACTION', action: 'UPDATED' }, 'VALIDATION_FAILED'],
    [{ name: 'a', type: 'TRANSACTION', action: 'UPDATED', guard: 'delete' }, 'VALIDATION_FAILED'],
    [{ name: 'a', type: 'TRANSACTION', action: 'UPDATED', source: 'read' }, 'VALIDATION_FAILED'],
    [{ name: 'a', type: 'TRANSACTION', action: 'UPDATED', record: 'data[' }, 'VALIDATION_FAILED'],
    [{ direction: 'FROM', type: 'TRANSACTION', action: 'POLL' }, 'VALIDATION_FAILED'],
  ] as const)('is refused: %j', async (input, code) => {
    await using yard = await aConnectedYard();

    await expect(yard.registry.scopes.create(OPERATOR, yard.id, input)).rejects.toMatchObject({ code });
  });

  it('keeps the meaning its connector gave it', async () => {
    await using yard = await aConnectedYard();
    const { items } = await yard.registry.scopes.list(1, yard.id, PAGE);

    const act = yard.registry.scopes.change(OPERATOR, yard.id, items[0]?.id ?? '', { type: 'PRODUCT' });

    await expect(act).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
  });
});

describe('a mapping collection', () => {
  it('has a version for every definition it had', async () => {
    await using yard = await aConnectedYard();
    const { collections } = yard.registry;
    const made = await collections.create(OPERATOR, yard.id, {
      definition: { ...OUTBOUND, direction: 'TO' },
    });

    await collections.change(OPERATOR, made.id, { definition: { name: 'Renamed' } });
    await collections.change(OPERATOR, made.id, { definition: {}, isEnabled: false });

    expect(await collections.get(1, made.id)).toMatchObject({
      name: 'Renamed',
      version: 2,
      isEnabled: false,
    });
    const { items } = await yard.registry.collectionHistory.versions(1, made.id, { limit: 10 });
    expect(items.map(({ version, definition }) => [version, definition.name])).toEqual([
      [2, 'Renamed'],
      [1, OUTBOUND.name],
    ]);
    expect(yard.view().collections).toEqual([]);
  });

  it('comes before those of a higher order', async () => {
    await using yard = await aConnectedYard();
    for (const order of [200, 5, 100]) {
      await yard.registry.collections.create(OPERATOR, yard.id, {
        definition: { ...OUTBOUND, name: `n${order}`, order },
      });
    }

    expect(yard.view().collections.map(({ definition }) => definition.order)).toEqual([5, 100, 200]);
  });

  it.each([
    [
      { ...OUTBOUND, mappings: [{ kind: 'formula', target: 'a', expression: 'b[' }] },
      'mappings.0.expression',
    ],
    [{ ...OUTBOUND, filter: '(' }, 'filter'],
    [{ ...OUTBOUND, direction: 'OUT' }, 'direction'],
  ])('is refused with the place that is wrong: %#', async (definition, field) => {
    await using yard = await aConnectedYard();

    await expect(yard.registry.collections.create(OPERATOR, yard.id, { definition })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { errors: [expect.objectContaining({ field })] },
    });
  });

  it('is gone from the directory when it is removed', async () => {
    await using yard = await aConnectedYard();
    const { collections } = yard.registry;
    const made = await collections.create(OPERATOR, yard.id, { definition: OUTBOUND });

    await collections.remove(OPERATOR, made.id);

    expect(yard.view().collections).toEqual([]);
    expect((await collections.list(1, PAGE, { connection: yard.id })).items).toEqual([]);
  });
});
