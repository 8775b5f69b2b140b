import { eventually } from '../kit/eventually.js';
import { FakeGroov, GROOV_KEYS, type Consent, type GroovEnvironment } from '../kit/fake-groov.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

const WORD = 'a-long-random-word-in-the-path';
const AUTHORISED = 'authorisation.enabled';
const LOADED = 'ledger_alldata.primary_sync.complete';
const ACCOUNT = 'x:GROOV_ACCOUNT';

describe('groov', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let groov: FakeGroov;
  let live: SeenAt;
  let sandbox: SeenAt;
  let liveUrl: string;

  beforeAll(async () => {
    groov = cleanUp.use(await FakeGroov.start());
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_LEASE_MS: '3000' } }));
    const made = {
      live: await connect('live', GROOV_KEYS.live),
      sandbox: await connect('sandbox', GROOV_KEYS.test),
    };
    live = new SeenAt(host, made.live.id);
    sandbox = new SeenAt(host, made.sandbox.id);
    liveUrl = `${made.live.hookUrl}/${WORD}`;
    register('live', liveUrl);
    register('test', `${made.sandbox.hookUrl}/${WORD}`);
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it('reads all data of an account, in pages, once its first load is complete', async () => {
    const account = groov.authorise('la-1');
    groov.load(account, { payments: 230, settlements: 3, transactions: 2, disputes: 1, customers: 2 });

    const statuses = await groov.event(LOADED, { account: 'la-1', livemode: true })();
    await eventually(
      async () =>
        (await live.record('x:GROOV_PAYMENT', 'pa-la-1-229')) && (await live.record('CUSTOMER', 'cu-la-1-1')),
    );
    await everythingIsOver();

    expect(statuses).toEqual([200]);
    expect(pagesOf('payments', 'la-1')).toEqual(['0', '1', '2']);
    expect(await live.record('x:GROOV_PAYMENT', 'pa-la-1-0')).toMatchObject({
      account: 'la-1',
      partner: 'stripe',
      amount: 100,
      kind: 'charge',
    });
    expect(await live.record('x:GROOV_SETTLEMENT', 'se-la-1-2')).toMatchObject({
      account: 'la-1',
      partner: 'stripe',
    });
    expect(await live.record('x:GROOV_DISPUTE', 'di-la-1-0')).toMatchObject({ account: 'la-1' });
    expect(await live.record('x:GROOV_TRANSACTION', 'tr-la-1-1')).toMatchObject({ account: 'la-1' });
    expect(await live.record(ACCOUNT, 'la-1')).toMatchObject({
      status: 'Active',
      institutionAccountId: 'merchant-la-1',
    });
  }, 60_000);

  it('takes both events in either order, twice, and once for each partner', async () => {
    groov.load(groov.authorise('la-2'), { payments: 2 });
    groov.authorise('la-2', 'adyen');
    const authorised = groov.event(AUTHORISED, { account: 'la-2' });
    const loaded = groov.event(LOADED, { account: 'la-2' });

    await loaded();
    await authorised();
    await loaded();
    await groov.event(LOADED, { account: 'la-2', partner: 'adyen' })();
    await eventually(() => live.record('x:GROOV_PAYMENT', 'pa-la-2-1'));
    await everythingIsOver();

    const partners = [
      { partnerSource: 'stripe', status: 'Active' },
      { partnerSource: 'adyen', status: 'Active' },
    ];
    expect(await live.record(ACCOUNT, 'la-2')).toMatchObject({ status: 'Active', partners });
    const changes = await live.transfers({ recordId: 'pa-la-2-0' });
    expect(changes.filter(({ state }) => state === 'done')).toHaveLength(1);
    expect(changes.every(({ state, code }) => state === 'done' || code === 'no-change')).toBe(true);
  }, 60_000);

  it.each<Consent>(['Revoked', 'Denied', 'Inactive', 'Lost Connection', 'Not Authorised'])(
    'reads nothing of an account whose consent is %s, and says so',
    async (consent) => {
      const id = `la-${consent.replace(' ', '-')}`;
      groov.load(groov.authorise(id), { payments: 1 });
      groov.accounts.live.get(id)?.consents.set('stripe', consent);

      await groov.event(LOADED, { account: id })();
      const [transfer] = await eventually(async () => {
        const found = await live.transfers({ recordId: id });
        return found[0]?.state === 'ended' && found;
      });

      expect(transfer?.code).toBe('unresolved');
      expect(await live.why(transfer?.id ?? '')).toContain(consent);
      expect(pagesOf('payments', id)).toEqual([]);
    },
  );

  it('keeps what it read of an account that is revoked on the way, and goes on with others', async () => {
    const revoked = groov.authorise('la-3');
    groov.load(revoked, { payments: 250 });
    groov.load(groov.authorise('la-4'), { payments: 1 });
    revoked.pagesLeft = 1;
    await host.admin.post(`/v1/connections/${live.connection}/pause`);
    await groov.event(LOADED, { account: 'la-3' })();
    await groov.event(LOADED, { account: 'la-4' })();
    await host.admin.post(`/v1/connections/${live.connection}/resume`);

    await eventually(() => live.record('x:GROOV_PAYMENT', 'pa-la-4-0'));
    await everythingIsOver();

    expect(revoked.consents.get('stripe')).toBe('Revoked');
    expect(
      groov.calls.filter(({ query }) => query.get('ledgerAccountId') === 'la-3' && query.get('page') === '2'),
    ).toEqual([]);
    expect(await live.transfers({ state: 'parked' })).toEqual([]);
  }, 60_000);

  it('is read whole though the host is killed between two pages', async () => {
    const last = 449;
    groov.load(groov.authorise('la-7'), { payments: last + 1 });
    let isUp: Promise<void> | undefined;
    groov.watch(({ path, query }) => {
      const isThird =
        path.endsWith('/payments') && query.get('ledgerAccountId') === 'la-7' && query.get('page') === '2';
      if (isThird) isUp ??= host.kill().then(() => host.start());
    });

    await groov.event(LOADED, { account: 'la-7' })();
    await eventually(() => isUp !== undefined, 30_000);
    await isUp;
    groov.watch(undefined);
    await eventually(() => live.record('x:GROOV_PAYMENT', `pa-la-7-${last}`), 60_000);
    await everythingIsOver();

    const versions = await Promise.all(
      [0, 99, 100, 199, 200, 299, 300, last].map((index) =>
        live.version('x:GROOV_PAYMENT', `pa-la-7-${index}`),
      ),
    );
    expect(versions).toEqual(versions.map(() => 1));
    expect(pagesOf('payments', 'la-7').filter((page) => page === '0')).toHaveLength(1);
  }, 120_000);

  it('keeps test and live apart, by key and by event', async () => {
    groov.load(groov.authorise('la-5', 'stripe', 'test'), { payments: 1 });
    await groov.event(LOADED, { account: 'la-5', environment: 'test', livemode: false })();
    await eventually(() => sandbox.record('x:GROOV_PAYMENT', 'pa-la-5-0'));

    register('test', liveUrl);
    await groov.event(LOADED, { account: 'la-5', environment: 'test', livemode: false })();
    groov.endpoints.test.pop();

    expect(await live.newestVerdicts()).toMatchObject([{ verdict: 'wrong-mode' }]);
    expect(await live.record('x:GROOV_PAYMENT', 'pa-la-5-0')).toBeUndefined();
    expect(groov.calls.some(({ headers }) => headers['x-api-key'] === GROOV_KEYS.test)).toBe(true);
  });

  it('calls nobody with a key of the other environment', async () => {
    const mistaken = await connect('live', GROOV_KEYS.test, 'Groov, mistaken');
    const seen = new SeenAt(host, mistaken.id);
    register('live', `${mistaken.hookUrl}/${WORD}`);
    groov.load(groov.authorise('la-6'), { payments: 1 });

    await groov.event(AUTHORISED, { account: 'la-6' })();
    groov.endpoints.live.pop();
    const [held] = await eventually(async () => {
      const found = await seen.transfers({ state: 'held' });
      return found.length === 1 && found;
    });

    expect(held?.code).toMatch(/^bad-config:secret apiKey/);
    const withTestKey = groov.calls.filter(
      ({ headers, query }) =>
        headers['x-api-key'] === GROOV_KEYS.test && query.get('ledgerAccountId') === 'la-6',
    );
    expect(withTestKey).toEqual([]);
  });

  it('believes nobody who does not know the word', async () => {
    register('live', liveUrl.replace(WORD, 'guessed'));

    const statuses = await groov.event(AUTHORISED, { account: 'la-1' })();
    groov.endpoints.live.pop();

    expect(statuses).toEqual([200, 401]);
  });

  function connect(
    mode: 'live' | 'sandbox',
    apiKey: string,
    name = `Groov ${mode}`,
  ): Promise<MadeConnection> {
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'groov',
      name,
      mode,
      settings: { address: groov.url },
      secrets: { webhook: WORD, apiKey },
      defaults: true,
    });
  }

  /** As a person does on Groov's page. */
  function register(environment: GroovEnvironment, url: string): void {
    const id = `by-hand-${groov.endpoints[environment].length}`;
    groov.endpoints[environment].push({ id, url, description: '', events: [AUTHORISED, LOADED] });
  }

  function pagesOf(resource: string, account: string): (string | null)[] {
    return groov.calls
      .filter(({ path, query }) => path.endsWith(`/${resource}`) && query.get('ledgerAccountId') === account)
      .map(({ query }) => query.get('page'));
  }

  async function everythingIsOver(): Promise<void> {
    await eventually(async () => {
      const open = await Promise.all(
        ['queued', 'waiting-retry', 'waiting-children'].map((state) => live.transfers({ state })),
      );
      return open.flat().length === 0;
    });
  }
});
