import type { CollectionDefinition, MatchKey } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
  warehouse,
} from '../../test/kit/transferring.js';

const MAPPED = ['name', 'sku', 'email', 'price'].map((field) => ({
  kind: 'field' as const,
  source: field,
  target: field,
}));

let room: TransferringRoom;
let salt = 0;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => {
  salt += 1;
  openWith(['sku', { field: 'email', form: 'email' }]);
});
afterAll(() => room[Symbol.asyncDispose]());

describe('match before create', () => {
  it('links the record another system brought, updates it, and tells the origin what it lacks', async () => {
    const record = await room.seeded({ name: 'Chair', sku: sku('S1'), price: 10 });

    const ran = await fromWarehouse('w1', { sku: sku('S1'), price: 12 });
    expect(await room.commit(ran)).toEqual(['ok']);

    expect(factsOf(ran)).toMatchObject({ change: 'linked', record, fields: ['price'] });
    expect(await warehouseLink('w1')).toMatchObject({
      record: { id: record, version: 2, data: { name: 'Chair', price: 12 } },
      link: { isPrimary: true, state: 'live', baseline: { sku: sku('S1'), price: 12 } },
    });
    expect(queuesOf(ran)).toEqual([room.outbound]);
  });

  it('that differs in nothing is linked, and nobody is told', async () => {
    await room.seeded({ name: 'Chair', sku: sku('S1') });

    const ran = await fromWarehouse('w1', { name: 'Chair', sku: sku('S1') });

    expect(factsOf(ran)).toMatchObject({ change: 'linked', fields: [] });
    expect(queuesOf(ran)).toEqual([]);
    expect(ran.settlement.effects?.record).toBeUndefined();
  });

  it('e-mail addresses are one in every spelling, where the key says so', async () => {
    const record = await room.seeded({ name: 'Ann', email: ` Ann.${salt}@Example.com` });

    const ran = await fromWarehouse('w1', { email: `ann.${salt}@EXAMPLE.com ` });

    expect(factsOf(ran)).toMatchObject({ change: 'linked', record });
  });

  it('parks what is two records of the hub, with the candidates', async () => {
    const first = await room.seeded({ name: 'A', sku: sku('S1') }, 'p-1');
    const second = await room.seeded({ name: 'B', email: `b${salt}@example.com` }, 'p-2');

    const { settlement } = await fromWarehouse('w1', { sku: sku('S1'), email: `b${salt}@example.com` });

    expect(settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'ambiguous-match',
      lane: 'skip',
      facts: { candidates: [first, second] },
    });
    expect(settlement.effects).toBeUndefined();
  });

  it('of two that are made at once the loser runs again, and becomes an update', async () => {
    const [ours, theirs] = await Promise.all([
      room.run(room.aRequest({ payload: JSON.stringify({ name: 'Chair', sku: sku('S1') }) })),
      fromWarehouse('w1', { name: 'Stool', sku: sku('S1') }),
    ]);
    expect(await room.commit(ours)).toEqual(['ok']);
    expect(await room.commit(theirs)).toEqual(['conflict']);

    const again = await fromWarehouse('w1', { name: 'Stool', sku: sku('S1') });

    expect(await room.commit(again)).toEqual(['ok']);
    expect(factsOf(again)).toMatchObject({ change: 'linked', record: factsOf(ours)['record'] });
  });

  it('what another system brings between the look and the making is not made a second time', async () => {
    const { hub } = room;
    const nextRecordId = hub.nextRecordId.bind(hub);
    let brought: Promise<number> | undefined;
    hub.nextRecordId = async () => {
      // Nobody carried the key when it was looked for.
      hub.nextRecordId = nextRecordId;
      brought = room.seeded({ name: 'Chair', sku: sku('S1') });
      await brought;
      return nextRecordId();
    };

    const late = await fromWarehouse('w1', { name: 'Stool', sku: sku('S1') });
    const again = await fromWarehouse('w1', { name: 'Stool', sku: sku('S1') });

    expect(late.settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: false });
    expect(late.settlement.effects).toBeUndefined();
    expect(await room.commit(again)).toEqual(['ok']);
    expect(factsOf(again)).toMatchObject({ change: 'linked', record: await brought });
  });

  it('a value the record no longer carries finds it no more, and is free for another', async () => {
    const record = await room.seeded({ name: 'Chair', sku: sku('S1') });
    await room.commit(
      await room.run(room.aRequest({ payload: JSON.stringify({ name: 'Chair', sku: sku('S2') }) })),
    );

    const other = await fromWarehouse('w1', { name: 'Table', sku: sku('S1') });
    expect(await room.commit(other)).toEqual(['ok']);
    const same = await fromWarehouse('w2', { sku: sku('S2') });

    expect(factsOf(other)).toMatchObject({ change: 'created' });
    expect(factsOf(same)).toMatchObject({ change: 'linked', record });
    expect(factsOf(await fromWarehouse('w3', { sku: sku('S1') }))).toMatchObject({
      record: factsOf(other)['record'],
    });
  });

  it('keys are kept of what systems bring whose own collections name none, also of what was linked before', async () => {
    openWith(['sku'], { onlyTo: 'warehouse' });
    const record = await room.seeded({ name: 'Chair', sku: sku('S1') });
    expect(factsOf(await fromWarehouse('w1', { sku: sku('S1') }))).toMatchObject({
      change: 'linked',
      record,
    });

    openWith([]);
    const older = await room.seeded({ name: 'Table', sku: sku('S9') });
    openWith(['sku'], { sameConnections: true });
    const seen = await room.run(
      room.aRequest({ payload: JSON.stringify({ name: 'Table', sku: sku('S9') }) }),
    );
    expect(seen.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
    await room.commit(seen);

    expect(factsOf(await fromWarehouse('w2', { sku: sku('S9') }))).toMatchObject({ record: older });
  });

  it('asks for nothing, and keeps nothing, where no collection names a key', async () => {
    openWith([]);
    await room.seeded({ name: 'Chair', sku: sku('S1') });

    const ran = await fromWarehouse('w1', { sku: sku('S1') });

    expect(factsOf(ran)).toMatchObject({ change: 'created' });
    expect(ran.settlement.effects?.keys).toBeUndefined();
  });

  it('a record deleted and made again under another id comes back, with its history and a live link', async () => {
    const deletes = { ...PRODUCT_INTO_HUB, name: 'Deletes', syncType: 'DELETE' as const, mappings: [] };
    const [into, out] = collectionsWith(['sku']);
    room.open({
      shop: {
        collections: [into, out, deletes],
        scopes: { 'product/deleted': { guard: 'delete' } },
      },
    });
    const record = await room.seeded({ name: 'Chair', sku: sku('S1') }, 'p-1');
    await room.commit(await room.run(room.aRequest({ action: 'DELETED', scope: 'product/deleted' })));

    await room.seeded({ name: 'Chair', sku: sku('S1') }, 'p-2');

    expect(await room.hub.read.record(record)).toMatchObject({ deletedAt: null, version: 3 });
    expect(await room.shopLink('p-1')).toBeNull();
    expect((await room.shopLink('p-2'))?.link).toMatchObject({ record, isPrimary: true, state: 'live' });
    expect((await room.hub.view(record, room.base + 1))?.link).toMatchObject({ externalId: 'p-2' });
  });

  it('nothing is written to what a system deleted, until that system shows it again', async () => {
    room.open({
      warehouse: {
        connector: { ...warehouse, scopes: { ...warehouse.scopes, gone: ['PRODUCT', 'DELETED', 'Gone'] } },
      },
    });
    const record = await room.seeded({ name: 'Chair', price: 10 });
    const made = await room.toWarehouse(record);
    await room.commit(made);
    const theirs = { queue: (room.base + 2) * 10, recordId: String(factsOf(made)['externalId']) };
    await room.commit(
      await room.run(room.aRequest({ ...theirs, hook: 1, action: 'DELETED', scope: 'gone' })),
    );
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Chair","price":11}' })));
    const calls = room.partner.calls.length;

    const skipped = await room.toWarehouse(record);
    expect(skipped.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'skipped' });
    expect(room.partner.calls).toHaveLength(calls);

    const revived = await room.run(room.aRequest({ ...theirs, scope: 'thing/changed' }));
    await room.commit(revived);
    expect(queuesOf(revived)).toEqual([room.outbound]);
    expect(factsOf(await room.toWarehouse(record))).toMatchObject({ change: 'updated', fields: ['price'] });
  });

  it('a system that has the record twice writes through the first, and reads from both', async () => {
    const record = await room.seeded({ name: 'Chair', sku: sku('S1') }, 'p-1');

    await room.seeded({ name: 'Armchair', sku: sku('S1') }, 'p-2');

    expect((await room.shopLink('p-2'))?.link).toMatchObject({ record, isPrimary: false });
    expect((await room.hub.view(record, room.base + 1))?.link).toMatchObject({ externalId: 'p-1' });
    expect((await room.hub.read.record(record))?.data).toMatchObject({ name: 'Armchair' });
  });
});

/** A shop and a warehouse whose collections TO the hub name match keys. */
function openWith(
  match: readonly MatchKey[],
  { onlyTo, sameConnections }: { onlyTo?: 'warehouse'; sameConnections?: true } = {},
): void {
  const specs = {
    shop: { collections: collectionsWith(onlyTo ? [] : match) },
    warehouse: { collections: collectionsWith(match) },
  };
  if (sameConnections) room.reopen(specs);
  else room.open(specs);
}

function collectionsWith(match: readonly MatchKey[]): [CollectionDefinition, CollectionDefinition] {
  return [
    { ...PRODUCT_INTO_HUB, match, mappings: MAPPED },
    { ...PRODUCT_OUT_OF_HUB, mappings: MAPPED },
  ];
}

/** Records of different tests are never one. */
function sku(name: string): string {
  return `${name}-${salt}`;
}

function fromWarehouse(id: string, fields: Record<string, string | number>) {
  room.partner.put('things', id, fields);
  return room.run(room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: id }));
}

function warehouseLink(externalId: string) {
  return room.hub.linked({ connection: room.base + 2, type: 'PRODUCT', externalId });
}

function queuesOf({ settlement }: { settlement: { requests: readonly { queue: number }[] } }): number[] {
  return settlement.requests.map(({ queue }) => queue).toSorted((a, b) => a - b);
}
