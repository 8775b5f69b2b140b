import { createHmac } from 'node:crypto';

import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../kit/shop.js';

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly queued: number;
  readonly refused: number;
  readonly reasons: readonly object[];
  readonly plan: { readonly looked: number; readonly hooks: number; readonly counts: readonly object[] };
  readonly progress: { readonly done: number; readonly open: number };
}

interface Transfer {
  readonly hook: string;
  readonly scope: string;
  readonly recordId: string;
}

const mall = {
  ...shopConnector,
  name: 'mall',
  urlPath: 'mall',
  receiver: {
    ...shopConnector.receiver,
    hasMultiple: true,
    multiple: 'events',
    account: 'shop',
    eventId: 'event',
    deliveryId: undefined,
  },
};

describe('events of a name nobody knew, at an address of two tenants', () => {
  let host: HostProcess;
  let north: AdminClient;
  let south: AdminClient;
  let ours: string;
  let theirs: string;

  beforeAll(async () => {
    host = await HostProcess.start();
    await host.admin.post('/v1/connectors?shared=true', mall);
    await host.admin.post('/v1/receivers', { connector: 'mall', secrets: { webhook: SHOP_SECRET } });
    [north, ours] = await aSide('north');
    [south, theirs] = await aSide('south');
    await send([archived('north', 1), archived('south', 1), plain('north', 9)]);
    await send([archived('north', 2)]);
    // The same event once more: it never was a request, so nothing had told that it is a repeat.
    await send([archived('north', 2), plain('south', 9)]);
    await eventually(async () => (await transfers(south, theirs)).length === 1);
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  async function aSide(name: string): Promise<[AdminClient, string]> {
    const { key } = await host.admin.post<{ key: string }>('/v1/tenants', { name });
    const admin = new AdminClient(host.url, key);
    const { id } = await admin.post<{ id: string }>('/v1/connections', {
      connector: 'mall',
      name,
      mode: 'live',
      account: name,
    });
    await admin.post('/v1/mapping-collections', collectionIntoHub(id));
    return [admin, id];
  }

  const archived = (shop: string, n: number) => ({
    shop,
    topic: 'order/archived',
    id: `a${n}`,
    number: `#a${n}`,
    event: `archived ${n}`,
  });
  const plain = (shop: string, n: number) => ({
    ...archived(shop, n),
    topic: 'order/updated',
    event: `plain ${n}`,
  });

  async function send(events: readonly object[]): Promise<void> {
    const body = JSON.stringify({ events });
    const signature = createHmac('sha256', SHOP_SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-signature': signature };
    const answer = await fetch(`${host.url}/receivers/mall`, { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  }

  async function transfers(admin: AdminClient, connection: string): Promise<Transfer[]> {
    return (await admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${connection}&limit=200`)).items;
  }

  const adopt = (): Promise<{ scope: { name: string }; replay: Replay }> =>
    north.post(`/v1/connections/${ours}/unknown-scopes/adopt`, {
      name: 'order/archived',
      type: 'TRANSACTION',
      action: 'UPDATED',
    });
  const over = ({ id }: Replay, admin = north): Promise<Replay> =>
    eventually(async () => {
      const now = await admin.get<Replay>(`/v1/replays/${id}`);
      return now.state === 'done' && now.progress.open === 0 && now;
    }, 30_000);

  it('are listed by name, with their number and the newest hook, each to whom its slice belongs', async () => {
    const mine = await north.get<{ items: { name: string; count: number; hook: string }[] }>(
      `/v1/connections/${ours}/unknown-scopes`,
    );
    const others = await south.get<{ items: object[] }>(`/v1/connections/${theirs}/unknown-scopes`);
    const hooks = await north.get<{ items: { id: string }[] }>(`/v1/hooks?connection=${ours}&limit=1`);

    expect(mine.items).toEqual([
      { name: 'order/archived', count: 3, hook: hooks.items[0]?.id, lastAt: expect.any(String) },
    ]);
    expect(others.items).toMatchObject([{ name: 'order/archived', count: 1 }]);
  });

  it('are run again when the name is adopted, they only, each event once, and nobody else is touched', async () => {
    const before = await transfers(south, theirs);
    const { scope, replay } = await adopt();
    const done = await over(replay);

    expect(scope.name).toBe('order/archived');
    expect(done).toMatchObject({
      queued: 2,
      refused: 1,
      progress: { done: 2 },
      reasons: [{ reason: 'duplicate', count: 1, examples: ['a2'] }],
      plan: { looked: 3, hooks: 3 },
    });
    expect((await transfers(north, ours)).map((one) => `${one.scope} ${one.recordId}`).toSorted()).toEqual([
      'order/archived a1',
      'order/archived a2',
      'order/updated a9',
    ]);
    expect(await transfers(south, theirs)).toEqual(before);
    expect((await north.get<{ items: object[] }>(`/v1/connections/${ours}/unknown-scopes`)).items).toEqual(
      [],
    );
  }, 60_000);

  it('wait for nothing when it is adopted once more', async () => {
    const { replay } = await adopt();

    expect(await over(replay)).toMatchObject({ queued: 0, refused: 0, plan: { hooks: 0 } });
  }, 60_000);

  it('of one hook are replayed to the slices of the tenant, duplicates only when somebody says so', async () => {
    const { items } = await north.get<{ items: { id: string }[] }>(`/v1/hooks?connection=${ours}&limit=1`);
    const ran = async (more: object): Promise<Replay> => {
      const made = await north.post<Replay>('/v1/replays', { hook: items[0]?.id, ...more });
      await eventually(async () => (await north.get<Replay>(`/v1/replays/${made.id}`)).state === 'planned');
      return over(await north.post<Replay>(`/v1/replays/${made.id}/run`));
    };
    const before = await transfers(south, theirs);
    const refused = await ran({});
    const taken = await ran({ takeDuplicates: true });
    const strange = await south.raw('GET', `/v1/replays/${taken.id}`);

    expect(refused).toMatchObject({ queued: 0, refused: 1, reasons: [{ reason: 'duplicate' }] });
    expect(taken).toMatchObject({ queued: 1, refused: 0 });
    expect(await transfers(south, theirs)).toEqual(before);
    expect(strange.status).toBe(404);
  }, 60_000);
});
