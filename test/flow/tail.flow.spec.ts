import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, sendShopHook } from '../kit/shop.js';
import { Tailing, holds } from '../kit/tailing.js';
import { aYard, type Yard } from '../kit/yard.js';

interface Listed {
  readonly items: readonly { readonly id: string }[];
}

describe('the live tail', () => {
  let yard: Yard;
  let at: { readonly url: string; readonly key: string };

  beforeAll(async () => {
    yard = await aYard();
    at = { url: yard.host.url, key: yard.host.adminKey };
  }, 60_000);
  afterAll(() => yard[Symbol.asyncDispose]());

  const send = (id: string, topic: 'order/created' | 'order/deleted' = 'order/created'): Promise<number> =>
    sendShopHook(yard.shop.hookUrl, aShopHook({ topic, id }));

  it('tells a hook, its transfers to both sides, and when they are done', async () => {
    await using tail = await Tailing.open(at);

    await send('1');

    await holds(() => {
      const done = tail.of('transfer').filter(({ state }) => state === 'done');
      expect(new Set(done.map(({ recordId }) => recordId)).size).toBe(2);
    });
    expect(tail.of('hook')).toHaveLength(1);
    expect(tail.of('hook')[0]).toMatchObject({ connection: yard.shop.id, method: 'POST' });
    expect(tail.of('transfer').some(({ recordId }) => recordId === '1')).toBe(true);
  });

  it('tells only what is asked for', async () => {
    await using shop = await Tailing.open(at, `?connection=${yard.shop.id}&kinds=transfers&state=done`);
    await using verdicts = await Tailing.open(at, '?verdict=unknown-scope');
    await using hooks = await Tailing.open(at, `?connection=${yard.destination.id}&kinds=hooks`);

    await send('2');
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/lost' as 'order/created', id: '2' }));

    await holds(() => expect(verdicts.of('verdict')).toHaveLength(1));
    await holds(() => expect(shop.of('transfer')).toHaveLength(1));
    expect(shop.of('transfer')).toMatchObject([{ recordId: '2', state: 'done', connection: yard.shop.id }]);
    expect(verdicts.of('verdict')).toMatchObject([{ verdict: 'unknown-scope', scope: 'order/lost' }]);
    expect([shop, verdicts, hooks].flatMap((tail) => tail.of('hook'))).toEqual([]);
  });

  it('goes on behind the last event a reader had, and leaves nothing out: what came meanwhile, and how it ended', async () => {
    const first = await Tailing.open(at);
    await send('10');
    await holds(() => expect(first.of('hook')).toHaveLength(1));
    const { lastId } = first;
    await first[Symbol.asyncDispose]();

    await Promise.all(Array.from({ length: 40 }, (_, n) => send(String(11 + n))));
    await holds(() =>
      expect(yard.partner.records('orders').some(({ number }) => number === '#50')).toBe(true),
    );
    await using second = await Tailing.open(at, '', lastId);

    const told = (tail: Tailing): Set<string> => new Set(tail.of('hook').map(({ id }) => id));
    const { items } = await yard.host.admin.get<Listed>('/v1/hooks?limit=40');
    await holds(() => expect(items.filter(({ id }) => !told(second).has(id))).toEqual([]));
    await holds(() => {
      const done = second.of('transfer').filter(({ state }) => state === 'done');
      for (let id = 10; id <= 50; id += 1) expect(done.map(({ recordId }) => recordId)).toContain(String(id));
    });
    expect(told(second).size).toBe(40);
  });

  it('shows a tenant nothing of another', async () => {
    const { key } = await yard.host.admin.post<{ readonly key: string }>('/v1/tenants', { name: 'other' });
    await using own = await Tailing.open(at, '?kinds=hooks');
    await using other = await Tailing.open({ ...at, key });

    await send('60');

    await holds(() => expect(own.of('hook')).toHaveLength(1));
    await send('61');
    await holds(() => expect(own.of('hook')).toHaveLength(2));
    expect(other.events.map(({ event }) => event)).toEqual(['begin']);
    await expect(Tailing.open({ ...at, key }, `?connection=${yard.shop.id}`)).rejects.toThrow('404');
  });

  it('opens five streams for a key, refuses the sixth, and gives the place of one that left', async () => {
    const { key } = await yard.host.admin.post<{ readonly key: string }>('/v1/tenants', { name: 'third' });
    const streams = await Promise.all(Array.from({ length: 5 }, () => Tailing.open({ ...at, key })));

    await expect(Tailing.open({ ...at, key })).rejects.toThrow('TOO_MANY_STREAMS');

    await streams[0]?.[Symbol.asyncDispose]();
    const again = await eventually(() => Tailing.open({ ...at, key }).catch(() => null));
    await Promise.all([...streams.slice(1), again].map((stream) => stream[Symbol.asyncDispose]()));
  });

  it('is no page: without asking for a stream, or from where none was, it is refused with a remedy', async () => {
    expect(await yard.host.admin.raw('GET', '/v1/tail')).toMatchObject({
      status: 406,
      body: { code: 'NOT_A_STREAM' },
    });
    await expect(Tailing.open(at, '', 'no.such')).rejects.toThrow('Last-Event-ID');
  });

  it('says what the playground said: the same request comes to the same scope, record and rules', async () => {
    const body = JSON.stringify({ topic: 'order/updated', id: ' 70 ' });
    const headers = {
      'content-type': 'application/json',
      'x-signature': createHmac('sha256', SHOP_SECRET).update(body).digest('hex'),
    };
    const ask = { connection: yard.shop.id, request: { headers, body } };
    const played = await yard.host.admin.post<{ readonly requests: readonly Record<string, unknown>[] }>(
      '/v1/playground',
      ask,
    );
    await using tail = await Tailing.open(at, `?connection=${yard.shop.id}&kinds=transfers`);

    await fetch(yard.shop.hookUrl, { method: 'POST', headers, body });

    await holds(() => expect(tail.of('transfer').length).toBeGreaterThan(0));
    const [{ scope, type, action, externalId, mode }] = played.requests as [Record<string, unknown>];
    expect(tail.of('transfer')[0]).toMatchObject({ scope, type, action, recordId: externalId, mode });
  });

  it('ends when the host is asked to stop, which does not wait for its readers', async () => {
    await using host = await HostProcess.start();
    const tail = await Tailing.open({ url: host.url, key: host.adminKey });

    await host.stop();

    await holds(() => expect(tail.hasEnded).toBe(true));
    expect(tail.events.at(-1)?.event).toBe('end');
  });
});
