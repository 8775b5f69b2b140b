import type { CollectionDefinition, ConflictRule } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
} from '../../test/kit/transferring.js';
import type { ClaimedRequest } from '../flow/index.js';
import { decide, disputeOf } from './to-hub-conflicts.js';

let room: TransferringRoom;
let record: number;
let there: string;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

describe('one conflict', () => {
  it.each(permutations(['a', 'b', 'c']))(
    'by priority %s %s %s ends the same whoever comes first',
    (...priority) => {
      for (const one of ['a', 'b', 'c', 'x']) {
        for (const other of ['a', 'b', 'c', 'y'].filter((name) => name !== one)) {
          const firstThere = decide({ priority }, { incoming: one, present: other }) === 'take' ? one : other;
          const otherThere = decide({ priority }, { incoming: other, present: one }) === 'take' ? other : one;
          const isListed = priority.includes(one) || priority.includes(other);
          expect([one, other, firstThere === otherThere]).toEqual([one, other, isListed]);
        }
      }
    },
  );

  it('by priority a person at the hub and who is not listed stand behind those who are', () => {
    expect(decide({ priority: ['a'] }, { incoming: 'a', present: null })).toBe('take');
    expect(decide({ priority: ['a'] }, { incoming: 'x', present: 'a' })).toBe('keep');
    expect(decide({ priority: ['a'] }, { incoming: 'x', present: null })).toBe('take');
  });
});

describe('two systems that changed one field before either saw the other’s change', () => {
  it('the latest wins where nothing is said', async () => {
    await bothChange(undefined);

    const ran = await fromWarehouse();

    expect(factsOf(ran)).toMatchObject({ change: 'updated', fields: ['price', 'stock'] });
    expect(await inHub()).toMatchObject({ price: 30, stock: 7 });
  });

  it('what the hub has stays, the other field comes in, the loser is kept and corrected once', async () => {
    await bothChange('hub');

    const ran = await fromWarehouse();

    expect(factsOf(ran)).toMatchObject({ change: 'updated', fields: ['stock'] });
    expect(await inHub()).toMatchObject({ price: 20, stock: 7 });
    expect(ran.settlement.requests).toEqual([
      expect.objectContaining({ queue: room.outbound, recordId: String(record) }),
    ]);
    expect((await room.hub.read.history(record, { limit: 1 }))[0]?.changed).toEqual({
      stock: [null, 7],
      'price (not taken)': [30, 20],
    });
    await room.commit(await room.toWarehouse(record));
    expect(room.partner.record('things', there)).toMatchObject({ price: 20, stock: 7 });
    expect((await fromWarehouse()).settlement).toMatchObject({ outcome: { verdict: 'echo' }, requests: [] });
  });

  it('a system that stands first wins, one that stands behind is corrected', async () => {
    await bothChange((shop, other) => ({ priority: [other, shop] }));
    expect(factsOf(await fromWarehouse())).toMatchObject({ fields: ['price', 'stock'] });

    await bothChange((shop, other) => ({ priority: [shop, other] }));
    expect(factsOf(await fromWarehouse())).toMatchObject({ fields: ['stock'] });
    expect(await inHub()).toMatchObject({ price: 20 });
  });

  it('a person decides: it is parked with both values, and what they let go on is taken', async () => {
    await bothChange('park');

    const parked = await fromWarehouse();
    expect(parked.settlement.outcome).toMatchObject({
      kind: 'parked',
      reason: 'edit-conflict',
      facts: { disputed: [{ field: 'price', sent: 30, kept: 20 }], record },
    });
    expect(await inHub()).toMatchObject({ price: 20 });

    const released = await fromWarehouse({ result: JSON.stringify(factsOf(parked)) });
    expect(factsOf(released)).toMatchObject({ change: 'updated', fields: ['price', 'stock'] });
  });

  it('or they keep what the hub has: the other is in the history, and the system is corrected', async () => {
    await bothChange('park');
    const parked = await fromWarehouse();

    const kept = await fromWarehouse({ result: JSON.stringify({ ...factsOf(parked), decided: 'keep' }) });

    expect(factsOf(kept)).toMatchObject({ change: 'updated', fields: ['stock'] });
    expect((await room.hub.read.history(record, { limit: 1 }))[0]?.changed).toMatchObject({
      'price (not taken)': [30, 20],
    });
    await room.commit(await room.toWarehouse(record));
    expect(room.partner.record('things', there)).toMatchObject({ price: 20, stock: 7 });
  });

  it('long values are shown by their beginning', () => {
    const long = 'x'.repeat(2_000);

    expect(disputeOf('note', long, { text: long })).toEqual({
      field: 'note',
      sent: `${'x'.repeat(500)}…`,
      kept: `{"text":"${'x'.repeat(491)}…`,
    });
  });

  it('a field has its own rule where one is given', async () => {
    await bothChange('hub', { price: 'latest' });

    await fromWarehouse();

    expect(await inHub()).toMatchObject({ price: 30 });
  });

  it('a change of what a system has seen is no conflict', async () => {
    await bothChange('hub');
    await fromWarehouse();
    await room.commit(await room.toWarehouse(record));
    room.partner.put('things', there, { name: 'Chair', price: 40, stock: 7 });

    expect(factsOf(await fromWarehouse())).toMatchObject({ change: 'updated', fields: ['price'] });
  });
});

type RuleOf = ConflictRule | ((shop: string, warehouse: string) => ConflictRule) | undefined;

/** A record both have; then the shop says 20, and the warehouse 30 with a stock of its own. */
async function bothChange(
  rule: RuleOf,
  conflictByField?: CollectionDefinition['conflictByField'],
): Promise<void> {
  room.open();
  const conflict = typeof rule === 'function' ? rule(`con_${room.base + 1}`, `con_${room.base + 2}`) : rule;
  const into = { ...PRODUCT_INTO_HUB, conflict, conflictByField };
  room.reopen({ warehouse: { collections: [into, PRODUCT_OUT_OF_HUB] } });
  record = await room.seeded({ name: 'Chair', price: 10 });
  const made = await room.toWarehouse(record);
  await room.commit(made);
  there = String(factsOf(made)['externalId']);
  await room.commit(await room.run(room.aRequest({ payload: '{"name":"Chair","price":20}' })));
  room.partner.put('things', there, { name: 'Chair', price: 30, stock: 7 });
}

async function fromWarehouse(over: Partial<ClaimedRequest> = {}) {
  const place = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: there };
  const ran = await room.run(room.aRequest({ ...place, ...over }));
  await room.commit(ran);
  return ran;
}

async function inHub() {
  return (await room.hub.read.record(record))?.data;
}

function permutations(names: readonly string[]): string[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((name) =>
    permutations(names.filter((other) => other !== name)).map((rest) => [name, ...rest]),
  );
}
