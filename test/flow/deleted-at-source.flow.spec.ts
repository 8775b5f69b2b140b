import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Transfer {
  readonly recordId: string;
  readonly direction: string;
  readonly action: string;
  readonly state: string;
  readonly code: string | null;
}

interface RecordBody {
  readonly id: string;
  readonly links: readonly { readonly connection: string; readonly state: string }[];
}

/** The secret that `addDestination` gives it. */
const WAREHOUSE_SECRET = 'warehouse-signing-secret';

describe('a record that a destination deletes by itself, while its delete guard is off', () => {
  let yard: Yard;
  let order: string;
  let record: string;

  beforeAll(async () => {
    yard = await aYard();
    await fromShop('order/created', 1);
    order = await eventually(() => yard.partner.records('orders')[0]?.['id'] as string | undefined);
    record = await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: RecordBody[] }>('/v1/records?type=TRANSACTION');
      return items[0]?.id;
    });
    await eventually(async () => (await linkState()) === 'live');
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  function fromShop(topic: 'order/created' | 'order/updated', revision: number): Promise<number> {
    return sendShopHook(yard.shop.hookUrl, aShopHook({ topic, id: '3001', revision }));
  }

  async function fromWarehouse(topic: string): Promise<number> {
    const body = JSON.stringify({ topic, id: order });
    const signature = createHmac('sha256', WAREHOUSE_SECRET).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hookyard-signature': signature };
    const answer = await fetch(yard.destination.hookUrl, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  /** The newest transfer of the destination, once it has ended as said. */
  function endedAs(wanted: Partial<Transfer>): Promise<Transfer> {
    return eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: Transfer[] }>(
        `/v1/transfers?connection=${yard.destination.id}`,
      );
      const [newest] = items;
      return Object.entries(wanted).every(([key, value]) => newest?.[key as keyof Transfer] === value)
        ? newest
        : null;
    });
  }

  async function linkState(): Promise<string | undefined> {
    const { links } = await yard.host.admin.get<RecordBody>(`/v1/records/${record}`);
    return links.find(({ connection }) => connection === yard.destination.id)?.state;
  }

  it('keeps its hub record, is no longer written to, and is written to again once it was seen again', async () => {
    expect(await fromWarehouse('order/deleted')).toBe(200);
    await endedAs({ direction: 'TO', action: 'DELETED', state: 'ended', code: 'guarded' });
    const afterDelete = await linkState();
    const writes = yard.partner.writes.length;

    await fromShop('order/updated', 2);
    await endedAs({ direction: 'FROM', state: 'ended', code: 'skipped' });
    const writesWhileGone = yard.partner.writes.length;
    await fromWarehouse('order/updated');
    await eventually(async () => (await linkState()) === 'live');
    await fromShop('order/updated', 3);

    await eventually(() => yard.partner.record('orders', order)?.['revision'] === 3);
    expect(afterDelete).toBe('source-deleted');
    expect(writesWhileGone).toBe(writes);
    expect(yard.partner.records('orders')).toHaveLength(1);
  });
});
