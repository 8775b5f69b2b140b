import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { rowsIn } from '../kit/ledger-facts.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

interface Replay {
  readonly id: string;
  readonly state: string;
  readonly hooks: number;
  readonly queued: number;
  readonly refused: number;
  readonly endsAt: string | null;
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly plan: {
    readonly looked: number;
    readonly hooks: number;
    readonly deletes: number;
    readonly counts: readonly object[];
    readonly samples: readonly { readonly hook: string; readonly effect: string }[];
    readonly warnings: readonly string[];
  };
  readonly progress: { readonly done: number; readonly ended: number; readonly open: number };
}

interface Transfer {
  readonly hook: string;
  readonly trackingId: string;
  readonly action: string;
  readonly replayed: boolean;
  readonly state: string;
  readonly code: string | null;
}

const HOOKS = 300;
const WAREHOUSE_SECRET = 'warehouse-signing-secret';

describe('stored hooks run again', () => {
  let yard: Yard;
  let updated: string;

  beforeAll(async () => {
    yard = await aYard();
    updated = await scopeOf(yard.shop.id, 'order/updated');
  }, 120_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  async function scopeOf(connection: string, wanted: string): Promise<string> {
    const scopes = `/v1/connections/${connection}/scopes`;
    const { items } = await yard.host.admin.get<{ items: { id: string; name: string }[] }>(
      `${scopes}?direction=TO&limit=100`,
    );
    return `${scopes}/${items.find(({ name }) => name === wanted)?.id ?? ''}`;
  }

  const plan = async (ask: object): Promise<Replay> =>
    reached(await yard.host.admin.post<Replay>('/v1/replays', ask), 'planned');
  const reached = ({ id }: Replay, state: string): Promise<Replay> =>
    eventually(async () => {
      const now = await yard.host.admin.get<Replay>(`/v1/replays/${id}`);
      return now.state === state && now;
    }, 60_000);
  const step = (what: string, { id }: Replay): Promise<Replay> =>
    yard.host.admin.post<Replay>(`/v1/replays/${id}/${what}`);
  const over = ({ id }: Replay): Promise<Replay> =>
    eventually(async () => {
      const now = await yard.host.admin.get<Replay>(`/v1/replays/${id}`);
      return now.state === 'done' && now.progress.open === 0 && now;
    }, 60_000);
  const ran = async (ask: object): Promise<Replay> => over(await step('run', await plan(ask)));

  async function newestHook(connection: string): Promise<string> {
    return eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: { id: string; state: string }[] }>(
        `/v1/hooks?connection=${connection}&limit=1`,
      );
      return items[0]?.state === 'resolved' && items[0].id;
    });
  }

  const hooksNotQueuedOnce = (): Promise<object[]> =>
    rowsIn(
      yard,
      `SELECT v.hook, count(r.seq) AS n FROM verdict v LEFT JOIN request r ON r.hook = v.hook AND r.parent IS NULL
       WHERE v.verdict = 'disabled-scope' GROUP BY v.hook HAVING count(r.seq) <> 1`,
    );

  it('are planned first: what would become of each, and nothing is queued', async () => {
    await yard.host.admin.patch(updated, { enabled: false });
    for (let n = 0; n < HOOKS; n += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, i) => sendShopHook(yard.shop.hookUrl, aShopHook({ id: `s${n + i}` }))),
      );
    await newestHook(yard.shop.id);
    const ask = { connection: yard.shop.id, verdict: 'disabled-scope' };
    const before = await plan(ask);
    await yard.host.admin.patch(updated, { enabled: true });
    const after = await plan({ ...ask, hooksPerSecond: 200 });

    const of = { scope: 'order/updated', type: 'TRANSACTION' };
    expect(before.plan.counts).toEqual([{ ...of, action: null, verdict: 'disabled-scope', count: HOOKS }]);
    expect(after.plan).toMatchObject({ looked: HOOKS, hooks: HOOKS, deletes: 0, warnings: [] });
    expect(after.plan.counts).toEqual([{ ...of, action: 'UPDATED', verdict: 'queued', count: HOOKS }]);
    expect(after.plan.samples).toHaveLength(20);
    expect(after.plan.samples[0]?.effect).toBe('create');
    expect(await rowsIn(yard, 'SELECT seq FROM request')).toEqual([]);
  }, 120_000);

  it('are each queued once, although the host is killed in the middle, and are held by a pause', async () => {
    const running = await step(
      'run',
      await plan({ connection: yard.shop.id, verdict: 'disabled-scope', hooksPerSecond: 60 }),
    );
    const estimated = await eventually(async () => {
      const now = await yard.host.admin.get<Replay>(`/v1/replays/${running.id}`);
      return now.queued >= 30 && now;
    });
    await yard.host.kill();
    await yard.host.start();
    await eventually(
      async () => (await yard.host.admin.get<Replay>(`/v1/replays/${running.id}`)).queued >= 90,
      90_000,
    );
    const paused = await step('pause', running);
    // Its plan is made by the turns of the clock that would have moved the other.
    await plan({ connection: yard.shop.id });
    const still = await yard.host.admin.get<Replay>(`/v1/replays/${running.id}`);
    await step('resume', running);
    const done = await over(running);

    expect(estimated.endsAt).toEqual(expect.any(String));
    expect(paused.queued).toBeLessThan(HOOKS);
    expect(still).toMatchObject({ state: 'paused', queued: paused.queued });
    expect(done).toMatchObject({ hooks: HOOKS, queued: HOOKS, refused: 0, progress: { done: HOOKS } });
    expect(await hooksNotQueuedOnce()).toEqual([]);
  }, 240_000);

  it('are queued no more once that is cancelled, and not again where they came to something', async () => {
    const again = await plan({ connection: yard.shop.id, verdict: 'disabled-scope' });
    const all = await step('run', await plan({ connection: yard.shop.id, state: 'done', hooksPerSecond: 1 }));
    await eventually(async () => (await yard.host.admin.get<Replay>(`/v1/replays/${all.id}`)).hooks > 0);
    const cancelled = await step('cancel', all);
    await plan({ connection: yard.shop.id });
    const late = await yard.host.admin.get<Replay>(`/v1/replays/${all.id}`);
    const resumed = await yard.host.admin.raw('POST', `/v1/replays/${all.id}/resume`);

    expect(again.plan).toMatchObject({ hooks: 0, counts: [] });
    expect(late).toMatchObject({ state: 'cancelled', hooks: cancelled.hooks, endsAt: null });
    expect(late.hooks).toBeLessThan(5);
    expect(resumed.status).toBe(409);
  }, 120_000);

  it('take back nothing newer, unless they are forced, which the plan and the audit say', async () => {
    const send = (revision: number): Promise<number> =>
      sendShopHook(yard.shop.hookUrl, aShopHook({ id: 'twice', revision }));
    const revision = async (): Promise<unknown> => {
      const { items } = await yard.host.admin.get<{ items: { id: string; data: Record<string, unknown> }[] }>(
        '/v1/records?type=TRANSACTION&limit=200',
      );
      return items.find(({ data }) => data['number'] === '#twice')?.data['revision'];
    };
    await send(1);
    const old = await newestHook(yard.shop.id);
    await send(2);
    await eventually(async () => (await revision()) === 2);

    const refused = await ran({ hook: old });
    const kept = await revision();
    const forced = await plan({ hook: old, force: true });
    await over(await step('run', forced));
    const audit = await rowsIn<{ action: string; after_value: string }>(
      yard,
      `SELECT action, after_value FROM audit WHERE subject = '${forced.id}' ORDER BY id`,
    );

    expect(refused).toMatchObject({ queued: 0, refused: 1, reasons: [{ reason: 'stale', count: 1 }] });
    expect(kept).toBe(2);
    expect(forced.plan.warnings).toEqual([expect.stringContaining('1 payloads are applied')]);
    expect(await revision()).toBe(1);
    expect(audit.map(({ action }) => action)).toEqual(['replay.plan', 'replay.run']);
    expect(audit.at(-1)?.after_value).toContain('"isForced":true');
  }, 60_000);

  it('delete no record that its source has anew', async () => {
    const base = yard.destination.id;
    const fromWarehouse = async (topic: string): Promise<string> => {
      const body = JSON.stringify({ events: [{ topic, id: 'w1' }] });
      const signature = createHmac('sha256', WAREHOUSE_SECRET).update(body).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-hookyard-signature': signature };
      await fetch(yard.destination.hookUrl, { method: 'POST', headers, body });
      return newestHook(base);
    };
    const newest = (wanted: Partial<Transfer>): Promise<Transfer> =>
      eventually(async () => {
        const { items } = await yard.host.admin.get<{ items: Transfer[] }>(
          `/v1/transfers?connection=${base}&limit=200`,
        );
        const own = items.filter(({ hook }) => hook !== null);
        const isIt = Object.entries(wanted).every(
          ([key, value]) => own[0]?.[key as keyof Transfer] === value,
        );
        return isIt && own[0];
      });
    yard.partner.put('orders', 'w1', { number: 'w1' });
    await fromWarehouse('order/updated');
    await newest({ action: 'UPDATED', state: 'done' });
    yard.partner.remove('orders', 'w1');
    const deleted = await fromWarehouse('order/deleted');
    await newest({ action: 'DELETED', state: 'ended', code: 'guarded' });
    yard.partner.put('orders', 'w1', { number: 'w1 anew' });
    await fromWarehouse('order/updated');
    await newest({ action: 'UPDATED', state: 'done' });
    await yard.host.admin.patch(await scopeOf(base, 'order/deleted'), { guard: 'unlink', settleSeconds: 0 });

    const planned = await plan({ hook: deleted });
    await over(await step('run', planned));
    const overtaken = await newest({ action: 'DELETED', state: 'ended', code: 'overtaken' });
    await ran({ hook: deleted, force: true });

    const tree = await yard.host.admin.get<{ items: { what: string; facts: Record<string, unknown> }[] }>(
      `/v1/explain?trackingId=${overtaken.trackingId}`,
    );
    const asked = tree.items.find(({ what }) => what === 'request');

    expect(asked?.facts['result']).toMatchObject({
      calls: [{ method: 'GET', path: '/orders/w1', status: 200, tookMs: expect.any(Number) }],
    });
    expect(planned.plan).toMatchObject({
      deletes: 1,
      samples: [{ effect: 'unlink' }],
      warnings: [expect.stringContaining('only if the source has no such record')],
    });
    expect(overtaken).toMatchObject({ hook: deleted, replayed: true });
    expect(await newest({ action: 'DELETED', state: 'done' })).toMatchObject({ hook: deleted });
  }, 60_000);
});
