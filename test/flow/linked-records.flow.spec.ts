import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';

const SECRET = 'a-signing-secret-of-both-systems';

interface System {
  readonly partner: FakePartner;
  readonly id: string;
  readonly hookUrl: string;
}

interface Page<T> {
  readonly items: readonly T[];
}

interface Collection {
  readonly id: string;
  readonly type: string;
  readonly direction: 'TO' | 'FROM';
  readonly mappings: readonly { readonly target: string }[];
}

/** Orders name their customers by an id of their own system (S5.7). */
describe('an order that names a customer', () => {
  let host: HostProcess;
  let shop: System;
  let desk: System;

  beforeAll(async () => {
    host = await HostProcess.start();
    shop = await aSystem('Shop');
    desk = await aSystem('Desk');
    await mapCustomerOf(shop, 'TO', 'wait');
    await mapCustomerOf(desk, 'FROM', 'wait');
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([shop.partner.close(), desk.partner.close()]);
  });

  it('waits for a customer nobody has told of yet, over a kill, says for whom, and goes on when it comes', async () => {
    shop.partner.put('orders', 'o1', { number: '#1', customer: 'c1' });
    await tell('order/created', 'o1');
    const waiting = await eventually(async () => (await transfers('held'))[0]);
    await host.kill();
    await host.start();
    const stillWaits = await transfers('held');

    shop.partner.put('customers', 'c1', { email: 'ann@example.com' });
    await tell('customer/created', 'c1');

    const order = await eventually(() => orderAtDesk('#1'));
    expect(waiting).toMatchObject({ code: 'needs CUSTOMER/c1', recordId: 'o1' });
    expect(stillWaits).toHaveLength(1);
    expect(order['customer']).toBe(customerAtDesk('ann@example.com'));
  }, 60_000);

  it('fetches it where its collection says so: with one read, before the order goes on', async () => {
    await mapCustomerOf(shop, 'TO', 'fetch');
    shop.partner.put('customers', 'c2', { email: 'ben@example.com' });
    shop.partner.put('orders', 'o2', { number: '#2', customer: 'c2' });

    await tell('order/created', 'o2');

    const order = await eventually(() => orderAtDesk('#2'));
    const reads = shop.partner.calls.filter(
      ({ method, path }) => method === 'GET' && path === '/customers/c2',
    );
    expect(order['customer']).toBe(customerAtDesk('ben@example.com'));
    expect(reads).toHaveLength(1);
  });

  it('and is brought over where the customer is linked already, each system under its own id of it', async () => {
    shop.partner.put('orders', 'o3', { number: '#3', customer: 'c1' });

    await tell('order/created', 'o3');

    const order = await eventually(() => orderAtDesk('#3'));
    expect(order['customer']).toBe(customerAtDesk('ann@example.com'));
    expect(order['customer']).not.toBe('c1');
    expect(desk.partner.records('customers')).toHaveLength(2);
  });

  async function aSystem(name: string): Promise<System> {
    const partner = await fakePartner({ idPrefix: `${name.toLowerCase()}-` });
    const made = await host.admin.post<{ id: string; hookUrl: string }>('/v1/connections', {
      connector: 'rest',
      name,
      mode: 'live',
      settings: { baseUrl: partner.url },
      secrets: { webhook: SECRET, api: 'token' },
      defaults: true,
    });
    return { partner, ...made };
  }

  /** The order's `customer` in that system and the hub's `customerId` are the same customer. */
  async function mapCustomerOf(
    system: System,
    direction: 'TO' | 'FROM',
    missing: 'wait' | 'fetch',
  ): Promise<void> {
    const [source, target] = direction === 'TO' ? ['customer', 'customerId'] : ['customerId', 'customer'];
    const { items } = await host.admin.get<Page<Collection>>(
      `/v1/mapping-collections?connection=${system.id}&limit=100`,
    );
    const orders = items.find((one) => one.type === 'TRANSACTION' && one.direction === direction);
    const others = (orders?.mappings ?? []).filter((mapping) => mapping.target !== target);
    const link = { kind: 'link', source, target, type: 'CUSTOMER', missing };
    await host.admin.patch(`/v1/mapping-collections/${orders?.id}`, { mappings: [...others, link] });
  }

  async function tell(topic: string, id: string): Promise<void> {
    const body = JSON.stringify({ topic, id });
    const answer = await fetch(shop.hookUrl, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-hookyard-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
        'x-hookyard-delivery': randomUUID(),
      },
    });
    expect(answer.status).toBe(200);
  }

  async function transfers(state: string): Promise<{ code: string | null; recordId: string }[]> {
    const { items } = await host.admin.get<Page<{ code: string | null; recordId: string }>>(
      `/v1/transfers?connection=${shop.id}&state=${state}`,
    );
    return [...items];
  }

  function orderAtDesk(number: string): Readonly<Record<string, unknown>> | undefined {
    return desk.partner.records('orders').find((order) => order['number'] === number);
  }

  function customerAtDesk(email: string): unknown {
    return desk.partner.records('customers').find((customer) => customer['email'] === email)?.['id'];
  }
});
