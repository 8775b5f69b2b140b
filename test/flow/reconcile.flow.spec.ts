import { eventually } from '../kit/eventually.js';
import { rowsIn } from '../kit/ledger-facts.js';
import { aYard, type Yard } from '../kit/yard.js';

interface Reconcile {
  readonly id: string;
  readonly state: string;
  readonly pages: number;
  readonly listed: number;
  readonly counts: Record<string, number | null>;
  readonly samples: Record<string, readonly string[]>;
  readonly queued: number;
  readonly refused: number;
  readonly progress: { readonly done: number; readonly ended: number; readonly open: number };
}

interface Transfer {
  readonly action: string;
  readonly recordId: string;
  readonly state: string;
  readonly code: string | null;
}

describe('a source compared with what is linked', () => {
  let yard: Yard;
  let base: string;
  let onPage: (from: number) => Promise<void> | void;
  let hidden: Set<string>;
  let hasVersions: boolean;
  let plan: Reconcile;

  beforeAll(async () => {
    yard = await aYard();
    base = `/v1/connections/${yard.destination.id}`;
    onPage = () => undefined;
    hidden = new Set();
    hasVersions = true;
    for (const id of ['o1', 'o2', 'o3', 'o4', 'o5']) yard.partner.put('orders', id, { number: id });
    yard.partner.misbehave(async ({ method, path, query }) => {
      if (method !== 'GET' || path !== '/orders') return undefined;
      const from = Number(query.get('cursor') ?? 0);
      const to = from + Number(query.get('limit'));
      await onPage(from);
      const all = yard.partner.records('orders').filter(({ id }) => !hidden.has(String(id)));
      const items = all
        .slice(from, to)
        .map(({ version, ...item }) => (hasVersions ? { ...item, version } : item));
      return { status: 200, body: { items, ...(to < all.length ? { next: String(to) } : {}) } };
    });
    await yard.host.admin.post(`${base}/initialize`, { type: 'TRANSACTION' });
    await eventually(async () => (await numbers()).length === 5);
  }, 120_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  async function numbers(): Promise<string[]> {
    const { items } = await yard.host.admin.get<{ items: { data: Record<string, unknown> }[] }>(
      '/v1/records?type=TRANSACTION&limit=200',
    );
    return items.map(({ data }) => String(data['number'])).toSorted((a, b) => a.localeCompare(b));
  }

  /** What changed while no hook told of it. */
  function quietly(): void {
    yard.partner.put('orders', 'o2', { number: 'o2 changed' });
    yard.partner.remove('orders', 'o3');
    yard.partner.put('orders', 'o6', { number: 'o6' });
  }

  const begin = (more: Record<string, unknown> = {}): Promise<Reconcile> =>
    yard.host.admin.post<Reconcile>(`${base}/reconcile`, { type: 'TRANSACTION', pageSize: 2, ...more });
  const reached = ({ id }: Reconcile, state: string, withinMs = 30_000): Promise<Reconcile> =>
    eventually(async () => {
      const now = await yard.host.admin.get<Reconcile>(`${base}/reconciles/${id}`);
      return now.state === state && now;
    }, withinMs);
  const settled = ({ id }: Reconcile): Promise<Reconcile> =>
    eventually(async () => {
      const now = await yard.host.admin.get<Reconcile>(`${base}/reconciles/${id}`);
      return now.state === 'done' && now.progress.open === 0 && now;
    });

  async function deletes(): Promise<Transfer[]> {
    const { items } = await yard.host.admin.get<{ items: Transfer[] }>(
      `/v1/transfers?connection=${yard.destination.id}&limit=200`,
    );
    return items.filter(({ action }) => action === 'DELETED');
  }

  it('is planned first: what is missing, changed and gone is counted and shown, and nothing is queued', async () => {
    quietly();
    plan = await reached(await begin(), 'planned');

    expect(plan).toMatchObject({ listed: 5, pages: 3, queued: 0 });
    expect(plan.counts).toEqual({ missing: 1, changed: 1, unknown: 0, same: 3, gone: 1 });
    expect(plan.samples).toEqual({ missing: ['o6'], changed: ['o2'], gone: ['o3'] });
    expect(await numbers()).toEqual(['o1', 'o2', 'o3', 'o4', 'o5']);
  });

  it('is brought over by normal requests, deletes through their guard, and leaves no marks behind', async () => {
    await yard.host.admin.post(`${base}/reconciles/${plan.id}/run`, { gone: true });
    const done = await settled(plan);
    const again = await yard.host.admin.raw('POST', `${base}/reconciles/${plan.id}/run`, {});
    const marks = await eventually(async () => {
      const [row] = await rowsIn<{ n: number }>(yard, 'SELECT count(*) AS n FROM reconcile_seen');
      return Number(row?.n) === 0 && 'none';
    });

    expect(done).toMatchObject({ queued: 3, refused: 0, progress: { done: 2, ended: 1 } });
    expect(await numbers()).toEqual(['o1', 'o2 changed', 'o3', 'o4', 'o5', 'o6']);
    expect(await deletes()).toMatchObject([{ recordId: 'o3', state: 'ended', code: 'guarded' }]);
    expect(again.status).toBe(409);
    expect(marks).toBe('none');
  });

  it('deletes nothing that the source still has, although its list leaves it out', async () => {
    hidden.add('o4');
    const hiding = await reached(await begin(), 'planned');
    await yard.host.admin.post(`${base}/reconciles/${hiding.id}/run`, { gone: true });
    await settled(hiding);
    hidden.clear();

    expect(hiding.counts).toMatchObject({ missing: 0, changed: 0, same: 4, gone: 1 });
    expect((await deletes())[0]).toMatchObject({ recordId: 'o4', state: 'ended', code: 'overtaken' });
  });

  it('says nothing of changes where there are no versions, and reads those records only if it is told to', async () => {
    hasVersions = false;
    yard.partner.put('orders', 'o5', { number: 'o5 changed' });
    yard.partner.put('orders', 'o7', { number: 'o7' });
    const blind = await reached(await begin(), 'planned');
    await yard.host.admin.post(`${base}/reconciles/${blind.id}/run`, { unknown: true });
    const done = await settled(blind);
    hasVersions = true;

    expect(blind.counts).toEqual({ missing: 1, changed: 0, unknown: 5, same: 0, gone: 0 });
    expect(done.queued).toBe(6);
    expect(await numbers()).toEqual(['o1', 'o2 changed', 'o3', 'o4', 'o5 changed', 'o6', 'o7']);
  });

  it('of a part of the list says nothing of what is gone', async () => {
    hidden.add('o1');
    yard.partner.put('orders', 'o8', { number: 'o8' });
    const { counts } = await reached(await begin({ since: '2026-01-01T00:00:00Z' }), 'planned');
    hidden.clear();

    // o5 was read without a version: the one its link knows is older.
    expect(counts).toMatchObject({ missing: 1, changed: 1, gone: null });
  });

  it('counts each record once when the host is killed between two pages, and can be cancelled', async () => {
    let isUp: Promise<unknown> | undefined;
    onPage = async (from) => {
      if (from === 2) await (isUp ??= yard.host.kill().then(() => yard.host.start()));
    };
    const begun = await begin();
    await eventually(() => isUp !== undefined);
    await isUp;
    const planned = await reached(begun, 'planned', 60_000);
    const cancelled = await yard.host.admin.post<Reconcile>(`${base}/reconciles/${begun.id}/cancel`);
    const late = await yard.host.admin.raw('POST', `${base}/reconciles/${begun.id}/run`, {});

    expect(planned.counts).toEqual({ missing: 1, changed: 1, unknown: 1, same: 4, gone: 0 });
    expect(cancelled.state).toBe('cancelled');
    expect(late.status).toBe(409);
  }, 120_000);

  it('what is gone waits and is braked as deletes by hooks are, and is asked for once more when a person lets it', async () => {
    const scopes = `${base}/scopes`;
    const { items } = await yard.host.admin.get<{ items: { id: string; name: string }[] }>(
      `${scopes}?direction=TO&limit=100`,
    );
    const { id } = items.find(({ name }) => name === 'order/deleted') ?? {};
    await yard.host.admin.patch(`${scopes}/${id}`, { guard: 'unlink', settleSeconds: 600, brakeMost: 1 });
    for (const order of ['o4', 'o6']) yard.partner.remove('orders', order);
    const before = (await deletes()).length;

    const gone = await reached(await begin({ pageSize: 50 }), 'planned');
    const wanted = { gone: true, missing: false, changed: false };
    await yard.host.admin.post(`${base}/reconciles/${gone.id}/run`, wanted);
    const window = { connection: yard.destination.id, direction: 'TO', type: 'TRANSACTION' };
    const held = (): Promise<{ held: number }> =>
      yard.host.admin.get(`/v1/deletes?connection=${yard.destination.id}`);
    await eventually(async () => (await held()).held === 2);
    yard.partner.put('orders', 'o4', { number: 'o4 again' });
    await yard.host.admin.post('/v1/deletes/release', window);
    const ended = await eventually(async () => {
      const own = (await deletes()).slice(0, -before);
      return own.every(({ state }) => state === 'ended' || state === 'done') && own;
    });

    expect(gone.counts['gone']).toBe(2);
    expect(ended).toHaveLength(2);
    expect(ended).toContainEqual(expect.objectContaining({ recordId: 'o4', code: 'overtaken' }));
    expect(ended).toContainEqual(expect.objectContaining({ recordId: 'o6', state: 'done' }));
  }, 60_000);
});
