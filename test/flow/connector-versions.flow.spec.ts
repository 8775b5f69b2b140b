import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Listed {
  readonly items: readonly { readonly name: string; readonly description: string }[];
}

/** A connector under development, in two files as its author writes them: never built. */
function draft(folder: string, said: string): void {
  mkdirSync(join(folder, 'src'), { recursive: true });
  const hookyard = { connector: './dist/index.js', source: './src/index.ts', host: '^1.0.0' };
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'draft-connector', version: '0.1.0', type: 'module', hookyard }),
  );
  writeFileSync(join(folder, 'src', 'said.ts'), `export const said: string = '${said}';`);
  writeFileSync(
    join(folder, 'src', 'index.ts'),
    `import { said } from './said.js';
export const connector = {
  name: 'draft', version: '0.1.0', description: said,
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: '"changed"', externalId: 'id' },
  records: { PRODUCT: { async get(id) { return { name: said + ' ' + id }; } } },
  collections: [{
    name: 'in', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
};
`,
  );
}

describe('a folder that is watched', () => {
  const cleanUp = new AsyncDisposableStack();
  afterAll(() => cleanUp.disposeAsync());

  it('is loaded anew when a file in it changes, and what was loaded runs on while the new will not do', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookyard-draft-'));
    cleanUp.defer(() => rmSync(folder, { recursive: true }));
    draft(folder, 'first');
    const host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_WATCH: folder } }));
    const { hookUrl } = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'draft',
      name: 'Draft',
      mode: 'live',
      defaults: true,
    });
    const named = async (id: string): Promise<unknown> => {
      const body = JSON.stringify({ id });
      await fetch(hookUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return eventually(async () => {
        const { items } = await host.admin.get<{ items: { data: { name: string } }[] }>(
          '/v1/records?type=PRODUCT',
        );
        return items.map(({ data }) => data.name).find((name) => name.endsWith(` ${id}`));
      });
    };
    const said = async (): Promise<string | undefined> =>
      (await host.admin.get<Listed>('/v1/connectors?name=draft')).items[0]?.description;
    const before = [await said(), await named('1')];

    writeFileSync(join(folder, 'src', 'said.ts'), 'export const said: string = (');
    const refused = await eventually(
      async () => (await host.admin.get<{ items: readonly unknown[] }>('/v1/refused-connectors')).items[0],
    );
    const meanwhile = [await said(), await named('2')];
    writeFileSync(join(folder, 'src', 'said.ts'), `export const said: string = 'second';`);
    await eventually(async () => (await said()) === 'second');

    expect(before).toEqual(['first', 'first 1']);
    expect(refused).toMatchObject({
      from: folder,
      problems: [expect.stringContaining('cannot be imported')],
    });
    expect(meanwhile).toEqual(['first', 'first 2']);
    expect(await named('3')).toBe('second 3');
    expect((await host.admin.get<Listed>('/v1/refused-connectors')).items).toEqual([]);
  }, 30_000);
});
