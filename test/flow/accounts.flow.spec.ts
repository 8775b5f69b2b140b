import { createHmac } from 'node:crypto';

import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, shopConnector } from '../kit/shop.js';
import type { MadeConnection } from '../kit/yard.js';

interface HookItem {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly requests: number; readonly verdicts: number };
  readonly requests: readonly { readonly recordId: string; readonly connection: string }[];
  readonly verdicts: readonly unknown[];
}

const manyAccounts = {
  ...shopConnector,
  name: 'mall',
  urlPath: 'mall',
  receiver: {
    ...shopConnector.receiver,
    hasMultiple: true,
    multiple: 'events',
    account: 'shop',
    deliveryId: undefined,
  },
};

describe('one address for the accounts of two tenants', () => {
  let host: HostProcess;
  let north: AdminClient;
  let south: AdminClient;

  beforeAll(async () => {
    host = await HostProcess.start();
    await host.admin.post('/v1/connectors?shared=true', manyAccounts);
    await host.admin.post('/v1/receivers', { connector: 'mall', secrets: { webhook: SHOP_SECRET } });
    north = await aTenant('North');
    south = await aTenant('South');
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  async function aTenant(name: string): Promise<AdminClient> {
    const { key } = await host.admin.post<{ key: string }>('/v1/tenants', { name });
    return new AdminClient(host.url, key);
  }

  function connect(admin: AdminClient, account: string): Promise<MadeConnection> {
    return admin.post('/v1/connections', { connector: 'mall', name: account, mode: 'live', account });
  }

  async function onlyHook(admin: AdminClient): Promise<HookItem> {
    const { id } = await eventually(async () => {
      const { items } = await admin.get<{ items: HookItem[] }>('/v1/hooks');
      return items[0]?.state === 'resolved' && items[0];
    });
    return admin.get<HookItem>(`/v1/hooks/${id}`);
  }

  it('splits a signed body between them, and neither sees what is the other’s', async () => {
    const [ofNorth, ofSouth] = [await connect(north, 'north.shop'), await connect(south, 'south.shop')];
    const body = JSON.stringify({
      events: [
        { shop: 'north.shop', topic: 'order/created', id: 'n-1' },
        { shop: 'south.shop', topic: 'order/created', id: 's-1' },
      ],
    });
    const signature = createHmac('sha256', SHOP_SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-signature': signature };

    const answer = await fetch(`${host.url}/receivers/mall`, { method: 'POST', headers, body });

    const [seenByNorth, seenBySouth] = [await onlyHook(north), await onlyHook(south)];
    expect(answer.status).toBe(200);
    expect(seenByNorth.requests).toEqual([
      expect.objectContaining({ recordId: 'n-1', connection: ofNorth.id }),
    ]);
    expect(seenBySouth.requests).toEqual([
      expect.objectContaining({ recordId: 's-1', connection: ofSouth.id }),
    ]);
    expect([seenByNorth.counts, seenBySouth.counts]).toEqual([
      { requests: 1, verdicts: 0 },
      { requests: 1, verdicts: 0 },
    ]);
    expect(JSON.stringify(seenByNorth)).not.toMatch(/s-1|south/);
    expect(JSON.stringify(seenBySouth)).not.toMatch(/n-1|north/);
    expect((await north.raw('GET', `/v1/hooks/${seenByNorth.id}/body`)).status).toBe(404);
  });

  it('an account of one tenant cannot be taken by the other', async () => {
    await connect(north, 'east.shop');

    const taken = await south.raw('POST', '/v1/connections', {
      connector: 'mall',
      name: 'east',
      mode: 'live',
      account: 'east.shop',
    });

    expect(taken).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
  });

  it('only the host’s own operator makes tenants', async () => {
    const refused = await north.raw('POST', '/v1/tenants', { name: 'West' });

    expect(refused).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
  });
});
