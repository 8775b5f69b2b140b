import { join } from 'node:path';

import { connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { FakeGithub, GITHUB_TOKEN } from '../kit/fake-github.js';
import { FakeLeases, leasesSource } from '../kit/fake-leases.js';
import { FakeShopify, SHOPIFY } from '../kit/fake-shopify.js';
import { FakeStripe, STRIPE_KEY } from '../kit/fake-stripe.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

const LIFE_MS = 4_000;

interface Item {
  readonly id: string;
  readonly state: string;
  readonly topics: readonly string[];
  readonly drift: { readonly kind: string } | null;
  readonly failure: { readonly message: string; readonly gaveUpAt: string | null } | null;
}

interface Shown {
  readonly state: string;
  readonly advice: string | null;
  readonly address: string | null;
  readonly failure: { readonly name: string } | null;
  readonly items: readonly Item[];
}

describe('hooks that register themselves', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let shopify: FakeShopify;
  let github: FakeGithub;
  let stripe: FakeStripe;
  let leases: FakeLeases;
  let shop: MadeConnection;
  let allTopics: readonly string[];

  beforeAll(async () => {
    shopify = cleanUp.use(await FakeShopify.start());
    github = cleanUp.use(await FakeGithub.start());
    stripe = cleanUp.use(await FakeStripe.start());
    leases = cleanUp.use(await FakeLeases.start(LIFE_MS));
    const folder = cleanUp.use(connectorsFolder({ leases: leasesSource(leases.url) }));
    host = cleanUp.use(
      await HostProcess.start({
        env: { HOOKYARD_CONNECTORS_WATCH: join(folder.path, 'leases'), HOOKYARD_CALL_TIMEOUT_MS: '1000' },
      }),
    );
    shop = await connect(
      'shopify',
      { shop: 'corner', address: shopify.url },
      {
        accessToken: SHOPIFY.token,
        webhook: SHOPIFY.clientSecret,
      },
    );
    allTopics = (await scopesOf(shop)).map(({ name }) => name).toSorted();
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it('a connection’s scopes are registered at Shopify, and what it sends there is taken', async () => {
    await inLine(shop);

    expect(shopify.topics()).toEqual(allTopics);
    expect(await shopify.tell('orders/delete', { id: 4711 })).toEqual([200]);
    expect((await subscriptionsOf(shop)).address).toMatch(/\/hooks\/hk_.{5}…$/);
    expect(JSON.stringify(await subscriptionsOf(shop))).not.toMatch(/hk_\w{22}/);
  });

  it('a scope that is off is off at once, and at Shopify soon; twice quickly is nothing', async () => {
    const [scope] = (await scopesOf(shop)).filter(({ name }) => name === 'orders/paid');
    const path = `/v1/connections/${shop.id}/scopes/${scope?.id}`;

    await host.admin.patch(path, { enabled: false });
    await eventually(() => !shopify.topics().includes('orders/paid'));
    await host.admin.patch(path, { enabled: true });
    await eventually(() => shopify.topics().includes('orders/paid'));
    await inLine(shop);
    const before = structuredClone(shopify.webhooks);
    await host.admin.patch(path, { enabled: false });
    await host.admin.patch(path, { enabled: true });
    await inLine(shop);

    expect(shopify.topics()).toEqual(allTopics);
    expect(shopify.webhooks.filter(({ topic }) => topic !== 'orders/paid')).toEqual(
      before.filter(({ topic }) => topic !== 'orders/paid'),
    );
  });

  it('what was changed at Shopify by hand is mended and said, and an orphan is removed by a person', async () => {
    const [changed] = shopify.webhooks;
    if (changed) changed.address = changed.address.replace(/^http:..[^/]*/, 'https://old.example');
    shopify.webhooks.push({ id: 1, topic: 'orders/edited', address: shop.hookUrl });
    await host.admin.post(`/v1/connections/${shop.id}/subscriptions/reconcile`);
    const orphan = await eventually(async () =>
      (await subscriptionsOf(shop)).items.find(({ state }) => state === 'orphan'),
    );
    await host.admin.raw('DELETE', `/v1/connections/${shop.id}/subscriptions/${orphan.id}`);
    await eventually(() => !shopify.topics().includes('orders/edited'));

    expect(orphan.topics).toEqual(['orders/edited']);
    const mended = (await subscriptionsOf(shop)).items.find(({ topics }) => topics[0] === changed?.topic);
    expect(mended?.drift?.kind).toBe('address');
    expect(changed?.address.startsWith(host.url)).toBe(true);
  });

  it('GitHub has one hook with all events, signed with a secret that nobody had to invent', async () => {
    const made = await connect(
      'github',
      { owner: 'octo', repository: 'hello', address: github.url },
      { token: GITHUB_TOKEN },
    );
    await inLine(made);
    const [hook] = github.hooks;
    const events = hook?.events ?? [];

    expect(github.hooks).toHaveLength(1);
    expect(await Promise.all(github.pings)).toEqual([200]);
    expect(events).toContain('issues');
    expect(await github.tell('issues', { action: 'opened', issue: { number: 1 } })).toEqual([200]);

    for (const { id, name } of await scopesOf(made))
      if (name.startsWith('issues.'))
        await host.admin.patch(`/v1/connections/${made.id}/scopes/${id}`, { enabled: false });
    await eventually(() => github.hooks[0]?.events.includes('issues') === false);
    await host.admin.patch(`/v1/connections/${made.id}`, { secrets: { webhook: 'another-secret-of-ours' } });
    await eventually(() => github.hooks[0]?.config.secret === 'another-secret-of-ours');

    expect(github.hooks).toHaveLength(1);
    expect(await github.tell('ping', {})).toEqual([200]);
  });

  it('Stripe’s signing secret is kept before its endpoint counts, and all goes with the connection', async () => {
    const made = await connect('stripe', { address: stripe.url }, { apiKey: STRIPE_KEY }, 'sandbox');
    await inLine(made);
    const told = await stripe.tell('customer.updated', { id: 'cus_1', object: 'customer' });
    const { secrets } = await host.admin.get<{ secrets: Record<string, readonly object[]> }>(
      `/v1/connections/${made.id}`,
    );

    await host.admin.raw('DELETE', `/v1/connections/${made.id}`);
    await eventually(() => stripe.endpoints.length === 0);

    expect(told).toEqual([200]);
    expect(secrets['webhook']).toHaveLength(1);
  });

  it('registrations that end are renewed in time, again and again', async () => {
    const made = await connect('leases', {}, {});
    await inLine(made);
    const first = leases.leases[0]?.id;

    await eventually(() => leases.renewals >= 2, 2 * LIFE_MS);

    expect(leases.leases.map(({ id }) => id)).toEqual([first]);
  }, 20_000);

  it('nonsense and a limit are said, waited for and mended', async () => {
    let answers = 0;
    github.first((call) => {
      if (call.method !== 'GET' || !call.path.endsWith('/hooks')) return undefined;
      answers += 1;
      if (answers === 1) return { text: '<html>Unicorn!</html>' };
      return answers === 2
        ? { status: 429, headers: { 'retry-after': '1' }, json: { message: 'slow down' } }
        : undefined;
    });
    const made = await connect(
      'github',
      { owner: 'octo', repository: 'other', address: github.url },
      { token: GITHUB_TOKEN },
    );
    const failing = await eventually(async () => {
      const shown = await subscriptionsOf(made);
      return shown.state === 'failing' && shown;
    });

    await host.admin.post(`/v1/connections/${made.id}/subscriptions/reconcile`);
    await eventually(async () => (await subscriptionsOf(made)).failure?.name === 'RateLimited');
    await inLine(made);
    github.first(undefined);

    expect(failing.failure).not.toBeNull();
    expect(answers).toBeGreaterThanOrEqual(3);
    expect(new Set(github.hooks.map(({ config }) => config.url)).size).toBe(github.hooks.length);
  }, 20_000);

  it('a connector that cannot register says where to do it by hand', async () => {
    const made = await connect('rest', { baseUrl: 'http://127.0.0.1:9' }, {});

    const { state, advice, address } = await subscriptionsOf(made);

    expect(state).toBe('unsupported');
    expect(advice).toContain(address);
    expect(made.hookUrl.startsWith(address?.slice(0, -1) ?? '?')).toBe(true);
    expect(await host.admin.raw('POST', `/v1/connections/${made.id}/subscriptions/reconcile`)).toMatchObject({
      status: 409,
    });
  });

  it('a kill between Shopify’s answer and the commit doubles nothing, and a new public URL moves what is there', async () => {
    let isHeld = false;
    shopify.first((call) => {
      if (call.method !== 'POST' || isHeld) return undefined;
      isHeld = true;
      shopify.make(call);
      return new Promise<never>(() => undefined);
    });
    const [scope] = (await scopesOf(shop)).filter(({ name }) => name === 'orders/paid');
    const path = `/v1/connections/${shop.id}/scopes/${scope?.id}`;
    await host.admin.patch(path, { enabled: false });
    await eventually(() => !shopify.topics().includes('orders/paid'));
    await host.admin.patch(path, { enabled: true });
    await eventually(() => isHeld);

    await host.kill();
    shopify.first(undefined);
    const moved = cleanUp.use(
      await HostProcess.start({
        ...(host.databaseUrl ? { databaseUrl: host.databaseUrl } : {}),
        dataDir: host.dataDir,
        env: { HOOKYARD_PUBLIC_URL: 'http://moved.example' },
      }),
    );
    host = moved;
    await eventually(
      () => shopify.webhooks.every(({ address }) => address.startsWith('http://moved.example/hooks/')),
      90_000,
    );
    await inLine(shop);

    expect(shopify.topics()).toEqual(allTopics);
  }, 120_000);

  function connect(
    connector: string,
    settings: object,
    secrets: object,
    mode: 'live' | 'sandbox' = 'live',
  ): Promise<MadeConnection> {
    return host.admin.post('/v1/connections', { connector, name: connector, mode, settings, secrets });
  }

  function subscriptionsOf({ id }: MadeConnection): Promise<Shown> {
    return host.admin.get(`/v1/connections/${id}/subscriptions`);
  }

  async function inLine(made: MadeConnection): Promise<void> {
    await eventually(async () => (await subscriptionsOf(made)).state === 'in-line', 30_000);
  }

  async function scopesOf({ id }: MadeConnection): Promise<{ id: string; name: string }[]> {
    const { items } = await host.admin.get<{ items: { id: string; name: string; direction: string }[] }>(
      `/v1/connections/${id}/scopes?limit=200&direction=TO`,
    );
    return items.filter(({ direction }) => direction === 'TO');
  }
});
