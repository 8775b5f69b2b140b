import { Conflict, RetryLater, type AnyConnector } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
  warehouse,
} from '../../test/kit/transferring.js';
import { hubEffects, type Link } from '../hub/index.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('out of the hub', () => {
  it('makes the record there with a stable key, and links it', async () => {
    const record = await room.seeded({ name: 'Desk', price: 5 });

    const ran = await room.toWarehouse(record, { action: 'CREATED', scope: 'PRODUCT/created' });
    const again = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
    expect(lastWrite()?.isRepeat).toBe(true);
    expect(await room.commit(ran)).toEqual(['ok']);
    expect(await room.commit(again)).toEqual(['conflict']);
    const view = await room.hub.view(record, room.base + 2);
    expect(view?.link).toMatchObject({
      isOwnWrite: true,
      baseline: { name: 'Desk', price: 5 },
      remoteVersion: '1',
    });
    expect(room.partner.record('things', view?.link?.externalId ?? '')).toMatchObject({
      name: 'Desk',
      price: 5,
    });
  });

  describe('an update whose link moved meanwhile', () => {
    it('does not write over what was changed there since: the record is read again', async () => {
      const { record, id, crossed } = await crossing();

      room.partner.put('things', id, { name: 'Lamp of theirs', price: 6, stock: 7 });
      const again = await room.toWarehouse(record, { result: JSON.stringify(factsOf(crossed)) });

      expect(await room.commit(again)).toEqual(['ok']);
      expect(room.partner.record('things', id)).toMatchObject({ name: 'Lamp of theirs', price: 6, stock: 7 });
      expect(again.settlement.requests).toEqual([
        expect.objectContaining({ scope: 'thing/changed', recordId: id, action: 'UPDATED' }),
      ]);
    });

    it('writes its own fields again where the record cannot be read, and no others', async () => {
      const unreadable = { ...warehouse.records?.PRODUCT, get: undefined };
      const { record, id, crossed } = await crossing({ ...warehouse, records: { PRODUCT: unreadable } });

      const again = await room.toWarehouse(record, { result: JSON.stringify(factsOf(crossed)) });

      expect(factsOf(again)).toMatchObject({ change: 'updated', fields: ['price'], externalId: id });
      expect(lastWrite()).toMatchObject({ body: { price: 6 } });
      expect(again.settlement.requests).toEqual([]);
    });
  });

  it('reads the record again where a write’s answer shows a change nobody has told of', async () => {
    const record = await room.seeded({ name: 'Lamp', price: 5 });
    const made = await room.toWarehouse(record);
    await room.commit(made);
    const id = String(factsOf(made)['externalId']);
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Lamp","price":6}' })));
    room.partner.put('things', id, { name: 'Lamp', price: 5, stock: 7 });

    const ran = await room.toWarehouse(record);

    expect(factsOf(ran)).toMatchObject({ change: 'updated', fields: ['price'] });
    expect(ran.settlement.requests).toEqual([
      expect.objectContaining({ scope: 'thing/changed', recordId: id }),
    ]);
  });

  it('updates what is linked with the fields that changed, and calls nobody when none did', async () => {
    const record = await room.seeded({ name: 'Lamp', price: 5 });
    await room.commit(await room.toWarehouse(record));
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Lamp","price":6}' })));

    const ran = await room.toWarehouse(record);
    await room.commit(ran);

    expect(ran.settlement.outcome).toMatchObject({
      kind: 'done',
      facts: { change: 'updated', fields: ['price'] },
    });
    expect(lastWrite()).toMatchObject({ method: 'PUT', body: { price: 6 } });
    const calls = room.partner.calls.length;
    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ verdict: 'no-change' });
    expect(room.partner.calls.length).toBe(calls);
  });

  it('recognises the echo of its own write', async () => {
    const record = await room.seeded({ name: 'Sofa', price: 5 });
    await room.commit(await room.toWarehouse(record));
    const link = (await room.hub.view(record, room.base + 2))?.link;

    const echo = await room.run(
      room.aRequest({
        queue: (room.base + 2) * 10,
        scope: 'thing/changed',
        recordId: link?.externalId ?? '',
      }),
    );

    expect(echo.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'echo' });
    expect(echo.settlement.requests).toEqual([]);
  });

  it('the hook of a record that is just being made waits for its link', async () => {
    const record = await room.seeded({ name: 'Stool' });
    const made = await room.toWarehouse(record);
    const id = String(factsOf(made)['externalId']);
    const hook = room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: id });

    expect((await room.run(hook)).settlement.outcome).toMatchObject({
      kind: 'retry',
      usesAttempt: false,
      reason: 'create-in-flight',
    });
    await room.commit(made);
    expect((await room.run(hook)).settlement.outcome).toMatchObject({ verdict: 'echo' });
  });

  it('asks by the match keys before it makes a record: one hit is linked, several wait for a person', async () => {
    const matching = { ...PRODUCT_OUT_OF_HUB, match: ['name'] };
    room.open({ warehouse: { collections: [PRODUCT_INTO_HUB, matching] } });
    const record = await room.seeded({ name: 'Unique bench', price: 3 });
    room.partner.put('things', 'there-1', { name: 'Unique bench' });

    const ran = await room.toWarehouse(record);
    await room.commit(ran);

    expect(ran.settlement.outcome).toMatchObject({ facts: { change: 'linked', externalId: 'there-1' } });
    expect(room.partner.record('things', 'there-1')).toMatchObject({ price: 3 });
    room.partner.put('things', 'twin-1', { name: 'Twin' });
    room.partner.put('things', 'twin-2', { name: 'Twin' });
    const twin = await room.seeded({ name: 'Twin' }, 'p-2');
    expect((await room.toWarehouse(twin)).settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'ambiguous-match',
      facts: { candidates: ['twin-1', 'twin-2'] },
    });
  });

  it.each([
    ['park', { kind: 'parked', reason: 'missing' }],
    ['unlink', { kind: 'ended', verdict: 'gone' }],
    ['recreate', { kind: 'done', facts: { change: 'created' } }],
  ] as const)('a record the destination lost, onMissing %s', async (onMissing, expected) => {
    room.open({
      warehouse: {
        collections: [PRODUCT_INTO_HUB, { ...PRODUCT_OUT_OF_HUB, onMissing }],
      },
    });
    const record = await room.seeded({ name: 'Shelf', price: 1 });
    await room.commit(await room.toWarehouse(record));
    const before = (await room.hub.view(record, room.base + 2))?.link?.externalId ?? '';
    room.partner.remove('things', before);
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Shelf","price":2}' })));

    const ran = await room.toWarehouse(record);
    expect(await room.commit(ran)).toEqual(['ok']);

    expect(ran.settlement.outcome).toMatchObject(expected);
    const after = (await room.hub.view(record, room.base + 2))?.link?.externalId ?? null;
    if (onMissing === 'park') expect(after).toBe(before);
    if (onMissing === 'unlink') expect(after).toBeNull();
    if (onMissing === 'recreate')
      expect(room.partner.record('things', after ?? '')).toMatchObject({ price: 2 });
  });

  it('deletes there under the guard delete; what is gone already is deleted', async () => {
    const deletion = {
      ...PRODUCT_OUT_OF_HUB,
      name: 'Deletes',
      syncType: 'DELETE' as const,
      mappings: [],
    };
    const inbound = {
      ...PRODUCT_INTO_HUB,
      name: 'Deletes',
      syncType: 'DELETE' as const,
      mappings: [],
    };
    room.open({
      shop: {
        collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, inbound],
        scopes: { 'product/deleted': { guard: 'delete' } },
      },
      warehouse: {
        collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, deletion],
        scopes: { 'PRODUCT/deleted': { guard: 'delete', isEnabled: true } },
      },
    });
    const record = await room.seeded({ name: 'Rug' });
    await room.commit(await room.toWarehouse(record));
    const id = (await room.hub.view(record, room.base + 2))?.link?.externalId ?? '';
    const deleted = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' }));
    await room.commit(deleted);
    expect(deleted.settlement.requests).toEqual([expect.objectContaining({ scope: 'PRODUCT/deleted' })]);

    const remove = { action: 'DELETED', scope: 'PRODUCT/deleted' } as const;
    const first = await room.toWarehouse(record, remove);
    const second = await room.toWarehouse(record, remove);
    await room.commit(first);

    expect(first.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'deleted' } });
    expect(second.settlement.outcome).toMatchObject({ kind: 'done' });
    expect(room.partner.record('things', id)).toBeUndefined();
    expect((await room.hub.view(record, room.base + 2))?.link).toBeNull();
  });

  it('never writes to a record that its system has deleted', async () => {
    const record = await room.seeded({ name: 'Vase', price: 1 });
    await room.commit(await room.toWarehouse(record));
    const { link } = (await room.hub.view(record, room.base + 2)) ?? {};
    const { id, generation: expected } = link as Link;
    const linkChange = { id, expected, state: 'source-deleted', baseline: null, isOwnWrite: true };
    await room.database.store.write((tx) =>
      hubEffects(tx, [
        { effects: { linkChange: { ...linkChange, remoteVersion: null, at: room.now } } } as never,
      ]),
    );
    await room.seeded({ name: 'Vase', price: 2 });
    const { calls } = room.partner;
    const known = calls.length;

    const ran = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'skipped' });
    expect(calls.length).toBe(known);
  });

  it('never writes to a record that another record of the hub is linked with', async () => {
    const matching = { ...PRODUCT_OUT_OF_HUB, match: ['name'] };
    room.open({ warehouse: { collections: [PRODUCT_INTO_HUB, matching] } });
    await room.commit(await room.toWarehouse(await room.seeded({ name: 'Hook', price: 1 })));
    const twin = await room.seeded({ name: 'Hook', price: 2 }, 'p-2');
    const writes = room.partner.writes.length;

    const ran = await room.toWarehouse(twin);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'link-conflict' });
    expect(room.partner.writes.length).toBe(writes);
  });

  it('a create whose link lost a race is not made twice', async () => {
    const record = await room.seeded({ name: 'Clock' });
    const made = await room.toWarehouse(record);
    const facts = factsOf(made);
    const calls = room.partner.calls.length;

    const rerun = await room.toWarehouse(record, { state: 'waiting-retry', result: JSON.stringify(facts) });
    expect(await room.commit(rerun)).toEqual(['ok']);

    expect(room.partner.calls.length).toBe(calls);
    expect((await room.hub.view(record, room.base + 2))?.link?.externalId).toBe(facts['externalId']);
  });

  it('ctx.link outlives a create that breaks: the next turn updates', async () => {
    const broken: AnyConnector = {
      ...warehouse,
      records: {
        PRODUCT: {
          ...warehouse.records?.PRODUCT,
          async create(record, ctx) {
            const { id } = (await ctx.http.post('/things', { json: record })).json<{ id: string }>();
            await ctx.link('PRODUCT', id);
            throw new RetryLater('the second half failed');
          },
        },
      },
    };
    room.open({ warehouse: { connector: broken } });
    const record = await room.seeded({ name: 'Half', price: 1 });

    const first = await room.toWarehouse(record);
    const second = await room.toWarehouse(record, { attempts: 1 });
    await room.commit(second);

    expect(first.settlement.outcome).toMatchObject({ kind: 'retry' });
    expect(second.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'updated' } });
    expect(room.partner.records('things').filter(({ name }) => name === 'Half')).toHaveLength(1);
  });

  it.each([
    ['REMAP_AND_LINK', 'linked', true],
    ['UPDATE_AND_LINK', 'updated', true],
    ['UPDATE_AND_NO_LINK', 'updated', false],
  ] as const)('a create that meets a record that is there: %s', async (collision, change, isLinked) => {
    const colliding: AnyConnector = {
      ...warehouse,
      records: {
        PRODUCT: {
          ...warehouse.records?.PRODUCT,
          create: () => Promise.reject(new Conflict('it is there', 'old-1')),
        },
      },
    };
    room.partner.put('things', 'old-1', { name: 'Old' });
    room.open({
      warehouse: {
        connector: colliding,
        collections: [PRODUCT_INTO_HUB, { ...PRODUCT_OUT_OF_HUB, collision }],
      },
    });
    const record = await room.seeded({ name: 'New' });

    const ran = await room.toWarehouse(record);
    await room.commit(ran);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change, externalId: 'old-1' } });
    expect(room.partner.record('things', 'old-1')).toMatchObject({ name: 'New' });
    expect((await room.hub.view(record, room.base + 2))?.link?.externalId ?? null).toBe(
      isLinked ? 'old-1' : null,
    );
  });
});

/** The price goes out; before that is committed, a stock of the warehouse's own comes in. */
async function crossing(connector: AnyConnector = warehouse) {
  room.open({ warehouse: { connector } });
  const record = await room.seeded({ name: 'Lamp', price: 5 });
  const made = await room.toWarehouse(record);
  await room.commit(made);
  const id = String(factsOf(made)['externalId']);
  await room.commit(await room.run(room.aRequest({ payload: '{"name":"Lamp","price":6}' })));
  const crossed = await room.toWarehouse(record);
  const theirs = { name: 'Lamp', price: 6, stock: 7 };
  const place = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: id };
  const taken = await room.run(room.aRequest({ ...place, payload: JSON.stringify(theirs) }));
  expect(await room.commit(taken)).toEqual(['ok']);
  expect(await room.commit(crossed)).toEqual(['conflict']);
  return { record, id, crossed };
}

function lastWrite() {
  return room.partner.calls.findLast(({ method }) => method !== 'GET');
}
