import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

/** A page is 200 records: three of them. */
const ORDERS = 450;
const PAGE = 200;

interface Resync {
  readonly state: string;
  readonly listed: number;
  readonly queued: number;
}

describe('a re-sync of several pages', () => {
  let yard: Yard;
  let one: string;
  let mappings: readonly object[];

  beforeAll(async () => {
    yard = await aYard();
    const { admin } = yard.host;
    const hooks = Array.from({ length: ORDERS }, (_, n) => aShopHook({ topic: 'order/created', id: `${n}` }));
    await Promise.all(hooks.map((hook) => sendShopHook(yard.shop.hookUrl, hook)));
    await eventually(() => yard.partner.records('orders').length === ORDERS, 120_000);
    const { items } = await admin.get<{ items: { id: string; direction: string; type: string }[] }>(
      `/v1/mapping-collections?connection=${yard.destination.id}`,
    );
    const found = items.find(({ direction, type }) => direction === 'FROM' && type === 'TRANSACTION');
    one = `/v1/mapping-collections/${found?.id}`;
    mappings = (await admin.get<{ mappings: object[] }>(one)).mappings;
  }, 180_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  const resync = (): Promise<Resync> => yard.host.admin.get<Resync>(`${one}/resync`);
  const reached = (listed: number): Promise<Resync> =>
    eventually(async () => {
      const row = await resync();
      return row.listed >= listed ? row : undefined;
    }, 60_000);
  const having = (channelName: string): number =>
    yard.partner.records('orders').filter((order) => order['channelName'] === channelName).length;

  async function begin(channelName: string): Promise<void> {
    const more = [...mappings, { kind: 'static', target: 'channelName', value: channelName }];
    await yard.host.admin.patch(one, { mappings: more });
    await yard.host.admin.post(`${one}/resync`, { run: true });
  }

  it('that is killed behind each page brings every record over, and none twice into being', async () => {
    const { host, partner } = yard;
    await begin('first');

    const killedAt: number[] = [];
    for (const page of [1, 2]) {
      killedAt.push((await reached(page * PAGE)).listed);
      await host.kill();
      await host.start();
    }
    await eventually(() => having('first') === ORDERS, 120_000);

    expect(killedAt).toEqual([PAGE, 2 * PAGE]);
    expect(await eventually(async () => ((await resync()).state === 'done' ? resync() : undefined))).toEqual(
      expect.objectContaining({ listed: ORDERS, queued: ORDERS }),
    );
    expect(partner.records('orders')).toHaveLength(ORDERS);
  }, 240_000);

  it('that is cancelled lists no further page, also after a restart, and what was queued goes on', async () => {
    const { host } = yard;
    await begin('second');
    await reached(PAGE);

    const cancelled = await host.admin.post<Resync>(`${one}/resync/cancel`, {});
    await host.kill();
    await host.start();
    await eventually(() => having('second') === cancelled.queued, 120_000);

    expect(cancelled).toMatchObject({ state: 'cancelled' });
    expect(cancelled.listed).toBeLessThan(ORDERS);
    expect(await host.admin.raw('POST', `${one}/resync/cancel`, {})).toMatchObject({ status: 409 });
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: 'later' }));
    await eventually(() => having('second') === cancelled.queued + 1, 60_000);
    expect(await resync()).toEqual(cancelled);
    expect(having('first')).toBe(ORDERS - cancelled.queued);
  }, 240_000);
});
