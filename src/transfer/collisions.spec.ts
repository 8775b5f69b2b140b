import { Conflict, type AnyConnector, type CollectionDefinition, type CollisionMethod } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';
import type { Ran } from './transfer.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

/** The create maps the name; the update maps the price, and not the name. */
const ADD: CollectionDefinition = {
  ...PRODUCT_OUT_OF_HUB,
  name: 'Add',
  syncType: 'ADD',
  mappings: [{ kind: 'field', source: 'name', target: 'name' }],
};
const UPDATE: CollectionDefinition = {
  ...PRODUCT_OUT_OF_HUB,
  name: 'Update',
  syncType: 'UPDATE',
  mappings: [{ kind: 'field', source: 'price', target: 'price' }],
};

type Met = 'by the conflict of its create' | 'by its match keys';
const WAYS: readonly Met[] = ['by the conflict of its create', 'by its match keys'];

describe.each(WAYS)('a record that is there already, met %s', (met) => {
  it('ERROR: waits for a person, who sees which it is; nothing is written', async () => {
    const { ran } = await collided(met, 'ERROR');

    expect(ran.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'conflict' });
    expect(ran.settlement.attempt?.message).toContain('old-1');
    expect(room.partner.record('things', 'old-1')).toEqual({ id: 'old-1', version: 1, name: 'New' });
  });

  it('REMAP_AND_LINK: is linked, and written by the mapping for updates', async () => {
    const { ran, link } = await collided(met, 'REMAP_AND_LINK');

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'linked' } });
    expect(room.partner.writes.at(-1)).toMatchObject({ id: 'old-1', data: { price: 7 } });
    expect(room.partner.writes.at(-1)?.data).not.toHaveProperty('name');
    expect(await link()).toBe('old-1');
  });

  it('REMAP_AND_LINK without a mapping for updates: is linked as it is', async () => {
    const { ran, link } = await collided(met, 'REMAP_AND_LINK', [ADD]);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-mapping' });
    expect(await link()).toBe('old-1');
  });

  it('UPDATE_AND_LINK: is written by the mapping of the create, and linked', async () => {
    const { ran, link } = await collided(met, 'UPDATE_AND_LINK');

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'updated' } });
    expect(room.partner.writes.at(-1)).toMatchObject({ id: 'old-1', data: { name: 'New' } });
    expect(room.partner.writes.at(-1)?.data).not.toHaveProperty('price');
    expect(await link()).toBe('old-1');
  });

  it('UPDATE_AND_NO_LINK: is written by the mapping of the create, and stays unlinked', async () => {
    const { ran, link } = await collided(met, 'UPDATE_AND_NO_LINK');

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'updated' } });
    expect(room.partner.writes.at(-1)).toMatchObject({ id: 'old-1', data: { name: 'New' } });
    expect(await link()).toBeNull();
  });

  it.each(['REMAP_AND_LINK', 'UPDATE_AND_LINK', 'UPDATE_AND_NO_LINK'] as const)(
    '%s: one that another record of the hub is linked with ends visibly, and nothing is written',
    async (collision) => {
      room.open(specs(met, 'REMAP_AND_LINK'));
      room.partner.put('things', 'old-1', { name: 'New' });
      const first = await room.seeded({ name: 'New', price: 1 }, 'p-first');
      await room.commit(await create(first));
      room.reopen(specs(met, collision));
      const second = await room.seeded({ name: 'New', price: 2 }, 'p-second');
      const { length } = room.partner.writes;

      const ran = await create(second);

      expect(ran.settlement.outcome).toMatchObject({
        kind: 'parked',
        reason: 'link-conflict',
        facts: { externalId: 'old-1', linkedRecord: first },
      });
      expect(room.partner.writes).toHaveLength(length);
    },
  );
});

it('without a collision method a hit of the match keys is linked, and a conflict waits for a person', async () => {
  const found = await collided('by its match keys', undefined);
  expect(found.ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'linked' } });

  const refused = await collided('by the conflict of its create', undefined);
  expect(refused.ran.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'conflict' });
});

function specs(met: Met, collision: CollisionMethod | undefined, collections = [ADD, UPDATE]) {
  const isFound = met === 'by its match keys';
  const conflicting: AnyConnector = {
    ...warehouse,
    records: {
      PRODUCT: {
        ...warehouse.records?.PRODUCT,
        create: () => Promise.reject(new Conflict('old-1 is there', 'old-1')),
      },
    },
  };
  const more = { ...(collision ? { collision } : {}), ...(isFound ? { match: ['name'] } : {}) };
  return {
    warehouse: {
      connector: isFound ? warehouse : conflicting,
      collections: [PRODUCT_INTO_HUB, ...collections.map((one) => ({ ...one, ...more }))],
    },
  };
}

async function collided(
  met: Met,
  collision: CollisionMethod | undefined,
  collections?: CollectionDefinition[],
): Promise<{ ran: Ran; link: () => Promise<string | null> }> {
  room.open(specs(met, collision, collections));
  room.partner.remove('things', 'old-1');
  room.partner.put('things', 'old-1', { name: 'New' });
  const record = await room.seeded({ name: 'New', price: 7 });
  const ran = await create(record);
  expect(await room.commit(ran)).toEqual(['ok']);
  const link = async () => (await room.hub.view(record, room.base + 2))?.link?.externalId ?? null;
  return { ran, link };
}

function create(record: number): Promise<Ran> {
  return room.toWarehouse(record, { action: 'CREATED', scope: 'PRODUCT/created' });
}

it('an update that meets a newer version is read again and tried three times, then a person looks', async () => {
  room.open();
  const record = await room.seeded({ name: 'Versioned', price: 1 }, 'p-versioned');
  await room.commit(await room.toWarehouse(record));
  room.partner.misbehave(({ method }) => (method === 'PUT' ? { status: 409 } : undefined));
  await room.seeded({ name: 'Versioned', price: 2 }, 'p-versioned');
  const first = await room.toWarehouse(record);
  expect(first.settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: true, reason: 'Conflict' });
  await room.seeded({ name: 'Versioned', price: 3 }, 'p-versioned');

  const last = await room.toWarehouse(record, { attempts: 2 });
  room.partner.misbehave(undefined);
  const again = await room.toWarehouse(record, { attempts: 1 });

  expect(last.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'retries-exhausted:Conflict' });
  expect(again.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'updated' } });
  expect(room.partner.writes.at(-1)?.data).toMatchObject({ price: 3 });
});
