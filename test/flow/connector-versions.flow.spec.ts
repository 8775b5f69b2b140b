import { createHmac } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createEgress } from '../../src/egress/index.js';
import { installPackages } from '../../src/registry/index.js';
import { CommandLine, type Ran } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { fakeRegistry, packConnector, type FakeRegistry } from '../kit/npm-packages.js';
import type { MadeConnection } from '../kit/yard.js';

const SECRET = 'signing-secret-of-things-0123456789';
const PACKAGE = '@yard/things-connector';

/** A connector whose records say which version read them. The newer one has a setting that must be given. */
function things(version: string, url: string, presets = ''): string {
  return `
import { defineConnector, hmac } from '@hookyard/sdk';
import { z } from 'zod';
export const connector = defineConnector({
  name: 'things', version: '${version}', baseUrl: '${url}', presets: z.object({ ${presets} }),
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: hmac({ header: 'x-signature', encoding: 'hex' }), resolve: ({ element }) => [{ scope: 'changed', externalId: element.id }] },
  records: { PRODUCT: { async get(id, { http }) {
    await http.get('/things/' + id);
    return { name: '${version} ' + id };
  } } },
  collections: [{
    name: 'in', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
});`;
}

/** A connector under development, in two files as its author writes them: never built. */
function writeDraft(folder: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  const hookyard = { connector: './dist/index.js', source: './src/index.ts', host: '^1.0.0' };
  const manifest = { name: 'draft-connector', version: '0.1.0', type: 'module', hookyard };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'src', 'said.ts'), `export const said: string = 'first';`);
  writeFileSync(
    join(folder, 'src', 'index.ts'),
    `import { said } from './said.js';
export const connector = {
  name: 'draft', version: '0.1.0', description: said,
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: '"changed"', externalId: 'id' },
  records: { PRODUCT: { async get(id: string) { return { name: said + ' ' + id }; } } },
  collections: [{
    name: 'in', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
};
`,
  );
}

interface Items<T> {
  readonly items: readonly T[];
}

describe('versions of connectors in a running host', () => {
  const cleanUp = new AsyncDisposableStack();
  const root = mkdtempSync(join(tmpdir(), 'hookyard-versions-'));
  const draft = join(root, 'draft');
  let registry: FakeRegistry;
  let partner: FakePartner;
  let host: HostProcess;
  let pinned: MadeConnection;
  let newest: MadeConnection;

  const packages = (): Record<string, string> => ({
    HOOKYARD_PACKAGES_FILE: join(root, 'connectors.json'),
    HOOKYARD_PACKAGES_DIR: join(root, 'packages'),
    HOOKYARD_PACKAGES_REGISTRY: registry.url,
  });

  async function command(...args: readonly string[]): Promise<Ran> {
    using line = new CommandLine({ url: host.url, key: host.adminKey });
    return line.runWith(packages(), ...args);
  }

  /** As a process of its own: what it runs writes where it writes. */
  async function installed(): Promise<Ran> {
    using line = new CommandLine({ url: host.url, key: host.adminKey });
    return line.spawnWith(packages(), 'connectors', 'install');
  }

  beforeAll(async () => {
    cleanUp.defer(() => rmSync(root, { recursive: true }));
    registry = cleanUp.use(await fakeRegistry());
    partner = cleanUp.use(await fakePartner());
    writeDraft(draft);
    const pack = (version: string, presets?: string): void =>
      registry.put(
        packConnector({ name: 'things', package: PACKAGE, version }, things(version, partner.url, presets)),
      );
    pack('1.0.0');
    pack('1.1.0', 'greeting: z.string()');
    const egress = createEgress({ allow: '127.0.0.1', callTimeoutMs: 5_000 });
    cleanUp.defer(() => egress.close());
    const at = { file: join(root, 'connectors.json'), directory: join(root, 'packages') };
    for (const version of ['1.0.0', '1.1.0'])
      await installPackages({
        ...at,
        wanted: `${PACKAGE}@${version}`,
        registry: { url: registry.url, egress },
      });
    host = cleanUp.use(await HostProcess.start({ env: { ...packages(), HOOKYARD_CONNECTORS_WATCH: draft } }));
    pinned = await connect({ name: 'Pinned', connectorVersion: '1.0.0' });
    newest = await connect({ name: 'Newest', settings: { greeting: 'hello' } });
  }, 60_000);

  afterAll(() => cleanUp.disposeAsync());

  function connect(more: object): Promise<MadeConnection> {
    const secrets = { webhook: SECRET };
    const body = { connector: 'things', mode: 'live', defaults: true, secrets, ...more };
    return host.admin.post<MadeConnection>('/v1/connections', body);
  }

  async function send({ hookUrl }: { hookUrl: string }, id: string, secret = SECRET): Promise<number> {
    const body = JSON.stringify({ id });
    partner.put('things', id, {});
    const signature = createHmac('sha256', secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-signature': signature };
    const answer = await fetch(hookUrl, { method: 'POST', headers, body });
    await answer.arrayBuffer();
    return answer.status;
  }

  const names = async (): Promise<string[]> =>
    (await host.admin.get<Items<{ data: { name: string } }>>('/v1/records?type=PRODUCT&limit=200')).items.map(
      ({ data }) => data.name,
    );

  /** The record with this id, as it was read. */
  const named = (id: string): Promise<string> =>
    eventually(async () => (await names()).find((name) => name.endsWith(` ${id}`)));

  async function refusedFrom(place: string): Promise<readonly { readonly from: string }[]> {
    const { items } = await host.admin.get<Items<{ from: string }>>('/v1/refused-connectors?limit=200');
    return items.filter(({ from }) => from === place);
  }

  it('two of one connector stand side by side, and each connection runs on its own', async () => {
    await send(pinned, 'a');
    await send(newest, 'b');

    expect([await named('a'), await named('b')]).toEqual(['1.0.0 a', '1.1.0 b']);
    const { items } = await host.admin.get<Items<object>>('/v1/connectors?name=things');
    expect(items).toMatchObject([
      { version: '1.0.0', source: 'package', from: `${PACKAGE}@1.0.0`, connections: 1 },
      { version: '1.1.0', source: 'package', from: `${PACKAGE}@1.1.0`, connections: 1 },
    ]);
  });

  it('an upgrade that lacks something is refused; under a running hook it lets what runs end, and the next has it', async () => {
    const gate = Promise.withResolvers<undefined>();
    partner.misbehave(({ path }) => (path === '/things/slow' ? gate.promise : undefined));
    await send(pinned, 'slow');
    await eventually(() => partner.calls.some(({ path }) => path === '/things/slow'));
    const at = `/v1/connections/${pinned.id}`;

    const plan = await host.admin.post(`${at}/upgrade-plan`);
    const refused = await host.admin.raw('POST', `${at}/upgrade`, {});
    await host.admin.post(`${at}/upgrade`, { settings: { greeting: 'hi' } });
    await send(pinned, 'c');
    const next = await named('c');
    gate.resolve(undefined);

    expect(plan).toMatchObject({ to: '1.1.0', problems: [{ field: 'settings.greeting' }] });
    expect(refused).toMatchObject({ status: 422, body: { code: 'UPGRADE_REFUSED' } });
    expect([await named('slow'), next]).toEqual(['1.0.0 slow', '1.1.0 c']);
    partner.misbehave(undefined);
  });

  it('a roll-back brings the version before, and its settings', async () => {
    const back = await command('connectors', 'rollback', 'things', '--connection', 'Pinned');
    await send(pinned, 'd');

    expect(back).toMatchObject({ code: 0, out: expect.stringContaining('1.1.0 → 1.0.0') });
    expect(await named('d')).toBe('1.0.0 d');
    expect(await host.admin.get(`/v1/connections/${pinned.id}`)).toMatchObject({
      connectorVersion: '1.0.0',
      settings: {},
    });
  });

  it('one under development is loaded anew when it changes, and what was loaded runs on while the new will not do', async () => {
    const made = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'draft',
      name: 'Draft',
      mode: 'live',
      defaults: true,
    });
    const said = join(draft, 'src', 'said.ts');
    await send(made, '1');
    await named('1');

    writeFileSync(said, 'export const said: string = (');
    const refused = await eventually(async () => (await refusedFrom(draft)).at(0));
    await send(made, '2');
    await named('2');
    writeFileSync(said, `export const said: string = 'second';`);
    await eventually(async () => {
      const { items } = await host.admin.get<Items<{ description: string }>>('/v1/connectors?name=draft');
      return items[0]?.description === 'second';
    });
    await send(made, '3');

    expect(refused).toMatchObject({ from: draft, problems: [expect.stringContaining('cannot be imported')] });
    expect([await named('1'), await named('2'), await named('3')]).toEqual([
      'first 1',
      'first 2',
      'second 3',
    ]);
    expect(await refusedFrom(draft)).toEqual([]);
  });

  it('one that is gone keeps its hooks, proved as ever, until it is back', async () => {
    await host.kill();
    appendFileSync(join(root, 'packages/unpacked/@yard+things-connector@1.1.0/index.js'), '\nsteal();');
    await host.start();

    const statuses = [await send(newest, 'held'), await send(newest, 'forged', 'another-secret')];
    await send(pinned, 'meanwhile');
    const meanwhile = await named('meanwhile');
    const shown = await host.admin.get<{ state: string }>(`/v1/connections/${newest.id}`);
    const doctor = await command('doctor');
    await host.kill();
    const mended = await installed();
    await host.start();

    expect(statuses).toEqual([200, 401]);
    expect(meanwhile).toBe('1.0.0 meanwhile');
    expect(shown).toMatchObject({
      state: 'unavailable',
      warnings: [expect.stringContaining('things@1.1.0 is not loaded')],
    });
    expect(doctor.out).toMatch(/@yard\/things-connector@1\.1\.0: index\.js was changed/);
    expect(doctor.out).toMatch(/connection Newest.*things@1\.1\.0 is not loaded/);
    expect(mended).toMatchObject({ code: 0, out: expect.stringContaining(`${PACKAGE}@1.1.0: installed`) });
    expect(await named('held')).toBe('1.1.0 held');
    expect(await names()).not.toContain('1.1.0 forged');
    expect(await host.admin.get(`/v1/connections/${newest.id}`)).toMatchObject({ state: 'active' });
  }, 30_000);
});
