import type { AnyConnector, CollectionDefinition, FieldMapping } from '@hookyard/sdk';

import {
  factsOf,
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  productShop,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';
import { HostError } from '../errors/index.js';
import type { Settlement } from '../flow/index.js';
import { hubEffects } from '../hub/index.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

function into(...mappings: readonly FieldMapping[]): CollectionDefinition {
  return { ...PRODUCT_INTO_HUB, mappings: [...PRODUCT_INTO_HUB.mappings, ...mappings] };
}

function outOf(...mappings: readonly FieldMapping[]): CollectionDefinition {
  return { ...PRODUCT_OUT_OF_HUB, mappings: [...PRODUCT_OUT_OF_HUB.mappings, ...mappings] };
}

function send(fields: object, recordId = 'p-1'): ReturnType<TransferringRoom['run']> {
  return room.run(room.aRequest({ payload: JSON.stringify(fields), recordId }));
}

/** The second version of a record, by a system that is none of the two. */
async function writtenByAnother(record: number, data: object): Promise<void> {
  const write = {
    id: record,
    expected: 1,
    tenant: 1,
    mode: 'live',
    type: 'PRODUCT',
    data: JSON.stringify(data),
    deletedAt: null,
    changed: '{}',
    root: 0,
    connection: null,
    at: room.now,
  };
  const settlement = { effects: { record: write } } as unknown as Settlement;
  expect(await room.database.store.write((tx) => hubEffects(tx, [settlement]))).toEqual(['ok']);
}

describe('what an attempt was made with', () => {
  it('stands in what it came to: the collection and the connector, each with its version', async () => {
    const ran = await send({ name: 'Chair' });

    const collection = expect.stringMatching(/@\d+$/);
    expect(factsOf(ran)).toMatchObject({ connector: 'shop@1.0.0', collection });
    expect(await room.commit(ran)).toEqual(['ok']);
    const out = await room.toWarehouse(Number(factsOf(ran)['record']));
    expect(factsOf(out)).toMatchObject({ change: 'created', connector: 'warehouse@1.0.0', collection });
    await room.commit(out);
    expect(factsOf(await send({ name: 'Chair' }))).toMatchObject({ connector: 'shop@1.0.0', collection });
  });

  it('stands in a failed attempt, and the next one has the present versions', async () => {
    const record = await room.seeded({ name: 'Door' });
    room.partner.misbehave(() => ({ status: 422 }));

    const failed = await room.toWarehouse(record);

    expect(failed.settlement.attempt?.facts).toMatchObject({
      connector: 'warehouse@1.0.0',
      collection: expect.stringMatching(/@\d+$/),
    });
    room.partner.misbehave(undefined);
    room.reopen({ warehouse: { connector: { ...warehouse, version: '1.1.0' } } });
    expect(factsOf(await room.toWarehouse(record))).toMatchObject({ connector: 'warehouse@1.1.0' });
  });

  it('is the connector alone where it failed before a collection was chosen', async () => {
    const failing: AnyConnector = {
      ...productShop,
      handlePrerequisite: () => {
        throw new TypeError('no');
      },
    };
    room.open({ shop: { connector: failing } });

    const { attempt } = (await send({ name: 'Chair' })).settlement;

    expect(attempt?.facts).toMatchObject({ connector: 'shop@1.0.0' });
    expect(attempt?.facts).not.toHaveProperty('collection');
  });
});

describe('a mapping that changed', () => {
  const NAMED: FieldMapping = { kind: 'formula', target: 'name', expression: '$trim(name)' };

  it('raises nothing where the hub holds the same, and what was last read is kept in its new form', async () => {
    const record = await room.seeded({ name: 'Chair', price: 10 });
    room.reopen({ shop: { collections: [into(NAMED, { kind: 'static', target: 'price', value: 10 })] } });

    const ran = await send({ name: 'Chair', price: 99 });

    expect(ran.settlement).toMatchObject({ outcome: { kind: 'ended', verdict: 'no-change' }, requests: [] });
    await room.commit(ran);
    expect(await room.shopLink()).toMatchObject({
      record: { id: record, version: 1 },
      link: { baseline: { name: 'Chair', price: 10 } },
    });
  });

  it('that adds a field the hub has from elsewhere rebuilds the older baseline, and no system is told', async () => {
    const narrow = { ...PRODUCT_INTO_HUB, mappings: PRODUCT_INTO_HUB.mappings.slice(0, 1) };
    room.open({ shop: { collections: [narrow] } });
    const record = await room.seeded({ name: 'Chair', stock: 5 });
    await writtenByAnother(record, { name: 'Chair', stock: 5 });
    const before = await room.shopLink();
    room.reopen({});

    const ran = await send({ name: 'Chair', stock: 5 });
    await room.commit(ran);

    const after = await room.shopLink();
    expect(before?.link.baseline).toEqual({ name: 'Chair' });
    expect(after?.link.baseline).toEqual({ name: 'Chair', stock: 5 });
    expect(after?.record.version).toBe(2);
    expect(ran.settlement).toMatchObject({ outcome: { verdict: 'no-change' }, requests: [] });
  });

  it('out of the hub is held against what the present collection makes of what was last there', async () => {
    const record = await room.seeded({ name: 'Chair', price: 10 });
    await room.commit(await room.toWarehouse(record));
    const writes = room.partner.writes.length;
    const channel: FieldMapping = { kind: 'static', target: 'channel', value: 'web' };
    room.reopen({ warehouse: { collections: [PRODUCT_INTO_HUB, outOf(NAMED, channel)] } });

    const unchanged = await room.toWarehouse(record);
    await room.commit(await send({ name: 'Table', price: 10 }));
    const changed = await room.toWarehouse(record);

    expect(unchanged.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
    expect(factsOf(changed)).toMatchObject({ change: 'updated', fields: ['name'] });
    expect(room.partner.writes).toHaveLength(writes + 1);
  });
});

describe('the host’s own trouble', () => {
  it('of having no worker free for a formula parks nothing: the request runs again', async () => {
    let isAway = true;
    const customFields: AnyConnector['customFields'] = {
      read: () => {
        if (isAway) throw new HostError('EXPRESSION_UNAVAILABLE');
        return {};
      },
      write: (record) => record,
    };
    room.open({ shop: { connector: { ...productShop, customFields } } });

    await expect(send({ name: 'Chair' })).rejects.toMatchObject({ code: 'EXPRESSION_UNAVAILABLE' });
    isAway = false;
    expect((await send({ name: 'Chair' })).settlement.outcome).toMatchObject({ kind: 'done' });
  });
});
