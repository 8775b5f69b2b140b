import { createHmac } from 'node:crypto';

import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../kit/shop.js';
import type { MadeConnection } from '../kit/yard.js';

interface HookItem {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly requests: number; readonly verdicts: number };
  readonly requests: readonly { readonly recordId: string; readonly connection: string }[];
  readonly verdicts: readonly unknown[];
}

interface TransferItem {
  readonly id: string;
  readonly hook: string;
  readonly recordId: string;
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

  async function send(events: readonly object[]): Promise<number> {
    const body = JSON.stringify({ events });
    const signature = createHmac('sha256', SHOP_SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-signature': signature };
    return (await fetch(`${host.url}/receivers/mall`, { method: 'POST', headers, body })).status;
  }

  /** A tenant's connection with its mapping, and what its element became. */
  async function aSide(admin: AdminClient, name: string, recordId: string) {
    const { id: connection } = await connect(admin, `${name}.two`);
    await admin.post('/v1/mapping-collections', collectionIntoHub(connection));
    const done = () =>
      eventually(async () => {
        const { items } = await admin.get<{ items: TransferItem[] }>(
          `/v1/transfers?connection=${connection}&state=done`,
        );
        const transfer = items.find((one) => one.recordId === recordId);
        const records = await admin.get<{ items: { id: string }[] }>('/v1/records?type=TRANSACTION');
        const record = records.items[0]?.id;
        return transfer && record ? { hook: transfer.hook, transfer: transfer.id, record } : null;
      });
    return { connection, done };
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

    const status = await send([
      { shop: 'north.shop', topic: 'order/created', id: 'n-1' },
      { shop: 'south.shop', topic: 'order/created', id: 's-1' },
    ]);

    const [seenByNorth, seenBySouth] = [await onlyHook(north), await onlyHook(south)];
    expect(status).toBe(200);
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

  it('what became of an element is found by its tenant alone: in lists, by id and in explanations', async () => {
    const ours = await aSide(north, 'north', 'n-2');
    const theirs = await aSide(south, 'south', 's-2');
    await send([
      { shop: 'north.two', topic: 'order/created', id: 'n-2', email: 'ann@north.example' },
      { shop: 'south.two', topic: 'order/created', id: 's-2', email: 'bob@south.example' },
    ]);

    const [own, other] = [await ours.done(), await theirs.done()];

    const explained = `type=TRANSACTION&externalId`;
    const shown = [
      '/v1/hooks',
      `/v1/hooks/${own.hook}`,
      '/v1/transfers',
      `/v1/transfers/${own.transfer}`,
      '/v1/records?type=TRANSACTION',
      `/v1/explain?hook=${own.hook}`,
      `/v1/explain?transfer=${own.transfer}`,
      `/v1/explain?recordId=${own.record}`,
      `/v1/explain?connection=${ours.connection}&${explained}=n-2`,
      `/v1/explain?connection=${ours.connection}&${explained}=s-2`,
    ];
    for (const path of shown) {
      const answer = await north.raw('GET', path);
      expect([path, answer.status]).toEqual([path, 200]);
      const strange = [
        other.transfer,
        other.record,
        theirs.connection,
        'south.example',
        'south.two',
        '"s-2"',
      ];
      expect([path, strange.filter((one) => JSON.stringify(answer.body).includes(one))]).toEqual([path, []]);
    }
    const hidden = [
      ['GET', `/v1/transfers/${other.transfer}`],
      ['POST', `/v1/transfers/${other.transfer}/release`],
      ['GET', `/v1/records/${other.record}`],
      ['GET', `/v1/connections/${theirs.connection}`],
      ['GET', `/v1/hooks?connection=${theirs.connection}`],
      ['GET', `/v1/transfers?connection=${theirs.connection}`],
      ['GET', `/v1/explain?transfer=${other.transfer}`],
      ['GET', `/v1/explain?recordId=${other.record}`],
      ['GET', `/v1/explain?connection=${theirs.connection}&${explained}=s-2`],
    ] as const;
    for (const [method, path] of hidden) {
      const { status } = await north.raw(method, path);
      expect([path, status]).toEqual([path, 404]);
    }
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
