import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { type FakePartner, fakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Transfer {
  readonly id: string;
  readonly trackingId: string;
  readonly parent: string | null;
  readonly type: string;
  readonly recordId: string;
  readonly state: string;
  readonly code: string | null;
}

interface HookItem {
  readonly id: string;
  readonly requests: readonly Transfer[];
}

const SECRET = 'prefixed-signing-secret-0123';

describe('a hook that does not say what it means', () => {
  let host: HostProcess;
  let partner: FakePartner;
  let connection: MadeConnection;

  beforeAll(async () => {
    partner = await fakePartner();
    host = await HostProcess.start();
    connection = await connect('Garage', true);
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await partner.close();
  });

  function connect(name: string, defaults: boolean): Promise<MadeConnection> {
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'prefixed',
      name,
      mode: 'live',
      settings: { baseUrl: partner.url, productPrefix: 'Car' },
      secrets: { webhook: SECRET },
      defaults,
    });
  }

  async function send({ hookUrl }: MadeConnection, identifier: string): Promise<number> {
    const body = JSON.stringify({ identifier });
    const signature = createHmac('sha256', SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-prefixed-signature': signature };
    const answer = await fetch(hookUrl, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  function addMessageCollection({ id }: MadeConnection): Promise<unknown> {
    return host.admin.post('/v1/mapping-collections', {
      connection: id,
      name: 'Message',
      type: 'MESSAGE',
      direction: 'TO',
      syncType: 'ADD_AND_UPDATE',
      mappings: [],
    });
  }

  function ended(connection: MadeConnection, identifier: string): Promise<Transfer> {
    return rootOf(connection, identifier, /^(done|ended|parked)$/);
  }

  /** The request of the newest hook, once it is in such a state. */
  async function rootOf({ id }: MadeConnection, identifier: string, states: RegExp): Promise<Transfer> {
    return eventually(async () => {
      const { items } = await host.admin.get<{ items: HookItem[] }>(`/v1/hooks?connection=${id}`);
      const [newest] = items;
      if (!newest) return null;
      const { requests } = await host.admin.get<HookItem>(`/v1/hooks/${newest.id}`);
      const [root] = requests.filter((one) => one.recordId === identifier && one.parent === null);
      return root && states.test(root.state) && root;
    });
  }

  it('Car:1234 is resolved by its prefix into a child that is transferred under the same tracking id', async () => {
    partner.put('things', 'Car:1234', { name: 'Model T', sku: 'T-1', price: 850 });

    const status = await send(connection, 'Car:1234');

    const root = await ended(connection, 'Car:1234');
    const { items } = await host.admin.get<{ items: Transfer[] }>(
      `/v1/transfers?connection=${connection.id}`,
    );
    const child = items.find(({ parent }) => parent === root.id);
    const records = await host.admin.get<{ items: unknown[] }>('/v1/records?type=PRODUCT');
    expect(status).toBe(200);
    expect(root).toMatchObject({ type: 'MESSAGE', state: 'done' });
    expect(child).toMatchObject({
      type: 'PRODUCT',
      recordId: 'Car:1234',
      trackingId: root.trackingId,
      state: 'done',
    });
    expect(records.items).toHaveLength(1);
  });

  it('a prefix nobody chose ends unresolved, and nothing is fetched', async () => {
    await send(connection, 'Boat:7');

    const root = await ended(connection, 'Boat:7');

    expect(root).toMatchObject({ state: 'ended', code: 'unresolved' });
    expect(partner.calls.map(({ path }) => decodeURIComponent(path))).not.toContain('/things/Boat:7');
  });

  it('a control type without a mapping collection waits under a code that names it, until there is one', async () => {
    const bare = await connect('Bare', false);
    await send(bare, 'Car:1234');

    const held = await rootOf(bare, 'Car:1234', /^held$/);
    const { result } = await host.admin.get<{ result: { reason: string } }>(`/v1/transfers/${held.id}`);
    const explained = await host.admin.get<{ items: { facts: { code?: string } }[] }>(
      `/v1/explain?connection=${bare.id}&type=MESSAGE&externalId=Car:1234`,
    );
    await addMessageCollection(bare);

    const root = await ended(bare, 'Car:1234');
    expect(held.code).toBe('bad-config:no-mapping MESSAGE TO');
    expect(result.reason).toMatch(/^Bare: no mapping collection for the control type MESSAGE TO; add one/);
    expect(explained.items.map(({ facts }) => facts.code)).toContain(held.code);
    expect(root).toMatchObject({ id: held.id, state: 'done' });
  });

  it('a type without a mapping collection ends with a verdict that names it', async () => {
    const bare = await connect('Only messages', false);
    await addMessageCollection(bare);
    await send(bare, 'Car:1234');

    const root = await ended(bare, 'Car:1234');

    const { items } = await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${bare.id}`);
    const [child] = items.filter(({ parent }) => parent === root.id);
    expect(child).toMatchObject({ type: 'PRODUCT', state: 'ended', code: 'no-mapping' });
    const { result } = await host.admin.get<{ result: unknown }>(`/v1/transfers/${child?.id}`);
    expect(JSON.stringify(result)).toContain('no mapping collection for PRODUCT TO');
  });
});
