import { eventually } from '../kit/eventually.js';
import { type FakePartner, type PartnerCall, fakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type MadeConnection, addShop } from '../kit/yard.js';

interface Transfer {
  readonly state: string;
  readonly code: string | null;
  readonly direction: string;
  readonly attempts: number;
}

describe('a destination whose connection', () => {
  let host: HostProcess;
  let partner: FakePartner;
  let shop: MadeConnection;
  let warehouse: MadeConnection;

  beforeAll(async () => {
    partner = await fakePartner();
    host = await HostProcess.start();
    shop = await addShop(host);
    warehouse = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'rest',
      name: 'Warehouse',
      mode: 'live',
      settings: { baseUrl: partner.url, auth: 'bearer' },
      secrets: { api: 'an-old-token' },
      defaults: true,
    });
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await partner.close();
  });

  function send(id: string): Promise<number> {
    return sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id }));
  }

  async function state(): Promise<string> {
    return (await host.admin.get<{ state: string }>(`/v1/connections/${warehouse.id}`)).state;
  }

  async function transfers(): Promise<readonly Transfer[]> {
    return (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${warehouse.id}`)).items;
  }

  function numbers(): string[] {
    return partner
      .records('orders')
      .map(({ number }) => String(number))
      .toSorted((a, b) => a.localeCompare(b));
  }

  function isOld({ headers }: PartnerCall): boolean {
    return headers['authorization'] !== 'Bearer a-new-token';
  }

  it('needs authorisation says so and waits, using nothing up, until it gets a new secret', async () => {
    partner.misbehave((call) => (isOld(call) ? { status: 401 } : undefined));

    await send('5001');
    await eventually(async () => (await state()) === 'needs_authorization');
    const callsWhenDenied = partner.calls.length;
    const statusWhileDenied = await send('5002');
    const waiting = await eventually(async () => {
      const items = await transfers();
      return items.length === 2 && items;
    });
    const figures = await (await fetch(`${host.url}/metrics`)).text();
    await host.admin.patch(`/v1/connections/${warehouse.id}`, { secrets: { api: 'a-new-token' } });

    await eventually(() => numbers().length === 2);
    expect(statusWhileDenied).toBe(200);
    expect(figures).toMatch(/^hookyard_connections\{state="needs_authorization"\} 1$/m);
    expect(waiting).toEqual([
      expect.objectContaining({ state: 'queued', attempts: 0 }),
      expect.objectContaining({ state: 'waiting-retry', code: 'needs-authorization', attempts: 0 }),
    ]);
    expect(partner.calls.slice(callsWhenDenied).filter(isOld)).toEqual([]);
    expect(numbers()).toEqual(['#5001', '#5002']);
    expect(await state()).toBe('active');
  });

  it('leads to a system that is down is failing until the system answers again', async () => {
    partner.misbehave(() => ({ status: 503 }));

    await send('5003');
    await eventually(async () => (await state()) === 'failing');
    partner.misbehave(undefined);

    await eventually(() => numbers().includes('#5003'));
    expect(await eventually(async () => (await state()) === 'active')).toBe(true);
  });
});
