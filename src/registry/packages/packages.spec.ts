import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  fakeRegistry,
  pack,
  packConnector,
  type FakeRegistry,
  type Packed,
} from '../../../test/kit/npm-packages.js';
import { TestWorkers } from '../../../test/kit/connector-workers.js';
import { createEgress } from '../../egress/index.js';
import { ConnectorLoading } from '../connector-loading.js';
import { ConnectorShelf } from '../connector-shelf.js';
import { installPackages, type Installed, type PackageAsk } from './install-packages.js';

/** A connector whose schema and failures are the host's own. */
function source(version: string, more = ''): string {
  return `
import { defineConnector, unsigned } from '@hookyard/sdk';
import { z } from 'zod';
${more}
export const connector = defineConnector({
  name: 'acme', version: '${version}', description: typeof said === 'string' ? said : 'plain',
  presets: z.object({ shop: z.string().default('x') }),
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order → Transaction'] },
  webhook: { verify: unsigned('a test'), scope: 'topic', externalId: 'id' },
});`;
}

const acme = (version: string, manifest: object = {}, more = ''): Packed =>
  packConnector({ name: 'acme', package: '@acme/connector', version, manifest }, source(version, more));

describe('packages of connectors', () => {
  const egress = createEgress({ allow: '127.0.0.1', callTimeoutMs: 5_000 });
  let root = '';
  let registry: FakeRegistry;

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'hookyard-packages-'));
    registry = await fakeRegistry();
  });

  afterEach(async () => {
    rmSync(root, { recursive: true });
    await registry[Symbol.asyncDispose]();
  });

  afterAll(() => egress.close());

  const file = (): string => join(root, 'connectors.json');

  function ask(more: Partial<PackageAsk> = {}): PackageAsk {
    const { url } = registry;
    return {
      file: file(),
      directory: join(root, 'packages'),
      registry: { url, egress, token: 't0ken' },
      ...more,
    };
  }

  function install(wanted?: string, more: Partial<PackageAsk> = {}): Promise<Installed[]> {
    return installPackages(ask({ ...(wanted === undefined ? {} : { wanted }), ...more }));
  }

  /** What a host that starts now makes of it. */
  async function start(): Promise<{
    taken: string[];
    refused: Record<string, string>;
    shelf: ConnectorShelf;
  }> {
    const shelf = new ConnectorShelf();
    const loading = new ConnectorLoading({
      shelf,
      workers: new TestWorkers(),
      onUnusable: () => undefined,
      onReloaded: async () => undefined,
    });
    await loading.load({ directory: join(root, 'none'), prefer: 'built', packages: ask() });
    const refused = shelf.refused.map(({ from, problems }) => [from, problems.join(' ')]);
    return { taken: shelf.list(1).map(({ id }) => id), refused: Object.fromEntries(refused), shelf };
  }

  const unpacked = (path: string): string =>
    join(root, 'packages', 'unpacked', '@acme+connector@1.0.0', path);

  it('are named with their digest, fetched, and stand side by side', async () => {
    for (const version of ['1.0.0', '1.2.0', '2.0.0-beta.1'])
      registry.put(acme(version), version.includes('-') ? ['next'] : ['latest']);

    const installed = [
      await install('@acme/connector@1.0.0'),
      await install('@acme/connector'),
      await install('@acme/connector@next', { isolation: 'worker' }),
    ];

    expect(installed.at(-1)).toEqual([
      { package: '@acme/connector@1.0.0', state: 'present' },
      { package: '@acme/connector@1.2.0', state: 'present' },
      { package: '@acme/connector@2.0.0-beta.1', state: 'installed' },
    ]);
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toEqual({
      packages: [
        { package: '@acme/connector', version: '1.0.0', integrity: acme('1.0.0').integrity },
        { package: '@acme/connector', version: '1.2.0', integrity: acme('1.2.0').integrity },
        {
          package: '@acme/connector',
          version: '2.0.0-beta.1',
          integrity: acme('2.0.0-beta.1').integrity,
          isolation: 'worker',
        },
      ],
    });
    const { taken, refused, shelf } = await start();
    expect(refused).toEqual({});
    expect(taken).toEqual(['acme@2.0.0-beta.1', 'acme@1.2.0', 'acme@1.0.0']);
    expect(shelf.find(1, 'acme', '2.0.0-beta.1')?.origin).toMatchObject({
      source: 'package',
      from: '@acme/connector@2.0.0-beta.1',
      isolation: 'worker',
    });
  });

  it('use the SDK and the schemas of the host, and bring or lay beside them what else they need', async () => {
    const dependency = (name: string, version: string, needs: object = {}): Packed =>
      pack(
        { name, version, type: 'module', exports: './index.js', dependencies: needs },
        { 'index.js': `export const ${name} = '${name} ${version}';` },
      );
    for (const version of ['1.0.0', '1.4.0', '2.0.0'])
      registry.put(dependency('left', version, { right: '~0.1.0' }));
    registry.put(dependency('right', '0.1.7'));
    const needs = {
      dependencies: { left: '^1.0.0', '@hookyard/sdk': '^1.0.0' },
      peerDependencies: { zod: '^4.0.0' },
    };
    registry.put(acme('1.0.0', needs, `import { left } from 'left';\nconst said = left;`));

    const installed = await install('@acme/connector');

    expect(installed).toEqual([{ package: '@acme/connector@1.0.0', state: 'installed' }]);
    const { shelf, refused } = await start();
    expect(refused).toEqual({});
    expect(shelf.find(1, 'acme')?.definition.description).toBe('left 1.4.0');
    expect(JSON.parse(readFileSync(file(), 'utf8'))).toMatchObject({
      packages: [
        {
          dependencies: [
            { package: 'left', version: '1.4.0' },
            { package: 'right', version: '0.1.7' },
          ],
        },
      ],
    });
  });

  it('are refused where what they need is not there, and the others start', async () => {
    registry.put(acme('1.0.0'));
    await install('@acme/connector');
    const lacking = packConnector(
      { name: 'other', version: '1.0.0', manifest: { dependencies: { left: '^1.0.0', zod: '^3.0.0' } } },
      source('1.0.0'),
    );
    registry.put(lacking);
    const { packages } = JSON.parse(readFileSync(file(), 'utf8')) as { packages: object[] };
    const { package: name, version, integrity } = lacking;
    writeFileSync(
      file(),
      JSON.stringify({
        packages: [...packages, { package: name, version, integrity }, { package: 'x', version: '^1.0.0' }],
      }),
    );
    await install();

    const { taken, refused } = await start();

    expect(taken).toEqual(['acme@1.0.0']);
    expect(refused['other-connector@1.0.0']).toMatch(
      /needs left \^1\.0\.0.*bundle it.*needs zod \^3\.0\.0, and there is 4/,
    );
    expect(refused['x@^1.0.0']).toMatch(/version is no exact version.*integrity/);
  });

  it.each([
    [
      'changed',
      (): void => writeFileSync(unpacked('index.js'), source('1.0.0', 'steal();')),
      'index.js was changed',
    ],
    ['added', (): void => writeFileSync(unpacked('more.js'), ''), 'more.js was added'],
    ['removed', (): void => rmSync(unpacked('index.js')), 'index.js was removed'],
    [
      'put there as a link',
      (): void => {
        rmSync(unpacked('index.js'));
        symlinkSync('/etc/hostname', unpacked('index.js'));
      },
      'as a link',
    ],
    [
      'changed with its tarball',
      (): void =>
        writeFileSync(
          join(root, 'packages', 'tarballs', '@acme+connector@1.0.0.tgz'),
          acme('1.0.0', {}, 'steal();').tarball,
        ),
      'is not the package that is pinned',
    ],
    ['gone', (): void => rmSync(join(root, 'packages'), { recursive: true }), 'is not installed'],
  ])('a file of one that was %s on disk: it is refused with what to do', async (_, tamper, reason) => {
    registry.put(acme('1.0.0'));
    await install('@acme/connector');

    tamper();

    const { taken, refused } = await start();
    expect(taken).toEqual([]);
    expect(refused['@acme/connector@1.0.0']).toContain(reason);
    expect(refused['@acme/connector@1.0.0']).toContain('hookyard connectors install');
  });

  it('are unpacked anew by an install, whatever was done to them', async () => {
    registry.put(acme('1.0.0'));
    await install('@acme/connector');
    writeFileSync(unpacked('index.js'), 'steal();');

    await install();

    expect((await start()).taken).toEqual(['acme@1.0.0']);
  });

  it('are not taken where the registry serves other bytes than were pinned', async () => {
    const { package: name, version, integrity } = acme('1.0.0');
    registry.put(acme('1.0.0', {}, 'steal();'));
    writeFileSync(file(), JSON.stringify({ packages: [{ package: name, version, integrity }] }));

    const [installed] = await install();

    expect(installed).toMatchObject({ state: 'failed', problem: expect.stringContaining('it is not taken') });
  });

  it('come without a registry where their tarballs are at hand', async () => {
    const { tarball } = acme('1.0.0');
    writeFileSync(join(root, 'acme-connector-1.0.0.tgz'), tarball);

    const byPath = await install(join(root, 'acme-connector-1.0.0.tgz'));
    rmSync(join(root, 'packages'), { recursive: true });
    const fromFolder = await install(undefined, { folder: root });

    expect([byPath, fromFolder]).toEqual(
      Array(2).fill([{ package: '@acme/connector@1.0.0', state: 'installed' }]),
    );
    expect(registry.asked).toEqual([]);
    expect((await start()).taken).toEqual(['acme@1.0.0']);
  });

  it('run no script when they are installed', async () => {
    registry.put(
      acme('1.0.0', {
        scripts: {
          preinstall: `touch ${join(root, 'ran')}`,
          install: `touch ${join(root, 'ran')}`,
          postinstall: `touch ${join(root, 'ran')}`,
        },
      }),
    );

    await install('@acme/connector');
    await start();

    expect(() => readFileSync(join(root, 'ran'))).toThrow('no such file');
  });

  it.each([
    ['a link', { 'evil.js': { type: 'SymbolicLink', to: '/etc/passwd' } }, 'holds a SymbolicLink'],
    ['a path upwards', { '!package/../../evil.js': 'x' }, 'leads out of it'],
    ['an absolute path', { '!/evil.js': 'x' }, 'leads out of it'],
    ['what is larger than a connector', { 'big.txt': 'x'.repeat(140 * 1024 * 1024) }, 'cannot be unpacked'],
  ] as const)('that hold %s are not unpacked', async (_, files, reason) => {
    const { name, version } = { name: 'evil', version: '1.0.0' };
    registry.put(pack({ name, version }, files));

    await expect(install('evil')).rejects.toMatchObject({
      details: { detail: expect.stringContaining(reason) },
    });
  });

  it('are asked for with the token of their registry, which nobody else hears', async () => {
    await using elsewhere = await fakeRegistry();
    const packed = acme('1.0.0');
    elsewhere.put(packed);
    registry.put(packed);
    const at = `${elsewhere.url}/@acme%2fconnector/-/1.0.0`;
    registry.tarballAt(packed, at);

    await install('@acme/connector');

    expect(registry.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer t0ken']);
    expect(elsewhere.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});
