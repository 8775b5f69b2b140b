import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { TestWorkers } from '../../test/kit/connector-workers.js';
import type { AnyConnector } from '@hookyard/sdk';

import { ConnectorLoading } from './connector-loading.js';
import { ConnectorShelf } from './connector-shelf.js';

function aConnector(name: string, version: string): AnyConnector {
  return {
    name,
    version,
    scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order → Transaction'] },
    webhook: { verify: { kind: 'hmac', header: 'x-signature' }, scope: 'topic', externalId: 'id' },
  };
}

function loading(shelf: ConnectorShelf): ConnectorLoading {
  return new ConnectorLoading({
    shelf,
    workers: new TestWorkers(),
    onUnusable: () => undefined,
    onReloaded: async () => undefined,
  });
}

describe('the shelf', () => {
  it('finds the newest version, or the one asked for', () => {
    const shelf = new ConnectorShelf();
    for (const version of ['1.2.0', '1.10.0', '1.9.0', '1.10.0-beta'])
      shelf.addData(aConnector('acme', version), 1);

    expect(shelf.find(1, 'acme')?.id).toBe('acme@1.10.0');
    expect(shelf.find(1, 'acme', '1.9.0')?.id).toBe('acme@1.9.0');
    expect(shelf.list(1).map(({ id }) => id)).toEqual([
      'acme@1.10.0',
      'acme@1.10.0-beta',
      'acme@1.9.0',
      'acme@1.2.0',
    ]);
  });

  it('keeps a connector in data from other tenants, unless it is shared', () => {
    const shelf = new ConnectorShelf();
    shelf.addData(aConnector('own', '1.0.0'), 1);
    shelf.addData(aConnector('shared', '1.0.0'), 0);

    expect(shelf.list(2).map(({ id }) => id)).toEqual(['shared@1.0.0']);
  });

  it('runs a connection on what took the place of its version on disk, within the major version', () => {
    const shelf = new ConnectorShelf();
    shelf.addCode(aConnector('acme', '1.3.0'), { source: 'folder', from: 'acme' });

    expect(shelf.pinned(1, 'acme', '1.2.7')?.id).toBe('acme@1.3.0');
    expect(shelf.pinned(1, 'acme', '2.0.0')).toBeUndefined();
  });

  it('takes record types from the newest version of a connector, and from those its tenant may use', () => {
    const shelf = new ConnectorShelf();
    const declaring = (version: string, field: string): AnyConnector => ({
      ...aConnector('fleet', version),
      recordTypes: { 'x:CAR': { description: '', fields: { [field]: { kind: 'text' } } } },
    });
    for (const [version, field] of [
      ['1.0.0', 'plate'],
      ['1.1.0', 'number'],
    ] as const)
      shelf.addData(declaring(version, field), 1);

    expect(shelf.recordTypes(1).get('x:CAR')).toEqual({
      description: '',
      fields: { number: { kind: 'text' } },
      by: ['fleet'],
    });
    expect(shelf.recordTypes(2).size).toBe(0);
  });

  it('does not run a connection on another version of a connector in data', () => {
    const shelf = new ConnectorShelf();
    shelf.addData(aConnector('acme', '1.3.0'), 1);

    expect(shelf.pinned(1, 'acme', '1.2.7')).toBeUndefined();
  });
});

describe('a folder of connectors', () => {
  let directory = '';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'hookyard-connectors-'));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  function folder(
    name: string,
    code: string,
    manifest: object = { exports: { '.': { default: './index.mjs' } } },
  ): void {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(directory, name, 'index.mjs'), code);
  }

  const exporting = (connector: AnyConnector): string =>
    `export const connector = ${JSON.stringify(connector)};`;

  it('is loaded, and a bad one harms no other', async () => {
    folder('broken', 'throw new Error("no such thing");');
    folder('good', exporting(aConnector('good', '1.0.0')));
    folder('nameless', 'export const other = 1;');
    folder('unbuilt', '', { exports: { '.': { default: './dist/index.js' } } });
    folder('wrong', exporting({ ...aConnector('Wrong Name', '1.0.0'), scopes: {} }));
    folder('zwilling', exporting(aConnector('good', '1.1.0')));
    const shelf = new ConnectorShelf();

    await loading(shelf).load({ directory, prefer: 'built' });

    expect(shelf.list(1).map(({ id, form }) => [id, form])).toEqual([['good@1.0.0', 'code']]);
    const refused = Object.fromEntries(shelf.refused.map(({ from, problems }) => [from, problems.join(' ')]));
    expect(refused['broken']).toContain('no such thing');
    expect(refused['nameless']).toContain('no export named `connector`');
    expect(refused['unbuilt']).toContain('build it');
    expect(refused['wrong']).toMatch(/name.*scopes/);
    expect(refused['zwilling']).toContain('taken by the folder good');
  });

  it('refuses an expression that does not parse, naming where it stands', async () => {
    const connector = aConnector('acme', '1.0.0');
    folder('acme', exporting({ ...connector, webhook: { ...connector.webhook, multiple: 'a[' } }));
    const shelf = new ConnectorShelf();

    await loading(shelf).load({ directory, prefer: 'built' });

    expect(shelf.refused).toMatchObject([{ from: 'acme', problems: [expect.stringContaining('webhook')] }]);
  });

  it('may be missing', async () => {
    const shelf = new ConnectorShelf();

    await loading(shelf).load({ directory: join(directory, 'nowhere'), prefer: 'source' });

    expect(shelf.list(1)).toEqual([]);
  });
});
