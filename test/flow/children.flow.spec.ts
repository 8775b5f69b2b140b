import { addressBookSource, mailingSource, scopePath } from '../kit/address-book.js';
import { addDepot, connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { openWork } from '../kit/ledger-facts.js';
import type { MadeConnection } from '../kit/yard.js';

interface Figures {
  readonly policy: string;
  readonly hooks: number;
  readonly made: number;
  readonly folded: number;
  readonly absorbed: number;
  readonly ignored: number;
  readonly callsCost: number;
  readonly callsSaved: number;
}

interface Day {
  readonly callsPerRequest: number;
  readonly policies: readonly Figures[];
}

interface Transfer {
  readonly type: string;
  readonly state: string;
  readonly code: string | null;
}

const HOOKS = 30;
const NOTHING: Figures = {
  policy: '',
  hooks: 0,
  made: 0,
  folded: 0,
  absorbed: 0,
  ignored: 0,
  callsCost: 0,
  callsSaved: 0,
};

describe('hooks of addresses that cannot travel alone', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let book: MadeConnection;
  let scope: string;
  let revision = 0;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const folder = cleanUp.use(
      connectorsFolder({
        'address-book': addressBookSource(partner.url),
        mailing: mailingSource(partner.url),
      }),
    );
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    book = await addDepot(host, 'address-book');
    await addDepot(host, 'mailing');
    scope = await scopePath(host, book.id, 'address/updated');
    change();
    await send('customer/updated', '5');
    await eventually(() => partner.records('mailing').length === 1);
  }, 120_000);
  afterAll(() => cleanUp.disposeAsync());

  /** The customer is another at its source. */
  function change(): void {
    revision += 1;
    partner.put('customers', '5', { name: `Ann ${revision}` });
  }

  async function send(topic: string, id: string): Promise<void> {
    const answer = await fetch(book.hookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topic, id, revision }),
    });
    expect(answer.status).toBe(200);
  }

  async function sendAddresses(count = HOOKS): Promise<void> {
    for (let address = 1; address <= count; address += 1) {
      change();
      await send('address/updated', `5|${address}`);
    }
  }

  const day = (): Promise<Day> => host.admin.get(`${scope}/child-policy`);
  const figures = async (policy: string): Promise<Figures> =>
    (await day()).policies.find((one) => one.policy === policy) ?? NOTHING;
  const newest = (): boolean => partner.records('mailing')[0]?.['name'] === `Ann ${revision}`;
  const callsSince = (start: number): { reads: number; writes: number; all: number } => {
    const calls = partner.calls.slice(start);
    const reads = calls.filter(({ method, path }) => method === 'GET' && path === '/customers/5').length;
    const writes = calls.filter(({ method }) => method === 'PUT').length;
    return { reads, writes, all: calls.length };
  };
  const transfers = async (state: string): Promise<readonly Transfer[]> =>
    (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${book.id}&state=${state}`)).items;

  it('bring their customer at once under `parent`: what they cost is what the systems were called', async () => {
    const start = partner.calls.length;

    await sendAddresses();
    await eventually(async () => newest() && (await openWork(host)) === 0);

    const its = await figures('parent');
    const { reads, writes, all } = callsSince(start);
    expect(its).toMatchObject({ hooks: HOOKS, absorbed: 0, ignored: 0, callsCost: reads + writes });
    expect(its.made + its.folded).toBe(HOOKS);
    expect([its.made, all]).toEqual([reads, reads + writes]);
    expect(its.callsSaved).toBe(Math.round(its.folded * (await day()).callsPerRequest));
  }, 60_000);

  it('call nobody under `ignore`, and the figures say what that saved', async () => {
    await host.admin.patch(scope, { childPolicy: 'ignore' });
    const start = partner.calls.length;

    await sendAddresses();
    await eventually(async () => (await figures('ignore')).hooks === HOOKS);

    const { callsPerRequest } = await day();
    expect(await openWork(host)).toBe(0);
    expect(callsSince(start).all).toBe(0);
    expect(await figures('ignore')).toMatchObject({
      ignored: HOOKS,
      callsCost: 0,
      callsSaved: Math.round(HOOKS * callsPerRequest),
    });
  }, 60_000);

  it('are one read and one write under `coalesce`, though the host is killed in the window', async () => {
    await host.admin.patch(scope, { childPolicy: 'coalesce', childWindowSeconds: 8 });
    const start = partner.calls.length;

    await sendAddresses();
    await eventually(async () => (await figures('coalesce')).hooks === HOOKS);
    const waiting = await transfers('held-aside');
    await host.kill();
    const beforeKill = callsSince(start).all;
    await host.start();
    await eventually(async () => newest() && (await openWork(host)) === 0, 30_000);

    expect(waiting).toMatchObject([{ type: 'CUSTOMER', code: 'child-window' }]);
    expect(beforeKill).toBe(0);
    expect(callsSince(start)).toEqual({ reads: 1, writes: 1, all: 2 });
    const its = await figures('coalesce');
    expect(its).toMatchObject({ made: 1, folded: HOOKS - 1, absorbed: 0, callsCost: 2 });
    expect(its.callsSaved).toBe(Math.round((HOOKS - 1) * (await day()).callsPerRequest));
  }, 120_000);

  it('end in a request of the customer itself that comes in the window: there is no second read', async () => {
    await host.admin.patch(scope, { childPolicy: 'coalesce', childWindowSeconds: 600 });
    const start = partner.calls.length;
    await sendAddresses(3);
    await eventually(async () => (await transfers('held-aside')).length === 1);

    change();
    await send('customer/updated', '5');
    await eventually(async () => newest() && (await openWork(host)) === 0);

    expect(callsSince(start)).toEqual({ reads: 1, writes: 1, all: 2 });
    expect(await transfers('held-aside')).toEqual([]);
    expect(await transfers('ended')).toContainEqual(expect.objectContaining({ code: 'folded' }));
    expect(await figures('coalesce')).toMatchObject({ absorbed: 1, callsCost: 2 });
  }, 60_000);

  it('do not bring back a customer that was deleted with them; one that changed does', async () => {
    const customers = await scopePath(host, book.id, 'customer/deleted');
    await host.admin.patch(customers, { guard: 'unlink', settleSeconds: 600 });
    await host.admin.patch(scope, { childPolicy: 'parent' });
    const settling = async (): Promise<number> =>
      (await host.admin.get<{ settling: number }>(`/v1/deletes?connection=${book.id}`)).settling;
    await send('customer/deleted', '5');
    await eventually(async () => (await settling()) === 1);

    for (const address of [1, 2, 3]) await send('address/deleted', `5|${address}`);
    await eventually(async () => (await openWork(host)) === 0);
    expect(await settling()).toBe(1);

    change();
    await send('address/updated', '5|4');
    await eventually(async () => newest() && (await settling()) === 0);
  }, 60_000);
});
