import { randomBytes } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber, type SubscriberCall } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';
import { tablesWith } from '../kit/tables-with.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

interface Trigger {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
}

interface Delivery {
  readonly sequence: number;
  readonly record: string;
  readonly state: string;
  readonly reason: string | null;
}

/** What a host shows when it is asked, gathered to be looked through for what it must not show. */
const SECRET = 'sekret-Zk3q9';
const BEARER = `Bearer ${SECRET}`;

describe('triggers', () => {
  const env = { HOOKYARD_POLL_MS: '50', HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64') };
  const shown: string[] = [];
  let host: HostProcess;
  let shop: MadeConnection;
  let other: MadeConnection;
  let called: FakeSubscriber;
  let revision = 0;

  beforeAll(async () => {
    host = await HostProcess.start({ env });
    shop = await addShop(host, 'Shop', 'sandbox');
    other = await addShop(host, 'Other shop', 'sandbox');
    called = await fakeSubscriber();
  }, 60_000);
  afterAll(async () => {
    await called[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    called.answer(undefined);
    called.calls.length = 0;
  });
  afterEach(async () => {
    if (host.isGone) return;
    const { items } = await host.admin.get<{ items: Trigger[] }>('/v1/triggers');
    for (const { id } of items) {
      shown.push(JSON.stringify([await host.admin.get(`/v1/triggers/${id}`), await deliveriesOf(id)]));
      await host.admin.delete(`/v1/triggers/${id}`);
    }
  });

  const send = async (id: string, topic: ShopHook['topic'] = 'order/updated', at = shop): Promise<number> => {
    expect(await sendShopHook(at.hookUrl, aShopHook({ id, topic, revision: ++revision }))).toBe(200);
    return revision;
  };
  const aTrigger = (more: object = {}): Promise<Trigger> =>
    host.admin.post<Trigger>('/v1/triggers', {
      url: `${called.url}/start`,
      mode: 'sandbox',
      events: ['record.*'],
      fields: { number: 'number' },
      ...more,
    });
  const deliveriesOf = async (id: string): Promise<Delivery[]> =>
    (await host.admin.get<{ items: Delivery[] }>(`/v1/triggers/${id}/deliveries?limit=200&sort=oldest`))
      .items;
  const statesAre = (id: string, ...states: string[]): Promise<unknown> =>
    eventually(async () => (await deliveriesOf(id)).map(({ state }) => state).join() === states.join());
  const queryOf = ({ path }: SubscriberCall): Record<string, string> =>
    Object.fromEntries(new URL(path, 'http://x').searchParams);

  it('calls with the chosen fields and static ones, as JSON, with its own headers, signed by nobody', async () => {
    const { id } = await aTrigger({
      fields: { mail: 'email', profileid: '$.data.record.id', lacking: 'address.street' },
      staticFields: { automationid: 17, isTest: true },
      headers: { 'x-plain': 'seen' },
      secretHeaders: { Authorization: BEARER },
    });
    await send('a');
    await statesAre(id, 'delivered');

    const [call] = called.calls;
    const [delivery] = await deliveriesOf(id);
    expect(call).toMatchObject({
      method: 'POST',
      path: '/hooks/start',
      headers: { 'content-type': 'application/json', 'x-plain': 'seen', authorization: BEARER },
      body: { mail: 'ann@example.com', profileid: delivery?.record, automationid: 17, isTest: true },
    });
    expect(Object.keys(call?.body ?? {})).not.toContain('lacking');
    expect(call?.headers['webhook-id']).toMatch(/^evt_/);
    expect(call?.headers['webhook-signature']).toBeUndefined();
  });

  it('calls with a form, and by GET with a query behind what the address says already', async () => {
    await aTrigger({ sendAs: 'form', fields: { mail: 'email' }, staticFields: { step: 'a&b' } });
    const get = {
      method: 'GET',
      url: `${called.url}/start?campaign=7`,
      fields: { mail: 'email', n: 'number' },
    };
    await aTrigger(get);
    await send('b');
    await eventually(() => called.calls.length === 2);

    const form = called.calls.find(({ method }) => method === 'POST');
    const query = called.calls.find(({ method }) => method === 'GET');
    expect(form).toMatchObject({
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      text: 'mail=ann%40example.com&step=a%26b',
    });
    expect(query && [query.text, queryOf(query)]).toEqual([
      '',
      { campaign: '7', mail: 'ann@example.com', n: '#b' },
    ]);
    expect(query?.headers['content-type']).toBeUndefined();
  });

  it('calls where its condition holds, and for records that are known where it asks', async () => {
    const condition = await aTrigger({ filter: "data.record.data.number = '#c2'" });
    const unknown = await aTrigger({ knownIn: other.id });
    await aTrigger({ knownIn: shop.id, fields: { id: '$.link.externalId', at: '$.link.connection' } });
    await send('c1');
    await send('c2');
    await statesAre(unknown.id, 'skipped', 'skipped');
    await statesAre(condition.id, 'delivered');
    await eventually(() => called.calls.length === 3);

    const bodies = called.calls.map(({ body }) => body);
    expect(bodies).toEqual(
      expect.arrayContaining([{ number: '#c2' }, { id: 'c1', at: shop.id }, { id: 'c2', at: shop.id }]),
    );
    expect((await deliveriesOf(unknown.id))[0]?.reason).toBe('its record is not known there');
  });

  it('waits, over a host that is killed meanwhile, and tells once of the record as it is by then', async () => {
    const { id } = await aTrigger({ waitSeconds: 2, fields: { number: 'number', revision: 'revision' } });
    await send('d');
    const newest = await send('d');
    await statesAre(id, 'waiting', 'waiting');
    await host.kill();
    await host.start();
    await statesAre(id, 'delivered', 'skipped');

    expect(called.calls.map(({ body }) => body)).toEqual([{ number: '#d', revision: newest }]);
    expect((await deliveriesOf(id))[1]?.reason).toBe('an earlier call told of it');
  });

  it('does not call for a record again within its restart window, over a restart; others and hands are free', async () => {
    const { id } = await aTrigger({ restartSeconds: 3_600, fields: { n: 'number', revision: 'revision' } });
    const first = await send('e');
    await statesAre(id, 'delivered');
    await host.kill();
    await host.start();
    const second = await send('e');
    await statesAre(id, 'delivered', 'skipped');
    const free = await send('e2');
    await statesAre(id, 'delivered', 'skipped', 'delivered');
    await host.admin.post(`/v1/triggers/${id}/deliveries/2/resend`);
    await statesAre(id, 'delivered', 'delivered', 'delivered');

    expect(called.calls.map(({ body }) => body)).toEqual([
      { n: '#e', revision: first },
      { n: '#e2', revision: free },
      { n: '#e', revision: second },
    ]);
  });

  it('calls again when the window is over', async () => {
    const { id } = await aTrigger({ restartSeconds: 1 });
    await send('f');
    await statesAre(id, 'delivered');
    const over = Date.now() + 1_000;
    await send('f');
    await statesAre(id, 'delivered', 'skipped');
    await eventually(() => Date.now() > over);
    await send('f');

    await statesAre(id, 'delivered', 'skipped', 'delivered');
    expect((await deliveriesOf(id))[1]?.reason).toMatch(/^within the restart window/);
  });

  it('is tried again in the order of each record, and disabled by a 410 with an event', async () => {
    await using watcher = await fakeSubscriber();
    const watching = { url: watcher.url, mode: 'sandbox', events: ['trigger.*'] };
    const { id: endpoint } = await host.admin.post<Trigger>('/v1/endpoints', watching);
    const { id } = await aTrigger({ retrySeconds: [1, 1], fields: { revision: 'revision' } });
    let refused = 0;
    called.answer(() => (refused++ < 1 ? { status: 503, headers: { 'retry-after': '1' } } : undefined));
    const first = await send('g');
    const second = await send('g');
    await statesAre(id, 'delivered', 'delivered');
    expect(called.calls.map(({ body }) => body.revision)).toEqual([first, first, second]);
    called.answer(() => ({ status: 410 }));
    await send('g');

    await eventually(async () => (await host.admin.get<Trigger>(`/v1/triggers/${id}`)).state === 'disabled');
    await eventually(() => watcher.events().length === 1);
    expect(watcher.events()[0]?.body).toMatchObject({ type: 'trigger.disabled', data: { trigger: id } });
    await host.admin.delete(`/v1/endpoints/${endpoint}`);
  });

  it('shows the request and the answer of a test without its secrets, and says what would have held it', async () => {
    const { id } = await aTrigger({
      filter: "data.record.data.number = 'no'",
      knownIn: other.id,
      fields: { mail: 'email' },
      secretHeaders: { 'X-Api-Key': SECRET },
    });
    await send('h');
    const { items } = await host.admin.get<{ items: { id: string }[] }>(
      '/v1/records?type=TRANSACTION&limit=1',
    );
    const record = items[0]?.id;
    called.answer(({ headers }) => ({ status: 422, body: `no: ${JSON.stringify(headers)}` }));
    const path = `/v1/triggers/${id}/test`;

    const tried = await host.admin.post<{ answer: { text: string } }>(path, { record });
    const looked = await host.admin.post<object>(path, { record, send: false });

    expect(tried).toMatchObject({
      request: { method: 'POST', body: '{"mail":"ann@example.com"}', headers: { 'x-api-key': '•••' } },
      holds: false,
      isKnown: false,
      answer: { outcome: 'failed', status: 422 },
    });
    expect(called.calls.map(({ headers }) => headers['x-api-key'])).toEqual([SECRET]);
    expect(tried.answer.text).toContain('"x-api-key":"•••"');
    expect(looked).toMatchObject({ request: { method: 'POST' }, answer: null });
    shown.push(JSON.stringify([tried, looked]));
  });

  it('refuses what it could not keep to: http in live, windows without records, secrets for another host', async () => {
    const refusedFor = async (more: object): Promise<unknown> => {
      const body = { url: called.url, mode: 'sandbox', events: ['record.*'], ...more };
      return (await host.admin.raw('POST', '/v1/triggers', body)).body;
    };
    expect(await refusedFor({ mode: 'live' })).toMatchObject({ errors: [{ field: 'url' }] });
    expect(await refusedFor({ events: ['*'], waitSeconds: 1 })).toMatchObject({
      errors: [{ field: 'waitSeconds' }],
    });
    expect(await refusedFor({ method: 'GET', sendAs: 'json' })).toMatchObject({
      errors: [{ field: 'sendAs' }],
    });
    expect(await refusedFor({ knownIn: 'con_no' })).toMatchObject({ errors: [{ field: 'knownIn' }] });
    const { id } = await aTrigger({ secretHeaders: { 'x-api-key': SECRET } });
    const moved = { url: 'http://127.0.0.1:9/elsewhere' };
    const path = `/v1/triggers/${id}`;

    expect((await host.admin.raw('PATCH', path, moved)).body).toMatchObject({
      errors: [{ field: 'secretHeaders.x-api-key' }],
    });
    expect(
      await host.admin.raw('PATCH', path, { ...moved, secretHeaders: { 'x-api-key': 'new' } }),
    ).toMatchObject({ status: 200 });
  });

  if (process.env.DB === 'postgres') {
    it('calls once within its windows, however many processes take the events of a record', async () => {
      await using second = await HostProcess.start({ databaseUrl: host.databaseUrl, env });
      const { id } = await aTrigger({ waitSeconds: 1, restartSeconds: 3_600 });
      const there = { ...shop, hookUrl: shop.hookUrl.replace(host.url, second.url) };
      for (let turn = 0; turn < 20; turn += 1)
        await send('i', 'order/updated', turn % 2 === 0 ? shop : there);

      await eventually(async () => {
        const states = (await deliveriesOf(id)).map(({ state }) => state);
        return states.length >= 2 && !states.includes('waiting');
      }, 20_000);
      await send('i', 'order/updated', there);
      await eventually(async () => (await deliveriesOf(id)).at(-1)?.state === 'skipped');

      expect(called.calls).toHaveLength(1);
    }, 60_000);
  }

  it('has its secrets nowhere in the clear: not in the API, the database, or the log', async () => {
    shown.push(JSON.stringify(await host.admin.get('/v1/audit?limit=200')));
    await host.stop();

    expect(shown.length).toBeGreaterThan(8);
    expect([...shown, ...host.lines].filter((text) => text.includes(SECRET))).toEqual([]);
    expect(await tablesWith(host, SECRET)).toEqual([]);
    expect(await tablesWith(host, 'ann@example.com')).toContain('record');
  });
});
