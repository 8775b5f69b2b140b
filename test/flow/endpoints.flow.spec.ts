import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { addShop, type MadeConnection } from '../kit/yard.js';
import { localCertificate } from '../kit/local-certificate.js';
import { Tailing, holds } from '../kit/tailing.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';

interface Endpoint {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly shown: readonly { readonly signature: string; readonly secret: string }[];
}

interface Delivery {
  readonly sequence: number;
  readonly event: string;
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: number;
  readonly answer: { readonly status: number } | null;
}

interface Explained {
  readonly items: readonly { readonly what: string; readonly facts: object }[];
  readonly subscribers: readonly { readonly name: string; readonly state: string; readonly why: string }[];
}

interface Told {
  readonly subscriber: string;
  readonly state: string;
}

describe('managed webhooks', () => {
  const cleanUp = new AsyncDisposableStack();
  const certificate = localCertificate();
  let host: HostProcess;
  let shop: MadeConnection;
  let heard: FakeSubscriber;
  let revision = 0;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookyard-ca-'));
    cleanUp.defer(() => rmSync(folder, { recursive: true }));
    const trusted = join(folder, 'ca.pem');
    writeFileSync(trusted, certificate.cert);
    // As an operator trusts an authority of their own.
    host = cleanUp.use(await HostProcess.start({ env: { NODE_EXTRA_CA_CERTS: trusted } }));
    shop = await addShop(host, 'Shop', 'sandbox');
    heard = cleanUp.use(await fakeSubscriber());
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());
  beforeEach(() => {
    heard.answer(undefined);
    heard.calls.length = 0;
  });
  afterEach(async () => {
    const { items } = await host.admin.get<{ items: Endpoint[] }>('/v1/endpoints');
    for (const { id } of items) await host.admin.delete(`/v1/endpoints/${id}`);
  });

  const send = async (id: string, topic: ShopHook['topic'] = 'order/updated'): Promise<void> => {
    expect(await sendShopHook(shop.hookUrl, aShopHook({ id, topic, revision: ++revision }))).toBe(200);
  };
  const deliveriesOf = async (id: string): Promise<Delivery[]> =>
    (await host.admin.get<{ items: Delivery[] }>(`/v1/endpoints/${id}/deliveries?limit=200`)).items;
  const statesOf = async (id: string): Promise<string[]> =>
    (await deliveriesOf(id)).map(({ state }) => state).toReversed();
  const anEndpoint = async (more: object = {}): Promise<Endpoint> => {
    const body = { url: heard.url, mode: 'sandbox', events: ['record.*'], ...more };
    const made = await host.admin.post<Endpoint>('/v1/endpoints', body);
    heard.knows(made.shown[0]?.secret ?? '');
    return made;
  };
  const heardAll = (count: number): Promise<unknown> => eventually(() => heard.events().length >= count);

  it('a change of a record arrives once, signed as the official library wants it, with what changed', async () => {
    const { id } = await anEndpoint();
    await send('a');
    await heardAll(1);
    await send('a');
    await heardAll(2);

    const [created, updated] = heard.events();
    expect([created?.isGenuine, updated?.isGenuine]).toEqual([true, true]);
    expect(created?.body).toMatchObject({
      type: 'record.created',
      version: 1,
      mode: 'sandbox',
      sequence: 1,
      tenant: expect.stringMatching(/^ten_/),
      cause: { actor: null, connection: shop.id, trackingId: expect.stringMatching(/^trk_/), handler: null },
      data: { record: { type: 'TRANSACTION', version: 1, data: { number: '#a' } }, changed: [] },
    });
    expect(updated?.body).toMatchObject({
      type: 'record.updated',
      sequence: 2,
      data: { record: { version: 2 }, changed: ['revision'], previous: { revision: revision - 1 } },
    });
    expect(created?.headers['webhook-id']).toBe(created?.body.id);
    await eventually(async () => (await statesOf(id)).join() === 'delivered,delivered');
    expect(heard.events()).toHaveLength(2);
  });

  it('one that fails is tried again under the same id, and its record waits while others go on', async () => {
    const { id } = await anEndpoint({ retrySeconds: [1, 1, 1] });
    let refused = 0;
    heard.answer(({ body }) =>
      body.data.record.data.number === '#b1' && refused++ < 2
        ? { status: 503, headers: { 'retry-after': '1' }, body: 'busy' }
        : undefined,
    );
    await send('b1');
    await heardAll(1);
    await send('b1');
    await send('b2');
    await eventually(async () => (await statesOf(id)).join() === 'delivered,delivered,delivered');

    const numbers = heard
      .events()
      .map(({ body }) => [body.data.record.data.number, body.data.record.version]);
    expect(numbers.filter(([number]) => number === '#b1')).toEqual([
      ['#b1', 1],
      ['#b1', 1],
      ['#b1', 1],
      ['#b1', 2],
    ]);
    expect(numbers.findIndex(([number]) => number === '#b2')).toBeLessThan(numbers.length - 2);
    const ids = heard
      .events()
      .filter(({ body }) => body.sequence === 1)
      .map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    const first = await host.admin.get<{ tries: { failure: string; facts: object }[] }>(
      `/v1/endpoints/${id}/deliveries/1`,
    );
    const figures = await (await fetch(`${host.url}/metrics`)).text();
    expect(figures).toMatch(/^hookyard_deliveries_total\{outcome="5xx"\} 2$/m);
    expect(figures).toMatch(/^hookyard_subscribers\{state="active"\} 1$/m);
    expect(figures).toMatch(new RegExp(`^hookyard_subscriber_parked\\{subscriber="${id}"\\} 0$`, 'm'));
    expect(Number(/^hookyard_delivery_seconds_count (\d+)$/m.exec(figures)?.[1])).toBeGreaterThanOrEqual(5);
    expect(first.tries).toMatchObject([
      { failure: 'http-503', facts: { status: 503, answer: 'busy' } },
      { failure: 'http-503' },
    ]);
  });

  it('answered 410 it is disabled; what happens meanwhile is kept, and recovered in its order', async () => {
    const { id } = await anEndpoint();
    await using watcher = await fakeSubscriber();
    const watching = { url: watcher.url, mode: 'sandbox', events: ['endpoint.*'] };
    await host.admin.post('/v1/endpoints', watching);
    const since = new Date(Date.now() - 60_000).toISOString();
    heard.answer(() => ({ status: 410 }));
    await send('c');
    await eventually(
      async () => (await host.admin.get<Endpoint>(`/v1/endpoints/${id}`)).state === 'disabled',
    );
    await send('c');
    await send('c2');
    await eventually(async () => (await statesOf(id)).join() === 'failed,kept,kept');
    expect((await deliveriesOf(id))[0]?.reason).toMatch(/410/);
    await eventually(() => watcher.events().length === 1);
    const told = { endpoint: id, url: heard.url, reason: 'it answered 410: it wants no more' };
    expect(watcher.events()[0]?.body).toMatchObject({ type: 'endpoint.disabled', data: told });
    const pulled = await host.admin.get<{ items: { sequence: number }[]; after: number }>(
      `/v1/endpoints/${id}/events?after=1`,
    );
    expect([pulled.items.map(({ sequence }) => sequence), pulled.after]).toEqual([[2, 3], 3]);

    heard.answer(undefined);
    heard.calls.length = 0;
    await host.admin.post(`/v1/endpoints/${id}/enable`);
    expect(heard.events()).toEqual([]);
    const recovered = await host.admin.post(`/v1/endpoints/${id}/recover`, { since });

    expect(recovered).toEqual({ looked: 3, sent: 3, next: null });
    await eventually(async () => (await statesOf(id)).join() === 'delivered,delivered,delivered');
    const ofC = heard.events().filter(({ body }) => body.data.record.data.number === '#c');
    expect(ofC.map(({ body }) => body.data.record.version)).toEqual([1, 2]);
  });

  it('filters, record types and transformations hold; a filter that fails is said, and nothing is lost', async () => {
    const filtered = await anEndpoint({
      filter: "data.record.data.number = '#d2'",
      transform: "{'n': data.record.data.number}",
    });
    const other = await anEndpoint({ recordTypes: ['CUSTOMER'] });
    const broken = await anEndpoint({ filter: "$error('no')" });
    for (const order of ['d1', 'd2']) await send(order);
    await eventually(async () => (await statesOf(broken.id)).length === 2);

    await eventually(async () => (await statesOf(filtered.id)).join() === 'delivered');
    expect(heard.events().map(({ body }) => body)).toEqual([{ n: '#d2' }]);
    expect(await deliveriesOf(other.id)).toEqual([]);
    expect((await deliveriesOf(broken.id))[0]).toMatchObject({
      state: 'kept',
      reason: expect.stringMatching(/^its filter failed: /),
    });
  });

  it('a secret is rotated without a gap: both sign for a day', async () => {
    const { id, shown } = await anEndpoint({ signs: ['v1', 'v1a'] });
    const old = shown[0]?.secret ?? '';
    await host.admin.post(`/v1/endpoints/${id}/rotate-secret`, {});
    heard.knows(old);
    await send('e');
    await heardAll(1);

    const [call] = heard.events();
    expect(call?.isGenuine).toBe(true);
    const schemes = call?.headers['webhook-signature']?.split(' ').map((one) => one.split(',')[0]);
    expect(schemes).toEqual(['v1', 'v1', 'v1a']);
    const info = await host.admin.get(`/v1/endpoints/${id}`);
    expect(JSON.stringify(info)).not.toContain('whsec_');
  });

  it('a test is shown with what was sent and what came back, redirects are not followed', async () => {
    const { id } = await anEndpoint({
      headers: { 'x-plain': 'seen' },
      secretHeaders: { Authorization: 'Bearer t0ken' },
    });
    heard.answer(() => ({
      status: 302,
      headers: { location: 'http://127.0.0.1:1/' },
      body: 'x'.repeat(100_000),
    }));

    const shown = await host.admin.post<{ answer: string }>(`/v1/endpoints/${id}/test`, {
      type: 'record.merged',
    });

    expect(shown).toMatchObject({ outcome: 'failed', status: 302, failure: 'http-302' });
    expect(shown.answer.length).toBeLessThanOrEqual(2_048);
    expect(heard.events()[0]).toMatchObject({
      isGenuine: true,
      headers: { 'x-plain': 'seen', authorization: 'Bearer t0ken' },
      body: { type: 'record.merged', data: { losers: [expect.any(String)] } },
    });
    expect(JSON.stringify(await host.admin.get(`/v1/endpoints/${id}`))).not.toContain('t0ken');
  });

  it('a live one is told nothing before it has proven its address', async () => {
    const refused = await host.admin.raw('POST', '/v1/endpoints', {
      url: heard.url,
      mode: 'live',
      events: ['*'],
    });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
    const made = await anEndpoint({ url: 'https://127.0.0.1:9/hooks', mode: 'live' });

    expect(made).toMatchObject({ state: 'unverified', reason: expect.stringContaining('ECONNREFUSED') });
    expect(heard.calls).toEqual([]);
  });

  it('a live one proves its address and is told over https, by a certificate the host trusts', async () => {
    const liveShop = await addShop(host, 'Live shop');
    await using secure = await fakeSubscriber(certificate);
    await using stranger = await fakeSubscriber(localCertificate());
    await using silent = await fakeSubscriber(certificate);
    silent.proves(false);
    const live = { mode: 'live', events: ['record.*'] };
    const [proven, strange, unproven] = [
      await anEndpoint({ ...live, url: secure.url }),
      await anEndpoint({ ...live, url: stranger.url }),
      await anEndpoint({ ...live, url: silent.url }),
    ];
    secure.knows(proven.shown[0]?.secret ?? '');
    const hook = aShopHook({ id: 'secure', revision: ++revision });
    expect(await sendShopHook(liveShop.hookUrl, hook)).toBe(200);
    await eventually(() => secure.events().length === 1);

    expect(proven).toMatchObject({ state: 'active', reason: null });
    expect(strange).toMatchObject({ state: 'unverified', reason: expect.stringContaining('SELF_SIGNED') });
    expect(unproven.reason).toBe('its answer does not hold the challenge');
    expect(secure.events()[0]).toMatchObject({
      isGenuine: true,
      body: { type: 'record.created', mode: 'live', data: { record: { data: { number: '#secure' } } } },
    });
    await eventually(async () => (await statesOf(proven.id)).join() === 'delivered');
    expect([stranger.calls, silent.events()]).toEqual([[], []]);

    silent.proves(true);
    const verified = await host.admin.post<Endpoint>(`/v1/endpoints/${unproven.id}/verify`);
    expect(verified).toMatchObject({ state: 'active', reason: null });
  });

  it('an event is explained: what brought it about, who heard of it, and why others did not', async () => {
    const { id } = await anEndpoint({ name: 'Billing', retrySeconds: [1] });
    await anEndpoint({ name: 'Transfers', events: ['transfer.parked'] });
    await anEndpoint({ name: 'Live', mode: 'live', url: 'https://127.0.0.1:9/' });
    await anEndpoint({ name: 'Customers', recordTypes: ['CUSTOMER'] });
    await anEndpoint({ name: 'Filtered', filter: "data.record.data.number = '#other'" });
    const asleep = await anEndpoint({ name: 'Asleep' });
    await host.admin.post(`/v1/endpoints/${asleep.id}/disable`);
    let refused = 0;
    heard.answer(() => (refused++ < 1 ? { status: 500, body: 'no' } : undefined));
    await send('x');
    await eventually(async () => (await statesOf(id)).join() === 'delivered');
    const [{ event }] = (await deliveriesOf(id)) as [Delivery];

    const ofEvent = await host.admin.get<Explained>(`/v1/explain?event=${event}`);
    const ofDelivery = await host.admin.get<Explained>(`/v1/explain?subscriber=${id}&sequence=1`);
    const record = heard.events()[0]?.body.data.record.id as string;
    const ofRecord = await host.admin.get<Explained>(`/v1/explain?recordId=${record}`);

    expect(
      Object.fromEntries(ofEvent.subscribers.map(({ name, state, why }) => [name, [state, why]])),
    ).toEqual({
      Billing: ['delivered', null],
      Asleep: ['kept', 'disabled: by hand'],
      Transfers: [null, 'type: it does not listen for record.created'],
      Live: [null, 'mode: it hears of live alone'],
      Customers: [null, 'record type: it does not hear of TRANSACTION'],
      Filtered: [null, 'filter: it does not call it true'],
    });
    const steps = ['hook', 'request', 'attempt', 'change', 'event', 'delivery'];
    for (const { items } of [ofEvent, ofDelivery])
      expect(steps.filter((step) => !items.some(({ what }) => what === step))).toEqual([]);
    expect(ofRecord.items.filter(({ what }) => what === 'delivery')).toHaveLength(2);
    expect(ofDelivery.subscribers.map(({ name }) => name)).toEqual(['Billing']);
    const [attempt] = ofDelivery.items.filter(({ what }) => what === 'attempt');
    expect(attempt?.facts).toMatchObject({ subscriber: id, sequence: 1, failure: 'http-500' });
    await expect(host.admin.get(`/v1/explain?subscriber=${id}&sequence=99`)).rejects.toThrow(/404/);
  });

  it('deliveries are told live, each in its states, to whoever asks for them', async () => {
    const at = { url: host.url, key: host.adminKey };
    const [{ id }, other] = [await anEndpoint({ retrySeconds: [1] }), await anEndpoint()];
    await using all = await Tailing.open(at, '?kinds=deliveries');
    await using own = await Tailing.open(at, `?subscriber=${id}&state=done`);
    await using transfers = await Tailing.open(at, `?connection=${shop.id}`);
    await send('y');

    const done = (tail: Tailing): unknown[] =>
      tail.of<Told>('delivery').flatMap(({ state, subscriber }) => (state === 'delivered' ? subscriber : []));
    await holds(() => expect(new Set(done(all))).toEqual(new Set([id, other.id])));
    await holds(() => expect(own.of('delivery')).toHaveLength(1));
    expect(own.of('delivery')).toMatchObject([
      {
        subscriber: id,
        sequence: 1,
        event: heard.events()[0]?.body.id,
        type: 'record.created',
        state: 'delivered',
      },
    ]);
    await holds(() => expect(transfers.of('transfer')).not.toEqual([]));
    expect(transfers.of('delivery')).toEqual([]);
  });
});
