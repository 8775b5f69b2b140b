import { createHmac, generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';

/** For a machine that others keep busy. */
const GENEROUS_MS = 60_000;
const SECRET = 'acme-signs-with-this';

interface Tried {
  readonly failed: readonly object[];
  readonly differences: readonly object[];
  readonly runs: readonly {
    readonly fixture: string;
    readonly verdicts: readonly object[];
    readonly transfers: readonly object[];
    readonly calls: readonly { readonly url: string }[];
    readonly registrations?: object;
  }[];
}

describe('what a fixture comes to in a host', () => {
  let line: CommandLine;
  let folder: string;

  beforeEach(async () => {
    line = new CommandLine({ url: 'http://127.0.0.1:1' });
    await line.spawn('connector', 'new', 'acme', '--into', line.home);
    folder = line.file('acme');
  }, GENEROUS_MS);
  afterEach(() => line[Symbol.dispose]());

  it(
    'has what the connector registers once, apart from the calls of hooks, and the same every time',
    async () => {
      change('src/index.ts', (source) =>
        source
          .replace('objectIn,', 'idIn, listIn, objectIn,')
          .replace("externalId: 'id',", `externalId: 'id',${REGISTERING}`),
      );
      change('fixtures/order.calls.json', (text) => {
        const calls = JSON.parse(text) as { answers: object[] };
        const answers = [
          { url: '/hooks', json: { hooks: [] } },
          { method: 'POST', url: '/hooks', json: { id: 'w1' } },
        ];
        return JSON.stringify({ ...calls, answers: [...calls.answers, ...answers] });
      });
      await line.spawn('connector', 'test', folder);

      const { failed, differences, runs } = await test('test', folder);

      expect({ failed, differences }).toEqual({ failed: [], differences: [] });
      expect(runs.map(({ fixture, registrations }) => [fixture, registrations !== undefined])).toEqual([
        ['order-updated', true],
        ['order-updated as order/created', false],
      ]);
      const url = 'https://hooks.example.com/hooks/hk_…';
      const registered = (topic: string): object => ({
        method: 'POST',
        url: 'https://api.acme.example/hooks',
        body: { url, topic },
      });
      expect(runs[0]?.registrations).toEqual({
        state: 'in-line',
        failure: null,
        items: [
          { topics: ['order/created'], state: 'present', failure: null },
          { topics: ['order/updated'], state: 'present', failure: null },
        ],
        calls: [
          { method: 'GET', url: 'https://api.acme.example/hooks' },
          registered('order/created'),
          registered('order/updated'),
        ],
      });
      for (const { calls } of runs)
        expect(calls).toEqual([{ method: 'GET', url: 'https://api.acme.example/orders/1001' }]);
    },
    GENEROUS_MS,
  );

  it(
    'is believed by a key that the host fetches of the sender',
    async () => {
      const scheme =
        "jwt({ header: 'authorization', algorithms: ['ES256'], jwks: 'https://keys.acme.example/set', audience: 'me' })";
      change('src/index.ts', (source) =>
        source
          .replace('hmac,', 'jwt,')
          .replace("hmac({ header: 'x-acme-signature' })", scheme)
          .replace("webhook: 'Secret that signs hooks', ", ''),
      );
      change('fixtures/order-updated.fixture.json', (text) => {
        const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
        const secret = privateKey.export({ type: 'pkcs8', format: 'pem' });
        return JSON.stringify({ ...(JSON.parse(text) as object), secret });
      });

      const { failed, runs } = await test('test', folder);

      expect(failed).toEqual([]);
      expect(runs).toMatchObject([
        { fixture: 'order-updated', answered: 200, transfers: [{ state: 'done' }] },
        { fixture: 'order-updated as order/created', answered: 200, transfers: [{ state: 'done' }] },
      ]);
    },
    GENEROUS_MS,
  );

  it(
    'waits where access has to be granted first, and that is what is kept',
    async () => {
      change('src/index.ts', (source) =>
        source
          .replace("auth: { kind: 'bearer', secret: 'apiKey' }", `auth: ${GRANTED}`)
          .replace("apiKey: 'API key'", "clientSecret: 'Secret of the app'")
          .replace('baseUrl: z.url()', "clientId: z.string().default('an-app'),\n    baseUrl: z.url()"),
      );

      const { runs } = await test('test', folder);

      expect(runs).toMatchObject([
        { fixture: 'order-updated', answered: 200, transfers: [{ state: 'queued' }], records: [], calls: [] },
        { fixture: 'order-updated as order/created', transfers: [{ state: 'queued' }] },
      ]);
    },
    GENEROUS_MS,
  );

  it(
    'ends where a request waits for one that is tried again later',
    async () => {
      change('src/index.ts', (source) =>
        source.replace('  collections: [', `${ASKING_FIRST}\n  collections: [`),
      );

      const { runs } = await test('test', folder, '--fixture', 'order-updated');

      expect(runs[0]?.transfers).toEqual([
        expect.objectContaining({ recordId: 'nowhere', state: 'waiting-retry' }),
        expect.objectContaining({ recordId: '1001', state: 'waiting-children' }),
      ]);
    },
    GENEROUS_MS,
  );

  it(
    'is captured of an address of many accounts, with those that have a connection',
    async () => {
      change('src/index.ts', (source) =>
        source.replace(
          "externalId: 'id',",
          "externalId: 'id',\n    multiple: 'events',\n    account: 'shop',",
        ),
      );
      await using host = await HostProcess.start({ env: { HOOKYARD_CONNECTORS_WATCH: folder } });
      using there = new CommandLine({ url: host.url, key: host.adminKey });
      const secrets = { webhook: [{ value: SECRET }] };
      const urlPath = 'acme';
      await host.admin.post('/v1/receivers', { connector: 'acme', urlPath, secrets });
      await host.admin.post('/v1/connections', {
        connector: 'acme',
        name: 'North',
        mode: 'live',
        account: 'north@acme.example',
        secrets: { apiKey: [{ value: 'k' }] },
      });
      const hook = await received(host, [
        { shop: 'north@acme.example', topic: 'order/updated', id: 1001 },
        { shop: 'south@acme.example', topic: 'order/updated', id: 1002 },
      ]);

      const captured = await there.run('capture', hook, '--as', 'many', '--into', join(folder, 'fixtures'));
      const { runs } = await test('test', folder, '--fixture', 'many');

      expect([captured.code, captured.err]).toEqual([0, '']);
      const text = readFileSync(join(folder, 'fixtures/many.fixture.json'), 'utf8');
      expect(text).not.toMatch(/(north|south)@/);
      const { accounts, expect: expected } = JSON.parse(text) as {
        accounts: string[];
        expect: { account: string; externalId: string }[];
      };
      expect(accounts).toEqual([expected[0]?.account]);
      expect(expected.map(({ externalId }) => externalId)).toEqual(['1001', '1002']);
      expect(runs).toEqual([
        expect.objectContaining({
          fixture: 'many',
          answered: 200,
          transfers: [expect.objectContaining({ recordId: '1001', state: 'done' })],
          verdicts: [expect.objectContaining({ element: 1, verdict: 'unknown-account' })],
        }),
      ]);
    },
    GENEROUS_MS * 2,
  );

  function change(file: string, how: (text: string) => string): void {
    const path = join(folder, file);
    writeFileSync(path, how(readFileSync(path, 'utf8')));
  }

  async function test(...args: readonly string[]): Promise<Tried> {
    const { out, err } = await line.spawn('--json', 'connector', ...args);
    expect(err).toBe('');
    return JSON.parse(out) as Tried;
  }
});

/** A connector's own registrations, one for each topic. */
const REGISTERING = `
    subscriptions: {
      list: async ({ http }) =>
        listIn(await http.get('/hooks'), 'hooks').map((one) => ({ id: idIn(one), url: idIn(one, 'url'), topics: [] })),
      create: async ({ url, topics: [topic] }, { http }) => ({
        id: idIn(objectIn(await http.post('/hooks', { json: { url, topic } }))),
      }),
      remove: async (id, { http }) => void (await http.delete(\`/hooks/\${encodeURIComponent(id)}\`)),
    },`;

/** A hook that is about another order as well, which its system does not know. */
const ASKING_FIRST = `  handlePrerequisite: ({ scope }) => {
    if (scope !== 'order/updated') return;
    return { children: [{ type: 'TRANSACTION', action: 'CREATED', scope: 'order/created', externalId: 'nowhere' }] };
  },`;

const GRANTED = `{
    kind: 'oauth2',
    flow: 'code',
    authorizeUrl: 'https://login.acme.example/authorize',
    tokenUrl: 'https://login.acme.example/token',
    scopes: ['orders'],
    clientId: { setting: 'clientId' },
    clientSecret: 'clientSecret',
  }`;

/** The id of a hook at the shared address, once it is resolved. */
async function received(host: HostProcess, events: readonly object[]): Promise<string> {
  const body = JSON.stringify({ events });
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const headers = { 'content-type': 'application/json', 'x-acme-signature': signature };
  const answer = await fetch(`${host.url}/receivers/acme`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
  return eventually(async () => {
    const { items } = await host.admin.get<{ items: { id: string; state: string }[] }>('/v1/hooks');
    return items[0]?.state === 'resolved' && items[0].id;
  });
}
