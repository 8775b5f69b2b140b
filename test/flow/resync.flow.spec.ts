import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Collection {
  readonly id: string;
  readonly connection: string;
  readonly direction: string;
  readonly type: string;
  readonly mappings: readonly object[];
}

interface Plan {
  readonly records: number;
  readonly obstacle: string | null;
  readonly sample: readonly { readonly preview: object | null }[];
}

describe('a changed mapping', () => {
  let yard: Yard;

  beforeAll(async () => {
    yard = await aYard();
    for (const id of ['1', '2', '3'])
      await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id }));
    await eventually(() => yard.partner.records('orders').length === 3);
    await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: { state: string }[] }>('/v1/transfers?limit=50');
      return items.length >= 6 && items.every(({ state }) => state === 'done');
    });
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  async function collectionOf(connection: string, direction: string): Promise<Collection> {
    const { items } = await yard.host.admin.get<{ items: Collection[] }>(
      `/v1/mapping-collections?connection=${connection}`,
    );
    const found = items.find((one) => one.direction === direction && one.type === 'TRANSACTION');
    if (!found) throw new Error(`no collection ${direction}`);
    return found;
  }

  it('offers a re-sync, shows it, and brings every linked record over again, also after a kill', async () => {
    const { host, partner, destination } = yard;
    const { id, mappings } = await collectionOf(destination.id, 'FROM');
    const one = `/v1/mapping-collections/${id}`;
    const more = [...mappings, { kind: 'static', target: 'channelName', value: 'shop' }];

    const changed = await host.admin.patch<{ resync: Plan }>(one, { mappings: more });
    const plan = await host.admin.post<Plan>(`${one}/resync`, {});
    const untouched = partner.records('orders').filter((order) => 'channelName' in order);
    const begun = await host.admin.post<Plan>(`${one}/resync`, { run: true });
    await host.kill();
    await host.start();
    await eventually(
      () => partner.records('orders').every(({ channelName }) => channelName === 'shop'),
      30_000,
    );
    const ended = await eventually(async () => {
      const row = await host.admin.get<{ state: string; listed: number }>(`${one}/resync`);
      return row.state === 'done' ? row : undefined;
    });

    expect(changed.resync).toEqual({ records: 3, isMore: false, obstacle: null });
    expect(plan).toMatchObject({ records: 3, resync: null });
    expect(plan.sample).toHaveLength(3);
    expect(plan.sample[0]?.preview).toMatchObject({ source: 'hub', change: 'update' });
    expect(untouched).toEqual([]);
    expect(begun).toMatchObject({ resync: { state: 'running', records: 3 } });
    expect(ended).toMatchObject({ listed: 3, queued: 3 });
    expect(partner.records('orders')).toHaveLength(3);
  }, 60_000);

  it('leaves each transfer with the versions it was made with, failed attempts too', async () => {
    const { host, partner, destination, shop } = yard;
    const { id } = await collectionOf(destination.id, 'FROM');
    partner.misbehave(({ method }) => (method !== 'GET' ? { status: 422 } : undefined));

    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/updated', id: '1', revision: 9 }));

    const parked = await eventually(async () => {
      const path = `/v1/transfers?connection=${destination.id}&state=parked`;
      return (await host.admin.get<{ items: { id: string }[] }>(path)).items[0];
    });
    partner.misbehave(undefined);
    const shown = await host.admin.get<object>(`/v1/transfers/${parked.id}`);
    const explained = await host.admin.get<{ items: { what: string }[] }>(
      `/v1/explain?transfer=${parked.id}`,
    );
    const done = await host.admin.get<{ items: { id: string }[] }>(
      `/v1/transfers?connection=${destination.id}&state=done&limit=1`,
    );
    const madeWith = { connector: 'rest@1.0.0', collection: `${id}@2` };
    expect(shown).toMatchObject({ madeWith, failures: [{ failure: 'Invalid', madeWith }] });
    expect(explained.items.find(({ what }) => what === 'attempt')).toMatchObject({ facts: { madeWith } });
    expect(await host.admin.get(`/v1/transfers/${done.items[0]?.id}`)).toMatchObject({
      madeWith: { connector: 'rest@1.0.0', collection: expect.stringMatching(/^map_\w+@\d+$/) },
    });
  });

  it('of records that come only with their hooks says why nothing can be brought over', async () => {
    const { id } = await collectionOf(yard.shop.id, 'TO');
    const path = `/v1/mapping-collections/${id}/resync`;

    const plan = await yard.host.admin.post<Plan>(path, {});

    expect(plan).toMatchObject({ records: 0, obstacle: expect.stringContaining('cannot read') });
    expect(await yard.host.admin.raw('POST', path, { run: true })).toMatchObject({ status: 409 });
    expect(await yard.host.admin.raw('POST', `${path}/cancel`, {})).toMatchObject({ status: 404 });
  });

  it('can be tried on a record that its system is asked for, and writes nothing', async () => {
    const { host, partner, destination } = yard;
    const { id } = await collectionOf(destination.id, 'TO');
    partner.put('orders', 'o9', { id: 'o9', number: '#9' });
    const path = `/v1/mapping-collections/${id}/preview`;
    const writes = partner.writes.length;

    const preview = await host.admin.post<object>(path, { externalId: 'o9' });
    const missing = await host.admin.raw('POST', path, { externalId: 'nowhere' });

    expect(preview).toMatchObject({
      source: 'system',
      change: 'add',
      before: null,
      mapped: { number: '#9' },
    });
    expect(missing).toMatchObject({ status: 404 });
    expect(partner.writes).toHaveLength(writes);
    expect(await host.admin.get('/v1/records?type=TRANSACTION')).toMatchObject({ items: { length: 3 } });
  });
});
