import type { AnyConnector, RecordHandlers } from '@hookyard/sdk';

import type { Settlement } from '../flow/index.js';
import { hubEffects, Merging } from '../hub/index.js';
import {
  CALL_TIMEOUT_MS,
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
  warehouse,
} from '../../test/kit/transferring.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

const DELETE_OUT = { ...PRODUCT_OUT_OF_HUB, name: 'Product gone', syncType: 'DELETE' } as const;
const collections = [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB, DELETE_OUT];

describe('a record that was merged, at a system that has both', () => {
  it('is left there by itself: the winner’s own transfer brings what changed', async () => {
    const { loser, theirs } = await bothThere({ collections });

    const ran = await room.toWarehouse(loser);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'superseded' });
    expect(room.partner.record('things', theirs)).toBeDefined();
  });

  it('is merged there where the system can, its link ends, and the winner is told again', async () => {
    const calls: unknown[] = [];
    const merge: RecordHandlers['merge'] = async (winner, losers) => void calls.push([winner, losers]);
    const { winner, loser, ours, theirs } = await bothThere({ collections, connector: merges(merge) });

    const ran = await room.toWarehouse(loser);
    await room.commit(ran);
    const again = await room.toWarehouse(loser);

    expect(calls).toEqual([[ours, [theirs]]]);
    expect(factsOf(ran)).toMatchObject({ change: 'merged', externalId: ours, losers: [theirs] });
    expect(ran.settlement.requests).toEqual([
      expect.objectContaining({ queue: room.outbound, recordId: String(winner) }),
    ]);
    expect(await linkOf(theirs)).toBeNull();
    expect(again.settlement.outcome).toMatchObject({ verdict: 'superseded' });
  });

  it.each([
    ['off', true],
    ['update', true],
    ['unlink', true],
    ['delete', false],
  ] as const)('when a person asked for its delete, the guard %s decides', async (guard, isThere) => {
    const { loser, ours, theirs } = await bothThere({
      collections,
      scopes: { 'PRODUCT/deleted': { isEnabled: true, guard } },
    });

    const ran = await room.toWarehouse(loser, { action: 'DELETED', scope: 'PRODUCT/deleted' });
    await room.commit(ran);

    expect(room.partner.record('things', theirs) !== undefined).toBe(isThere);
    expect(room.partner.record('things', ours)).toBeDefined();
    expect((await linkOf(theirs)) === null).toBe(guard === 'delete' || guard === 'unlink');
  });

  it('that was being made there meanwhile is one more of the winner', async () => {
    const { winner, loser } = await bothThere({ collections });

    const ran = await room.toWarehouse(loser, { result: '{"created":"late-1"}' });
    await room.commit(ran);

    expect(await linkOf('late-1')).toMatchObject({ record: winner, isPrimary: false });
  });

  it.each([
    ['found there', true],
    ['not found there', false],
  ] as const)(
    'whose create was sent by a host that was killed is looked for when that can have ended, %s, and not made again',
    async (_, isMade) => {
      room.open({ warehouse: { collections: [{ ...PRODUCT_OUT_OF_HUB, match: ['name'] }] } });
      const [one, other] = [
        await room.seeded({ name: `Own ${room.base}` }, 'p-1'),
        await room.seeded({ name: 'Lost' }, 'p-2'),
      ];
      await room.commit(await room.toWarehouse(one));
      const sent = { connection: room.base + 2, type: 'PRODUCT', record: other, generation: 1 } as const;
      await room.hub.creates.sending(sent, room.now);
      const lost = `lost-${room.base}`;
      if (isMade) room.partner.put('things', lost, { name: 'Lost' });
      await mergeInto(one, other);
      const { length } = room.partner.writes;

      const early = await room.toWarehouse(other);
      room.now += CALL_TIMEOUT_MS;
      const late = await room.toWarehouse(other);
      await room.commit(late);

      expect(early.settlement.outcome).toMatchObject({ kind: 'retry', reason: 'create-unknown' });
      expect(late.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'superseded' });
      expect(room.partner.writes).toHaveLength(length);
      expect(await room.hub.creates.sentAt(sent)).toBeNull();
      const link = await linkOf(lost);
      if (isMade) expect(link).toMatchObject({ record: one, isPrimary: false });
      else expect(link).toBeNull();
      room.partner.remove('things', lost);
    },
  );

  it('deleted there under its secondary id, the record lives on under the other', async () => {
    const { winner, theirs } = await bothThere({
      collections: [...collections, { ...PRODUCT_INTO_HUB, name: 'Gone', syncType: 'DELETE' }],
      scopes: { 'thing/changed': { action: 'DELETED', guard: 'delete' } },
    });
    room.partner.remove('things', theirs);

    const ran = await room.run(
      room.aRequest({
        queue: room.outbound - 1,
        scope: 'thing/changed',
        action: 'DELETED',
        recordId: theirs,
      }),
    );
    await room.commit(ran);

    expect(ran.settlement.outcome).toMatchObject({ verdict: 'guarded' });
    expect((await room.hub.read.record(winner))?.deletedAt).toBeNull();
    expect(await linkOf(theirs)).toMatchObject({ state: 'source-deleted' });
  });

  it('changed there under its secondary id, the primary one is told', async () => {
    const { winner, theirs } = await bothThere({ collections });
    room.partner.put('things', theirs, { name: 'Desk', price: 77 });

    const ran = await room.run(
      room.aRequest({ queue: room.outbound - 1, scope: 'thing/changed', recordId: theirs }),
    );

    expect(factsOf(ran)).toMatchObject({ change: 'updated', record: winner });
    expect(ran.settlement.requests).toContainEqual(
      expect.objectContaining({ queue: room.outbound, recordId: String(winner) }),
    );
  });
});

/** Two records that the warehouse has both, made one in the hub. */
async function bothThere(
  spec: NonNullable<Parameters<TransferringRoom['open']>[0]>['warehouse'],
): Promise<{ winner: number; loser: number; ours: string; theirs: string }> {
  room.open({ warehouse: spec });
  const ids = [
    await room.seeded({ name: 'Desk', price: 5 }, 'p-1'),
    await room.seeded({ name: 'Table' }, 'p-2'),
  ];
  const there: string[] = [];
  for (const id of ids) {
    const made = await room.toWarehouse(id);
    await room.commit(made);
    there.push(String(factsOf(made)['externalId']));
  }
  const [winner = 0, loser = 0] = ids;
  await mergeInto(winner, loser);
  return { winner, loser, ours: there[0] ?? '', theirs: there[1] ?? '' };
}

async function mergeInto(winner: number, loser: number): Promise<void> {
  const [one, other] = await Promise.all([winner, loser].map((id) => room.hub.read.record(id)));
  if (!one || !other) throw new Error('no record');
  const merging = new Merging(room.hub);
  const plan = await merging.plan(one, [other], { otherwise: 'filled', fields: {} });
  const { effects } = await merging.effects(plan, 'key_1');
  const written = { effects: effects(room.now) } as unknown as Settlement;
  expect(await room.database.store.write((tx) => hubEffects(tx, [written]))).toEqual(['ok']);
}

function merges(merge: RecordHandlers['merge']): AnyConnector {
  return { ...warehouse, records: { PRODUCT: { ...warehouse.records?.PRODUCT, merge } } };
}

async function linkOf(externalId: string) {
  const linked = await room.hub.linked({ connection: room.base + 2, type: 'PRODUCT', externalId });
  return linked?.link ?? null;
}
