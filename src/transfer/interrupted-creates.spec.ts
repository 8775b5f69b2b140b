import { Invalid, type AnyConnector, type CollectionDefinition, type ConnectorContext } from '@hookyard/sdk';

import {
  CALL_TIMEOUT_MS,
  PRODUCT_INTO_HUB,
  PRODUCT_OUT_OF_HUB,
  TransferringRoom,
  warehouse,
} from '../../test/kit/transferring.js';
import { eventually } from '../../test/kit/eventually.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
afterAll(() => room[Symbol.asyncDispose]());

/** It honours no key: only its lookup shows what it made. */
const keyless: AnyConnector = withCreate(async (record, ctx) => {
  const made = await ctx.http.post('/things', { json: record });
  return { id: made.json<{ id: string }>().id };
});
const byName: CollectionDefinition = { ...PRODUCT_OUT_OF_HUB, match: ['name'] };

describe('a create whose answer the host never heard', () => {
  beforeEach(() => openWith(keyless, byName));

  it('is looked for when a call could have ended, found, linked and updated, and not repeated', async () => {
    const record = await room.seeded({ name: 'Bench', price: 1 }, 'p-bench');
    await interrupted(record);
    const sentAt = room.now;
    room.now += CALL_TIMEOUT_MS / 2;
    const calls = room.partner.calls.length;

    const early = await room.toWarehouse(record);

    expect(early.settlement.outcome).toEqual({
      kind: 'retry',
      at: sentAt + CALL_TIMEOUT_MS,
      usesAttempt: false,
      reason: 'create-unknown',
    });
    expect(room.partner.calls).toHaveLength(calls);
    room.now = sentAt + CALL_TIMEOUT_MS;
    const late = await room.toWarehouse(record);
    expect(await room.commit(late)).toEqual(['ok']);
    expect(late.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'linked' } });
    expect(named('Bench')).toHaveLength(1);
    expect(await room.hub.creates.sentAt(nameOf(record))).toBeNull();
  });

  it('is repeated under the same key where it never arrived', async () => {
    const record = await room.seeded({ name: 'Table', price: 1 }, 'p-table');
    await interrupted(record);
    for (const { id } of named('Table')) room.partner.remove('things', String(id));
    room.now += CALL_TIMEOUT_MS;

    const again = await room.toWarehouse(record);
    await room.commit(again);

    expect(again.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
    expect(named('Table')).toHaveLength(1);
    expect(await room.hub.creates.sentAt(nameOf(record))).toBeNull();
  });

  it.each(['ERROR', 'UPDATE_AND_NO_LINK'] as const)(
    'is known to be our own when it is found: collision %s is for what others made',
    async (collision) => {
      openWith({ ...keyless, records: { PRODUCT: honouring() } }, { ...byName, collision });
      const record = await room.seeded({ name: `Own ${collision}` }, `p-${collision}`);
      await interrupted(record);
      room.now += CALL_TIMEOUT_MS;

      const ran = await room.toWarehouse(record);
      await room.commit(ran);

      expect(ran.settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'linked' } });
      expect((await room.hub.view(record, room.base + 2))?.link).not.toBeNull();
    },
  );

  it('nothing is kept of one that was refused, and one that was answered 500 is looked for at once', async () => {
    const refused = await room.seeded({ name: 'Refused' }, 'p-refused');
    room.partner.misbehave(({ method }) => (method === 'POST' ? { status: 422 } : undefined));
    expect((await room.toWarehouse(refused)).settlement.outcome).toMatchObject({ reason: 'invalid' });
    expect(await room.hub.creates.sentAt(nameOf(refused))).toBeNull();

    const broken = await room.seeded({ name: 'Broken' }, 'p-broken');
    room.partner.misbehave(({ method }) => (method === 'POST' ? { status: 500 } : undefined));
    expect((await room.toWarehouse(broken)).settlement.outcome).toMatchObject({ reason: 'RetryLater' });
    room.partner.misbehave(undefined);

    expect((await room.toWarehouse(broken)).settlement.outcome).toMatchObject({
      facts: { change: 'created' },
    });
  });

  it('a gateway that lost its upstream says nothing: what lies behind may still be at work', async () => {
    const record = await room.seeded({ name: 'Gateway' }, 'p-gateway');
    room.partner.misbehave(({ method }) => (method === 'POST' ? { status: 504 } : undefined));
    await room.toWarehouse(record);
    room.partner.misbehave(undefined);
    room.reconfigure();

    const again = await room.toWarehouse(record);

    expect(again.settlement.outcome).toMatchObject({ kind: 'retry', reason: 'create-unknown' });
  });

  it('the hook of what it made waits in a process that did not send it', async () => {
    const record = await room.seeded({ name: 'Elsewhere' }, 'p-elsewhere');
    await room.hub.creates.sending(nameOf(record), room.now);
    room.partner.put('things', 'else-1', { name: 'Elsewhere' });
    await room.toWarehouse(record);

    const hook = await room.run(
      room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 'else-1' }),
    );

    expect(hook.settlement.outcome).toMatchObject({ kind: 'retry', reason: 'create-in-flight' });
  });

  it('of a batch leaves a trace for each item, and all are found again', async () => {
    const bothCame = Promise.withResolvers<void>();
    let came = 0;
    const many: AnyConnector = {
      ...keyless,
      records: {
        PRODUCT: {
          ...keyless.records?.PRODUCT,
          async lookup(keys, ctx) {
            const found = await keyless.records?.PRODUCT?.lookup?.(keys, ctx);
            // Each on a socket of its own, which opens when it opens: they go on in one turn of the loop.
            if (++came === 2) bothCame.resolve();
            await bothCame.promise;
            return found ?? [];
          },
          async writeMany(items, ctx) {
            for (const item of items)
              if (item.op === 'create') room.partner.put('things', `m-${item.key}`, item.record);
            await ctx.http.post('/bulk', { json: {} });
            return items.map((_, index) => ({ index }));
          },
        },
      },
    };
    openWith(many, byName);
    const records = await Promise.all(
      ['M1', 'M2'].map((name) => room.seeded({ name }, `p-${name.toLowerCase()}`)),
    );
    room.partner.misbehave(({ path }) => (path === '/bulk' ? 'hang' : undefined));
    const gone = new AbortController();
    const running = records.map((record) =>
      room.run(room.aRequest({ from: true, recordId: String(record) }), gone.signal),
    );
    await eventually(() => room.partner.calls.some(({ path }) => path === '/bulk'));
    gone.abort();
    await Promise.all(running);
    room.partner.misbehave(undefined);
    room.now += CALL_TIMEOUT_MS;

    const again = await Promise.all(records.map((record) => room.toWarehouse(record)));

    expect(again.map(({ settlement }) => settlement.outcome)).toMatchObject([
      { facts: { change: 'linked' } },
      { facts: { change: 'linked' } },
    ]);
    expect([...named('M1'), ...named('M2')]).toHaveLength(2);
  });

  it('where the key is honoured, or nothing can be looked up, is repeated at once; and meanwhile the hook of what it made waits', async () => {
    const aHook = () =>
      room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 'unheard-1' });
    for (const [connector, collection, change] of [
      [{ ...keyless, records: { PRODUCT: honouring() } }, byName, 'linked'],
      [keyless, PRODUCT_OUT_OF_HUB, 'created'],
    ] as const) {
      openWith(connector, collection);
      const record = await room.seeded({ name: 'Unheard' }, 'p-unheard');
      // Sent by another process.
      await room.hub.creates.sending(nameOf(record), room.now);
      room.partner.put('things', 'unheard-1', { name: 'Unheard' });

      expect((await room.run(aHook())).settlement.outcome).toMatchObject({
        kind: 'retry',
        usesAttempt: false,
        reason: 'create-in-flight',
      });
      const again = await room.toWarehouse(record);
      expect(await room.commit(again)).toEqual(['ok']);

      expect(again.settlement.outcome).toMatchObject({ kind: 'done', facts: { change } });
      expect(await room.hub.creates.sentAt(nameOf(record))).toBeNull();
      expect((await room.run(aHook())).settlement.outcome.kind).not.toBe('retry');
    }
  });

  it('makes no hook wait that came before it, is of another type or has waited for twice the time of a call', async () => {
    openWith({ ...keyless, records: { PRODUCT: honouring() } }, byName);
    const hook = (over: object) =>
      room.run(
        room.aRequest({ queue: (room.base + 2) * 10, scope: 'thing/changed', recordId: 'other-1', ...over }),
      );
    const record = await room.seeded({ name: 'Long' }, 'p-long');
    room.partner.put('things', 'other-1', { name: 'Other' });
    await room.hub.creates.sending(nameOf(record), room.now);
    await room.hub.creates.sending({ ...nameOf(record), type: 'CUSTOMER' }, room.now - 10);

    const before = await hook({ createdAt: room.now - 1 });
    room.now += 2 * CALL_TIMEOUT_MS;
    const later = await hook({});

    for (const { settlement } of [before, later])
      expect(settlement.outcome).toMatchObject({ kind: 'done', facts: { change: 'created' } });
  });

  it('leaves no trace where none would help: nobody hears of it, and the key is honoured or nothing can be looked up', async () => {
    openWith({ ...keyless, records: { PRODUCT: honouring() } }, byName, { isHeard: false });
    const honoured = await room.seeded({ name: 'Honoured' }, 'p-honoured');
    await interrupted(honoured);
    expect(await room.hub.creates.sentAt(nameOf(honoured))).toBeNull();

    openWith(keyless, PRODUCT_OUT_OF_HUB, { isHeard: false });
    const unknown = await room.seeded({ name: 'Unknown' }, 'p-unknown');
    await interrupted(unknown);
    expect(await room.hub.creates.sentAt(nameOf(unknown))).toBeNull();
  });

  it('nothing is kept of one that the connector itself refused', async () => {
    const failing = withCreate(() => Promise.reject(new Invalid('no such colour', ['colour'])));
    openWith(failing, byName);
    const record = await room.seeded({ name: 'Colour' }, 'p-colour');

    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ kind: 'parked' });
    expect(await room.hub.creates.sentAt(nameOf(record))).toBeNull();
  });
});

function openWith(
  connector: AnyConnector,
  collection: CollectionDefinition,
  { isHeard = true }: { isHeard?: boolean } = {},
): void {
  room.open({
    warehouse: {
      connector,
      collections: [PRODUCT_INTO_HUB, collection],
      scopes: { 'thing/changed': { isEnabled: isHeard } },
    },
  });
}

function withCreate(
  create: (record: object, ctx: ConnectorContext) => Promise<{ id: string }>,
): AnyConnector {
  return { ...warehouse, records: { PRODUCT: { ...warehouse.records?.PRODUCT, create } } };
}

function honouring() {
  return { ...warehouse.records?.PRODUCT, honoursKey: true };
}

function nameOf(record: number) {
  return { connection: room.base + 2, type: 'PRODUCT' as const, record, generation: 1 };
}

function named(name: string) {
  return room.partner.records('things').filter((thing) => thing['name'] === name);
}

/** The write takes effect there; the worker is gone before it hears so. */
async function interrupted(record: number): Promise<void> {
  const gone = new AbortController();
  room.partner.misbehave(({ method }) => (method === 'POST' ? 'lose' : undefined));
  const running = room.run(room.aRequest({ from: true, recordId: String(record) }), gone.signal);
  const known = room.partner.writes.length;
  await eventually(() => room.partner.writes.length > known);
  gone.abort();
  await running;
  room.partner.misbehave(undefined);
}
