import { CommandLine } from '../kit/command-line.js';
import { connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { FakeAccounts, accountsConnector } from '../kit/fake-accounts.js';
import { FakeAuthorizationServer } from '../kit/fake-authorization-server.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { APP, grantedConnector } from '../kit/granted.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Shown {
  readonly state: string;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly authorization: { readonly account: string | null } | null;
  readonly check: {
    readonly at: string;
    readonly ok: boolean;
    readonly end: string;
    readonly failure: string | null;
    readonly message: string | null;
    readonly account: string | null;
    readonly tookMs: number;
    readonly nextAt: string | null;
  } | null;
}

const CALL_TIMEOUT_MS = 1_000;
/** What works is asked after this long, and what does not at most as late. */
const INTERVAL_MS = 1_500;
const SECRET = 'a-good-key';

describe('a connection whose connector has a check', () => {
  const cleanUp = new AsyncDisposableStack();
  let system: FakeAccounts;
  let grants: FakeAuthorizationServer;
  let heard: FakeSubscriber;
  let host: HostProcess;
  const live: MadeConnection[] = [];

  beforeAll(async () => {
    system = cleanUp.use(await FakeAccounts.start());
    grants = cleanUp.use(await FakeAuthorizationServer.start());
    heard = cleanUp.use(await fakeSubscriber());
    const check = `check: async (ctx) => ({ ok: true, account: (await ctx.http.get('/me')).json().account }), records:`;
    const granted = grantedConnector(grants.url, { account: undefined }).replace('records:', check);
    const accounts = accountsConnector(system.url);
    const unchecked = accounts.replace(/^ {2}check:.*\n/m, '').replace("'accounts'", "'unchecked'");
    const folder = cleanUp.use(connectorsFolder({ accounts, unchecked, granted }));
    host = cleanUp.use(
      await HostProcess.start({
        env: {
          HOOKYARD_CONNECTORS_DIR: folder.path,
          HOOKYARD_CALL_TIMEOUT_MS: String(CALL_TIMEOUT_MS),
          HOOKYARD_CONNECTION_CHECK_MINUTES: String(INTERVAL_MS / 60_000),
        },
      }),
    );
    await host.admin.post('/v1/endpoints', { url: heard.url, mode: 'sandbox', events: ['connection.*'] });
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());
  /** So that nothing but the connection of a test asks the system. */
  afterEach(async () => {
    system.says(undefined);
    for (const { id } of live.splice(0)) await host.admin.raw('DELETE', `/v1/connections/${id}`);
  });

  const connect = async (api = SECRET, mode = 'live', connector = 'accounts'): Promise<MadeConnection> => {
    const made = await host.admin.post<MadeConnection>('/v1/connections', {
      connector,
      name: `Accounts ${mode} ${api}`,
      mode,
      secrets: { api },
      defaults: true,
    });
    live.push(made);
    return made;
  };
  const shown = ({ id }: MadeConnection): Promise<Shown> => host.admin.get(`/v1/connections/${id}`);
  const check = ({ id }: MadeConnection): Promise<Shown> => host.admin.post(`/v1/connections/${id}/check`);
  const checked = (made: MadeConnection) => eventually(async () => (await shown(made)).check ?? undefined);
  const told = (of: MadeConnection, type: RegExp): { type: string; data: Record<string, unknown> }[] =>
    heard
      .events()
      .map(({ body }) => body)
      .filter((body) => type.test(body.type) && body.data.connection === of.id);

  it('is checked when it is saved, and shows what came of it', async () => {
    const made = await connect();

    const first = await checked(made);

    expect(first).toMatchObject({
      ok: true,
      end: 'ok',
      failure: null,
      message: 'Cycle Corner',
      account: 'acct_1',
    });
    expect(first.tookMs).toBeLessThan(CALL_TIMEOUT_MS);
    expect(Date.parse(first.nextAt ?? '')).toBeGreaterThan(Date.parse(first.at));
  });

  it('is checked again by itself', async () => {
    const made = await connect();
    const first = await checked(made);

    await eventually(async () => (await shown(made)).check?.at !== first.at);

    expect((await shown(made)).check?.ok).toBe(true);
  });

  it('fails by what its check says, and is well again, each told once; its work goes on meanwhile', async () => {
    const made = await connect(SECRET, 'sandbox');
    await checked(made);
    system.says(() => ({ status: 200, body: { ok: false, message: `the plan of ${SECRET} is over` } }));

    const failing = await check(made);
    await eventually(() => told(made, /failing/).length === 1);
    await fetch(made.hookUrl, { method: 'POST', body: JSON.stringify({ id: '7' }) });
    await eventually(async () => {
      const { items } = await host.admin.get<{ items: { state: string }[] }>(
        `/v1/transfers?connection=${made.id}`,
      );
      return items[0]?.state === 'done';
    });
    const again = await check(made);
    system.says(undefined);
    await eventually(() => told(made, /recovered/).length === 1);

    expect(failing).toMatchObject({
      state: 'failing',
      reason: { code: 'check-failed', message: 'the plan of [secret] is over' },
      check: { ok: false, end: 'failed' },
    });
    expect(again.state).toBe('failing');
    expect(await shown(made)).toMatchObject({ state: 'active', reason: null, check: { ok: true } });
    expect(told(made, /failing|recovered/)).toMatchObject([
      { type: 'connection.failing', data: { reason: 'the plan of [secret] is over' } },
      { type: 'connection.recovered' },
    ]);
  }, 20_000);

  it('whose credentials are refused needs authorization, and goes on with new ones', async () => {
    const made = await connect('an-old-key');

    await eventually(async () => (await shown(made)).state === 'needs_authorization');
    const refused = await shown(made);
    const asked = await host.admin.raw('POST', `/v1/connections/${made.id}/check`);
    await host.admin.patch(`/v1/connections/${made.id}`, { secrets: { api: SECRET } });
    await eventually(async () => (await shown(made)).check?.ok === true);

    expect(refused).toMatchObject({ reason: { code: 'credentials-refused' }, check: { end: 'refused' } });
    expect(asked).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await shown(made)).state).toBe('active');
  });

  it('that is down fails as by any other call, and is well when it answers', async () => {
    const made = await connect(SECRET, 'sandbox');
    await checked(made);
    system.says(() => ({ status: 503 }));

    const down = await check(made);
    await eventually(() => told(made, /failing/).length === 1);
    const failing = await shown(made);
    system.says(undefined);
    await eventually(() => told(made, /recovered/).length === 1, 20_000);

    expect(down.check).toMatchObject({ ok: false, end: 'unanswered', failure: 'Unavailable' });
    expect(failing).toMatchObject({ state: 'failing', reason: { code: 'not-answering' } });
    expect((await shown(made)).state).toBe('active');
  }, 30_000);

  it('who asks is answered within the time of a call, and never by two checks at once', async () => {
    const made = await connect();
    await checked(made);
    system.mostAtOnce = 0;
    system.says(() => 'hang');
    const before = performance.now();

    const slow = await check(made);
    const tookMs = performance.now() - before;
    system.says(undefined);
    await Promise.all([check(made), check(made), check(made)]);

    expect(slow.check).toMatchObject({
      ok: false,
      end: 'unanswered',
      message: expect.stringContaining('no answer within'),
    });
    expect(tookMs).toBeLessThan(3 * CALL_TIMEOUT_MS);
    expect(system.mostAtOnce).toBe(1);
  }, 20_000);

  it('can be asked from the command line, and counts', async () => {
    const made = await connect();
    const line = cleanUp.use(new CommandLine({ url: host.url, key: host.adminKey }));

    const well = await line.run('connections', 'check', made.id);
    system.says(() => ({ status: 200, body: { ok: false, message: 'the plan is over' } }));
    const failing = await line.run('connections', 'check', made.id);
    const figures = await (await fetch(`${host.url}/metrics`)).text();

    expect(well).toMatchObject({ code: 0, out: expect.stringContaining('account acct_1') });
    expect(failing).toMatchObject({ code: 5, out: expect.stringContaining('the plan is over') });
    expect(figures).toMatch(/^hookyard_connection_checks_total\{end="ok"\} \d+$/m);
    expect(figures).toMatch(/^hookyard_connections\{state="failing"\} [1-9]/m);
  });

  it('without one says so', async () => {
    const made = await connect(SECRET, 'live', 'unchecked');

    const answer = await host.admin.raw('POST', `/v1/connections/${made.id}/check`);

    expect(answer).toMatchObject({ status: 409, body: { code: 'CHECK_NOT_OFFERED' } });
    expect((await shown(made)).check).toBeNull();
  });

  describe('that a person grants access to, where only the check says which account it is', () => {
    let made: MadeConnection;

    const comeBack = async (body: object = {}): Promise<Response> => {
      const { url } = await host.admin.post<{ url: string }>(`/v1/connections/${made.id}/authorize`, body);
      const sent = await fetch(url, { redirect: 'manual' });
      return fetch(sent.headers.get('location') ?? '');
    };

    beforeAll(async () => {
      made = await host.admin.post('/v1/connections', {
        connector: 'granted',
        name: 'Granted',
        mode: 'live',
        secrets: APP,
        defaults: true,
      });
    });

    it('knows the account before the access is used', async () => {
      const answer = await comeBack();

      expect(await answer.json()).toMatchObject({ account: 'acme-1' });
      expect((await shown(made)).authorization?.account).toBe('acme-1');
    });

    it('keeps the access it has where another account, or nobody knows which, was granted', async () => {
      grants.account = 'acme-2';
      const other = await comeBack();
      grants.refusesAll = true;
      const unknown = await comeBack();
      grants.refusesAll = false;
      const kept = await check(made);

      expect([other.status, unknown.status]).toEqual([409, 409]);
      expect(await other.json()).toMatchObject({
        code: 'ACCOUNT_CHANGED',
        detail: expect.stringContaining('it was acme-1, and is acme-2'),
      });
      expect(await unknown.json()).toMatchObject({
        code: 'ACCOUNT_CHANGED',
        detail: expect.stringContaining('does not say which it is now: '),
      });
      expect(kept).toMatchObject({ state: 'active', check: { ok: true, account: 'acme-1' } });
    });

    it('changes the account where that was asked for', async () => {
      const changed = await comeBack({ changeAccount: true });

      expect(await changed.json()).toMatchObject({ account: 'acme-2' });
      expect((await check(made)).check?.account).toBe('acme-2');
    });
  });
});
