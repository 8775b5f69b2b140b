import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Listed<T> {
  readonly items: readonly T[];
}

interface HookItem {
  readonly id: string;
  readonly verdicts?: readonly { readonly verdict: string }[];
}

describe('a hook on its way through the yard', () => {
  let yard: Yard;

  beforeAll(async () => {
    yard = await aYard();
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  it('ends as a record at the destination, mapped field by field', async () => {
    const status = await sendShopHook(
      yard.shop.hookUrl,
      aShopHook({ topic: 'order/created', id: '2001', revision: 7 }),
    );

    const orders = await eventually(() => {
      const found = yard.partner.records('orders').filter((order) => order['number'] === '#2001');
      return found.length > 0 && found;
    });
    expect(status).toBe(200);
    expect(orders).toHaveLength(1);
    expect(orders[0]).toMatchObject({ revision: 7, currency: 'EUR', total: '12.50', city: 'Ghent' });
  });

  it('updates what it created, under the same remote record', async () => {
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '2002', revision: 1 }));
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/updated', id: '2002', revision: 2 }));

    const revision = await eventually(() => {
      const [order] = yard.partner.records('orders').filter(({ number }) => number === '#2002');
      return order?.['revision'] === 2 && order;
    });
    expect(revision).toMatchObject({ number: '#2002' });
    expect(
      yard.partner.writes.filter(({ data }) => (data as { number?: string })?.number === '#2002'),
    ).toHaveLength(1);
  });

  it('is kept once, however many copies of a delivery arrive at the same moment', async () => {
    const hook = aShopHook({ topic: 'order/created', id: '2003', deliveryId: 'delivery-2003' });

    const statuses = await Promise.all(
      Array.from({ length: 200 }, () => sendShopHook(yard.shop.hookUrl, hook)),
    );

    expect(new Set(statuses)).toEqual(new Set([200]));
    await eventually(() => yard.partner.records('orders').some(({ number }) => number === '#2003'));
    const { items } = await yard.host.admin.get<Listed<HookItem>>(
      `/v1/hooks?connection=${yard.shop.id}&limit=200`,
    );
    expect(items.length).toBeLessThanOrEqual(5);
    expect(yard.partner.records('orders').filter(({ number }) => number === '#2003')).toHaveLength(1);
  });

  it('is refused without a reason when its signature is wrong', async () => {
    const answer = await fetch(yard.shop.hookUrl, {
      method: 'POST',
      headers: { 'x-signature': 'aa' },
      body: '{}',
    });

    const body = await answer.text();
    expect(answer.status).toBe(401);
    expect(body).not.toMatch(/signature/i);
  });

  it('ends guarded when it is a delete nobody switched on, and the record stays', async () => {
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '2004' }));
    await eventually(() => yard.partner.records('orders').some(({ number }) => number === '#2004'));

    const status = await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/deleted', id: '2004' }));

    const told = await eventually(async () => {
      const timeline = await yard.host.admin.get<{ items: { what: string; facts: { code?: string } }[] }>(
        `/v1/explain?connection=${yard.shop.id}&type=TRANSACTION&externalId=2004`,
      );
      return timeline.items.find(({ facts }) => facts.code === 'guarded');
    });
    expect(status).toBe(200);
    expect(told).toMatchObject({ what: 'request', facts: { state: 'ended', result: { guard: 'off' } } });
    expect(yard.partner.records('orders').some(({ number }) => number === '#2004')).toBe(true);
  });
});
