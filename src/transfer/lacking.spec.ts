import type { AnyConnector, CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import {
  factsOf,
  LINK_WAIT_MS,
  PRODUCT_INTO_HUB,
  productShop,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';

const NEEDS: FieldMapping = { kind: 'link', target: 'parent', source: 'parentId', type: 'PRODUCT' };

const SHOP: AnyConnector = {
  ...productShop,
  records: { PRODUCT: { id: { normalize: (raw) => raw.replace('gid://', '') } } },
};

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

function into(mapping: FieldMapping): CollectionDefinition[] {
  return [{ ...PRODUCT_INTO_HUB, mappings: [...PRODUCT_INTO_HUB.mappings, mapping] }];
}

function outOf(mapping: FieldMapping): CollectionDefinition[] {
  return [{ ...PRODUCT_INTO_HUB, direction: 'FROM', mappings: [...PRODUCT_INTO_HUB.mappings, mapping] }];
}

function open(missing?: 'wait' | 'fetch' | 'null' | 'error'): void {
  const mapping = { ...NEEDS, ...(missing ? { missing } : {}) } as FieldMapping;
  room.open({
    shop: { connector: SHOP, collections: into(mapping) },
    warehouse: {
      connector: warehouse,
      collections: outOf({ ...mapping, source: 'parent', target: 'parentRef' } as FieldMapping),
    },
  });
  room.isCircle = false;
}

const order = (parentId: unknown) => ({
  payload: JSON.stringify({ name: 'Leg', parentId }),
  recordId: 'p-2',
});

describe('a record that names another, on its way into the hub', () => {
  it('names its hub record, whatever the system calls it', async () => {
    open();
    const parent = await room.seeded();

    await room.commit(await room.run(room.aRequest(order('gid://p-1'))));

    const linked = await room.shopLink('p-2');
    expect(linked?.record.data).toEqual({ name: 'Leg', parent: `rec_${parent}` });
  });

  it('waits while the other is not linked, says for what, and goes on when it is', async () => {
    open();
    const request = room.aRequest(order('p-1'));

    const { outcome } = (await room.run(request)).settlement;

    expect(outcome).toMatchObject({
      kind: 'held',
      code: 'needs PRODUCT/p-1',
      reason: expect.stringContaining('waits until PRODUCT/p-1 is linked in'),
      wait: { until: room.now + LINK_WAIT_MS },
    });
    await room.seeded();
    const ran = await room.run({ ...request, result: JSON.stringify(outcome.facts) });
    expect(await room.commit(ran)).toEqual(['ok']);
    expect((await room.shopLink('p-2'))?.record.data['parent']).toMatch(/^rec_/);
  });

  it('is parked with its reason when the time is over, and begins anew when a person lets it go', async () => {
    open();
    const since = room.now - LINK_WAIT_MS;
    const waited = JSON.stringify({ waits: { for: 'PRODUCT/p-1', since } });

    const parked = await room.run({ ...room.aRequest(order('p-1')), result: waited });
    expect(parked.settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'needs PRODUCT/p-1',
      lane: 'block',
      facts: { needs: 'PRODUCT/p-1', waitedSince: new Date(since).toISOString() },
    });
    const again = await room.run({ ...room.aRequest(order('p-1')), result: JSON.stringify(factsOf(parked)) });
    expect(again.settlement.outcome).toMatchObject({ kind: 'held', code: 'needs PRODUCT/p-1' });
  });

  it('is parked at once where the two wait for each other, or where it names itself', async () => {
    open();

    const itself = await room.run(room.aRequest(order('p-2')));
    expect(itself.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'needs-circle' });
    room.isCircle = true;
    const other = await room.run(room.aRequest(order('p-1')));
    expect(other.settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'needs-circle',
      facts: { needs: 'PRODUCT/p-1' },
    });
  });

  it('fetches it first, once, and waits where it did not come', async () => {
    open('fetch');
    const request = room.aRequest(order('p-1'));

    const ran = await room.run(request);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'children', then: 'continue' });
    expect(ran.settlement.requests).toMatchObject([
      {
        type: 'PRODUCT',
        recordId: 'p-1',
        parent: request.seq,
        scope: 'product/changed',
        queue: request.queue,
      },
    ]);
    const result = JSON.stringify({ then: 'continue', ...factsOf(ran) });
    expect((await room.run({ ...request, result })).settlement.outcome).toMatchObject({ kind: 'held' });
    const itself = await room.run(room.aRequest(order('p-2')));
    expect(itself.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'needs-circle' });
  });

  it('says what the gate said where the other may not be fetched', async () => {
    open('fetch');
    room.reopen({
      shop: {
        connector: SHOP,
        collections: into({ ...NEEDS, missing: 'fetch' } as FieldMapping),
        scopes: { 'product/changed': { isEnabled: false }, 'product/sent': { isEnabled: false } },
      },
    });

    const { outcome, verdicts } = (await room.run(room.aRequest(order('p-1')))).settlement;

    expect(outcome).toMatchObject({
      kind: 'parked',
      reason: 'cannot-fetch PRODUCT/p-1',
      facts: { refused: 'disabled-scope' },
    });
    expect(verdicts).toHaveLength(1);
  });

  it('clears the field, or is refused, where its mapping says so', async () => {
    open('null');
    await room.commit(await room.run(room.aRequest(order('p-1'))));
    expect((await room.shopLink('p-2'))?.record.data).toEqual({ name: 'Leg', parent: null });

    open('error');
    expect((await room.run(room.aRequest(order('p-1')))).settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'invalid',
    });
  });

  it('is held for its configuration where the connection it asks is none of its own', async () => {
    room.open({ shop: { collections: into({ ...NEEDS, connection: 'con_nobody' } as FieldMapping) } });

    expect((await room.run(room.aRequest(order('p-1')))).settlement.outcome).toMatchObject({
      kind: 'held',
      code: expect.stringContaining('bad-config'),
    });
  });
});

describe('on its way out of the hub', () => {
  it('the other is named by its id there, and pushed first where it has none', async () => {
    open('fetch');
    const parent = await room.seeded();
    await room.commit(await room.run(room.aRequest(order('p-1'))));
    const child = (await room.shopLink('p-2'))?.record.id as number;

    const ran = await room.toWarehouse(child);
    expect(ran.settlement.requests).toMatchObject([
      { queue: room.outbound, type: 'PRODUCT', recordId: String(parent), scope: 'PRODUCT/created' },
    ]);

    await room.commit(await room.toWarehouse(parent));
    const there = await room.hub.view(parent, room.base + 2);
    await room.commit(await room.toWarehouse(child));
    const made = await room.hub.view(child, room.base + 2);
    expect(room.partner.record('things', String(made?.link?.externalId))).toMatchObject({
      name: 'Leg',
      parentRef: there?.link?.externalId,
    });
  });

  it('waits for it otherwise, and refuses what is no id of the hub', async () => {
    open();
    const parent = await room.seeded();
    await room.commit(await room.run(room.aRequest(order('p-1'))));
    const child = (await room.shopLink('p-2'))?.record.id as number;

    expect((await room.toWarehouse(child)).settlement.outcome).toMatchObject({
      kind: 'held',
      code: `needs PRODUCT/rec_${parent}`,
    });
    room.reopen({
      warehouse: { collections: outOf({ ...NEEDS, source: 'name', target: 'x' } as FieldMapping) },
    });
    expect((await room.toWarehouse(child)).settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'invalid',
    });
  });
});
