import {
  Invalid,
  NotFound,
  RateLimited,
  RetryLater,
  Skip,
  type AnyConnector,
  type ConnectorContext,
} from '@hookyard/sdk';
import { z } from 'zod';

import { CALL_TIMEOUT_MS, TransferringRoom, productShop, warehouse } from '../../test/kit/transferring.js';
import { fakePartner } from '../../test/kit/fake-partner.js';
import type { Ran } from './transfer.js';

let room: TransferringRoom;

beforeAll(async () => {
  room = await TransferringRoom.start();
});
beforeEach(() => room.open());
afterAll(() => room[Symbol.asyncDispose]());

describe('when the destination fails', () => {
  it('503 costs the request nothing and holds the queue; one probe goes when it is time', async () => {
    const record = await room.seeded({ name: 'Door' });
    room.partner.misbehave(() => ({ status: 503 }));

    const ran = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: false, at: room.now + 1_000 });
    expect(ran.settlement.attempt).toBeUndefined();
    expect(ran.holdQueues).toEqual([{ queue: room.outbound, until: room.now + 1_000, code: 'unavailable' }]);
    const calls = room.partner.calls.length;
    expect(await room.toWarehouse(record)).toMatchObject({
      settlement: { outcome: { kind: 'retry', usesAttempt: false } },
    });
    expect(room.partner.calls.length).toBe(calls);
    expect(room.transfer.allowance(room.outbound)).toBe(0);
    room.now += 1_000;
    expect(room.transfer.allowance(room.outbound)).toBe(1);
    room.partner.misbehave(undefined);
    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ kind: 'done' });
  });

  it('a refused connection does the same', async () => {
    const gone = await fakePartner();
    await gone.close();
    room.open({ warehouse: { settings: { url: gone.url } } });
    const record = await room.seeded({ name: 'Gate' });

    expect(await room.toWarehouse(record)).toMatchObject({
      settlement: { outcome: { kind: 'retry', usesAttempt: false, reason: 'unavailable' } },
      holdQueues: [{ code: 'unavailable' }],
    });
  });

  it('429 holds both directions until the quota opens, exactly, whatever is configured meanwhile', async () => {
    const record = await room.seeded({ name: 'Window' });
    room.partner.misbehave(() => ({ status: 429, headers: { 'retry-after': '7' } }));
    const until = room.now + 7_000;

    expect(await room.toWarehouse(record)).toMatchObject({
      settlement: { outcome: { kind: 'retry', usesAttempt: false, at: until } },
      holdQueues: [
        { queue: room.outbound - 1, code: 'rate-limited', until },
        { queue: room.outbound, code: 'rate-limited', until },
      ],
    });
    room.partner.misbehave(undefined);
    room.reconfigure();
    const calls = room.partner.calls.length;
    room.now = until - 1;
    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ kind: 'retry', at: until });
    expect(room.partner.calls.length).toBe(calls);
    room.now = until;
    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ kind: 'done' });
  });

  it('a shorter quota told later does not shorten the wait', async () => {
    const record = await room.seeded({ name: 'Blind' });
    room.partner.misbehave(() => ({ status: 429, headers: { 'retry-after': '60' } }));
    await room.toWarehouse(record);
    room.heldElsewhere = { until: room.now + 1_000, code: 'rate-limited' };

    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({ at: room.now + 60_000 });
  });

  it('what another process was told holds this one as well', async () => {
    const record = await room.seeded({ name: 'Sash' });
    room.heldElsewhere = { until: room.now + 9_000, code: 'rate-limited' };

    expect((await room.toWarehouse(record)).settlement.outcome).toMatchObject({
      kind: 'retry',
      reason: 'rate-limited',
      at: room.now + 9_000,
    });
  });

  it('401 holds the connection and asks for authorisation', async () => {
    const record = await room.seeded({ name: 'Lock' });
    room.partner.misbehave(() => ({ status: 401, body: { said: 'token warehouse-token is unknown' } }));

    const ran = await room.toWarehouse(record);

    expect(ran).toMatchObject({
      settlement: { outcome: { usesAttempt: false, at: room.now } },
      holdQueues: [{ code: 'needs-authorization', until: room.now + 600_000 }],
    });
    expect(room.denied).toEqual([room.base + 2]);
    expect(JSON.stringify(ran.settlement)).not.toContain('warehouse-token');
    expect(room.transfer.allowance(room.outbound)).toBe(0);
    room.reconfigure();
    expect(room.transfer.allowance(room.outbound)).toBe(Infinity);
  });

  it('401 for credentials that were replaced meanwhile holds nobody: it is tried with the new ones at once', async () => {
    const record = await room.seeded({ name: 'Key' });
    room.partner.misbehave(() => {
      room.reconfigure();
      return { status: 401 };
    });

    const ran = await room.toWarehouse(record);

    expect(ran.settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: false, at: room.now });
    expect([ran.holdQueues, room.denied]).toEqual([undefined, []]);
  });

  it('a lost answer uses an attempt, is not repeated before its time-out, and keeps evidence without secrets', async () => {
    const record = await room.seeded({ name: 'Bell' });
    room.partner.misbehave(() => 'hang');

    const { settlement } = await room.toWarehouse(record);

    expect(settlement.outcome).toMatchObject({
      kind: 'retry',
      usesAttempt: true,
      facts: { wasSent: true },
    });
    expect((settlement.outcome as { at: number }).at).toBeGreaterThanOrEqual(room.now + CALL_TIMEOUT_MS);
    expect(settlement.attempt).toMatchObject({
      number: 1,
      failure: 'RetryLater',
      facts: {
        phase: 'create',
        calls: [expect.objectContaining({ method: 'POST', error: expect.stringContaining('timeout') })],
      },
    });
    expect(JSON.stringify(settlement)).not.toContain('warehouse-token');
  });

  it('five 500s in a row over three records open the breaker', async () => {
    const records = [];
    for (const name of ['a', 'b', 'c', 'd', 'e']) records.push(await room.seeded({ name }, `p-${name}`));
    room.partner.misbehave(() => ({ status: 500 }));

    const ran = [];
    for (const record of records) ran.push(await room.toWarehouse(record));

    expect(ran.map(({ holdQueues }) => holdQueues?.[0]?.code)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      'unavailable',
    ]);
    expect(ran.every(({ settlement }) => settlement.outcome.kind === 'retry')).toBe(true);
  });

  it('422 parks at once', async () => {
    const record = await room.seeded({ name: 'Nail' });
    room.partner.misbehave(() => ({ status: 422, body: { price: 'missing' } }));

    const { settlement } = await room.toWarehouse(record);

    expect(settlement.outcome).toMatchObject({ kind: 'parked', reason: 'invalid', lane: 'skip' });
    expect(settlement.attempt?.message).toContain('price');
  });

  it('a secret that is missing, and an address that may not be called, are held as settings', async () => {
    room.open({ warehouse: { secrets: {} } });
    expect((await room.toWarehouse(await room.seeded({ name: 'Screw' }))).settlement.outcome).toMatchObject({
      kind: 'held',
      code: 'bad-config:secret api',
    });

    room.open({ warehouse: { settings: { url: 'http://169.254.169.254' } } });
    expect((await room.toWarehouse(await room.seeded({ name: 'Bolt' }))).settlement.outcome).toMatchObject({
      kind: 'held',
      code: 'bad-config:url',
    });
  });
});

const ODDITIES: [string, () => unknown, string][] = [
  [
    'throws an error',
    () => {
      throw new TypeError('x is undefined');
    },
    'Bug',
  ],
  [
    'throws a text',
    () => {
      throw 'oops' as unknown as Error;
    },
    'Bug',
  ],
  ['answers a text', () => 'nonsense', 'Bug'],
  ['answers a list', () => [1], 'Bug'],
  ['answers nothing', () => undefined, 'NotFound'],
  ['says not found', () => Promise.reject(new NotFound('no')), 'NotFound'],
  ['asks for patience', () => Promise.reject(new RetryLater('later')), 'RetryLater'],
];

describe('whatever a connector does becomes an outcome', () => {
  async function reading(
    get: (id: string, ctx: ConnectorContext) => unknown,
    signal?: AbortSignal,
  ): Promise<Ran> {
    const odd = { ...productShop, records: { PRODUCT: { get } } } as unknown as AnyConnector;
    room.open({ shop: { connector: odd } });
    return room.run(room.aRequest({ scope: 'product/changed' }), signal);
  }

  it.each(ODDITIES)('%s: tried again', async (_what, get, failure) => {
    const { settlement } = await reading(get);

    expect(settlement.outcome).toMatchObject({ kind: 'retry', usesAttempt: true });
    expect(settlement.attempt?.failure).toBe(failure);
  });

  it('never answers: ended by the deadline, and its context with it', async () => {
    let context: ConnectorContext | undefined;
    const { settlement } = await reading((_id, ctx) => {
      context = ctx;
      return new Promise(() => undefined);
    });

    expect(settlement.attempt?.failure).toBe('TimedOut');
    expect(context?.signal.aborted).toBe(true);
    await expect(context?.http.get('http://127.0.0.1/')).rejects.toThrow('after its time');
  });

  it('an answer its own schema does not know is a bug with the field’s name', async () => {
    const odd = {
      ...productShop,
      records: { PRODUCT: { schema: z.object({ price: z.number() }), get: async () => ({ price: 'x' }) } },
    };
    room.open({ shop: { connector: odd as unknown as AnyConnector } });

    const { settlement } = await room.run(room.aRequest({ scope: 'product/changed' }));

    expect(settlement.attempt).toMatchObject({ failure: 'Bug', message: expect.stringContaining('price') });
  });

  it('what JSON cannot say parks as a bug instead of breaking a commit', async () => {
    const { settlement } = await reading(() => ({ name: 10n }));

    expect(settlement.outcome).toMatchObject({ kind: 'retry', reason: 'Bug' });
  });

  it('skips, refuses and waits for quotas by throwing so', async () => {
    expect((await reading(() => Promise.reject(new Skip('not ours')))).settlement.outcome).toMatchObject({
      verdict: 'skipped',
    });
    expect((await reading(() => Promise.reject(new Invalid('bad')))).settlement.outcome).toMatchObject({
      kind: 'parked',
    });
    expect(
      (await reading(() => Promise.reject(new RateLimited('full', room.now + 9_000)))).holdQueues?.[0]?.until,
    ).toBe(room.now + 9_000);
  });

  it('a lost lease ends the turn without using anything up', async () => {
    const stop = new AbortController();
    const running = reading(() => new Promise(() => undefined), stop.signal);
    stop.abort();

    expect((await running).settlement.outcome).toMatchObject({
      kind: 'retry',
      usesAttempt: false,
      reason: 'aborted',
    });
  });

  it('logs lines without secrets, under its connection', async () => {
    room.open({
      warehouse: {
        connector: {
          ...warehouse,
          records: {
            PRODUCT: {
              async create(_record, ctx) {
                ctx.log.warn(`token is ${ctx.secret('api')}`, { token: ctx.secret('api') });
                return { id: 'x' };
              },
            },
          },
        } as AnyConnector,
      },
    });
    await room.toWarehouse(await room.seeded({ name: 'Log' }));

    expect(room.logged).toEqual(['warn token is [secret] {"token":"[secret]"}']);
  });
});

it('a connection that was paused on the way, or removed, uses nothing up', async () => {
  room.open({ shop: { state: 'paused' } });

  expect(await room.run(room.aRequest({ payload: '{}' }))).toMatchObject({
    settlement: { outcome: { kind: 'retry', usesAttempt: false, reason: 'paused', at: room.now + 1_000 } },
  });
  expect((await room.run(room.aRequest({ queue: 99_999 }))).settlement.outcome).toMatchObject({
    kind: 'ended',
    verdict: 'skipped',
  });
});
