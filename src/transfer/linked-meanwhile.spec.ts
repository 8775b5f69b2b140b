import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
} from '../../test/kit/transferring.js';

let room: TransferringRoom;
let record: number;

const MATCHED = [
  { ...PRODUCT_INTO_HUB, match: ['name'] },
  { ...PRODUCT_OUT_OF_HUB, match: ['name'] },
];

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(async () => {
  room.open({ shop: { collections: MATCHED }, warehouse: { collections: MATCHED } });
  record = await room.seeded({ name: `Chair ${room.base}`, price: 10 });
});
afterAll(() => room[Symbol.asyncDispose]());

describe('a record that its people make there while ours is on its way', () => {
  it('between the look and the making: it is linked by its hook, and ours is not made', async () => {
    let hooked = false;
    room.partner.misbehave(async ({ method, path }) => {
      if (method !== 'GET' || path !== '/things' || hooked) return undefined;
      hooked = true;
      await madeThere();
      // The answer is of before.
      return { status: 200, body: { items: [] } };
    });

    const ran = await room.toWarehouse(record);
    expect(ran.settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: false, reason: 'linked' });
    const again = await room.toWarehouse(record);

    expect(await room.commit(again)).toEqual(['ok']);
    expect(again.settlement.outcome).toMatchObject({ facts: { change: 'updated', externalId: there() } });
    expect(named()).toEqual([expect.objectContaining({ id: there(), price: 10 })]);
  });

  it('as ours is made: the record is written through one of them, and nothing is made again', async () => {
    const ran = await room.toWarehouse(record);
    const made = factsOf(ran)['externalId'];
    room.now += 60_000;
    await madeThere();
    expect(await room.commit(ran)).toEqual(['conflict']);

    const again = await room.toWarehouse(record, { result: JSON.stringify(factsOf(ran)) });
    expect(await room.commit(again)).toEqual(['ok']);
    const ofOurs = await hookOf(String(made));

    expect(again.settlement.outcome).toMatchObject({ facts: { change: 'updated', externalId: there() } });
    expect(factsOf(ofOurs)).toMatchObject({ change: 'linked', record });
    const links = await room.hub.read.links(record);
    const ofWarehouse = links.filter(({ connection }) => connection === room.base + 2);
    expect(ofWarehouse.map(({ externalId, isPrimary }) => [externalId, isPrimary])).toEqual([
      [there(), true],
      [made, false],
    ]);
    expect(named()).toHaveLength(2);
  });
});

function there(): string {
  return `w-${room.base}`;
}

function named() {
  return room.partner.records('things').filter(({ name }) => name === `Chair ${room.base}`);
}

/** A person makes it there, and its hook is run. */
async function madeThere(): Promise<void> {
  room.partner.put('things', there(), { name: `Chair ${room.base}` });
  expect(factsOf(await hookOf(there()))).toMatchObject({ change: 'linked', record });
}

async function hookOf(recordId: string) {
  const place = { queue: (room.base + 2) * 10, scope: 'thing/changed', recordId };
  const ran = await room.run(room.aRequest(place));
  expect(await room.commit(ran)).toEqual(['ok']);
  return ran;
}
