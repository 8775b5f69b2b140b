import { TransferringRoom, factsOf } from '../../test/kit/transferring.js';
import { UpdatesInFlight } from './updates-in-flight.js';

let room: TransferringRoom;
let record: number;
let there: string;

beforeAll(async () => {
  room = await TransferringRoom.start({ keeps: rounded });
});
beforeEach(async () => {
  room.open();
  record = await room.seeded({ name: 'Chair', price: 10 });
  const made = await room.toWarehouse(record);
  await room.commit(made);
  there = String(factsOf(made)['externalId']);
  await room.commit(await room.run(room.aRequest({ payload: '{"name":"Chair","price":10.456}' })));
});
afterAll(() => room[Symbol.asyncDispose]());

/** The warehouse counts in cents. */
function rounded({ price, ...thing }: Record<string, unknown>): Record<string, unknown> {
  return typeof price === 'number' ? { ...thing, price: Math.round(price * 100) / 100 } : thing;
}

const fromWarehouse = () =>
  room.run(room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: there }));

describe('a hook that reads what a write of ours left, before that is committed', () => {
  it('waits for the commit, and is the echo then: a rounded value is no change', async () => {
    const written = await room.toWarehouse(record);

    const early = await fromWarehouse();
    expect(early.settlement.outcome).toMatchObject({
      kind: 'retry',
      reason: 'update-in-flight',
      usesAttempt: false,
    });
    expect(await room.commit(written)).toEqual(['ok']);
    const late = await fromWarehouse();

    expect(late.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'echo' });
    expect((await room.hub.read.record(record))?.data).toMatchObject({ price: 10.456 });
  });

  it('does not wait with a change of what was not written', async () => {
    await room.toWarehouse(record);
    room.partner.put('things', there, { name: 'Chair', price: 10, stock: 3 });

    expect(factsOf(await fromWarehouse())).toMatchObject({ change: 'updated', fields: ['stock'] });
  });

  it('a write that never came is waited for no longer than two calls may last', async () => {
    await room.toWarehouse(record);
    room.now += 60_000;

    expect(factsOf(await fromWarehouse())).toMatchObject({ change: 'updated', fields: ['price'] });
  });

  it.each([
    ['a write that the system took no notice of, for it was down, is not waited for', 503, 'done'],
    ['a write that failed there may have taken effect', 500, 'retry'],
  ])('%s', async (_, status, kind) => {
    room.partner.misbehave(({ method }) => (method === 'PUT' ? { status } : undefined));
    await room.toWarehouse(record);
    room.partner.misbehave(undefined);
    room.partner.put('things', there, { name: 'Chair', price: 11 });

    expect((await fromWarehouse()).settlement.outcome.kind).toBe(kind);
  });

  it('what was not kept is not sent again with another field', async () => {
    await room.commit(await room.toWarehouse(record));
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Stool","price":10.456}' })));

    expect(factsOf(await room.toWarehouse(record))).toMatchObject({ change: 'updated', fields: ['name'] });
  });
});

describe('updates in flight', () => {
  it('end with the commit of their own request, or by age', () => {
    const updates = new UpdatesInFlight(100);
    updates.begin(7, { request: 1, now: 0 });
    expect([updates.has(7, 50), updates.has(8, 50), updates.has(7, 100)]).toEqual([true, false, false]);

    updates.begin(7, { request: 2, now: 60 });
    updates.ended(7, 1);
    expect(updates.has(7, 100)).toBe(true);
    updates.ended(7, 2);
    expect(updates.has(7, 100)).toBe(false);
  });
});
