import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type PartnerCall } from '../kit/fake-partner.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { rowsIn } from '../kit/ledger-facts.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

interface Transfer {
  readonly state: string;
}

const EVENTS = ['transfer.*', 'connection.*', 'initial_sync.*'];

/** One application hears of everything that happens to the host itself, in one sandbox. */
describe('events of the host itself', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let shop: MadeConnection;
  let partner: FakePartner;
  let warehouse: MadeConnection;
  let heard: FakeSubscriber;

  beforeAll(async () => {
    host = cleanUp.use(await HostProcess.start());
    partner = cleanUp.use(await fakePartner());
    heard = cleanUp.use(await fakeSubscriber());
    shop = await addShop(host, 'Shop', 'sandbox');
    warehouse = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'rest',
      name: 'Warehouse',
      mode: 'sandbox',
      settings: { baseUrl: partner.url, auth: 'bearer' },
      secrets: { webhook: 'warehouse-signing-secret', api: 'an-old-token' },
      retryPolicy: { name: 'custom', waits: [0, 0] },
      defaults: true,
    });
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());
  afterEach(() => partner.misbehave(undefined));

  const listen = async (more: object = {}): Promise<string> => {
    const body = { url: heard.url, mode: 'sandbox', events: EVENTS, ...more };
    return (await host.admin.post<{ id: string }>('/v1/endpoints', body)).id;
  };
  const send = async (id: string): Promise<void> => {
    expect(await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id }))).toBe(200);
  };
  const told = (type: RegExp): { type: string; data: Record<string, unknown>; cause: object }[] =>
    heard
      .events()
      .map(({ body }) => body)
      .filter((body) => type.test(body.type));
  const toWarehouse = async (): Promise<Transfer[]> =>
    (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${warehouse.id}`)).items;
  const answers = (status: number, isWrong: (call: PartnerCall) => boolean = () => true): void =>
    partner.misbehave((call) => (isWrong(call) ? { status } : undefined));

  it('are not kept where nobody listens for them', async () => {
    await host.admin.post('/v1/endpoints', { url: heard.url, mode: 'sandbox', events: ['import.*'] });
    answers(422, ({ method }) => method === 'POST');
    await send('1');
    await eventually(async () => (await toWarehouse())[0]?.state === 'parked');

    expect(await rowsIn({ host, databaseUrl: host.databaseUrl }, 'SELECT seq FROM event')).toEqual([]);
  });

  it('tell of a transfer that fails, is parked and succeeds, in this order and once for each', async () => {
    await listen();
    let writes = 0;
    answers(500, ({ method }) => method === 'POST' && (writes += 1) <= 3);
    await send('2');
    await eventually(() => told(/parked/).length === 1);
    const { transfer } = told(/parked/)[0]?.data ?? {};
    await host.admin.post(`/v1/transfers/${String(transfer)}/retry`);
    await eventually(() => told(/succeeded/).length === 2);

    const ofIt = told(/./).filter(({ data }) => data['transfer'] === transfer);
    const known = { connection: warehouse.id, direction: 'FROM', recordType: 'TRANSACTION' };
    expect(ofIt).toMatchObject([
      { type: 'transfer.failed', data: { ...known, attempt: 1, nextAt: expect.any(String) } },
      { type: 'transfer.failed', data: { ...known, attempt: 2 } },
      { type: 'transfer.parked', data: { ...known, reason: 'retries-exhausted:RetryLater' } },
      {
        type: 'transfer.succeeded',
        data: { ...known, change: 'created', recordId: expect.stringMatching(/^rec_/) },
      },
    ]);
    expect(ofIt[3]?.cause).toMatchObject({
      connection: warehouse.id,
      trackingId: expect.stringMatching(/^trk_/),
    });
    const intoHub = told(/succeeded/).filter(({ data }) => data['connection'] === shop.id);
    expect(intoHub).toMatchObject([{ data: { direction: 'TO', recordId: '2', change: 'created' } }]);
  });

  it('tell of credentials that are refused and given again', async () => {
    answers(401, ({ headers }) => headers['authorization'] !== 'Bearer a-new-token');
    await send('3');
    await eventually(() => told(/needs_authorization/).length === 1);
    await host.admin.patch(`/v1/connections/${warehouse.id}`, { secrets: { api: 'a-new-token' } });
    await eventually(() => told(/authorized/).length === 1);

    const known = { connection: warehouse.id, connector: 'rest', name: 'Warehouse' };
    expect(told(/^connection/)).toMatchObject([
      { type: 'connection.needs_authorization', data: { ...known, reason: 'the credentials are refused' } },
      { type: 'connection.authorized', data: known, cause: { actor: expect.stringMatching(/^key_/) } },
    ]);
    await eventually(() => partner.records('orders').length === 2);
  });

  it('tell of a system that is down, and that it answers again', async () => {
    answers(503);
    await send('4');
    await eventually(() => told(/failing/).length === 1);
    partner.misbehave(undefined);
    await eventually(() => told(/recovered/).length === 1);

    expect(told(/failing|recovered/)).toMatchObject([
      { type: 'connection.failing', data: { connection: warehouse.id, reason: 'unavailable' } },
      { type: 'connection.recovered', data: { connection: warehouse.id } },
    ]);
  });

  it('tell that a first load is over, behind all that it brought', async () => {
    const there = ['l1', 'l2', 'l3'];
    for (const id of there) partner.put('orders', id, { number: id });
    partner.misbehave(({ method, path }) => {
      if (method !== 'GET' || path !== '/orders') return undefined;
      return {
        status: 200,
        body: { items: there.map((id) => partner.record('orders', id)), total: there.length },
      };
    });
    await host.admin.post(`/v1/connections/${warehouse.id}/initialize`, { type: 'TRANSACTION' });
    await eventually(() => told(/initial_sync/).length === 1);

    expect(told(/initial_sync/)[0]?.data).toMatchObject({
      connection: warehouse.id,
      recordType: 'TRANSACTION',
      records: 3,
    });
    const brought = told(/succeeded/).filter(({ data }) => there.includes(String(data['recordId'])));
    expect(brought).toHaveLength(3);
  });

  it('tell nothing of their own deliveries, and each arrives once', async () => {
    const kinds = await rowsIn<{ type: string; n: number }>(
      { host, databaseUrl: host.databaseUrl },
      `SELECT e.type, count(*) AS n FROM event e JOIN delivery d ON d.event = e.seq GROUP BY e.type`,
    );
    const ids = heard.events().map(({ body }) => body.id);

    expect(kinds.map(({ type }) => type).toSorted()).toEqual(
      [...new Set(told(/./).map(({ type }) => type))].toSorted(),
    );
    expect(kinds.reduce((sum, { n }) => sum + Number(n), 0)).toBe(ids.length);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
