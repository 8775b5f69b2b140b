import { eventually } from '../kit/eventually.js';
import { aShopHook, sendShopHook, type ShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Windows {
  readonly settling: number;
  readonly held: number;
  readonly items: readonly {
    readonly type: string;
    readonly held: number;
    readonly heldBecause: string | null;
  }[];
}

interface RecordBody {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly data?: { readonly number?: string };
}

interface Scope {
  readonly id: string;
  readonly name: string;
  readonly warnings: readonly string[];
}

const DELETES = { type: 'TRANSACTION', direction: 'TO', syncType: 'DELETE', mappings: [] };
const ORDERS = ['1', '2', '3'];

describe('deletes of a source', () => {
  let yard: Yard;
  let scope: string;
  let collection: string;

  beforeAll(async () => {
    yard = await aYard();
    for (const id of ORDERS) await fromShop('order/created', id, 1);
    await eventually(async () => (await alive()).length === ORDERS.length);
    const { items } = await yard.host.admin.get<{ items: Scope[] }>(`${scopes()}?direction=TO`);
    scope = `${scopes()}/${items.find(({ name }) => name === 'order/deleted')?.id ?? ''}`;
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  const scopes = (): string => `/v1/connections/${yard.shop.id}/scopes`;
  const fromShop = (topic: ShopHook['topic'], id: string, revision: number): Promise<number> =>
    sendShopHook(yard.shop.hookUrl, aShopHook({ topic, id, revision }));
  const windows = (): Promise<Windows> => yard.host.admin.get(`/v1/deletes?connection=${yard.shop.id}`);
  const shopWindow = () => ({ connection: yard.shop.id, direction: 'TO', type: 'TRANSACTION' });

  async function metrics(): Promise<Record<string, number>> {
    const answer = await fetch(`${yard.host.url}/metrics`, {
      headers: { authorization: `Bearer ${yard.host.adminKey}` },
    });
    const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    return Object.fromEntries(lines.map((line) => [line.split(' ')[0], Number(line.split(' ')[1])]));
  }

  async function records(): Promise<RecordBody[]> {
    return (await yard.host.admin.get<{ items: RecordBody[] }>('/v1/records?type=TRANSACTION')).items;
  }

  async function alive(): Promise<RecordBody[]> {
    return (await records()).filter(({ deletedAt }) => deletedAt === null);
  }

  it('need a collection for the guard `delete`, which then cannot be taken away, and come with a warning', async () => {
    const { admin } = yard.host;
    const tooEarly = await admin.raw('PATCH', scope, { guard: 'delete' });
    const made = { connection: yard.shop.id, name: 'Deletes', ...DELETES };
    collection = (await admin.post<{ id: string }>('/v1/mapping-collections', made)).id;

    const set = await admin.patch<Scope>(scope, { guard: 'delete', settleSeconds: 600, brakeMost: 2 });

    expect(tooEarly.status).toBe(400);
    expect(set.warnings).toEqual([expect.stringContaining('deletes the hub')]);
    expect((await admin.raw('DELETE', `/v1/mapping-collections/${collection}`)).status).toBe(409);
  });

  it('are thought through before they happen: of a record, of a scope under a guard, of one that waits', async () => {
    const { admin } = yard.host;
    const record = (await alive())[0]?.id ?? '';
    const ask = (body: object): Promise<object> => admin.post('/v1/deletes/preview', body);
    const { items } = await admin.get<{ items: Scope[] }>(
      `/v1/connections/${yard.destination.id}/scopes?direction=FROM&limit=100`,
    );
    const out = items.find(({ name }) => name === 'TRANSACTION/deleted')?.id ?? '';
    await admin.patch(`/v1/connections/${yard.destination.id}/scopes/${out}`, {
      enabled: true,
      guard: 'unlink',
    });
    await fromShop('order/deleted', '3', 2);
    const waiting = await eventually(async () => {
      const { items: held } = await admin.get<{ items: { id: string }[] }>(
        `/v1/transfers?connection=${yard.shop.id}&state=held-aside`,
      );
      return held[0]?.id;
    });

    const ofRecord = await ask({ record });
    const ofScope = await ask({ connection: yard.shop.id, scope: scope.split('/').at(-1), guard: 'unlink' });
    const ofTransfer = await ask({ transfer: waiting });
    const other = await admin.raw('POST', '/v1/deletes/preview', { connection: yard.shop.id });

    const there = { system: yard.destination.id, effect: 'unlink', records: 1 };
    const inHub = { system: 'hub', effect: 'delete', records: 1 };
    expect(ofRecord).toMatchObject({ records: 1, touched: [inHub, there] });
    expect(ofScope).toMatchObject({
      records: 3,
      lookedAt: 3,
      touched: [{ system: 'hub', effect: 'unlink', records: 3 }],
    });
    expect(ofTransfer).toMatchObject({ records: 1, touched: [inHub, there] });
    expect(other.status).toBe(400);
    expect(await alive()).toHaveLength(ORDERS.length);
    await admin.patch(`/v1/connections/${yard.destination.id}/scopes/${out}`, {
      enabled: false,
      guard: 'off',
    });
    await admin.post(`/v1/transfers/${waiting}/cancel`);
  });

  it('that are too many are held as a whole, over a kill, until a person lets them; what came back is spared', async () => {
    const { admin } = yard.host;
    for (const id of ORDERS) await fromShop('order/deleted', id, 2);
    await eventually(async () => (await windows()).held === 3);
    const measured = await eventually(async () => {
      const now = await metrics();
      return now['hookyard_deletes_held'] === 3 && now;
    });
    await yard.host.kill();
    await yard.host.start();
    const after = await windows();
    const preview = await admin.post('/v1/deletes/preview', shopWindow());
    const standing = (await alive()).length;

    await fromShop('order/updated', '1', 3);
    await eventually(async () => (await windows()).held === 2);
    const overtaken = await admin.get<{ items: { state: string; code: string }[] }>(
      `/v1/transfers?connection=${yard.shop.id}&state=ended`,
    );
    const released = await admin.post('/v1/deletes/release', shopWindow());

    expect(measured).toMatchObject({
      hookyard_deletes_settling: 0,
      'hookyard_waited_deletes_total{end="braked"}': 3,
      'hookyard_waited_deletes_total{end="released"}': 0,
    });
    expect(after).toMatchObject({ settling: 0, held: 3, items: [{ heldBecause: 'more than 2' }] });
    expect(preview).toMatchObject({
      records: 3,
      lookedAt: 3,
      touched: [{ system: 'hub', effect: 'delete', records: 3 }],
    });
    expect(standing).toBe(3);
    expect(overtaken.items).toContainEqual(expect.objectContaining({ code: 'overtaken' }));
    expect(released).toEqual({ changed: 2 });
    await eventually(async () => (await alive()).length === 1);
    expect((await windows()).items).toEqual([]);
  });

  it('run when their settle time is over, and what a person brings back is live again', async () => {
    const { admin } = yard.host;
    await admin.patch(scope, { settleSeconds: 1, brakeMost: null, brakePercent: null });

    await fromShop('order/deleted', '1', 4);

    await eventually(async () => (await alive()).length === 0);
    expect(await metrics()).toMatchObject({ 'hookyard_waited_deletes_total{end="released"}': 1 });
    await fromShop('order/updated', '1', 5);
    await eventually(async () => (await alive()).length === 1);
    expect(await records()).toHaveLength(ORDERS.length);
  });
});
