import { Invalid, Unavailable, type AnyConnector, type WriteItem, type WriteOutcome } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';
import type { Ran } from './transfer.js';

let room: TransferringRoom;
let batches: (readonly WriteItem[])[];

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => {
  batches = [];
});
afterAll(() => room[Symbol.asyncDispose]());

const made = (items: readonly WriteItem[]): WriteOutcome[] =>
  items.map(({ key }, index) => ({ index, id: `b-${key.slice(0, 8)}`, version: 1 }));

describe('writes of one connection and type that are ready at once', () => {
  it('go in one call, each with a key of its own, and each hears its own outcome', async () => {
    open(made);
    const records = await seeded(['A', 'B', 'C']);

    const ran = await Promise.all(records.map((record) => room.toWarehouse(record)));

    expect(batches).toHaveLength(1);
    expect(batches[0]?.map((item) => item.op === 'create' && item.record['name']).sort()).toEqual([
      'A',
      'B',
      'C',
    ]);
    expect(new Set(batches[0]?.map(({ key }) => key)).size).toBe(3);
    const ids = ran.map((one) => one.settlement.outcome.facts?.['externalId']);
    expect(new Set(ids).size).toBe(3);
    for (const one of ran) expect(await room.commit(one)).toEqual(['ok']);
  });

  it('one alone goes as a single write', async () => {
    open(made);
    const [record = 0] = await seeded(['Alone']);

    expect((await room.toWarehouse(record)).settlement.outcome.kind).toBe('done');
    expect(batches).toHaveLength(0);
    expect(room.partner.writes.at(-1)).toMatchObject({ data: { name: 'Alone' } });
  });

  it('what comes while a call is under way goes with the next', async () => {
    const gate = Promise.withResolvers<void>();
    open(async (items) => {
      if (batches.length === 1) await gate.promise;
      return made(items);
    });
    const records = await seeded(['D', 'E', 'F', 'G', 'H']);
    const first = records.slice(0, 2).map((record) => room.toWarehouse(record));
    await sent(1);
    const later = records.slice(2).map((record) => room.toWarehouse(record));
    await new Promise((resolve) => setImmediate(resolve));
    gate.resolve();

    await Promise.all([...first, ...later]);

    expect(batches.map(({ length }) => length).reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(4);
    expect(batches.length).toBeLessThanOrEqual(3);
  });

  it('a failing item harms no other, and one that is not named is tried again when it can have ended', async () => {
    open((items) => {
      const of = (name: string): number => items.findIndex((item) => nameOf(item) === name);
      return [
        { index: of('good'), id: 'g-1' },
        { index: of('bad'), failure: { kind: 'Invalid', message: 'no such colour', fields: ['colour'] } },
      ];
    });
    const records = await seeded(['good', 'bad', 'unnamed']);

    const ends = (await together(records)).map(({ settlement }) => settlement.outcome);

    expect(ends).toMatchObject([
      { kind: 'done', facts: { externalId: 'g-1' } },
      { kind: 'parked', reason: 'invalid' },
      { kind: 'retry', usesAttempt: true, reason: 'RetryLater' },
    ]);
  });

  it('updates say what changed; a delete of what is gone is a success', async () => {
    open(made);
    const records = await seeded(['U', 'V']);
    for (const ran of await together(records)) await room.commit(ran);
    batches = [];
    await seeded(['U', 'V'], { price: 9 });

    await together(records);

    expect(batches[0]).toMatchObject([
      { op: 'update', changed: ['price'], before: { price: 1 } },
      { op: 'update', changed: ['price'] },
    ]);
  });

  it('a collision in a batch is settled by the collection as in a single write', async () => {
    open(
      (items) =>
        items.map((_, index) => ({
          index,
          failure: { kind: 'Conflict', message: 'there', existingId: `old-${index}` },
        })),
      { collision: 'UPDATE_AND_LINK' },
    );
    for (const id of ['old-0', 'old-1']) room.partner.put('things', id, { name: 'Old' });
    const records = await seeded(['W', 'X']);
    const running = together(records);
    await sent(1);
    open2(made);

    const ends = (await running).map(({ settlement }) => settlement.outcome);

    expect(ends).toMatchObject([{ facts: { change: 'updated' } }, { facts: { change: 'updated' } }]);
  });

  it('a call refused for what was in it is made again item by item: the bad one is told from the good', async () => {
    open((items) => {
      if (items.length > 1 || items.some((item) => nameOf(item) === 'Y')) throw new Invalid('bad batch');
      return made(items);
    });
    const records = await seeded(['Y', 'Z']);

    const ends = (await together(records)).map(({ settlement }) => settlement.outcome);

    expect(ends.map(({ kind }) => kind)).toEqual(['done', 'done']);
    expect(batches).toHaveLength(1);
  });

  it('a system that is down holds the queue: no attempt is used, and what waits behind is not sent', async () => {
    open(() => Promise.reject(new Unavailable('down')), {}, 2);
    const records = await seeded(['K', 'L', 'M', 'N', 'O']);

    const ran = await together(records);

    expect(ran.map(({ settlement }) => settlement.outcome)).toMatchObject(
      Array.from({ length: 5 }, () => ({ kind: 'retry', usesAttempt: false, reason: 'unavailable' })),
    );
    expect(ran.filter(({ holdQueues }) => holdQueues !== undefined)).toHaveLength(1);
    expect(batches.map(({ length }) => length)).toEqual([2]);
  });

  it('five items of one call that failed are one failure to the breaker', async () => {
    open(async (_items, ctx) => {
      await ctx.http.post('/bulk', { json: {} });
      return [];
    });
    room.partner.misbehave(({ path }) => (path === '/bulk' ? { status: 500 } : undefined));
    const records = await seeded(['1', '2', '3', '4', '5', '6']);

    const ran = await together(records);

    expect(batches).toHaveLength(1);
    expect(ran.map(({ settlement }) => settlement.outcome)).toMatchObject(
      Array.from({ length: 6 }, () => ({ kind: 'retry', usesAttempt: true })),
    );
    expect(room.transfer.queueHold(room.outbound)).toBeNull();
    expect(ran[3]?.settlement.attempt?.facts).toMatchObject({ calls: [{ method: 'POST', status: 500 }] });
  });

  it('is bounded by the number the connector takes at once', async () => {
    open(made, {}, 2);
    const records = await seeded(['N', 'O', 'P', 'Q']);

    await together(records);

    expect(batches.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('is bounded by 1 MiB of what is sent', async () => {
    open(made);
    const long = 'x'.repeat(500_000);
    const records = await seeded(['W', 'X', 'Y', 'Z'].map((name) => name + long));

    await together(records);

    expect(batches.map(({ length }) => length)).toEqual([2, 2]);
  });

  it('one whose lease is lost leaves, the others are written', async () => {
    const gate = Promise.withResolvers<void>();
    open(async (items) => {
      await gate.promise;
      return made(items);
    });
    const records = await seeded(['R', 'S']);
    const gone = new AbortController();
    const lost = room.run(room.aRequest({ from: true, recordId: String(records[0]) }), gone.signal);
    const kept = room.toWarehouse(records[1] ?? 0);
    await sent(1);

    gone.abort();
    expect((await lost).settlement.outcome).toMatchObject({
      kind: 'retry',
      usesAttempt: false,
      reason: 'aborted',
    });
    gate.resolve();
    expect((await kept).settlement.outcome.kind).toBe('done');
  });

  it('an answer that is no list is a bug of the connector, for each', async () => {
    open(() => 'fine' as never);
    const records = await seeded(['T', 'I']);

    const ran = await together(records);

    expect(ran.map(({ settlement }) => settlement.attempt?.failure)).toEqual(['Bug', 'Bug']);
  });
});

type Many = NonNullable<NonNullable<NonNullable<AnyConnector['records']>['PRODUCT']>['writeMany']>;
let answer: (
  items: readonly WriteItem[],
  ctx: Parameters<Many>[1],
) => ReturnType<Many> | readonly WriteOutcome[];

function open2(next: typeof answer): void {
  answer = next;
}

function open(next: typeof answer, more: object = {}, mostWrites?: number): void {
  open2(next);
  const handlers = {
    ...warehouse.records?.PRODUCT,
    ...(mostWrites === undefined ? {} : { mostWrites }),
    async writeMany(items: readonly WriteItem[], ctx: Parameters<Many>[1]) {
      batches.push(items);
      return answer(items, ctx);
    },
  };
  room.open({
    warehouse: {
      connector: { ...warehouse, records: { PRODUCT: handlers } },
      collections: [PRODUCT_INTO_HUB, { ...PRODUCT_OUT_OF_HUB, ...more }],
    },
  });
}

function seeded(names: readonly string[], more: object = {}): Promise<number[]> {
  return Promise.all(names.map((name) => room.seeded({ name, price: 1, ...more }, `p-${name.slice(0, 20)}`)));
}

function together(records: readonly number[]): Promise<Ran[]> {
  return Promise.all(records.map((record) => room.toWarehouse(record)));
}

async function sent(count: number): Promise<void> {
  while (batches.length < count) await new Promise((resolve) => setImmediate(resolve));
}

function nameOf(item: WriteItem): unknown {
  return item.op === 'delete' ? undefined : item.record['name'];
}
