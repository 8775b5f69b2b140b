import { createHmac, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import pg from 'pg';

import { connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

/** A connector in code that is careless with its token in every way; the record's id says how. */
const leaky = (auth: string, url: string): string => `
const forms = (token) => [token, Buffer.from('user:' + token).toString('base64'), Buffer.from(token).toString('hex'),
  Buffer.from(token).toString('base64url'), encodeURIComponent(token)].join(' and ');
const failing = (token, failure) => Object.assign(new Error(forms(token)), { failure, fields: [token], subject: token });
const READS = {
  good: () => ({ name: 'canary-in-a-record' }),
  throws: (token) => { throw new Error(forms(token)); },
  text: (token) => { throw token; },
  object: (token) => { throw { token }; },
  invalid: (token) => { throw failing(token, 'Invalid'); },
  later: (token) => { throw failing(token, 'RetryLater'); },
  skips: (token) => { throw failing(token, 'Skip'); },
  stray: (token) => { void Promise.reject(new Error(forms(token))); return { name: 'Stray' }; },
  logs: (token, ctx) => {
    for (const level of ['debug', 'info', 'warn', 'error']) ctx.log[level]('canary-in-a-log ' + forms(token), { token });
    return { name: 'Logged' };
  },
  echo: async (token, ctx) => (await ctx.http.get('/echo')).json(),
  refused: async (token, ctx) => (await ctx.http.get('/refused')).json(),
};
export const connector = {
  name: 'leaky-${auth}',
  version: '1.0.0',
  secrets: { api: 'Token' },
  auth: ${JSON.stringify(AUTH[auth])},
  baseUrl: '${url}',
  scopes: { 'thing/changed': ['PRODUCT', 'UPDATED', 'Thing changed → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'what it says is judged here' }, scope: '"thing/changed"', externalId: 'id' },
  records: { PRODUCT: { get: async (id, ctx) => READS[id](ctx.secret('api'), ctx) } },
  collections: [{ name: 'TO', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }] }],
};
`;
const AUTH: Readonly<Record<string, object>> = {
  bearer: { kind: 'bearer', secret: 'api' },
  basic: { kind: 'basic', secret: 'api', user: 'ann' },
  query: { kind: 'apiKey', secret: 'api', query: 'sesame' },
};
const WAYS = [
  'good',
  'throws',
  'text',
  'object',
  'invalid',
  'later',
  'skips',
  'stray',
  'logs',
  'echo',
  'refused',
];

const VERIFY: Readonly<Record<string, object>> = {
  hmac: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
  header: { kind: 'token', header: 'x-token' },
  query: { kind: 'token', query: 'sesame' },
  basic: { kind: 'basic', user: 'ann' },
  path: { kind: 'secretPath' },
};

describe('no secret of a run', () => {
  const cleanUp = new AsyncDisposableStack();
  const secrets = new Map<string, string>();
  const answers: string[] = [];
  let host: HostProcess;
  let partner: FakePartner;
  let places: Readonly<Record<string, Buffer>>;

  const made = (name: string): string => {
    const value = `${name.replaceAll(' ', '-')}+/${randomBytes(15).toString('base64url')}`;
    secrets.set(name, value);
    return value;
  };

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const sources = Object.keys(AUTH).map((auth) => [`leaky-${auth}`, leaky(auth, partner.url)] as const);
    const folder = cleanUp.use(connectorsFolder(Object.fromEntries(sources)));
    // A careless system, too: it says what it was sent.
    partner.misbehave(({ path, headers, query }) => {
      const said = { name: 'Echo', headers, query: String(query) };
      if (path === '/echo')
        return { status: 200, body: said, headers: { 'x-said': JSON.stringify(headers) } };
      return { status: 422, body: said };
    });
    const masterKey = randomBytes(32).toString('base64');
    secrets.set('master key', masterKey);
    host = cleanUp.use(
      await HostProcess.start({
        env: {
          HOOKYARD_CONNECTORS_DIR: folder.path,
          HOOKYARD_LOG_LEVEL: 'debug',
          HOOKYARD_MASTER_KEY: masterKey,
        },
      }),
    );
    secrets.set('admin key', host.adminKey);
    await hooksOfEveryKind();
    await careless();
    await badCalls();
    await readEverything();
    await host.stop();
    places = {
      database: await databaseOf(host),
      log: Buffer.from(host.lines.join('\n')),
      'answers of the API, metrics among them': Buffer.from(answers.join('\n')),
    };
  }, 120_000);
  afterAll(() => cleanUp.disposeAsync());

  it.each(['database', 'log', 'answers of the API, metrics among them'])('is in the %s', (place) => {
    const there = places[place] ?? Buffer.alloc(0);

    const found = [...secrets].flatMap(([name, value]) =>
      formsOf(value).flatMap(([form, bytes]) => (there.includes(bytes) ? [`${name}, ${form}`] : [])),
    );

    expect(found).toEqual([]);
  });

  it('would be missed: what is no secret is found everywhere', () => {
    expect(places['database']?.includes('canary-in-a-record')).toBe(true);
    expect(places['log']?.includes('canary-in-a-log')).toBe(true);
    expect(places['answers of the API, metrics among them']?.includes('canary-in-a-record')).toBe(true);
    expect(places['answers of the API, metrics among them']?.includes('hookyard_')).toBe(true);
    expect(places['answers of the API, metrics among them']?.includes('[secret]')).toBe(true);
    expect(secrets.size).toBeGreaterThan(15);
    expect(host.lines.length).toBeLessThan(2_000);
  });

  async function ask(method: string, path: string, body?: unknown, key = host.adminKey): Promise<unknown> {
    const answer = await fetch(host.url + path, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    // A key is shown once, where it is made: that answer alone is not looked at.
    const isShownOnce = /"(key|hookUrl)":/.test(text) && method === 'POST';
    if (!isShownOnce) answers.push(text, JSON.stringify([...answer.headers]));
    return /[/+]json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  }

  /** Sends what is right, and what is wrong around the right secret. */
  async function hooksOfEveryKind(): Promise<void> {
    for (const [name, verify] of Object.entries(VERIFY)) {
      await ask('POST', '/v1/connectors', connectorVerifiedBy(name, verify));
      const value = made(`signing ${name}`);
      const connection = (await ask('POST', '/v1/connections', {
        connector: `by-${name}`,
        name,
        mode: 'live',
        secrets: { webhook: value },
      })) as MadeConnection;
      secrets.set(`key of ${name}`, connection.key);
      for (const wrong of ['', 'x']) await send(connection.hookUrl, name, value + wrong);
      await ask('POST', `/v1/connections/${connection.id}/rotate-key`);
      await ask('PATCH', `/v1/connections/${connection.id}`, { secrets: { webhook: made(`next ${name}`) } });
      await ask('POST', `/v1/connections/${connection.id}/rejections/recover`, {});
    }
    await fetch(`${host.url}/hooks/hk_${'x'.repeat(22)}`, { method: 'POST' });
  }

  async function send(hookUrl: string, name: string, secret: string): Promise<void> {
    const body = JSON.stringify({ id: 'a thing' });
    const url = new URL(hookUrl);
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      cookie: `session=${made(`cookie ${name}`)}`,
    };
    if (name === 'hmac') {
      headers['x-signature'] = createHmac('sha256', secret).update(body).digest('hex');
      headers['authorization'] = `Bearer ${made('a bearer nobody asked for')}`;
    }
    if (name === 'header') headers['x-token'] = secret;
    if (name === 'query') url.searchParams.set('sesame', secret);
    if (name === 'basic')
      headers['authorization'] = `Basic ${Buffer.from(`ann:${secret}`).toString('base64')}`;
    if (name === 'path') url.pathname += `/${encodeURIComponent(secret)}`;
    const answer = await fetch(url, { method: 'POST', headers, body });
    answers.push(await answer.text());
  }

  /** Every way of every authentication, ordinary and watched. */
  async function careless(): Promise<void> {
    for (const auth of Object.keys(AUTH)) {
      const { id, hookUrl, key } = (await ask('POST', '/v1/connections', {
        connector: `leaky-${auth}`,
        name: auth,
        mode: 'live',
        secrets: { api: made(`token by ${auth}`) },
        defaults: true,
      })) as MadeConnection;
      secrets.set(`key of ${auth}`, key);
      const hasRun = (least: number): Promise<unknown> =>
        eventually(async () => {
          const { items } = await host.admin.get<{ items: { state: string }[] }>(
            `/v1/transfers?connection=${id}&limit=200`,
          );
          return items.filter(({ state }) => state !== 'queued' && state !== 'running').length >= least;
        }, 20_000);
      await ask('POST', `/v1/connections/${id}/sync?type=PRODUCT&debug=true`, JSON.stringify(WAYS));
      await hasRun(WAYS.length);
      // Those that failed hold their lanes: their hooks wait behind them.
      for (const way of WAYS) await fetch(hookUrl, { method: 'POST', body: JSON.stringify({ id: way }) });
      await hasRun(WAYS.length + 3);
      await ask('GET', `/v1/explain?connection=${id}&type=PRODUCT&externalId=invalid`);
    }
  }

  async function badCalls(): Promise<void> {
    const wrong = made('a key of nobody');
    secrets.set('a key of nobody', wrong);
    await ask('GET', '/v1/connections', undefined, wrong);
    await ask('POST', '/v1/connections', `{"secrets": {"webhook": "${made('in broken JSON')}"`);
    await ask('POST', '/v1/connections', {
      connector: 'by-hmac',
      name: 1,
      mode: 'sideways',
      secrets: { webhook: made('in a wrong field'), unknown: made('of an unknown name') },
    });
    await ask('POST', '/v1/connections', {
      connector: 'by-hmac',
      name: 'x',
      mode: 'live',
      secrets: { webhook: made('too long').padEnd(20_000, 'x') },
    });
    const tenant = (await ask('POST', '/v1/tenants', { name: 'Other' })) as { key: string };
    secrets.set('key of a tenant', tenant.key);
    await ask('GET', '/v1/connections', undefined, tenant.key);
  }

  /** Every GET of the API's own description, with every id that its lists have. */
  async function readEverything(): Promise<void> {
    const { paths } = (await ask('GET', '/openapi.json')) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const reads = Object.keys(paths).filter((path) => paths[path]?.['get']);
    const connections = idsIn(await ask('GET', '/v1/connections?limit=200'));
    for (const path of reads) {
      if (!path.includes('{'))
        for (const id of ['', ...connections]) await ask('GET', `${path}?connection=${id}`);
      const [, list, rest] = /^(\/v1\/[^/]+)\/\{id\}([^{]*)$/.exec(path) ?? [];
      if (list === undefined) continue;
      const ids = new Set<string>();
      for (const id of ['', ...connections])
        for (const found of idsIn(await ask('GET', `${list}?limit=200${id && `&connection=${id}`}`)))
          ids.add(found);
      for (const id of ids) await ask('GET', `${list}/${id}${rest}`);
    }
    await ask('GET', '/metrics');
  }
});

function idsIn(answer: unknown): string[] {
  const { items } = answer as { items?: { id?: string }[] };
  return (items ?? []).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
}

function connectorVerifiedBy(name: string, verify: object): object {
  return {
    name: `by-${name}`,
    version: '1.0.0',
    secrets: { webhook: 'Signing secret' },
    scopes: [
      { name: 'thing', type: 'MESSAGE', action: 'CREATED', description: 'A thing', source: 'payload' },
    ],
    receiver: {
      methods: ['POST'],
      verify,
      hasMultiple: false,
      fields: [
        { value: 'Scope', from: 'Static', at: 'thing', processing: 'AsIs' },
        { value: 'ExternalId', from: 'BodyPath', at: 'id', processing: 'AsIs' },
      ],
    },
  };
}

/** As it is, escaped, in hex, and in base64 behind anything. */
function formsOf(value: string): (readonly [string, string])[] {
  const bytes = Buffer.from(value);
  const hex = bytes.toString('hex');
  const shifted = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const whole = text.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
    return [whole, whole.replaceAll('+', '-').replaceAll('/', '_')].map((form) => ['base64', form] as const);
  });
  return [
    ['plain', value],
    ['in a URL', encodeURIComponent(value)],
    ['in a query', new URLSearchParams({ v: value }).toString().slice(2)],
    ['in JSON', JSON.stringify(value).slice(1, -1)],
    ['hex', hex],
    ['HEX', hex.toUpperCase()],
    ...shifted,
  ];
}

async function databaseOf({ databaseUrl, dataDir }: HostProcess): Promise<Buffer> {
  if (databaseUrl === undefined) {
    const files = readdirSync(dataDir).map((name) => join(dataDir, name));
    return Buffer.concat(files.filter((file) => statSync(file).isFile()).map((file) => readFileSync(file)));
  }
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
    );
    const dumps: string[] = [];
    for (const { name } of rows) {
      const dump = await client.query<{ row: string }>(`SELECT to_jsonb(t)::text AS row FROM ${name} t`);
      dumps.push(...dump.rows.flatMap(({ row }) => [row, bytesIn(row)]));
    }
    return Buffer.from(dumps.join('\n'));
  } finally {
    await client.end();
  }
}

/** PostgreSQL writes bytes as hex: those of bodies are read, too. */
function bytesIn(row: string): string {
  const found = row.match(/\\\\x[0-9a-f]+/g) ?? [];
  return found.map((hex) => Buffer.from(hex.slice(3), 'hex').toString('utf8')).join('\n');
}
