import type { AnyConnector, CollectionDefinition } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';
import type { Settlement } from '../flow/index.js';
import { hubEffects } from '../hub/index.js';

const DELETABLE: AnyConnector['scopes'] = {
  ...warehouse.scopes,
  gone: ['PRODUCT', 'DELETED', 'Thing gone → Product'],
};

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('into the hub', () => {
  it('makes a record of what nobody has linked, and asks the others to take it', async () => {
    const ran = await room.run(room.aRequest({ payload: '{"name":"Chair","price":10,"other":1}' }));

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
    expect(await room.commit(ran)).toEqual(['ok']);
    const linked = await room.shopLink();
    expect(linked?.record).toMatchObject({ version: 1, data: { name: 'Chair', price: 10 } });
    expect(ran.settlement.requests).toEqual([
      expect.objectContaining({
        queue: room.outbound,
        scope: 'PRODUCT/created',
        action: 'CREATED',
        recordId: String(linked?.record.id),
        root: ran.settlement.request.seq,
      }),
    ]);
  });

  it('writes only what differs from what it read last, so an older system takes nothing back', async () => {
    const record = await room.seeded({ name: 'Chair', price: 10 });
    await room.database.store.write((tx) =>
      hubEffects(tx, [
        {
          effects: {
            record: {
              id: record,
              expected: 1,
              tenant: 1,
              mode: 'live',
              type: 'PRODUCT',
              data: '{"name":"Chair","price":12}',
              deletedAt: null,
              changed: '{}',
              root: 0,
              connection: null,
              at: room.now,
            },
          },
        } as unknown as Settlement,
      ]),
    );

    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Armchair","price":10}' })));

    expect((await room.hub.read.record(record))?.data).toEqual({ name: 'Armchair', price: 12 });
    expect((await room.hub.read.history(record, { limit: 1 }))[0]?.changed).toEqual({
      name: ['Chair', 'Armchair'],
    });
  });

  it('ends no-change, and tells nobody, when nothing differs', async () => {
    await room.seeded();

    const { settlement } = await room.run(room.aRequest({ payload: '{"price":10,"name":"Chair"}' }));

    expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
    expect(settlement.requests).toEqual([]);
    expect(settlement.effects).toBeUndefined();
  });

  it('two runs that read the same state do not both write', async () => {
    await room.seeded();
    const [first, second] = await Promise.all([
      room.run(room.aRequest({ payload: '{"name":"A"}' })),
      room.run(room.aRequest({ payload: '{"name":"B"}' })),
    ]);

    expect(await room.commit(first)).toEqual(['ok']);
    expect(await room.commit(second)).toEqual(['conflict']);
  });

  it('reads the source by id where the hook brought nothing', async () => {
    room.partner.put('things', 't1', { name: 'Table', price: 80 });

    const ran = await room.run(
      room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 't1' }),
    );

    expect(await room.commit(ran)).toEqual(['ok']);
    expect(
      await room.hub.linked({ connection: room.base + 2, type: 'PRODUCT', externalId: 't1' }),
    ).toMatchObject({
      record: { data: { name: 'Table', price: 80 } },
      link: { remoteVersion: '1' },
    });
    const call = room.partner.calls.at(-1);
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer warehouse-token',
      'hookyard-tracking-id': `trk_${ran.settlement.request.seq}`,
    });
  });

  it('a record that is not there is looked for three times, then it is gone', async () => {
    const request = room.aRequest({
      queue: (room.base + 2) * 10,
      scope: 'thing/changed',
      recordId: 'nowhere',
    });

    expect((await room.run(request)).settlement.outcome).toMatchObject({
      kind: 'retry',
      at: room.now + 30_000,
      usesAttempt: true,
    });
    expect((await room.run({ ...request, attempts: 2 })).settlement.outcome).toMatchObject({
      kind: 'ended',
      verdict: 'gone',
    });
  });

  it('names the collection that is missing, and says when filters took the record out', async () => {
    room.open({ shop: { collections: [] } });
    expect((await room.run(room.aRequest({ payload: '{}' }))).settlement.outcome).toMatchObject({
      kind: 'ended',
      verdict: 'no-mapping',
      facts: { missing: 'shop@1.0.0: no mapping collection for PRODUCT TO (ADD or ADD_AND_UPDATE)' },
    });

    room.open({
      shop: { collections: [{ ...PRODUCT_INTO_HUB, filter: 'price > 100' } as CollectionDefinition] },
    });
    expect((await room.run(room.aRequest({ payload: '{"price":1}' }))).settlement.outcome).toMatchObject({
      verdict: 'filtered',
    });

    room.open({
      shop: { collections: [{ ...PRODUCT_INTO_HUB, errorFilter: 'price < 0' } as CollectionDefinition] },
    });
    expect((await room.run(room.aRequest({ payload: '{"price":-1}' }))).settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'error-filtered',
      lane: 'block',
    });
  });

  it('a payload older than what was applied is stale', async () => {
    const trail = (version: number): string =>
      JSON.stringify([
        { at: room.now, config: 1, passed: ['version.echo'], saw: { 'version.echo': { version } } },
      ]);
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"A"}', trail: trail(10) })));

    const { settlement } = await room.run(room.aRequest({ payload: '{"name":"old"}', trail: trail(9) }));

    expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'stale' });
    expect((await room.shopLink())?.link.remoteVersion).toBe('10');
  });

  it.each([
    ['unlink', { state: null, deleted: false }],
    ['delete', { state: 'source-deleted', deleted: true }],
    ['update', { state: 'source-deleted', deleted: false }],
    ['off', { state: 'source-deleted', deleted: false }],
  ] as const)('a delete under the guard %s', async (guard, expected) => {
    const deletes = (['DELETE', 'DELETE_TRIGGERED_UPDATE'] as const).map((syncType) => ({
      ...PRODUCT_INTO_HUB,
      name: syncType,
      syncType,
      mappings: [{ kind: 'static' as const, target: 'stock', value: 0 }],
    }));
    room.open({
      shop: {
        collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, ...deletes],
        scopes: { 'product/deleted': { guard } },
      },
    });
    const record = await room.seeded();

    const ran = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' }));
    expect(await room.commit(ran)).toEqual(['ok']);

    expect((await room.shopLink())?.link.state ?? null).toBe(expected.state);
    const stored = await room.hub.read.record(record);
    expect(stored?.deletedAt !== null).toBe(expected.deleted);
    expect(stored?.data['stock']).toBe(guard === 'update' ? 0 : undefined);
  });

  it('a deleted record that is seen again comes back', async () => {
    const deletion = {
      ...PRODUCT_INTO_HUB,
      name: 'Deletes',
      syncType: 'DELETE' as const,
      mappings: [],
    };
    room.open({
      shop: {
        collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, deletion],
        scopes: { 'product/deleted': { guard: 'delete' } },
      },
    });
    const record = await room.seeded();
    await room.commit(await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' })));

    const ran = await room.run(room.aRequest({ payload: '{"name":"Chair","price":10}' }));
    await room.commit(ran);

    expect(await room.hub.read.record(record)).toMatchObject({ deletedAt: null, data: { name: 'Chair' } });
    expect((await room.shopLink())?.link.state).toBe('live');
  });

  it.each([
    ['unlink', 'nothing-to-delete'],
    ['off', 'guarded'],
  ] as const)('a delete of what nobody has linked, under the guard %s, is %s', async (guard, verdict) => {
    room.open({ shop: { scopes: { 'product/deleted': { guard } } } });

    const { settlement } = await room.run(
      room.aRequest({ action: 'DELETED', scope: 'product/deleted', recordId: 'unknown' }),
    );

    expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict });
    expect(settlement.effects).toBeUndefined();
  });

  it('a delete received while its guard was off stays without effect when the guard is changed', async () => {
    room.open({ shop: { scopes: { 'product/deleted': { guard: 'unlink' } } } });
    await room.seeded();
    const trail = '[{"at":1,"config":1,"passed":[],"saw":{"delete.guard":{"guard":"off"}}}]';

    const ran = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted', trail }));
    await room.commit(ran);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'guarded' });
    expect((await room.shopLink())?.link.state).toBe('source-deleted');
  });

  describe('a record whose source deleted it while the guard was off', () => {
    beforeEach(async () => {
      await room.seeded();
      const ran = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' }));
      expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'guarded' });
      expect(await room.commit(ran)).toEqual(['ok']);
    });

    it('is marked once: a second delete writes nothing', async () => {
      const { settlement } = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' }));

      expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'guarded' });
      expect(settlement.effects).toBeUndefined();
    });

    it('is live again when it is seen again, even unchanged', async () => {
      const ran = await room.run(room.aRequest({ payload: '{"name":"Chair","price":10}' }));
      await room.commit(ran);

      expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
      expect((await room.shopLink())?.link.state).toBe('live');
    });
  });

  it.each([
    ['on its first turn, however long it waited', {}, 'done'],
    ['after a failed attempt', { attempts: 1 }, 'overtaken'],
    ['after a turn that used no attempt', { state: 'waiting-retry' }, 'overtaken'],
    ['released by a person', { result: '{"failure":"BadConfig"}' }, 'overtaken'],
    ['put aside by a person and tried again', { result: '{"parkedFrom":"queued"}' }, 'overtaken'],
  ] as const)('a delete of what the source still has, %s, is %s', async (_, late, end) => {
    room.open({
      warehouse: { connector: { ...warehouse, scopes: DELETABLE }, scopes: { gone: { guard: 'unlink' } } },
    });
    const queue = (room.base + 2) * 10;
    room.partner.put('things', 't9', { name: 'Table' });
    await room.commit(await room.run(room.aRequest({ queue, scope: 'thing/changed', recordId: 't9' })));

    const { settlement } = await room.run(
      room.aRequest({
        queue,
        scope: 'gone',
        hook: 1,
        action: 'DELETED',
        recordId: 't9',
        createdAt: room.now - 9e7,
        ...late,
      }),
    );

    expect(settlement.outcome).toMatchObject(
      end === 'done' ? { kind: 'done' } : { kind: 'ended', verdict: end },
    );
  });
});
