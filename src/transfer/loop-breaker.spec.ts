import { TransferringRoom, factsOf } from '../../test/kit/transferring.js';
import type { ClaimedRequest, Settlement } from '../flow/index.js';
import { hubEffects } from '../hub/index.js';

const MINUTE = 60_000;

let room: TransferringRoom;
let record: number;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(async () => {
  room.open({ shop: { name: 'Shop' }, warehouse: { name: 'Warehouse' } });
  record = await room.seeded({ name: 'Chair', price: 0 });
});
afterAll(() => room[Symbol.asyncDispose]());

/** Rewrites of the price, one each second, by the connections in turn: 1 the shop, 2 the warehouse. */
async function rewritten(times: number, by: readonly number[]): Promise<void> {
  for (let n = 1; n <= times; n += 1) {
    room.now += 1_000;
    const connection = room.base + (by[n % by.length] ?? 1);
    const write = {
      id: record,
      expected: n,
      tenant: 1,
      mode: 'live',
      type: 'PRODUCT',
      data: JSON.stringify({ name: 'Chair', price: n }),
      deletedAt: null,
      changed: JSON.stringify({ price: [n - 1, n] }),
      root: 0,
      connection,
      at: room.now,
    };
    const settlement = { effects: { record: write } } as unknown as Settlement;
    expect(await room.database.store.write((tx) => hubEffects(tx, [settlement]))).toEqual(['ok']);
  }
}

const fromShop = (over: Partial<ClaimedRequest> = {}) =>
  room.run(room.aRequest({ payload: '{"name":"Chair","price":-1}', ...over }));

describe('a record that two systems rewrite again and again', () => {
  it('is held at the twenty-first rewrite in ten minutes, with the fields and the systems named', async () => {
    await rewritten(20, [1, 2]);

    const { settlement } = await fromShop();

    expect(settlement.outcome).toMatchObject({
      kind: 'held',
      code: 'loop-suspected',
      reason: expect.stringMatching(
        /^(Shop, Warehouse|Warehouse, Shop) rewrote price of one record 21 times/,
      ),
      facts: { loop: { record, fields: ['price'], rewrites: 21 } },
    });
    expect(settlement.effects).toBeUndefined();
    expect(settlement.requests).toEqual([]);
  });

  it.each([
    ['the twentieth rewrite is nothing strange', 19, [1, 2], 0],
    ['one system may write as often as it likes', 40, [1], 0],
    ['what was slower than that is no loop', 20, [1, 2], 10 * MINUTE - 19_000],
    ['what has been quiet for ten minutes is no loop', 40, [1, 2], 10 * MINUTE],
  ])('%s', async (_, times, by, later) => {
    await rewritten(times, by);
    room.now += later;

    expect(factsOf(await fromShop())).toMatchObject({ change: 'updated' });
  });

  it('a hook that changes nothing is not held', async () => {
    await rewritten(20, [1, 2]);

    const { settlement } = await fromShop({ payload: '{"name":"Chair","price":0}' });

    expect(settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'no-change' });
  });

  it('goes on once a person has released it', async () => {
    await rewritten(20, [1, 2]);
    const { settlement } = await fromShop();

    const result = JSON.stringify(settlement.outcome.facts);
    const released = await fromShop({ result });

    expect(factsOf(released)).toMatchObject({ change: 'updated' });
  });
});
