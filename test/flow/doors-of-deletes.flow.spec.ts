import { addDepot, connectorsFolder, depotSource } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

/** A source whose hooks say `gone:1` or `seen:1`, and whose list names what is gone. */
const DOCK = (baseUrl: string): string => `
const fields = ['number', 'status'].map((field) => ({ kind: 'field', target: field, source: field }));
const into = { type: 'TRANSACTION', direction: 'TO' };
export const connector = {
  name: 'dock',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: {
    message: ['MESSAGE', 'CREATED', 'Anything → what it is', { source: 'payload' }],
    'order/created': ['TRANSACTION', 'CREATED', 'Dock order → Transaction'],
    'order/updated': ['TRANSACTION', 'UPDATED', 'Dock order → Transaction'],
    'order/deleted': ['TRANSACTION', 'DELETED', 'Dock order gone → Transaction'],
    'order/poll': ['TRANSACTION', 'POLL', 'Dock orders listed → the scopes above'],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: '"message"', externalId: 'says' },
  records: {
    TRANSACTION: {
      async get(id, ctx) {
        const answer = await ctx.http.get('/dock/' + id, { accept: [404] });
        return answer.status === 404 ? null : answer.json();
      },
      list: async (_page, ctx) => (await ctx.http.get('/dock-list')).json(),
    },
  },
  handlePrerequisite(request) {
    if (request.type !== 'MESSAGE') return undefined;
    const [what, externalId] = request.externalId.split(':');
    const action = what === 'gone' ? 'DELETED' : 'UPDATED';
    return { children: [{ type: 'TRANSACTION', action, externalId }], then: 'done' };
  },
  collections: [
    { name: 'Messages', type: 'MESSAGE', direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings: [] },
    { ...into, name: 'Orders', syncType: 'ADD_AND_UPDATE', mappings: fields },
    { ...into, name: 'Orders gone', syncType: 'DELETE', mappings: [] },
  ],
};
`;

interface Transfer {
  readonly id: string;
  readonly recordId: string;
  readonly action: string;
  readonly direction: string;
  readonly state: string;
  readonly code: string | null;
}

interface Body {
  readonly id: string;
  readonly deletedAt: string | null;
  readonly links: readonly { readonly connection: string; readonly state: string }[];
}

interface Windows {
  readonly settling: number;
  readonly held: number;
}

const ORDERS = ['1', '2', '3', '4', '5', '6'];
/** Longer than the test. */
const HELD = { guard: 'delete', settleSeconds: 600, brakeMost: 1 };

describe('a delete meets the guard of its source, whatever door it comes in by', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let dock: MadeConnection;
  let north: MadeConnection;
  let page: object = { ids: [], done: true };
  let schedule: string;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const deletes =
      "collections: [{ name: 'Gone', type: 'TRANSACTION', direction: 'FROM', syncType: 'DELETE', mappings: [] }, {";
    const folder = cleanUp.use(
      connectorsFolder({
        dock: DOCK(partner.url),
        north: depotSource({ name: 'north', baseUrl: partner.url }).replace('collections: [{', deletes),
      }),
    );
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    dock = await addDepot(host, 'dock');
    north = await addDepot(host, 'north');
    partner.misbehave(({ path }) => (path === '/dock-list' ? { status: 200, body: page } : undefined));
    for (const id of ORDERS) {
      partner.put('dock', id, { number: `#${id}` });
      await says(`seen:${id}`);
    }
    await eventually(() => partner.records('north').length === ORDERS.length, 30_000);
    const made = { scope: 'order/poll', everySeconds: 3_600, firstRun: 'backfill' };
    const { id } = await host.admin.post<{ id: string }>(`/v1/connections/${dock.id}/schedules`, made);
    schedule = `/v1/connections/${dock.id}/schedules/${id}/run`;
    await eventually(() => partner.calls.some(({ path }) => path === '/dock-list'), 30_000);
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  async function says(text: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(dock.hookUrl, {
      method: 'POST',
      headers,
      body: JSON.stringify({ says: text }),
    });
    await answer.arrayBuffer();
    expect(answer.status).toBe(200);
  }

  async function polled(next: object): Promise<void> {
    page = { ids: [], done: true, ...next };
    await host.admin.post(schedule, {});
  }

  async function transfersOf({ id }: MadeConnection): Promise<Transfer[]> {
    return (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${id}&limit=200`)).items;
  }

  /** The newest transfer of that kind, once it has come so far. */
  function transfer(of: MadeConnection, wanted: Partial<Transfer>): Promise<Transfer> {
    const fits = (one: Transfer): boolean =>
      Object.entries(wanted).every(([name, value]) => one[name as keyof Transfer] === value);
    return eventually(async () => (await transfersOf(of)).find(fits), 20_000);
  }

  async function recordOf(externalId: string): Promise<Body> {
    const name = `type=TRANSACTION&connection=${dock.id}&externalId=${externalId}`;
    const { items } = await host.admin.get<{ items: Body[] }>(`/v1/records?${name}`);
    return host.admin.get<Body>(`/v1/records/${items[0]?.id}`);
  }

  async function linkOf(externalId: string): Promise<string | undefined> {
    return (await recordOf(externalId)).links.find(({ connection }) => connection === dock.id)?.state;
  }

  async function deletesOf(of: MadeConnection, direction: string, set: object): Promise<string> {
    const scopes = `/v1/connections/${of.id}/scopes`;
    const { items } = await host.admin.get<{ items: { id: string; name: string }[] }>(
      `${scopes}?direction=${direction}&limit=100`,
    );
    const { id } = items.find(({ name }) => name.endsWith('/deleted') && !name.startsWith('GIFT')) ?? {};
    await host.admin.patch(`${scopes}/${id}`, set);
    return id ?? '';
  }

  const windowsOf = ({ id }: MadeConnection): Promise<Windows> =>
    host.admin.get<Windows>(`/v1/deletes?connection=${id}`);
  const windowOf = ({ id }: MadeConnection, direction: string): object => ({
    connection: id,
    direction,
    type: 'TRANSACTION',
  });

  it('off: what a prerequisite resolved and what a list names is recorded, and an id that is synced by hand and gone is no delete', async () => {
    for (const id of ['1', '2', '3']) partner.remove('dock', id);

    await says('gone:1');
    await polled({ deleted: ['2'] });
    await host.admin.post(`/v1/connections/${dock.id}/sync?type=TRANSACTION`, ['3']);

    await transfer(dock, { recordId: '1', action: 'DELETED', state: 'ended', code: 'guarded' });
    await transfer(dock, { recordId: '2', action: 'DELETED', state: 'ended', code: 'guarded' });
    await transfer(dock, { recordId: '3', action: 'UPDATED', state: 'waiting-retry' });
    expect([await linkOf('1'), await linkOf('2'), await linkOf('3')]).toEqual([
      'source-deleted',
      'source-deleted',
      'live',
    ]);
    for (const id of ['1', '2', '3']) expect((await recordOf(id)).deletedAt).toBeNull();
    expect(partner.records('north')).toHaveLength(ORDERS.length);
  }, 60_000);

  it('a part of a list that names what is gone shows it in the plan of a reconcile', async () => {
    page = { ids: [], deleted: ['1', '6'], done: true };
    const begun = { type: 'TRANSACTION', since: '2026-01-01T00:00:00Z' };
    const { id } = await host.admin.post<{ id: string }>(`/v1/connections/${dock.id}/reconcile`, begun);

    const plan = await eventually(async () => {
      const now = await host.admin.get<{ state: string; counts: object; samples: object }>(
        `/v1/connections/${dock.id}/reconciles/${id}`,
      );
      return now.state === 'planned' && now;
    });

    expect(plan).toMatchObject({ counts: { gone: 1 }, samples: { gone: ['6'] } });
    await host.admin.post(`/v1/connections/${dock.id}/reconciles/${id}/cancel`);
  }, 60_000);

  it('delete: both doors lead into one window, which the brake holds; what the list names again is spared, and explained', async () => {
    await deletesOf(dock, 'TO', HELD);
    partner.remove('dock', '4');

    await says('gone:4');
    await polled({ deleted: ['5'] });
    await eventually(async () => (await windowsOf(dock)).held === 2);
    await polled({ ids: ['5'] });
    const spared = await transfer(dock, { recordId: '5', action: 'DELETED', code: 'overtaken' });
    const seen = await transfer(dock, { recordId: '5', action: 'UPDATED' });
    expect((await recordOf('4')).deletedAt).toBeNull();
    expect(await host.admin.post('/v1/deletes/release', windowOf(dock, 'TO'))).toEqual({ changed: 1 });
    await eventually(async () => (await recordOf('4')).deletedAt !== null, 20_000);

    expect((await recordOf('5')).deletedAt).toBeNull();
    const { items } = await host.admin.get<{ items: { facts: { id?: string; result?: object } }[] }>(
      `/v1/explain?transfer=${spared.id}`,
    );
    const told = items.find(({ facts }) => facts.id === spared.id)?.facts;
    expect(told?.result).toMatchObject({ by: seen.id });
  }, 60_000);

  it('of the hub: a system is spared what is taken back, the brake holds the rest, and without it each is deleted when it has settled', async () => {
    await deletesOf(north, 'FROM', { ...HELD, enabled: true });
    const [two, three, six] = [await recordOf('2'), await recordOf('3'), await recordOf('6')];

    for (const { id } of [two, three]) await host.admin.delete(`/v1/records/${id}`);
    await eventually(async () => (await windowsOf(north)).held === 2);
    await host.admin.post(`/v1/records/${three.id}/undelete`);
    await eventually(async () => (await windowsOf(north)).held === 1);
    const whileHeld = partner.records('north').length;
    await host.admin.post('/v1/deletes/release', windowOf(north, 'FROM'));
    await eventually(() => partner.records('north').length === ORDERS.length - 1, 20_000);
    await deletesOf(north, 'FROM', { settleSeconds: 1, brakeMost: null, brakePercent: null });
    await host.admin.delete(`/v1/records/${six.id}`);
    const settling = await windowsOf(north);
    await eventually(() => partner.records('north').length === ORDERS.length - 2, 20_000);

    expect(whileHeld).toBe(ORDERS.length);
    expect(settling).toMatchObject({ settling: 1, held: 0 });
    const left = partner.records('north').map(({ number }) => number);
    expect(new Set(left)).toEqual(new Set(['#1', '#3', '#4', '#5']));
  }, 60_000);
});
