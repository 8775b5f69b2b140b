import type { AnyConnector, FieldMapping } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
  warehouse,
} from '../../test/kit/transferring.js';
import { aPostgresStore, aSqliteStore, whyNoPostgres, type TestDatabase } from '../../test/kit/databases.js';
import type { DeleteGuard } from '../registry/index.js';

const noPostgres = await whyNoPostgres();
let room: TransferringRoom;

describe('deletes on sqlite', () => passTheirGuards(aSqliteStore));
(noPostgres ? describe.skip : describe)(`deletes on postgres ${noPostgres ?? ''}`, () =>
  passTheirGuards(aPostgresStore),
);

function deleting(direction: 'TO' | 'FROM', mappings: readonly FieldMapping[] = []) {
  const base = direction === 'TO' ? PRODUCT_INTO_HUB : PRODUCT_OUT_OF_HUB;
  const update = {
    ...base,
    name: `${direction} instead`,
    syncType: 'DELETE_TRIGGERED_UPDATE' as const,
    mappings,
  };
  return [update, { ...base, name: `${direction} deletes`, syncType: 'DELETE' as const, mappings: [] }];
}

const NOTES: readonly FieldMapping[] = [
  { kind: 'static', target: 'stock', value: 0 },
  { kind: 'formula', target: 'name', expression: '"gone: " & $LastKnown.name' },
];

/** The shop's product in the hub and in the warehouse; guards on both sides. */
async function travelled(
  shop: DeleteGuard,
  destination: DeleteGuard,
): Promise<{ record: number; id: string }> {
  const known = [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB];
  room.open({
    shop: {
      collections: [...known, ...deleting('TO', NOTES)],
      scopes: { 'product/deleted': { guard: shop } },
    },
    warehouse: {
      connector: warehouse,
      collections: [...known, ...deleting('FROM', NOTES)],
      scopes: { 'PRODUCT/deleted': { guard: destination, isEnabled: true } },
    },
  });
  const record = await room.seeded({ name: 'Rug', price: 5 });
  await room.commit(await room.toWarehouse(record));
  return { record, id: (await linkThere(record))?.externalId ?? '' };
}

async function linkThere(record: number) {
  return (await room.hub.view(record, room.base + 2))?.link ?? null;
}

async function deletedAtShop(over: object = {}) {
  const ran = await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted', ...over }));
  await room.commit(ran);
  return ran;
}

function passTheirGuards(open: () => Promise<TestDatabase>): void {
  beforeAll(async () => {
    room = await TransferringRoom.start({}, open);
  });
  afterAll(() => room[Symbol.asyncDispose]());

  describe('a delete passes the guard of its source, then the guard of each destination', () => {
    it.each([
      ['off', 'guarded', undefined],
      ['unlink', 'done', undefined],
      ['update', 'done', 'gone: Rug'],
      ['delete', 'done', undefined],
    ] as const)('TO, %s', async (guard, end, name) => {
      const { record } = await travelled(guard, 'off');

      const { settlement } = await deletedAtShop();

      const { outcome } = settlement;
      expect(outcome.kind === 'ended' ? outcome.verdict : outcome.kind).toBe(end);
      const stored = await room.hub.read.record(record);
      expect(stored?.deletedAt !== null).toBe(guard === 'delete');
      expect(stored?.data['name']).toBe(name ?? 'Rug');
      expect((await room.shopLink())?.link.state).toBe(guard === 'unlink' ? undefined : 'source-deleted');
    });

    it.each([
      ['off', { link: 'live', there: { name: 'Rug' } }],
      ['unlink', { link: undefined, there: { name: 'Rug' } }],
      ['update', { link: 'live', there: { name: 'gone: Rug', stock: 0 } }],
      ['delete', { link: undefined, there: undefined }],
    ] as const)('FROM, %s', async (guard, expected) => {
      const { record, id } = await travelled('delete', guard);
      await deletedAtShop();

      const ran = await room.toWarehouse(record, { action: 'DELETED', scope: 'PRODUCT/deleted' });
      await room.commit(ran);

      expect((await linkThere(record))?.state).toBe(expected.link);
      const there = room.partner.record('things', id);
      if (expected.there) expect(there).toMatchObject(expected.there);
      else expect(there).toBeUndefined();
    });

    it('an update guard does not bring back what the hub has deleted', async () => {
      const { record } = await travelled('delete', 'off');
      await deletedAtShop();
      room.reopen({
        shop: {
          collections: [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, ...deleting('TO', NOTES)],
          scopes: { 'product/deleted': { guard: 'update' } },
        },
      });

      const { settlement } = await deletedAtShop();

      expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
      expect((await room.hub.read.record(record))?.deletedAt).not.toBeNull();
    });
  });

  describe('a record that is seen again', () => {
    const seen = (recordId: string, name: string) =>
      room.run(room.aRequest({ payload: JSON.stringify({ name, price: 5 }), recordId }));

    it('under the same id revives record and link, and keeps their history', async () => {
      const { record } = await travelled('delete', 'off');
      await deletedAtShop();

      await room.commit(await seen('p-1', 'Rug'));

      expect((await room.hub.read.record(record))?.deletedAt).toBeNull();
      expect((await room.shopLink())?.link).toMatchObject({ record, state: 'live' });
      expect((await room.hub.read.history(record, { limit: 10 })).map(({ version }) => version)).toEqual([
        3, 2, 1,
      ]);
    });

    it('after its link ended, and under a new id, goes through match before it would be made', async () => {
      await travelled('unlink', 'off');
      const matching = { ...PRODUCT_INTO_HUB, match: ['name'] };
      room.reopen({
        shop: {
          collections: [matching, PRODUCT_OUT_OF_HUB],
          scopes: { 'product/deleted': { guard: 'unlink' } },
        },
      });
      const name = `Rug ${room.base}`;
      await room.commit(await seen('p-1', name));
      const record = (await room.shopLink())?.record.id;
      await deletedAtShop();
      const unlinked = await room.shopLink();

      const again = await seen('p-1', name);
      await room.commit(again);
      await deletedAtShop();
      const renamed = await seen('p-9', name);
      await room.commit(renamed);

      expect(unlinked).toBeNull();
      expect(factsOf(again)).toMatchObject({ change: 'linked', record });
      expect(factsOf(renamed)).toMatchObject({ change: 'linked', record });
      expect((await room.shopLink('p-9'))?.record.id).toBe(record);
    });
  });

  it('a system that had a record under two ids, and deleted the first, is written to under the second from then on', async () => {
    const matching = { ...PRODUCT_INTO_HUB, match: ['name'] };
    const scopes: AnyConnector['scopes'] = {
      ...warehouse.scopes,
      gone: ['PRODUCT', 'DELETED', 'Thing gone → Product'],
    };
    room.open({
      shop: { collections: [matching] },
      warehouse: {
        connector: { ...warehouse, scopes },
        collections: [matching, PRODUCT_OUT_OF_HUB],
        scopes: { gone: { guard: 'unlink' } },
      },
    });
    const name = `Twin ${room.base}`;
    const there = { queue: (room.base + 2) * 10, scope: 'thing/changed' };
    for (const recordId of ['twin-1', 'twin-2']) {
      room.partner.put('things', recordId, { name });
      await room.commit(await room.run(room.aRequest({ ...there, recordId })));
    }
    const record = await room.seeded({ name, price: 1 });

    await room.commit(await room.toWarehouse(record));
    room.partner.remove('things', 'twin-1');
    const gone = { ...there, scope: 'gone', action: 'DELETED', recordId: 'twin-1' } as const;
    await room.commit(await room.run(room.aRequest(gone)));
    await room.seeded({ name, price: 2 });
    await room.commit(await room.toWarehouse(record));

    expect(room.partner.writes.slice(-2)).toMatchObject([
      { id: 'twin-1', data: { price: 1 } },
      { id: 'twin-2', data: { price: 2 } },
    ]);
  });

  describe('an old delete', () => {
    const replayed = JSON.stringify([
      { at: 1, config: 1, passed: [], saw: { 'delete.guard': { guard: 'unlink', late: true } } },
    ]);

    it.each([
      ['replayed', { trail: replayed }],
      [
        'released by a person after the brake held it',
        { result: '{"brake":{"at":1,"waiting":3,"over":"more than 2"}}' },
      ],
    ] as const)(
      'of a record made anew, %s, leaves it standing; one of a record that is gone does not',
      async (_, late) => {
        const deletable: AnyConnector['scopes'] = {
          ...warehouse.scopes,
          gone: ['PRODUCT', 'DELETED', 'Thing gone → Product'],
        };
        room.open({
          warehouse: {
            connector: { ...warehouse, scopes: deletable },
            scopes: { gone: { guard: 'unlink' } },
          },
        });
        const queue = (room.base + 2) * 10;
        const remove = { queue, scope: 'gone', action: 'DELETED', recordId: 'anew', ...late } as const;
        room.partner.put('things', 'anew', { name: 'Table' });
        await room.commit(await room.run(room.aRequest({ queue, scope: 'thing/changed', recordId: 'anew' })));

        const standing = await room.run(room.aRequest(remove));
        room.partner.remove('things', 'anew');
        const gone = await room.run(room.aRequest(remove));

        expect(standing.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'overtaken' });
        expect(gone.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'unlinked' } });
      },
    );
  });
}
