import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type PartnerCall } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { changeIn, rowsIn } from '../kit/ledger-facts.js';
import { addDestination, type MadeConnection } from '../kit/yard.js';

interface Schedule {
  readonly id: string;
  readonly lastAt: string | null;
  readonly lastVerdict: string | null;
  readonly nextAt: string | null;
  readonly upcoming: readonly string[];
}

interface Transfer {
  readonly action: string;
  readonly state: string;
}

interface Progress {
  readonly state: string;
  readonly pages: number;
  readonly listed: number;
  readonly queued: number;
  readonly total: number | null;
  readonly endsAt: string | null;
  readonly progress: { readonly done: number; readonly failed: number; readonly open: number };
}

const isList = ({ method, path }: PartnerCall): boolean => method === 'GET' && path === '/orders';
const isRead = ({ method, path }: PartnerCall): boolean => method === 'GET' && path.startsWith('/orders/');

describe('a type that is polled', () => {
  /** The host is one for all; each test has a system, a connection and records of its own. */
  let yard: {
    host: HostProcess;
    partner: FakePartner;
    destination: MadeConnection;
    databaseUrl: string | undefined;
  };
  let host: HostProcess;
  let schedules: string;
  let earlier: ReadonlySet<string>;

  beforeAll(async () => {
    host = await HostProcess.start();
  }, 60_000);
  afterAll(() => host[Symbol.asyncDispose]());

  beforeEach(async () => {
    const partner = await fakePartner();
    const destination = await addDestination(host, partner);
    yard = { host, partner, destination, databaseUrl: host.databaseUrl };
    schedules = `/v1/connections/${destination.id}/schedules`;
    earlier = new Set((await records()).map(({ id }) => id));
    for (const id of ['o1', 'o2', 'o3', 'o4', 'o5']) partner.put('orders', id, { number: id });
    inPages();
  }, 60_000);

  afterEach(async () => {
    await host.admin.delete(`/v1/connections/${yard.destination.id}`);
    await yard.partner.close();
  });

  /** The partner lists in pages of `limit`; `onPage` is told of each before it is answered. */
  function inPages(onPage: (from: number) => Promise<void> | void = () => undefined): void {
    yard.partner.misbehave(async (call) => {
      if (!isList(call)) return undefined;
      const from = Number(call.query.get('cursor') ?? 0);
      const to = from + Number(call.query.get('limit'));
      await onPage(from);
      const all = yard.partner.records('orders');
      const next = to < all.length ? { next: String(to) } : {};
      return { status: 200, body: { items: all.slice(from, to), total: all.length, ...next } };
    });
  }

  function schedule(more: Record<string, unknown> = {}): Promise<Schedule> {
    const body = { scope: 'order/poll', everySeconds: 3_600, pageSize: 2, firstRun: 'backfill', ...more };
    return yard.host.admin.post<Schedule>(schedules, body);
  }

  async function polls(): Promise<number> {
    const { items } = await yard.host.admin.get<{ items: Transfer[] }>(
      `/v1/transfers?connection=${yard.destination.id}&limit=200`,
    );
    return items.filter(({ action, state }) => action === 'POLL' && state === 'done').length;
  }

  async function skipped(): Promise<number> {
    const { items } = await yard.host.admin.get<{ items: (Transfer & { code: string | null })[] }>(
      `/v1/transfers?connection=${yard.destination.id}&limit=200`,
    );
    return items.filter(({ action, code }) => action === 'INITIALIZE' && code === 'skipped').length;
  }

  async function records(): Promise<{ id: string; data: Record<string, unknown> }[]> {
    const { items } = await host.admin.get<{ items: { id: string; data: Record<string, unknown> }[] }>(
      '/v1/records?type=TRANSACTION&limit=200',
    );
    return items;
  }

  async function numbers(): Promise<string[]> {
    const own = (await records()).filter(({ id }) => !earlier.has(id));
    return own.map(({ data }) => String(data['number'])).toSorted((a, b) => a.localeCompare(b));
  }

  const count = (which: (call: PartnerCall) => boolean): number => yard.partner.calls.filter(which).length;

  async function pollAgain({ id }: Schedule): Promise<void> {
    const before = await polls();
    await yard.host.admin.post(`${schedules}/${id}/run`, {});
    await eventually(async () => (await polls()) > before);
  }

  it('brings every record once, page by page, and reads again only what changed', async () => {
    const made = await schedule();
    await eventually(async () => (await numbers()).length === 5 && (await polls()) === 1);
    const listed = count(isList);
    const read = count(isRead);

    await pollAgain(made);
    const readWithoutChange = count(isRead) - read;
    yard.partner.put('orders', 'o3', { number: 'o3 changed' });
    await pollAgain(made);
    await eventually(async () => (await numbers()).includes('o3 changed'));

    expect(listed).toBe(3);
    expect(read).toBe(5);
    expect(readWithoutChange).toBe(0);
    expect(count(isRead) - read).toBe(1);
    expect(await numbers()).toEqual(['o1', 'o2', 'o3 changed', 'o4', 'o5']);
  });

  it('loses nothing and doubles nothing when the host is killed between two pages', async () => {
    let kills = 0;
    let isUp = Promise.resolve();
    inPages(async (from) => {
      await isUp;
      if (from === 0 || kills >= 2) return;
      kills += 1;
      isUp = yard.host.kill().then(() => yard.host.start());
    });
    await schedule({ pageSize: 1 });

    const isThrough = async (): Promise<boolean> => kills === 2 && (await numbers()).length === 5;
    // Two starts of a host on a busy machine.
    await eventually(() => isUp.then(isThrough), 40_000);

    expect(await numbers()).toEqual(['o1', 'o2', 'o3', 'o4', 'o5']);
    expect(yard.partner.calls.filter((call) => isList(call) && !call.query.has('cursor'))).toHaveLength(1);
  }, 60_000);

  it('asks for what changed since the poll before began, less the overlap', async () => {
    await yard.host.admin.patch(`/v1/connections/${yard.destination.id}`, {
      settings: { baseUrl: yard.partner.url, sinceParameter: 'changedSince' },
    });
    const begun = Date.now();
    const made = await schedule({ firstRun: 'since', since: '2026-01-02T03:04:05Z', overlapSeconds: 600 });
    await eventually(async () => (await polls()) === 1);
    const between = Date.now();
    await pollAgain(made);

    const asked = yard.partner.calls.filter(isList).map(({ query }) => query.get('changedSince') ?? '');
    expect(asked[0]).toBe('2026-01-02T03:04:05.000Z');
    const since = Date.parse(asked.at(-1) ?? '') + 600_000;
    expect(since).toBeGreaterThanOrEqual(begun);
    expect(since).toBeLessThanOrEqual(between);
  });

  it('waits while its schedule is paused, and then brings nothing of before unless it is told to', async () => {
    const made = await schedule({ firstRun: undefined, paused: true });
    const whilePaused = await yard.host.admin.raw('POST', `${schedules}/${made.id}/run`);
    const others: number[] = [];
    for (const scope of ['order/poll', 'order/updated', 'order/nothing'])
      others.push((await yard.host.admin.raw('POST', schedules, { scope })).status);

    await yard.host.admin.patch(`${schedules}/${made.id}`, { paused: false });
    await eventually(async () => (await polls()) === 1);
    const listedAtFirst = count(isList);
    await pollAgain(made);

    expect(whilePaused.status).toBe(409);
    expect(others).toEqual([409, 400, 400]);
    expect(made.lastAt).toBeNull();
    expect(listedAtFirst).toBe(0);
    expect(count(isList)).toBeGreaterThan(0);
    expect((await yard.host.admin.get<Schedule>(`${schedules}/${made.id}`)).lastVerdict).toBe('queued');
  });

  it('comes at times of the day, which are shown, and every change of its schedule is in the audit', async () => {
    const cron = { cron: '30 2 * * *', timeZone: 'Europe/Berlin', everySeconds: undefined };
    const made = await schedule(cron);
    const { id } = made;
    const refused: unknown[] = [];
    for (const body of [{ cron: '61 * * * *' }, { timeZone: 'Mars/Base' }])
      refused.push((await yard.host.admin.raw('PATCH', `${schedules}/${id}`, body)).status);
    await yard.host.admin.post(`${schedules}/${id}/run`);
    await eventually(async () => (await polls()) === 1);
    const after = await eventually(async () => {
      const now = await yard.host.admin.get<Schedule>(`${schedules}/${id}`);
      return now.lastAt !== null && now;
    });
    const hourly = await yard.host.admin.patch<Schedule>(`${schedules}/${id}`, { everySeconds: 3_600 });
    await yard.host.admin.delete(`${schedules}/${id}`);

    expect(made.upcoming).toHaveLength(5);
    expect(made.upcoming[0]).toBe(made.nextAt);
    const clock = new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', timeStyle: 'short' });
    expect(clock.format(new Date(made.nextAt ?? 0))).toMatch(/^0[23]:[03]0$/);
    expect(refused).toEqual([400, 400]);
    expect(after.nextAt).toBe(made.nextAt);
    expect(hourly).toMatchObject({ cron: null, timeZone: null, everySeconds: 3_600 });
    const notes = await rowsIn<{ action: string }>(
      yard,
      `SELECT action FROM audit WHERE subject = '${id}' ORDER BY id`,
    );
    expect(notes.map(({ action }) => action)).toEqual(
      ['create', 'run', 'change', 'remove'].map((act) => `schedule.${act}`),
    );
  });

  it('is polled once for all the times that were missed while the host was down', async () => {
    const made = await schedule();
    await eventually(async () => (await polls()) === 1);
    await yard.host.kill();
    // Ten hours, as far as its schedule knows.
    await changeIn(yard, 'UPDATE poll_schedule SET next_at = next_at - 36000000');
    await yard.host.start();
    await eventually(async () => (await polls()) === 2);
    const { nextAt } = await yard.host.admin.get<Schedule>(`${schedules}/${made.id}`);

    expect(Date.parse(nextAt ?? '')).toBeGreaterThan(Date.now());
    expect(await polls()).toBe(2);
  }, 60_000);

  it('brings what was there before it in the bulk class, and what is new in its own', async () => {
    const tiers = (): Promise<{ record_id: string; tier: number }[]> =>
      rowsIn(
        yard,
        `SELECT record_id, tier FROM request WHERE record_id <> '*' AND scope LIKE 'order/%' ORDER BY seq`,
      );
    const before = (await tiers()).length;
    const made = await schedule();
    await eventually(async () => (await numbers()).length === 5);
    yard.partner.put('orders', 'o6', { number: 'o6' });
    await pollAgain(made);
    await eventually(async () => (await numbers()).length === 6);

    expect((await tiers()).slice(before).map(({ tier }) => Number(tier))).toEqual([4, 4, 4, 4, 4, 3]);
  });

  it('is walked whole when a person wants it, and stops and goes on behind a page when they say so', async () => {
    const walk = `/v1/connections/${yard.destination.id}/initialize`;
    let isPaused: Promise<unknown> | undefined;
    inPages(async (from) => {
      if (from > 0) await (isPaused ??= yard.host.admin.post(`${walk}/TRANSACTION/pause`));
    });
    await yard.host.admin.post(walk, { type: 'TRANSACTION', pageSize: 2 });
    await eventually(async () => (await numbers()).length === 4);
    const again = await yard.host.admin.raw('POST', walk, { type: 'TRANSACTION' });
    const paused = await yard.host.admin.get<Progress>(`${walk}/TRANSACTION`);
    const listedWhilePaused = count(isList);

    await yard.host.admin.post(`${walk}/TRANSACTION/resume`);
    await eventually(async () => (await numbers()).length === 5);
    const ended = await eventually(async () => {
      const progress = await yard.host.admin.get<Progress>(`${walk}/TRANSACTION`);
      return progress.state === 'done' ? progress : null;
    });

    expect(again.status).toBe(409);
    expect(paused.state).toBe('paused');
    expect(listedWhilePaused).toBe(2);
    expect(paused).toMatchObject({ total: 5, endsAt: null });
    expect(ended).toMatchObject({ pages: 3, listed: 5, queued: 5, total: 5 });
    expect(ended.progress).toMatchObject({ done: 5, failed: 0, open: 0, isWhole: true });
    expect(count(isList)).toBe(3);
  });

  it('is not walked any further once that was cancelled, and from the beginning when it is wanted again', async () => {
    const walk = `/v1/connections/${yard.destination.id}/initialize`;
    let isCancelled: Promise<unknown> | undefined;
    inPages(async () => {
      await (isCancelled ??= yard.host.admin.post(`${walk}/TRANSACTION/cancel`));
    });
    await yard.host.admin.post(walk, { type: 'TRANSACTION', pageSize: 2 });
    await eventually(async () => (await numbers()).length === 2);
    const { state } = await yard.host.admin.get<Progress>(`${walk}/TRANSACTION`);
    await eventually(async () => (await skipped()) === 1);

    await yard.host.admin.post(walk, { type: 'TRANSACTION', pageSize: 10 });
    await eventually(async () => (await numbers()).length === 5);

    expect(state).toBe('cancelled');
    expect(count(isList)).toBe(2);
  });

  it('is taken whole from a system that lists more than it was asked for, and each record once', async () => {
    for (let n = 0; n < 600; n += 1) yard.partner.put('orders', `m${n}`, { number: `m${n}` });
    yard.partner.misbehave(undefined);
    const at = `/v1/connections/${yard.destination.id}/initialize`;

    await yard.host.admin.post(at, { type: 'TRANSACTION', pageSize: 10 });
    const progress = await eventually(async () => {
      const now = await yard.host.admin.get<Progress>(`${at}/TRANSACTION`);
      return now.progress.done === 605 && now;
    }, 30_000);

    expect(progress).toMatchObject({ pages: 1, listed: 605, queued: 605, progress: { failed: 0, open: 0 } });
    expect(new Set(yard.partner.calls.filter(isRead).map(({ path }) => path)).size).toBe(605);
    expect(count(isRead)).toBe(605);
  });
});
