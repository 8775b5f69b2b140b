import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { AnyConnector } from '@hookyard/sdk';

import { TestWorkers } from '../../../test/kit/connector-workers.js';
import { ConnectorLoader } from '../connector-loader.js';
import { ConnectorShelf } from '../connector-shelf.js';

const CONNECTOR: AnyConnector = {
  name: 'acme',
  version: '1.0.0',
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order → Transaction'] },
  webhook: { verify: { kind: 'hmac', header: 'x-signature' }, scope: 'topic', externalId: 'id' },
};

const exporting = (connector: object): string => `export const connector = ${JSON.stringify(connector)};`;

describe('a folder that holds a connector', () => {
  let root = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hookyard-packages-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function folder(name: string, manifest: object, code = exporting(CONNECTOR)): string {
    const path = join(root, name);
    mkdirSync(path);
    writeFileSync(join(path, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(path, 'index.mjs'), code);
    return path;
  }

  const declared = (more: object = {}): object => ({
    name: 'acme-connector',
    version: '1.0.0',
    hookyard: { connector: './index.mjs', host: '^1.0.0' },
    ...more,
  });

  /** What it was refused for; empty: it was taken. */
  async function problemsOf(
    path: string,
    shelf = new ConnectorShelf(),
    importWithinMs = 5_000,
  ): Promise<string> {
    const loader = new ConnectorLoader(shelf, {
      workers: new TestWorkers(),
      prefer: 'built',
      importWithinMs,
    });
    await loader.load({ folder: path, source: 'package', from: path });
    return shelf.refused.flatMap(({ problems }) => problems).join(' ');
  }

  it('is known by where it came from', async () => {
    const shelf = new ConnectorShelf();

    await problemsOf(folder('good', declared()), shelf);

    expect(shelf.list(1)).toMatchObject([
      { id: 'acme@1.0.0', origin: { source: 'package', from: join(root, 'good') } },
    ]);
  });

  it('is refused before any of its code runs where its manifest will not do', async () => {
    const code = 'throw new Error("it ran");';
    const manifests = {
      'no field': [{ name: 'acme', version: '1.0.0' }, 'no field "hookyard"'],
      'host of tomorrow': [
        declared({ hookyard: { connector: './index.mjs', host: '^2.0.0' } }),
        'written for host ^2.0.0',
      ],
      'no range': [declared({ hookyard: { connector: './index.mjs', host: 'latest' } }), 'no semver range'],
      'unknown key': [declared({ hookyard: { connector: './index.mjs', install: 'x' } }), 'hookyard'],
      'no entry': [declared({ hookyard: { connector: './dist/index.js' } }), 'no entry that exists'],
      'up the path': [declared({ hookyard: { connector: '../other/index.mjs' } }), 'outside the package'],
      'a folder': [declared({ hookyard: { connector: '.' } }), 'outside the package'],
    } as const;
    folder('other', declared());

    for (const [name, [manifest, reason]] of Object.entries(manifests)) {
      const problems = await problemsOf(folder(name, manifest, code));
      expect({ name, problems }).toEqual({ name, problems: expect.stringContaining(reason) });
      expect(problems).not.toContain('it ran');
    }
  });

  it('is refused where a link leads out of it', async () => {
    const outside = folder('outside', declared());
    const path = folder('linked', declared({ hookyard: { connector: './link.mjs' } }));
    symlinkSync(join(outside, 'index.mjs'), join(path, 'link.mjs'));

    expect(await problemsOf(path)).toContain('outside the package');
  });

  it.each([
    ['throws', 'throw new Error("no such thing");', 'no such thing'],
    [
      'waits for ever',
      'await new Promise(() => setInterval(() => 0, 1000));',
      'its import was not over in 0.3 s',
    ],
    ['loops for ever', 'for (;;);', 'its import was not over in 0.3 s'],
    ['ends the process', 'process.exit(0);', 'it ended the thread'],
    ['reads a secret of the host', 'if (!process.env.PATH) throw new Error("no PATH");', 'no PATH'],
  ])('that %s when it is imported is refused, and the host goes on', async (name, code, reason) => {
    const path = folder(name, declared(), `${code}\n${exporting(CONNECTOR)}`);

    expect(await problemsOf(path, new ConnectorShelf(), 300)).toContain(reason);
  });

  it('has the version its package says', async () => {
    const path = folder('other version', declared({ version: '1.0.1' }));

    expect(await problemsOf(path)).toContain('says version 1.0.0, its package.json 1.0.1');
  });

  it('stands beside other versions of its package, each with its own code', async () => {
    const shelf = new ConnectorShelf();
    const loader = new ConnectorLoader(shelf, { workers: new TestWorkers(), prefer: 'built' });
    for (const version of ['1.0.0', '1.1.0', '2.0.0-beta.2', '2.0.0-beta.10']) {
      const code = `import { said } from './said.mjs';\nexport const connector = { ...${JSON.stringify({ ...CONNECTOR, version })}, description: said };`;
      const path = folder(version, declared({ version }), code);
      writeFileSync(join(path, 'said.mjs'), `export const said = 'I am ${version}';`);
      await loader.load({ folder: path, source: 'package', from: `acme-connector@${version}` });
    }

    expect(shelf.refused).toEqual([]);
    expect(shelf.list(1).map(({ id, definition }) => [id, definition.description])).toEqual([
      ['acme@2.0.0-beta.10', 'I am 2.0.0-beta.10'],
      ['acme@2.0.0-beta.2', 'I am 2.0.0-beta.2'],
      ['acme@1.1.0', 'I am 1.1.0'],
      ['acme@1.0.0', 'I am 1.0.0'],
    ]);
    expect(shelf.find(1, 'acme')?.id).toBe('acme@1.1.0');
    expect(shelf.pinned(1, 'acme', '1.0.7')).toBeUndefined();
  });

  it('cannot take the name of a connector that is the host’s own', async () => {
    const shelf = new ConnectorShelf();
    shelf.addCode(
      { ...CONNECTOR, version: '0.1.0' },
      {
        source: 'repository',
        from: 'the host',
      },
    );

    expect(await problemsOf(folder('thief', declared()), shelf)).toContain(
      'its name acme is taken by the host',
    );
  });

  it('cannot take the name of another package, nor its version twice', async () => {
    const shelf = new ConnectorShelf();
    const loader = new ConnectorLoader(shelf, { workers: new TestWorkers(), prefer: 'built' });
    await loader.load({
      folder: folder('first', declared()),
      source: 'package',
      from: 'acme-connector@1.0.0',
    });
    await loader.load({ folder: folder('twin', declared()), source: 'package', from: 'twin' });
    const other = folder('thief', declared({ name: 'other' }));
    await loader.load({ folder: other, source: 'package', from: 'other@1.0.0' });

    expect(shelf.list(1)).toHaveLength(1);
    expect(shelf.refused).toEqual([
      {
        from: 'twin',
        problems: [expect.stringContaining('its version 1.0.0 is there from acme-connector@1.0.0')],
      },
      {
        from: 'other@1.0.0',
        problems: [expect.stringContaining('its name acme is taken by the package acme-connector')],
      },
    ]);
  });
});
