import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addDestination, addShop, type MadeConnection } from '../kit/yard.js';

interface Callback {
  readonly event: string;
  readonly work: string;
  readonly url: string;
  readonly state: string;
}

describe('callbacks', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let shop: MadeConnection;
  let partner: FakePartner;
  let warehouse: MadeConnection;
  let called: FakeSubscriber;
  let watcher: FakeSubscriber;

  beforeAll(async () => {
    host = cleanUp.use(
      await HostProcess.start({ env: { HOOKYARD_POLL_MS: '50', HOOKYARD_LEASE_MS: '3000' } }),
    );
    partner = cleanUp.use(await fakePartner());
    called = cleanUp.use(await fakeSubscriber());
    watcher = cleanUp.use(await fakeSubscriber());
    shop = await addShop(host, 'Shop', 'sandbox');
    warehouse = await addDestination(host, partner, 'sandbox');
    await host.admin.post('/v1/endpoints', { url: watcher.url, mode: 'sandbox', events: ['*'] });
    for (const id of ['1', '2', '3']) {
      expect(await sendShopHook(shop.hookUrl, aShopHook({ id, topic: 'order/created' }))).toBe(200);
    }
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());
  beforeEach(() => {
    called.answer(undefined);
    called.calls.length = 0;
  });

  const callbacks = async (): Promise<Callback[]> =>
    (await host.admin.get<{ items: Callback[] }>('/v1/callbacks?mode=sandbox')).items;
  const of = async (work: string): Promise<Callback | undefined> =>
    (await callbacks()).find((one) => one.work === work);
  const delivered = (work: string): Promise<unknown> =>
    eventually(async () => (await of(work))?.state === 'delivered', 20_000);
  const aReplay = async (more: object = {}): Promise<string> => {
    const ask = { connection: shop.id, callbackUrl: called.url, ...more };
    const { id } = await host.admin.post<{ id: string }>('/v1/replays', ask);
    await eventually(
      async () => (await host.admin.get<{ state: string }>(`/v1/replays/${id}`)).state === 'planned',
    );
    return id;
  };

  it('come once, with the id of what is over, as a form, and to nobody else', async () => {
    const id = await aReplay();
    expect(called.calls).toEqual([]);
    await host.admin.post(`/v1/replays/${id}/run`);
    await delivered(id);

    expect(called.calls).toMatchObject([
      {
        method: 'POST',
        path: '/hooks',
        text: `id=${id}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
    ]);
    expect((await host.admin.get<{ state: string }>(`/v1/replays/${id}`)).state).toBe('done');
    expect(watcher.events().map(({ body }) => body.type)).not.toContain('callback.due');
    const { items } = await host.admin.get<{ items: { type: string }[] }>('/v1/event-types?limit=200');
    expect(items.map(({ type }) => type)).not.toContain('callback.due');
  });

  it('come for what was cancelled, and again by hand', async () => {
    const id = await aReplay();
    await host.admin.post(`/v1/replays/${id}/cancel`);
    await delivered(id);
    const { event } = (await of(id)) as Callback;
    await host.admin.post(`/v1/callbacks/${event}/resend`);

    await eventually(() => called.calls.length === 2);
    expect(called.calls.map(({ headers }) => headers['webhook-id'])).toEqual([event, event]);
    expect(await host.admin.get(`/v1/callbacks/${event}`)).toMatchObject({
      work: id,
      url: called.url,
      tries: [],
    });
  });

  it('are not lost where the host is killed, neither before the end of the work nor in the call', async () => {
    const id = await aReplay({ hooksPerSecond: 1 });
    await host.admin.post(`/v1/replays/${id}/run`);
    await host.kill();
    called.answer(() => 'hang');
    await host.start();
    await eventually(() => called.calls.length === 1, 20_000);
    await host.kill();
    called.answer(undefined);
    await host.start();

    await delivered(id);
    expect(new Set(called.calls.map(({ text }) => text))).toEqual(new Set([`id=${id}`]));
  }, 60_000);

  it('of a first load come when all it found is taken over', async () => {
    const there = ['w1', 'w2', 'w3'];
    for (const id of there) partner.put('orders', id, { number: id });
    partner.misbehave(({ method, path }) =>
      method === 'GET' && path === '/orders'
        ? {
            status: 200,
            body: { items: there.map((id) => partner.record('orders', id)), total: there.length },
          }
        : undefined,
    );
    const path = `/v1/connections/${warehouse.id}/initialize`;
    const { transfer } = await host.admin.post<{ transfer: string }>(path, {
      type: 'TRANSACTION',
      callbackUrl: called.url,
    });
    await delivered(transfer);

    expect(called.calls.map(({ text }) => text)).toEqual([`id=${transfer}`]);
    const { progress } = await host.admin.get<{ progress: { open: number } }>(`${path}/TRANSACTION`);
    expect(progress.open).toBe(0);
  });

  it('of a re-sync name its collection', async () => {
    const { items } = await host.admin.get<{ items: { id: string; direction: string; type: string }[] }>(
      `/v1/mapping-collections?connection=${warehouse.id}`,
    );
    const collection = items.find(
      ({ direction, type }) => direction === 'FROM' && type === 'TRANSACTION',
    )?.id;
    const ask = { run: true, callbackUrl: called.url };
    await host.admin.post(`/v1/mapping-collections/${collection}/resync`, ask);
    await delivered(collection ?? '');

    expect(called.calls.map(({ text }) => text)).toEqual([`id=${collection}`]);
  });

  it('need an address that may be called', async () => {
    const live = await addShop(host, 'Live shop', 'live');
    const refusedFor = async (ask: object): Promise<unknown> =>
      (await host.admin.raw('POST', '/v1/replays', ask)).body;
    const errors = [{ field: 'callbackUrl' }];

    expect(await refusedFor({ connection: shop.id, callbackUrl: 'ftp://example.com/' })).toMatchObject({
      errors,
    });
    expect(await refusedFor({ connection: live.id, callbackUrl: called.url })).toMatchObject({ errors });
  });
});
