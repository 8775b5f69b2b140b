import type { CollectionDefinition } from '@hookyard/sdk';

import {
  CALL_TIMEOUT_MS,
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
} from '../../test/kit/transferring.js';
import type { ClaimedRequest } from '../flow/index.js';

let room: TransferringRoom;
let record: number;
let there: string;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

describe('a write to a record whose people changed it meanwhile', () => {
  it('lets a hook of it go first that was accepted, and waits longer each time', async () => {
    await bothChange({});
    room.unfinished = [hook({ state: 'queued' })];
    const began = room.now;

    const first = await room.toWarehouse(record);
    room.now += 300;
    const second = await room.toWarehouse(record, { result: JSON.stringify(factsOf(first)) });

    expect(first.settlement.outcome).toMatchObject({
      kind: 'retry',
      usesAttempt: false,
      reason: 'edit-unheard',
      at: began + 50,
    });
    expect(second.settlement.outcome).toMatchObject({ at: room.now + 150 });
    expect(thing()).toMatchObject({ price: 30 });
  });

  it.each([
    ['of another record', [{ recordId: 'other' }]],
    ['that a person is asked about', [{ state: 'parked', heldCode: 'invalid' }]],
    ['that waits for its next try', [{ state: 'waiting-retry' }]],
    ['behind one that is held', [{ state: 'held' }, { state: 'queued' }]],
  ] as const)('does not wait for a hook %s', async (_, hooks) => {
    await bothChange({});
    room.unfinished = hooks.map(hook);

    const ran = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { fields: ['price'] } });
  });

  it('waits no longer than two calls may last, and keeps what an earlier turn left', async () => {
    await bothChange({});
    room.unfinished = [hook({ state: 'queued' })];
    const first = await room.toWarehouse(record, { result: '{"change":"updated","fields":["price"]}' });
    expect(factsOf(first)).toMatchObject({ change: 'updated', fields: ['price'] });

    room.now += 2 * CALL_TIMEOUT_MS;
    const last = await room.toWarehouse(record, { result: JSON.stringify(factsOf(first)) });

    expect(last.settlement.outcome).toMatchObject({ kind: 'done' });
  });

  it('is not sent over an edit that no hook has told of, where a rule may say no: that is read first', async () => {
    await bothChange({ conflict: 'hub' });

    const early = await room.toWarehouse(record);

    expect(early.settlement.outcome).toMatchObject({ kind: 'retry', reason: 'edit-unheard' });
    expect(early.settlement.requests).toEqual([
      expect.objectContaining({ recordId: there, action: 'UPDATED', queue: (room.base + 2) * 10 }),
    ]);
    expect(thing()).toMatchObject({ price: 30 });
    await fromWarehouse();
    const late = await room.toWarehouse(record, { result: JSON.stringify(factsOf(early)) });
    expect(factsOf(late)).toMatchObject({ change: 'updated', fields: ['price'] });
    expect(thing()).toMatchObject({ price: 20, stock: 7 });
  });

  it('looks at nothing where the latest wins, and writes at once where nobody changed the field', async () => {
    await bothChange({});
    const reads = room.partner.calls.filter(({ method }) => method === 'GET').length;
    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ kind: 'done' });
    expect(room.partner.calls.filter(({ method }) => method === 'GET').length - reads).toBeLessThan(2);

    await bothChange({ conflict: 'hub' }, { name: 'Chair', price: 10, stock: 7 });
    expect(factsOf(await room.toWarehouse(record))).toMatchObject({ change: 'updated', fields: ['price'] });
  });

  it('goes around what a person is to decide, which stays as it is there until they have', async () => {
    await bothChange({ conflict: 'park' });
    const parked = await fromWarehouse();
    const result = JSON.stringify(factsOf(parked));
    room.unfinished = [hook({ state: 'parked', heldCode: 'edit-conflict', result })];
    const again = await fromWarehouse();
    await room.commit(await room.run(room.aRequest({ payload: '{"name":"Stool","price":25}' })));

    const around = await room.toWarehouse(record);

    expect(factsOf(around)).toMatchObject({ change: 'updated', fields: ['name'] });
    await room.commit(around);
    expect(thing()).toMatchObject({ name: 'Stool', price: 30 });
    expect(again.settlement.outcome).toMatchObject({ kind: 'ended', verdict: 'folded' });
    const decided = await fromWarehouse({ result });
    expect(factsOf(decided)).toMatchObject({ change: 'updated', fields: ['price', 'stock'] });
    expect((await room.hub.read.record(record))?.data).toMatchObject({ name: 'Stool', price: 30, stock: 7 });
  });
});

/** A record both have; then the hub hears of 20, and the warehouse's people say 30, with a stock, unheard. */
async function bothChange(
  rule: Pick<CollectionDefinition, 'conflict'>,
  now: Record<string, unknown> = { name: 'Chair', price: 30, stock: 7 },
): Promise<void> {
  room.open({ warehouse: { collections: [{ ...PRODUCT_INTO_HUB, ...rule }, PRODUCT_OUT_OF_HUB] } });
  record = await room.seeded({ name: 'Chair', price: 10 });
  const made = await room.toWarehouse(record);
  await room.commit(made);
  there = String(factsOf(made)['externalId']);
  await room.commit(await room.run(room.aRequest({ payload: '{"name":"Chair","price":20}' })));
  room.partner.put('things', there, now);
}

function hook(over: Partial<TransferringRoom['unfinished'][number]>) {
  const facts = { type: 'PRODUCT', recordId: there, heldCode: null, createdAt: room.now, result: null };
  return { state: 'queued' as const, ...facts, ...over };
}

function thing() {
  return room.partner.record('things', there);
}

async function fromWarehouse(over: Partial<ClaimedRequest> = {}) {
  const place = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: there };
  const ran = await room.run(room.aRequest({ ...place, ...over }));
  await room.commit(ran);
  return ran;
}
