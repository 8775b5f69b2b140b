import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, shopConnector } from '../kit/shop.js';
import { Tailing } from '../kit/tailing.js';
import { aYard, type Yard } from '../kit/yard.js';

const ORDER = '{"topic":"order/created","id":"4711","number":"#4711"}';

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly id: string; readonly state?: string; readonly recordId?: string };
}

describe('the command line', () => {
  let yard: Yard;
  let line: CommandLine;

  beforeAll(async () => {
    yard = await aYard();
    line = new CommandLine({ url: yard.host.url, key: yard.host.adminKey });
  }, 120_000);
  afterAll(async () => {
    line[Symbol.dispose]();
    await yard[Symbol.asyncDispose]();
  });

  const send = (...args: readonly string[]) =>
    line.run('send', 'Shop', '--to', yard.shop.hookUrl, '--secret', `webhook=${SHOP_SECRET}`, ...args);

  it('lists what is connected, for people and for programs', async () => {
    const { out, code } = await line.run('connections', 'list');
    const listed = await line.json<{ readonly name: string }[]>('connections', 'list');

    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`${yard.shop.id} +Shop +shop@1.0.0 +live +active`));
    expect(listed.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['First steps', 'Shop', 'Warehouse']),
    );
  });

  it('shows a delivery as it is told, and explains its event', async () => {
    const made = await yard.host.admin.post<{ id: string }>('/v1/endpoints', {
      url: `${yard.partner.url}/hooks`,
      mode: 'sandbox',
      events: ['endpoint.*'],
    });
    const now = await Tailing.open({ url: yard.host.url, key: yard.host.adminKey });
    const { lastId } = now;
    await now[Symbol.asyncDispose]();
    const other = await yard.host.admin.post<{ id: string }>('/v1/endpoints', {
      url: yard.partner.url,
      mode: 'sandbox',
      events: ['record.*'],
    });
    await yard.host.admin.post(`/v1/endpoints/${other.id}/disable`);

    const tail = await line.run('tail', '--json', '--subscriber', made.id, '--from', lastId, '--most', '1');
    const { event, data } = JSON.parse(tail.out) as { event: string; data: { event: string } };
    const ofEvent = await line.run('explain', data.event);
    const ofDelivery = await line.run('explain', '1', '--subscriber', made.id);

    expect([tail.code, event]).toEqual([0, 'delivery']);
    expect(ofEvent.out).toMatch(/ event .*"type":"endpoint.disabled"/);
    expect(ofEvent.out).toMatch(new RegExp(`${other.id}.*not told  type: it does not listen`));
    expect(ofDelivery.out).toMatch(new RegExp(` delivery .*"subscriber":"${made.id}"`));
  });

  it('makes a link to the portal, shows that it is there, and ends it', async () => {
    const made = await line.run('portal-links', 'create', 'acme', '--events', 'record.*', '--minutes', '5');
    const [url = '', told = ''] = made.out.split('\n');
    const [id = ''] = told.split(':');
    const listed = await line.run('portal-links', 'list');
    await line.run('portal-links', 'revoke', id);

    expect(url).toMatch(new RegExp(`^${yard.host.url}/portal#hyp_`));
    expect(listed.out).toMatch(new RegExp(`${id} +acme +live +record\\.\\*`));
    expect(listed.out).not.toContain('hyp_');
    expect((await line.json<unknown[]>('portal-links', 'list')).length).toBe(0);
  });

  it('lists who was told that work is over, and tells them again', async () => {
    const { admin } = yard.host;
    const replay = await admin.post<{ id: string }>('/v1/replays', {
      connection: yard.shop.id,
      callbackUrl: 'https://127.0.0.1:9/over',
    });
    await eventually(
      async () => (await admin.get<{ state: string }>(`/v1/replays/${replay.id}`)).state === 'planned',
    );
    await admin.post(`/v1/replays/${replay.id}/cancel`);

    const told = await eventually(async () => {
      const { out } = await line.run('callbacks', 'list');
      return out.split('\n').find((row) => row.includes(replay.id)) ?? false;
    });
    const [event = ''] = told.split(/ +/);
    const again = await line.run('callbacks', 'resend', event);

    expect(told).toMatch(new RegExp(`^evt_\\w+ +${replay.id} +https://127.0.0.1:9/over +`));
    expect(again).toMatchObject({ code: 0, out: `${event} is sent again\n` });
  });

  it('sends a hook as its provider would sign it, tells it as it goes, and explains it', async () => {
    const now = await Tailing.open({ url: yard.host.url, key: yard.host.adminKey });
    const { lastId } = now;
    await now[Symbol.asyncDispose]();
    const sent = await send('--body', ORDER);
    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining('answered 200') });

    const tail = await line.run('tail', '--json', '--kinds', 'hooks', '--from', lastId, '--most', '1');
    const { event, data } = JSON.parse(tail.out) as Told;
    expect([tail.code, event]).toEqual([0, 'hook']);

    const hook = await eventually(async () => {
      const explained = await line.run('explain', data.id);
      return explained.out.includes('4711') && explained;
    });
    expect(hook.code).toBe(0);
    await eventually(async () => {
      const record = await line.run('explain', '4711', '--connection', 'Shop', '--type', 'TRANSACTION');
      return /request .*"recordId":"4711","state":"done"/.test(record.out);
    });
  });

  it('runs a hook again, planned first, and says what came of it', async () => {
    const [hook] = (await yard.host.admin.get<{ items: [{ id: string }] }>('/v1/hooks?limit=1')).items;
    const planned = await line.json<{ readonly id: string; readonly state: string }>('replay', hook.id);
    expect(planned.state).toBe('planned');

    const run = await line.json<{ readonly state: string; readonly hooks: number }>(
      'replay',
      hook.id,
      '--run',
    );
    expect(run).toMatchObject({ state: 'done', hooks: 1 });
    expect((await line.run('replays', 'list')).out).toContain(planned.id);
    expect((await line.run('replay')).code).toBe(2);
  });

  it('says that a hook with another secret is refused, and ends with 1', async () => {
    const wrong = await line.run(
      'send',
      'Shop',
      '--to',
      yard.shop.hookUrl,
      '--secret',
      'webhook=another',
      '--body',
      '{}',
    );

    expect(wrong).toMatchObject({ code: 1, err: expect.stringContaining('Remedy:') });
  });

  it('shows what a request would come to, writes it as a fixture, and sends that', async () => {
    const played = await line.run('play', 'Shop', '--body', ORDER, '--save', 'order', '--into', line.home);
    expect(played).toMatchObject({ code: 0, out: expect.stringContaining('TRANSACTION CREATED 4711') });

    const fixture = JSON.parse(readFileSync(line.file('order.fixture.json'), 'utf8')) as { expect: unknown };
    expect(fixture.expect).toEqual([{ scope: 'order/created', externalId: '4711' }]);
    expect(await send('--fixture', line.file('order.fixture.json'))).toMatchObject({ code: 0 });
  });

  it('sends every fixture of a folder, with its variants, and ends with 1 where one is refused', async () => {
    const folder = line.file('sent');
    mkdirSync(folder);
    const request = { json: { topic: 'order/created', id: 'F-1' } };
    const variants = { 'order/updated': { set: { topic: 'order/updated' } } };
    writeFileSync(join(folder, 'a.fixture.json'), JSON.stringify({ request, variants }));
    const body = { bodyFile: 'b.json', path: 'behind', headers: { 'content-type': 'application/json' } };
    writeFileSync(join(folder, 'b.fixture.json'), JSON.stringify({ request: body }));
    writeFileSync(join(folder, 'b.json'), '{"topic":"order/created","id":"F-2"}');

    const sent = await send('--fixture', folder);
    const refused = await send('--fixture', folder, '--secret', 'webhook=another');

    const each = ['a', 'a as order/updated', 'b'];
    expect(sent).toEqual({ code: 0, err: '', out: each.map((name) => `${name}: answered 200\n`).join('') });
    expect(refused).toEqual({
      code: 1,
      err: '',
      out: each.map((name) => `${name}: answered 401\n`).join(''),
    });
    await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: { recordId: string; scope: string }[] }>(
        `/v1/transfers?connection=${yard.shop.id}&limit=200`,
      );
      const found = items.filter(({ recordId }) => recordId.startsWith('F-'));
      expect(found.map(({ recordId, scope }) => `${recordId} ${scope}`).sort()).toEqual([
        'F-1 order/created',
        'F-1 order/updated',
        'F-2 order/created',
      ]);
      return true;
    });
  });

  it('switches scopes and pauses connections', async () => {
    expect((await line.run('scopes', 'disable', 'Shop', 'order/deleted')).out).toContain(
      'order/deleted is off',
    );
    expect((await line.run('scopes', 'list', 'Shop')).out).toMatch(
      /order\/deleted +TRANSACTION DELETED +off/,
    );
    expect((await line.run('connections', 'pause', 'Shop')).out).toContain('Shop is paused');
    expect((await line.run('connections', 'resume', 'Shop')).out).toContain('Shop is active');
  });

  it('connects a system with its secrets, whose key works and is shown this once', async () => {
    const secret = ['--secret', `webhook=${SHOP_SECRET}`];
    const name = 'Shop, Ghent';
    const made = await line.json<{ hookUrl: string }>('connections', 'create', 'shop', name, ...secret);
    const sent = await line.run('send', name, '--to', made.hookUrl, ...secret, '--body', ORDER);

    expect(sent).toMatchObject({ code: 0, out: expect.stringContaining('answered 200') });
    expect(await line.run('connections', 'create', 'shop', 'Broken', '--settings', '{')).toMatchObject({
      code: 2,
    });
  });

  it('erases a record only when it was told to, and says how far it is until it is done', async () => {
    const record = await eventually(async () => {
      const { items } = await yard.host.admin.get<{ items: { id: string }[] }>(
        '/v1/records?type=TRANSACTION',
      );
      return items[0]?.id;
    });
    expect(await line.run('erase', record)).toMatchObject({ code: 2, err: expect.stringContaining('--yes') });
    expect(await line.run('erasure', record)).toMatchObject({ code: 1 });

    const erased = await line.run('erase', record, '--yes', '--reason', 'ticket 1', '--json');

    expect(erased.code).toBe(0);
    expect(JSON.parse(erased.out)).toMatchObject({ record, state: 'done', reason: 'ticket 1' });
    expect((await line.run('erasure', record)).out).toContain('erased');
    expect(await line.run('erase', 'rec_0000000000000', '--yes')).toMatchObject({ code: 1 });
  });

  it('makes, rotates and revokes keys', async () => {
    const made = await line.json<{ readonly id: string; readonly key: string }>(
      'keys',
      'create',
      'ci',
      '--role',
      'viewer',
    );
    using viewer = new CommandLine({ url: yard.host.url, key: made.key });

    expect((await viewer.run('connections', 'list')).code).toBe(0);
    const rotated = await line.json<{ readonly key: string }>('keys', 'rotate', made.id);
    using next = new CommandLine({ url: yard.host.url, key: rotated.key });
    expect(rotated.key).not.toBe(made.key);
    expect((await next.run('connections', 'list')).code).toBe(0);
    expect((await viewer.run('keys', 'list')).code).toBe(4);
    expect((await line.run('keys', 'revoke', made.id)).code).toBe(0);
    expect((await viewer.run('connections', 'list')).code).toBe(4);
  });

  it('takes a tenant from its making to its end', async () => {
    const { id } = await line.json<{ readonly id: string }>(
      'tenants',
      'create',
      'Acme',
      '--connections',
      '2',
    );
    expect((await line.run('tenants', 'list')).out).toMatch(new RegExp(`${id} +Acme +active`));
    expect(
      (await line.run('tenants', 'quota', id, '--hooks-per-day', '7', '--connections', 'none')).code,
    ).toBe(0);
    expect((await line.run('tenants', 'usage', id)).out).toMatch(/hooksPerDay +0 +7/);

    expect((await line.run('tenants', 'suspend', id)).out).toContain('is suspended');
    expect((await line.run('tenants', 'resume', id)).out).toContain('is active');
    await line.run('tenants', 'suspend', id);
    const exported = await line.json<{ readonly rows: number }>(
      'tenants',
      'export',
      id,
      '--out',
      line.file('acme'),
    );
    const lines = readFileSync(line.file('acme'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(exported.rows + 2);

    expect((await line.run('tenants', 'delete', id, '--name', 'Other')).code).toBe(1);
    expect((await line.run('tenants', 'delete', id, '--name', 'Acme')).code).toBe(0);
    const gone = await line.json<{ readonly state: string }>('tenants', 'deletion', id);
    expect(['deleting', 'deleted']).toContain(gone.state);
  });

  it('ends with 2 for nonsense, 3 where no host answers, 4 without a key', async () => {
    using nowhere = new CommandLine({ url: 'http://127.0.0.1:9', key: 'key_of_nobody_at_all_000' });
    using keyless = new CommandLine({ url: yard.host.url });

    expect((await line.spawn('conections')).code).toBe(2);
    expect(await nowhere.spawn('connections', 'list')).toMatchObject({
      code: 3,
      err: expect.stringContaining('Remedy:'),
    });
    expect(await keyless.spawn('connections', 'list')).toMatchObject({ code: 4 });
  });

  it('keeps addresses and keys in a file that nobody else may read, and refuses one that others can', async () => {
    using own = new CommandLine({ url: '' });
    const file = own.file('.config/hookyard/profiles.json');
    await own.run('profile', 'set', 'default', '--url', yard.host.url, '--key', yard.host.adminKey);

    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    expect((await own.run('profile', 'list')).out).not.toContain(yard.host.adminKey);
    chmodSync(file, 0o644);
    expect(await own.run('connections', 'list')).toMatchObject({
      code: 2,
      err: expect.stringContaining('chmod 600'),
    });
  });

  it('looks at an installation, and says what is wrong with it', async () => {
    const { databaseUrl } = yard;
    const embedded = { HOOKYARD_DATA_DIR: yard.host.dataDir, HOOKYARD_PORT: '0' };
    const healthy = await line.runWith(
      databaseUrl ? { ...embedded, DATABASE_URL: databaseUrl } : embedded,
      'doctor',
    );
    if (databaseUrl) expect(healthy.out).toContain('ok  durability');
    for (const line of ['ok  host: ready', 'ok  settings', 'ok  database: answers', 'ok  oldest due'])
      expect(healthy.out).toContain(line);
    const strange = await line.spawnWith({ HOOKYARD_PROT: '1' }, 'doctor');
    expect(strange).toMatchObject({
      code: 5,
      out: expect.stringContaining('HOOKYARD_PROT is not a setting'),
    });

    const local = await line.runWith({ ...embedded, HOOKYARD_PUBLIC_URL: 'https://localhost' }, 'doctor');
    expect(local).toMatchObject({
      code: 5,
      out: expect.stringMatching(/!! {2}public address: .* this machine/),
    });
    chmodSync(yard.host.dataDir, 0o755);
    const open = await line.runWith(embedded, 'doctor');
    chmodSync(yard.host.dataDir, 0o700);
    expect(open).toMatchObject({ code: 5, out: expect.stringContaining(`chmod 700 ${yard.host.dataDir}`) });
  });

  it.each(['bash', 'zsh', 'fish'])('completes in %s what the commands are', async (shell) => {
    const { out, code } = await line.run('completion', shell);

    expect(code).toBe(0);
    for (const word of ['connections', 'rotate', 'dry-run', 'erase', 'no-wait']) expect(out).toContain(word);
  });
});

describe('a host on this machine', () => {
  it('is migrated once, started and stopped by the command line, whose own variables it leaves alone', async () => {
    using own = new CommandLine({ url: 'http://127.0.0.1:9', key: 'key_of_nobody_at_all_000' });
    const env = { HOOKYARD_DATA_DIR: own.file('data'), HOOKYARD_PORT: '0', HOOKYARD_LOG_LEVEL: 'warn' };

    const first = await own.spawnWith(env, 'migrate', '--json');
    const { applied } = JSON.parse(first.out) as { readonly applied: readonly number[] };
    expect(applied).toContain(1);
    expect((await own.spawnWith(env, 'migrate')).out).toContain('up to date');

    const host = own.begin(['start'], env);
    let out = '';
    host.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    await eventually(() => /listens on http/.test(out), 30_000);
    const ended = new Promise((resolve) => host.once('close', resolve));
    host.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('a configuration as a document', () => {
  it('brought to an empty host is the same document there, and a second time changes nothing', async () => {
    await using first = await aYard();
    await using second = await HostProcess.start();
    await second.admin.post('/v1/connectors', shopConnector);
    using from = new CommandLine({ url: first.host.url, key: first.host.adminKey });
    using to = new CommandLine({ url: second.url, key: second.adminKey });
    await first.host.admin.post('/v1/translations', { name: 'countries', rows: { BE: 'Belgium' } });
    await from.run('scopes', 'disable', 'Shop', 'order/deleted');
    const file = from.file('yard.yaml');

    expect((await from.run('config', 'export', '--file', file)).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(SHOP_SECRET);
    expect(parse(text)).toMatchObject({
      version: 1,
      connections: expect.arrayContaining([expect.objectContaining({ name: 'Shop', secrets: ['webhook'] })]),
    });
    const differs = await to.run('config', 'diff', file);
    expect(differs).toMatchObject({ code: 5, out: expect.stringContaining('create connection Shop') });
    expect((await to.run('config', 'apply', file, '--dry-run')).out).toBe(differs.out);
    expect((await second.admin.get<{ items: { name: string }[] }>('/v1/connections')).items).toHaveLength(1);

    const applied = await to.run('config', 'apply', file, '--yes');
    expect([applied.code, applied.err.includes('Remedy')]).toEqual([0, false]);
    expect(applied.out).toContain('Shop: webhook');
    const back = await to.run('config', 'export');
    expect(withoutSecrets(parse(back.out))).toEqual(withoutSecrets(parse(text)));
    expect((await to.run('config', 'diff', file)).out).toContain('nothing differs');
    expect((await to.run('config', 'apply', file, '--yes')).out).toContain('nothing differs');
  });
});

/** The names of secrets are those that have a value, and values do not travel. */
function withoutSecrets(document: unknown): unknown {
  const { connections, ...rest } = document as { readonly connections: readonly object[] };
  return { ...rest, connections: connections.map((one) => ({ ...one, secrets: [] })) };
}
