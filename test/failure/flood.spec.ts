import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { type FakePartner, fakePartner } from '../kit/fake-partner.js';
import { scaled } from '../kit/scale.js';
import { aShopHook, collectionIntoHub, sendShopHook, SHOP_SECRET, shopConnector } from '../kit/shop.js';
import { type MadeConnection, type Yard, aYard } from '../kit/yard.js';

const FLOOD = scaled(5_000, 600);
const OUTAGE = scaled(5_000, 300);
const SMALL = 10;
const CONCURRENCY = 16;
const SENDERS = 16;
/** Of a system that is back: 64 starts in the first second, twice as many in the next, so these take three at best. */
const FIRST_BACK = 64 + 128 + 64;
const BACK_WITHIN_MS = 5_000;

describe('a backlog of thousands', () => {
  it('of one tenant lets ten hooks of another pass', async () => {
    await using yard = await aYard({ env: { HOOKYARD_CONCURRENCY: String(CONCURRENCY) } });
    await using theirs = await fakePartner();
    const gate = Promise.withResolvers<undefined>();
    yard.partner.misbehave(({ method }) => (method === 'GET' ? undefined : gate.promise));
    const small = await aSmallTenant(yard, theirs);
    await sendMany(yard.shop.hookUrl, FLOOD);
    await eventually(() => yard.partner.calls.length >= CONCURRENCY, 20_000);

    await sendMany(small.hookUrl, SMALL);
    gate.resolve(undefined);
    const passed = await eventually(
      () => theirs.records('orders').length === SMALL && { before: yard.partner.writes.length },
      60_000,
    );

    expect(passed.before).toBeLessThan(FLOOD / 4);
    await eventually(() => yard.partner.records('orders').length === FLOOD, 240_000);
  }, 300_000);

  it('behind a system that is down leaves it alone, and runs by hundreds within five seconds of its return', async () => {
    await using yard = await aYard();
    const { partner } = yard;
    partner.misbehave(() => ({ status: 503 }));
    await sendMany(yard.shop.hookUrl, OUTAGE);
    await eventually(() => waiting(yard).then((count) => count >= Math.min(OUTAGE, 100)), 120_000);
    const asked = partner.calls.length;

    partner.misbehave(undefined);
    await eventually(() => partner.writes.length > 0, 60_000);
    const backAt = performance.now();
    await eventually(() => partner.writes.length >= FIRST_BACK, 60_000);
    const tookMs = performance.now() - backAt;

    expect(asked).toBeLessThan(100);
    expect(tookMs).toBeLessThan(BACK_WITHIN_MS);
    await eventually(() => partner.records('orders').length === OUTAGE, 120_000);
  }, 300_000);
});

async function aSmallTenant({ host }: Yard, partner: FakePartner): Promise<MadeConnection> {
  const { key } = await host.admin.post<{ key: string }>('/v1/tenants', { name: 'Small' });
  const admin = new AdminClient(host.url, key);
  await admin.post('/v1/connectors', { ...shopConnector, name: 'kiosk' });
  const made = await admin.post<MadeConnection>('/v1/connections', {
    connector: 'kiosk',
    name: 'Kiosk',
    mode: 'live',
    settings: {},
    secrets: { webhook: SHOP_SECRET },
  });
  await admin.post('/v1/mapping-collections', collectionIntoHub(made.id));
  await admin.post('/v1/connections', {
    connector: 'rest',
    name: 'Shelf',
    mode: 'live',
    settings: { baseUrl: partner.url },
    secrets: { webhook: 'shelf-signing-secret', api: 'shelf-token' },
    defaults: true,
  });
  return made;
}

/** A hook of a record each. */
async function sendMany(hookUrl: string, count: number): Promise<void> {
  let next = 0;
  const send = async (): Promise<void> => {
    while (next < count) {
      const status = await sendShopHook(hookUrl, aShopHook({ topic: 'order/created', id: String(next++) }));
      if (status >= 300 || status === 0) throw new Error(`a hook was answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

/** Requests that wait for the destination, up to a hundred. */
async function waiting({ host, destination }: Yard): Promise<number> {
  const { items } = await host.admin.get<{ items: unknown[] }>(
    `/v1/transfers?connection=${destination.id}&limit=100`,
  );
  return items.length;
}
