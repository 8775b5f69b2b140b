import type { ChildMapping, CollectionDefinition, Json } from '@hookyard/sdk';

import {
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  factsOf,
} from '../../../test/kit/transferring.js';

/** Parts of a product, told apart by their id, the same by their sku. */
const PARTS: ChildMapping = {
  target: 'parts',
  type: 'KIT_COMPONENT',
  source: 'parts',
  key: 'id',
  match: ['sku'],
  mappings: ['id', 'sku', 'qty', 'note'].map((field) => ({ kind: 'field', source: field, target: field })),
};

function definitions(more: Partial<CollectionDefinition> = {}): CollectionDefinition[] {
  return [
    { ...PRODUCT_INTO_HUB, children: [PARTS], ...more },
    { ...PRODUCT_OUT_OF_HUB, children: [PARTS] },
  ];
}

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

type Part = Readonly<Record<string, Json>>;

let record: number;
let there: string;

/** Both systems hold two parts; the rule is the warehouse's on its way into the hub. */
async function open(more: Partial<CollectionDefinition> = {}): Promise<void> {
  room.open({ shop: { collections: definitions() }, warehouse: { collections: definitions(more) } });
  let next = 1;
  room.partner.misbehave(({ body }) => {
    for (const part of (body as { parts?: Record<string, unknown>[] } | undefined)?.parts ?? [])
      part['id'] ??= `w${next++}`;
    return undefined;
  });
  record = await room.seeded({ name: `Kit ${room.base}`, parts: [part('1', 1), part('2', 2)] });
  const made = await room.toWarehouse(record);
  expect(await room.commit(made)).toEqual(['ok']);
  there = String(factsOf(made)['externalId']);
}

const part = (id: string, qty: number, more: Part = {}): Part => ({ id, sku: `S${id}`, qty, ...more });

async function fromShop(parts: readonly Part[]): Promise<void> {
  expect(await room.commit(await room.run(room.aRequest({ payload: JSON.stringify({ parts }) })))).toEqual([
    'ok',
  ]);
}

function editThere(edit: (parts: readonly Part[]) => readonly Part[]): void {
  const { id: _id, version: _version, parts, ...rest } = room.partner.record('things', there) ?? {};
  room.partner.put('things', there, { ...rest, parts: edit(parts as readonly Part[]) });
}

const setThere = (id: string, fields: Part): void =>
  editThere((parts) => parts.map((one) => (one['id'] === id ? { ...one, ...fields } : one)));

async function fromWarehouse(
  result: string | null = null,
): Promise<Awaited<ReturnType<TransferringRoom['run']>>> {
  const ran = await room.run(
    room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: there, result }),
  );
  if (ran.settlement.effects) expect(await room.commit(ran)).toEqual(['ok']);
  return ran;
}

async function inHub(): Promise<readonly Part[]> {
  const parts = (await room.hub.read.record(record))?.data['parts'] as readonly Part[];
  return parts.map(({ id: _id, ...fields }) => fields);
}

const partsThere = (): readonly Part[] => room.partner.record('things', there)?.['parts'] as readonly Part[];

describe('parts of a collection that did not tell them apart before', () => {
  const AS_ONE = { kind: 'field', source: 'parts', target: 'parts' } as const;
  const asOneValue = (collection: CollectionDefinition): CollectionDefinition => ({
    ...collection,
    mappings: [...collection.mappings, AS_ONE],
  });

  async function openAsOneValue(): Promise<void> {
    const collections = [asOneValue(PRODUCT_INTO_HUB), asOneValue(PRODUCT_OUT_OF_HUB)];
    room.open({ shop: { collections }, warehouse: { collections } });
    record = await room.seeded({ name: `Kit ${room.base}`, parts: [part('1', 1), part('2', 2)] });
    const made = await room.toWarehouse(record);
    expect(await room.commit(made)).toEqual(['ok']);
    there = String(factsOf(made)['externalId']);
  }

  it('get ids at the first read, and nobody is told; from then on a change is one of its part', async () => {
    await openAsOneValue();
    room.reopen({ warehouse: { collections: definitions() } });

    const first = await fromWarehouse();

    expect(first.settlement).toMatchObject({ outcome: { verdict: 'no-change' }, requests: [] });
    expect(await inHub()).toEqual([
      { sku: 'S1', qty: 1 },
      { sku: 'S2', qty: 2 },
    ]);
    const second = await fromWarehouse();
    expect(second.settlement).toMatchObject({ outcome: { verdict: 'no-change' }, effects: undefined });
    setThere('2', { qty: 7 });
    const third = await fromWarehouse();
    expect(third.settlement.outcome).toMatchObject({ kind: 'done', facts: { fields: ['parts'] } });
    const [change] = await room.hub.read.history(record, { limit: 1 });
    expect(Object.keys(change?.changed ?? {})).toEqual([expect.stringMatching(/^parts\.chd_\w+\.qty$/)]);
  });

  it('are not lost where a hook names only some of them: it waits for a person, who re-syncs', async () => {
    await openAsOneValue();
    room.reopen({ shop: { collections: definitions() } });

    const ran = await room.run(room.aRequest({ payload: JSON.stringify({ parts: [part('1', 5)] }) }));

    expect(ran.settlement).toMatchObject({
      outcome: { kind: 'parked', reason: 'invalid' },
      attempt: { message: expect.stringContaining('names 1 of 2 children') },
    });
    expect(await inHub()).toHaveLength(2);
  });

  it('are a change where something is another at that read', async () => {
    await openAsOneValue();
    setThere('2', { qty: 7 });
    room.reopen({ warehouse: { collections: definitions() } });

    const first = await fromWarehouse();

    expect(first.settlement).toMatchObject({ outcome: { kind: 'done', facts: { fields: ['parts'] } } });
    expect((await inHub())[1]).toEqual({ sku: 'S2', qty: 7 });
  });

  it('that the hub has from elsewhere are taken for the same by their match fields, and nobody is told', async () => {
    room.open({ shop: { collections: definitions() }, warehouse: { collections: definitions() } });
    record = await room.seeded({ name: `Kit ${room.base}`, parts: [part('1', 1), part('2', 2)] });
    const without = [PRODUCT_INTO_HUB, PRODUCT_OUT_OF_HUB];
    room.reopen({ warehouse: { collections: without } });
    const made = await room.toWarehouse(record);
    expect(await room.commit(made)).toEqual(['ok']);
    there = String(factsOf(made)['externalId']);
    editThere(() => [part('w1', 1, { sku: 'S1' }), part('w2', 2, { sku: 'S2' })]);
    await fromWarehouse();
    room.reopen({ warehouse: { collections: definitions() } });

    const first = await fromWarehouse();

    expect(first.settlement).toMatchObject({ outcome: { verdict: 'no-change' }, requests: [] });
    expect(await inHub()).toHaveLength(2);
  });
});

describe('parts in two systems', () => {
  it('have ids of their own everywhere, and what was written there is an echo', async () => {
    await open();

    expect(partsThere()).toEqual([part('w1', 1, { sku: 'S1' }), part('w2', 2, { sku: 'S2' })]);
    const children = (await room.hub.view(record, room.base + 2))?.link?.children ?? {};
    expect(Object.values(children)).toEqual(['w1', 'w2']);
    expect(Object.keys(children).every((id) => id.startsWith('chd_'))).toBe(true);
    expect((await fromWarehouse()).settlement).toMatchObject({ outcome: { verdict: 'echo' }, requests: [] });
  });

  it('a payload changes only those it names, and null clears', async () => {
    await open();

    await fromShop([part('2', 5, { note: null })]);

    expect(await inHub()).toEqual([
      { sku: 'S1', qty: 1 },
      { sku: 'S2', qty: 5, note: null },
    ]);
  });

  it('one field on both sides: the latest wins, and the hub where the rule says so', async () => {
    await open();
    await fromShop([part('1', 20)]);
    setThere('w1', { qty: 30, note: 'there' });
    await fromWarehouse();
    expect((await inHub())[0]).toEqual({ sku: 'S1', qty: 30, note: 'there' });

    await open({ conflict: 'hub' });
    await fromShop([part('1', 20)]);
    setThere('w1', { qty: 30, note: 'there' });
    const ran = await fromWarehouse();

    expect((await inHub())[0]).toEqual({ sku: 'S1', qty: 20, note: 'there' });
    expect(ran.settlement.requests).toEqual([expect.objectContaining({ queue: room.outbound })]);
    const [change] = await room.hub.read.history(record, { limit: 1 });
    expect(
      Object.entries(change?.changed ?? {}).map(([place, sides]) => [place.replace(/chd_\w+/, '1'), sides]),
    ).toEqual([
      ['parts.1.note', [null, 'there']],
      ['parts.1.qty (not taken)', [30, 20]],
    ]);
    await room.commit(await room.toWarehouse(record));
    expect(partsThere()[0]).toMatchObject({ id: 'w1', qty: 20, note: 'there' });
  });

  it('a rule may be that of one field of all children', async () => {
    await open({ conflictByField: { 'parts.qty': 'hub' } });
    await fromShop([part('1', 20, { note: 'shop' })]);
    setThere('w1', { qty: 30, note: 'there' });

    await fromWarehouse();

    expect((await inHub())[0]).toEqual({ sku: 'S1', qty: 20, note: 'there' });
  });

  it('a person decides where the rule says so, and what comes in is taken once let go on', async () => {
    await open({ conflict: 'park' });
    await fromShop([part('1', 20)]);
    setThere('w1', { qty: 30 });

    const parked = await fromWarehouse();

    expect(parked.settlement.outcome).toMatchObject({ kind: 'parked', reason: 'edit-conflict' });
    expect(factsOf(parked)['disputed']).toEqual([
      { field: expect.stringMatching(/^parts\.chd_\w+\.qty$/), sent: 30, kept: 20 },
    ]);
    await fromWarehouse(JSON.stringify(factsOf(parked)));
    expect((await inHub())[0]).toMatchObject({ qty: 30 });
  });

  it('a removal there against a change here: it goes by the latest, it stays by the hub', async () => {
    await open();
    await fromShop([part('1', 20)]);
    editThere((parts) => parts.slice(1));
    await fromWarehouse();
    expect(await inHub()).toEqual([{ sku: 'S2', qty: 2 }]);

    await open({ conflict: 'hub' });
    await fromShop([part('1', 20)]);
    editThere((parts) => parts.slice(1));
    await fromWarehouse();
    expect(await inHub()).toEqual([
      { sku: 'S1', qty: 20 },
      { sku: 'S2', qty: 2 },
    ]);
    await room.commit(await room.toWarehouse(record));
    expect(partsThere().map(({ sku, qty }) => [sku, qty])).toEqual([
      ['S1', 20],
      ['S2', 2],
    ]);
  });

  it('what a system changed and nobody has seen is not overwritten by a list that is written whole', async () => {
    await open();
    setThere('w2', { qty: 9 });
    await fromShop([part('1', 20)]);

    await room.commit(await room.toWarehouse(record));

    expect(partsThere().map(({ qty }) => qty)).toEqual([20, 9]);
    await fromWarehouse();
    expect((await inHub()).map(({ qty }) => qty)).toEqual([20, 9]);
  });

  it('a record that was linked by hand is read first: parts it has by their sku are not made again', async () => {
    await open();
    const other = await room.seeded({ name: 'Other', parts: [part('1', 4), part('2', 5)] }, 'p-2');
    room.partner.put('things', 'by-hand', { name: 'Other', parts: [part('x1', 0, { sku: 'S1' })] });
    const linked = await room.hub.remember({
      tenant: 1,
      mode: 'live',
      connection: room.base + 2,
      type: 'PRODUCT',
      externalId: 'by-hand',
      record: other,
      isPrimary: true,
      generation: 1,
      baseline: null,
      sent: null,
      isOwnWrite: false,
      remoteVersion: null,
      at: room.now,
    });
    expect(linked).not.toBeNull();

    await room.commit(await room.toWarehouse(other));

    const parts = room.partner.record('things', 'by-hand')?.['parts'] as readonly Part[];
    expect(parts.map(({ id, sku, qty }) => [id, sku, qty])).toEqual([
      ['x1', 'S1', 4],
      [expect.stringMatching(/^w/), 'S2', 5],
    ]);
  });

  it('two with one id are refused, naming the list', async () => {
    await open();

    const ran = await room.run(
      room.aRequest({ payload: JSON.stringify({ parts: [part('1', 1), part('1', 2)] }) }),
    );

    expect(ran.settlement.attempt).toMatchObject({ failure: 'Invalid', facts: { fields: ['parts'] } });
  });
});
