import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, collectionIntoHub, sendShopHook, shopConnector } from '../kit/shop.js';

interface Shop {
  readonly admin: AdminClient;
  readonly id: string;
  readonly hookUrl: string;
}

describe('a suspended tenant', () => {
  let host: HostProcess;
  let tenant: string;
  let shop: Shop;
  let neighbour: Shop;

  beforeAll(async () => {
    host = await HostProcess.start();
    const made = await host.admin.post<{ id: string; key: string }>('/v1/tenants', { name: 'Late payer' });
    tenant = `/v1/tenants/${made.id}`;
    shop = await aShop(new AdminClient(host.url, made.key));
    neighbour = await aShop(host.admin);
  }, 60_000);
  afterAll(() => host[Symbol.asyncDispose]());

  it('runs nothing while others run, and its hooks are kept', async () => {
    await host.admin.post(`${tenant}/suspend`);

    expect(await sendShopHook(shop.hookUrl, aShopHook({ id: '1' }))).toBe(200);

    await neighbourRuns('1');
    expect(await statesOf(shop)).toEqual(['queued']);
  }, 60_000);

  it('may look, and change nothing', async () => {
    const change = await shop.admin.raw('POST', `/v1/connections/${shop.id}/resume`);

    expect(change).toMatchObject({ status: 403, body: { code: 'TENANT_SUSPENDED' } });
    expect(await shop.admin.get(`/v1/connections/${shop.id}`)).toMatchObject({ state: 'active' });
    expect(await shop.admin.get(tenant)).toMatchObject({ state: 'suspended', name: 'Late payer' });
  });

  it('stays suspended over a restart', async () => {
    await host.kill();
    await host.start();

    expect(await sendShopHook(shop.hookUrl, aShopHook({ id: '2' }))).toBe(200);

    await neighbourRuns('2');
    expect(await statesOf(shop)).toEqual(['queued', 'queued']);
  }, 60_000);

  it('goes on where it stood when it is resumed', async () => {
    await host.admin.post(`${tenant}/resume`);

    await eventually(async () => (await statesOf(shop)).join() === 'done,done', 30_000);
    expect(await shop.admin.get(tenant)).toMatchObject({ state: 'active' });
  }, 60_000);

  /** Sent behind the hook of the suspended tenant, and through before anybody looks at that one. */
  async function neighbourRuns(id: string): Promise<void> {
    expect(await sendShopHook(neighbour.hookUrl, aShopHook({ id }))).toBe(200);
    await eventually(async () => {
      const states = await statesOf(neighbour);
      return states.length === Number(id) && states.every((state) => state === 'done');
    }, 30_000);
    await eventually(async () => (await statesOf(shop)).length === Number(id), 30_000);
  }
});

async function aShop(admin: AdminClient): Promise<Shop> {
  await admin.post('/v1/connectors', shopConnector);
  const { id, hookUrl } = await admin.post<{ id: string; hookUrl: string }>('/v1/connections', {
    connector: 'shop',
    name: 'Shop',
    mode: 'live',
    secrets: { webhook: SHOP_SECRET },
  });
  await admin.post('/v1/mapping-collections', collectionIntoHub(id));
  return { admin, id, hookUrl };
}

async function statesOf({ admin, id }: Shop): Promise<string[]> {
  const { items } = await admin.get<{ items: { state: string }[] }>(`/v1/transfers?connection=${id}`);
  return items.map(({ state }) => state);
}
