import { eventually } from '../kit/eventually.js';
import { FakeAuthorizationServer } from '../kit/fake-authorization-server.js';
import { APP, grantedFolder } from '../kit/granted.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Shown {
  readonly state: string;
  readonly reason: { readonly code: string; readonly message: string } | null;
  readonly authorization: { readonly account: string | null; readonly scopes: string | null } | null;
}

const BROWSER = { accept: 'text/html,application/xhtml+xml' };

describe('a connection that a person grants access to', () => {
  const cleanUp = new AsyncDisposableStack();
  let system: FakeAuthorizationServer;
  let host: HostProcess;
  let connection: MadeConnection;

  beforeAll(async () => {
    system = cleanUp.use(await FakeAuthorizationServer.start({ rotating: true, lifetime: 3_600 }));
    const folder = cleanUp.use(grantedFolder(system.url));
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    connection = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'granted',
      name: 'Acme <Ltd>',
      mode: 'live',
      secrets: APP,
      defaults: true,
    });
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const shown = (): Promise<Shown> => host.admin.get<Shown>(`/v1/connections/${connection.id}`);
  const link = (body: object = {}) =>
    host.admin.post<{ url: string; expiresAt: string }>(`/v1/connections/${connection.id}/authorize`, body);
  const send = async (id: string): Promise<number> =>
    (await fetch(connection.hookUrl, { method: 'POST', body: JSON.stringify({ id }) })).status;
  const done = async (): Promise<number> => {
    const list = `/v1/transfers?connection=${connection.id}&state=done`;
    return (await host.admin.get<{ items: unknown[] }>(list)).items.length;
  };

  /** Where the system sends a person back to who agreed. */
  async function agreed(url: string): Promise<string> {
    const answer = await fetch(url, { redirect: 'manual' });
    return answer.headers.get('location') ?? '';
  }

  it('waits for it, and keeps what comes meanwhile', async () => {
    expect(await send('1')).toBe(200);

    expect(await shown()).toMatchObject({
      state: 'needs_authorization',
      reason: { code: 'not-authorized' },
      authorization: null,
    });
    expect(system.apiCalls).toEqual([]);
  });

  it('runs as soon as the person comes back, who sees so', async () => {
    const { url } = await link();
    const asked = new URL(url).searchParams;

    const answer = await fetch(await agreed(url), { headers: BROWSER });
    const page = await answer.text();

    await eventually(async () => (await done()) === 1);
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      client_id: 'app-1',
      scope: 'orders.read',
      redirect_uri: `${host.url}/oauth/callback`,
      code_challenge_method: 'S256',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page).toContain('Acme &#60;Ltd&#62; is connected with the account acme-1.');
    expect(await shown()).toMatchObject({
      state: 'active',
      reason: null,
      authorization: { account: 'acme-1', scopes: 'orders.read' },
    });
  });

  it('lets nobody back twice by one link, nor without one', async () => {
    const back = await agreed((await link()).url);
    await fetch(back);

    const again = await fetch(back);
    const page = await fetch(back, { headers: BROWSER });
    const stranger = await fetch(`${host.url}/oauth/callback?code=c&state=hys_${'x'.repeat(22)}`);

    expect(again.status).toBe(400);
    expect(await again.json()).toMatchObject({ code: 'AUTHORIZATION_UNKNOWN' });
    expect(await page.text()).toContain('Code: AUTHORIZATION_UNKNOWN');
    expect(await stranger.json()).toMatchObject({ code: 'AUTHORIZATION_UNKNOWN' });
  });

  it('shows what the system says where the person does not agree, as text', async () => {
    const state = new URL((await link()).url).searchParams.get('state') ?? '';
    const query = new URLSearchParams({
      state,
      error: 'access_denied',
      error_description: '<script>x</script>',
    });

    const answer = await fetch(`${host.url}/oauth/callback?${String(query)}`, { headers: BROWSER });
    const page = await answer.text();

    expect(answer.status).toBe(400);
    expect(page).toContain('access_denied: &#60;script&#62;x&#60;/script&#62;');
    expect(page).not.toContain('<script>');
    expect((await shown()).state).toBe('active');
  });

  it('goes on with another token, once, where a call is answered 401', async () => {
    const refreshes = system.tokenCalls.length;
    const callsBefore = system.apiCalls.length;
    system.endAccessTokens();

    await send('2');

    await eventually(async () => (await done()) === 2);
    expect(system.tokenCalls.slice(refreshes).map(({ form }) => form['grant_type'])).toEqual([
      'refresh_token',
    ]);
    expect(system.apiCalls).toHaveLength(callsBefore + 2);
  });

  it('needs it again where the system refuses the fresh token as well', async () => {
    const refreshes = system.tokenCalls.length;
    system.refusesAll = true;

    await send('3');

    await eventually(async () => (await shown()).state === 'needs_authorization');
    system.refusesAll = false;
    expect((await shown()).reason?.code).toBe('credentials-refused');
    expect(system.tokenCalls).toHaveLength(refreshes + 1);
  });

  it('refuses another account than before, unless that was asked for', async () => {
    system.account = 'acme-2';
    const other = await fetch(await agreed((await link()).url));
    const problem = (await other.json()) as { code: string; detail: string };
    const refusedState = (await shown()).state;

    const changed = await fetch(await agreed((await link({ changeAccount: true })).url));

    expect(other.status).toBe(409);
    expect(problem).toMatchObject({ code: 'ACCOUNT_CHANGED' });
    expect(problem.detail).toContain('it was acme-1, and is acme-2');
    expect(refusedState).toBe('needs_authorization');
    expect(await changed.json()).toEqual({
      connection: connection.id,
      name: 'Acme <Ltd>',
      account: 'acme-2',
    });
    await eventually(async () => (await done()) === 3);
    expect((await shown()).authorization?.account).toBe('acme-2');
  });

  it('tells apart that the system took the access away, and cannot be resumed without another', async () => {
    system.revoke();

    await send('4');

    await eventually(async () => (await shown()).state === 'needs_authorization');
    expect((await shown()).reason?.code).toBe('refresh-refused');
    await host.admin.post(`/v1/connections/${connection.id}/pause`);
    await host.admin.post(`/v1/connections/${connection.id}/resume`);
    expect(await shown()).toMatchObject({
      state: 'needs_authorization',
      reason: { code: 'refresh-refused' },
    });
  });

  it('shows its tokens to nobody, and notes who did what', async () => {
    const answers = [await shown(), await host.admin.get('/v1/audit?limit=200')].map((one) =>
      JSON.stringify(one),
    );
    const tokens = new Set(system.apiCalls.map(({ token }) => token));

    const seen = [...answers, ...host.lines].filter((text) =>
      [...tokens].some((token) => text.includes(token)),
    );

    expect(tokens.size).toBeGreaterThan(2);
    expect(seen).toEqual([]);
    expect(answers.at(-1)).toContain('connection.authorize"');
    expect(answers.at(-1)).toContain('connection.authorized"');
  });

  it('is offered to no connection whose credentials are secrets', async () => {
    const { id } = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'granted-itself',
      name: 'Itself',
      mode: 'live',
      secrets: APP,
    });

    const answer = await host.admin.raw('POST', `/v1/connections/${id}/authorize`, {});

    expect(answer).toMatchObject({ status: 409, body: { code: 'AUTHORIZATION_NOT_OFFERED' } });
  });
});
