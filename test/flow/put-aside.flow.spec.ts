import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Transfer {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

interface RecordBody {
  readonly id: string;
  readonly links: readonly { readonly connection: string; readonly state: string }[];
}

/** The secret that `addDestination` gives it. */
const WAREHOUSE_SECRET = 'warehouse-signing-secret';

describe('what a person put aside', () => {
  let yard: Yard;
  let order: string;
  let record: string;

  beforeAll(async () => {
    yard = await aYard();
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '3001', revision: 1 }));
    order = await eventually(() => yard.partner.records('orders')[0]?.['id'] as string | undefined);
    record = await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: RecordBody[] }>('/v1/records?type=TRANSACTION');
      return items[0]?.id;
    });
    await eventually(async () => (await linkState()) === 'live');
    await yard.host.admin.patch(`${connection()}/scopes/${await scopeOfDeletes()}`, {
      guard: 'unlink',
      settleSeconds: 0,
    });
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  const connection = (): string => `/v1/connections/${yard.destination.id}`;

  async function scopeOfDeletes(): Promise<string> {
    const { items } = await yard.host.admin.get<{ items: { id: string; name: string }[] }>(
      `${connection()}/scopes?direction=TO`,
    );
    return items.find(({ name }) => name === 'order/deleted')?.id ?? '';
  }

  async function linkState(): Promise<string | undefined> {
    const { links } = await yard.host.admin.get<RecordBody>(`/v1/records/${record}`);
    return links.find((link) => link.connection === yard.destination.id)?.state;
  }

  async function deleteHook(): Promise<void> {
    const body = JSON.stringify({ topic: 'order/deleted', id: order });
    const signature = createHmac('sha256', WAREHOUSE_SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hookyard-signature': signature };
    const answer = await fetch(yard.destination.hookUrl, { method: 'POST', headers, body });
    await answer.arrayBuffer();
  }

  const transfers = async (state: string): Promise<Transfer[]> =>
    (
      await yard.host.admin.get<{ items: Transfer[] }>(
        `/v1/transfers?connection=${yard.destination.id}&state=${state}`,
      )
    ).items;

  it('a delete, leaves the record standing when it is tried again and its source has the record by then', async () => {
    await yard.host.admin.post(`${connection()}/pause`);
    await deleteHook();
    const { id } = await eventually(async () => (await transfers('queued'))[0]);
    await yard.host.admin.post(`/v1/transfers/${id}/park`);
    await yard.host.admin.post(`${connection()}/resume`);
    const aside = await transfers('parked');
    const figures = await (await fetch(`${yard.host.url}/metrics`)).text();

    const counted = await yard.host.admin.post('/v1/transfers/retry', {
      scope: 'order/deleted',
      dryRun: true,
    });
    await yard.host.admin.post('/v1/transfers/retry', { scope: 'order/deleted' });

    const over = await eventually(async () => {
      const one = await yard.host.admin.get<Transfer>(`/v1/transfers/${id}`);
      return one.state === 'ended' ? one : null;
    });
    expect(aside).toMatchObject([{ id, code: 'parked-by-hand' }]);
    expect(figures).toMatch(/^hookyard_requests_parked 1$/m);
    expect(figures).toMatch(/^hookyard_requests_stuck 1$/m);
    expect(counted).toMatchObject({ matched: 1, changed: 0 });
    expect(over.code).toBe('overtaken');
    expect(await linkState()).toBe('live');
  });

  it('takes its old place when it is tried again: a change that came after it and still waits has the last word', async () => {
    const shop = `/v1/connections/${yard.shop.id}`;
    const ofShop = async (state: string): Promise<Transfer[]> => {
      const query = `connection=${yard.shop.id}&state=${state}`;
      return (await yard.host.admin.get<{ items: Transfer[] }>(`/v1/transfers?${query}`)).items;
    };
    const statusOf = async (): Promise<unknown> => {
      const { data } = await yard.host.admin.get<{ data: Record<string, unknown> }>(`/v1/records/${record}`);
      return data['revision'];
    };
    await yard.host.admin.post(`${shop}/pause`);
    await sendShopHook(yard.shop.hookUrl, aShopHook({ id: '3001', revision: 5 }));
    const { id } = await eventually(async () => (await ofShop('queued'))[0]);
    await yard.host.admin.post(`/v1/transfers/${id}/park`);
    await sendShopHook(yard.shop.hookUrl, aShopHook({ id: '3001', revision: 6 }));
    await eventually(async () => (await ofShop('queued')).length === 1);

    await yard.host.admin.post(`/v1/transfers/${id}/retry`);
    await yard.host.admin.post(`${shop}/resume`);
    await eventually(
      async () => (await ofShop('queued')).length === 0 && (await ofShop('done')).length === 3,
    );

    expect(await statusOf()).toBe(6);
  });
});
