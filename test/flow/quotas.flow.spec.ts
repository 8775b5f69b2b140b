import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, collectionIntoHub, sendShopHook, shopConnector } from '../kit/shop.js';

interface Tenant {
  readonly id: string;
  readonly admin: AdminClient;
  readonly connection: string;
  readonly hookUrl: string;
}

type Usage = Readonly<Record<string, { readonly used: number; readonly quota: number | null }>>;

describe('a tenant at its quota', () => {
  let host: HostProcess;
  let small: Tenant;
  let neighbour: Tenant;

  beforeAll(async () => {
    host = await HostProcess.start();
    [small, neighbour] = [await aTenant(host, 'Small'), await aTenant(host, 'Neighbour')];
  }, 60_000);
  afterAll(() => host[Symbol.asyncDispose]());

  it('of connections gets no other, and learns which quota it is', async () => {
    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas: { connections: 1 } });

    const refused = await small.admin.raw('POST', '/v1/connections', CONNECTION);

    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'TENANT_QUOTA_REACHED',
        detail: expect.stringContaining('connections'),
        remedy: expect.any(String),
      },
    });
    expect(await neighbour.admin.raw('POST', '/v1/connections', CONNECTION)).toMatchObject({ status: 201 });
  });

  it('of hooks a day has the next one come again, and says why to its operator', async () => {
    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas: { hooksPerDay: 3 } });
    const answers = [];
    for (let n = 0; n < 5; n += 1)
      answers.push(await sendShopHook(small.hookUrl, aShopHook({ id: `h${n}` })));

    expect(answers).toEqual([200, 200, 200, 503, 503]);
    expect(await sendShopHook(neighbour.hookUrl, aShopHook({ id: 'n' }))).toBe(200);
    const kept = await small.admin.get<{ items: unknown[] }>(`/v1/hooks?connection=${small.connection}`);
    expect(kept.items).toHaveLength(3);
    const reason = async (): Promise<unknown> =>
      (await small.admin.get<{ items: { reason: string }[] }>('/v1/rejections')).items[0]?.reason;
    expect(await eventually(reason)).toBe('quota-hooks-per-day');
    expect(await usageOf(small)).toMatchObject({ hooksPerDay: { used: 3, quota: 3 } });
  }, 30_000);

  it('tells the sender when to come again', async () => {
    const answer = await fetch(small.hookUrl, { method: 'POST', body: '{}' });

    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answer.json()).toMatchObject({ code: 'HOOK_OVER_QUOTA' });
  });

  it('stays at it over a restart, and goes on when it gets more', async () => {
    await host.stop();
    await host.start();
    expect(await sendShopHook(small.hookUrl, aShopHook())).toBe(503);

    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas: { hooksPerDay: 4 } });

    expect(await sendShopHook(small.hookUrl, aShopHook())).toBe(200);
    expect(await sendShopHook(small.hookUrl, aShopHook())).toBe(503);
  }, 60_000);

  it('of stored bytes takes nothing in until there is room', async () => {
    const { storedBytes } = await eventually(async () => {
      const usage = await usageOf(small);
      return (usage['storedBytes']?.used ?? 0) > 0 && usage;
    });
    const used = storedBytes?.used ?? 0;
    const quotas = { hooksPerDay: null, storedBytes: used };
    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas });
    expect(await sendShopHook(small.hookUrl, aShopHook())).toBe(503);
    expect(await sendShopHook(neighbour.hookUrl, aShopHook())).toBe(200);

    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas: { storedBytes: used + 1_000_000 } });

    expect(await sendShopHook(small.hookUrl, aShopHook())).toBe(200);
  }, 30_000);

  it('of open requests keeps its hooks unresolved, in order, until there is room', async () => {
    await small.admin.post(`/v1/connections/${small.connection}/pause`);
    await host.admin.patch(`/v1/tenants/${small.id}`, { quotas: { storedBytes: null, openRequests: 2 } });
    await sendAll(small, ['q0', 'q1']);
    await eventually(async () => (await usageOf(small))['openRequests']?.used === 2);
    // The count is looked at twice a second: the hooks behind it are sent when it is known.
    await eventually(async () => {
      const started = await small.admin.raw('POST', `/v1/connections/${small.connection}/reconcile`, {
        type: 'TRANSACTION',
      });
      return (started.body as { code: string }).code === 'TENANT_QUOTA_REACHED';
    });
    await sendAll(small, ['q2', 'q3']);
    await sendAll(neighbour, ['m0']);
    await eventually(async () => (await transfersOf(neighbour, 'm0')).join() === 'done');
    expect(await transfersOf(small, 'q2')).toEqual([]);

    await small.admin.post(`/v1/connections/${small.connection}/resume`);

    await eventually(async () => (await transfersOf(small, 'q3')).join() === 'done', 30_000);
    expect(await transfersOf(small, 'q2')).toEqual(['done']);
  }, 60_000);

  it('is counted for who watches the host, by quota and never by tenant', async () => {
    const page = await (await fetch(`${host.url}/metrics`)).text();

    expect(page).toContain('hookyard_tenants_with_quota{quota="openRequests"} 1');
    expect(page).toMatch(/hookyard_tenants_at_quota\{quota="connections"\} 1/);
    expect(page).toMatch(/hookyard_rejections_total\{reason="quota"\} [1-9]/);
    expect(page).not.toContain(small.id);
  });
});

const CONNECTION = {
  connector: 'shop',
  name: 'Shop',
  mode: 'live',
  secrets: { webhook: SHOP_SECRET },
};

async function aTenant(host: HostProcess, name: string): Promise<Tenant> {
  const made = await host.admin.post<{ id: string; key: string }>('/v1/tenants', { name });
  const admin = new AdminClient(host.url, made.key);
  await admin.post('/v1/connectors', shopConnector);
  const { id, hookUrl } = await admin.post<{ id: string; hookUrl: string }>('/v1/connections', CONNECTION);
  await admin.post('/v1/mapping-collections', collectionIntoHub(id));
  return { id: made.id, admin, connection: id, hookUrl };
}

function usageOf({ id, admin }: Tenant): Promise<Usage> {
  return admin.get<Usage>(`/v1/tenants/${id}/usage`);
}

async function sendAll({ hookUrl }: Tenant, ids: readonly string[]): Promise<void> {
  for (const id of ids) expect(await sendShopHook(hookUrl, aShopHook({ id }))).toBe(200);
}

async function transfersOf({ admin, connection }: Tenant, record: string): Promise<string[]> {
  const { items } = await admin.get<{ items: { state: string; recordId: string }[] }>(
    `/v1/transfers?connection=${connection}`,
  );
  return items.filter(({ recordId }) => recordId === record).map(({ state }) => state);
}
