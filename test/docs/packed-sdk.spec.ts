import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** As its README shows it, and a little more: inference, a failure, the test kit. */
const CONNECTOR = `
import { NotFound, defineConnector, hmac } from '@hookyard/sdk';
import { conformance, fakeContext } from '@hookyard/sdk/testing';
import { z } from 'zod';

export const connector = defineConnector({
  name: 'acme',
  version: '1.0.0',
  presets: z.object({ pageSize: z.number().default(50) }),
  secrets: { api: 'API key' },
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Acme Order changed → Transaction'] },
  webhook: { verify: hmac({ header: 'x-acme-signature' }), scope: 'topic', externalId: 'id' },
  auth: { kind: 'bearer', secret: 'api' },
  records: {
    TRANSACTION: {
      get: async (id, { http, settings, scopeFor }) => {
        const size: number = settings.pageSize;
        if (size === 0 || scopeFor('TRANSACTION', 'UPDATED') === '') throw new NotFound('no such order');
        return (await http.get(\`/orders/\${id}\`)).json();
      },
    },
  },
});
export const checks = conformance(connector, { fixtures: [] });
export const context = fakeContext(connector);
`;
const WRONG = `
import { defineConnector, hmac } from '@hookyard/sdk';
export const connector = defineConnector({
  name: 'acme',
  version: '1.0.0',
  scopes: {},
  webhook: { verify: hmac({ headr: 'x-acme-signature' }), scope: 'topic', externalId: 'id' },
});
`;
const RUN = `
import { connectorDataSchema, defineConnector, hmac } from '@hookyard/sdk';
import { sign } from '@hookyard/sdk/testing';
const signed = sign(hmac({ header: 'x-signature' }), { body: '{}' }, 'secret');
console.log(typeof defineConnector, typeof connectorDataSchema.parse, signed.headers['x-signature'].length);
`;
const COMPILER = {
  compilerOptions: {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    noEmit: true,
    types: [],
    // Its declarations were made by the compiler a moment ago; what is tried is what they say.
    skipLibCheck: true,
  },
};

interface Manifest {
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

describe('the SDK as it is published', () => {
  let folder: string;
  let sdk: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hookyard-sdk-'));
    sdk = join(folder, 'node_modules/@hookyard/sdk');
    mkdirSync(sdk, { recursive: true });
    run('npm', ['pack', '--silent', '--pack-destination', folder], resolve('sdk'));
    run('tar', ['xzf', 'hookyard-sdk-1.0.0.tgz', '-C', sdk, '--strip-components=1'], folder);
    symlinkSync(resolve('node_modules/zod'), join(folder, 'node_modules/zod'));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'acme', type: 'module' }));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(COMPILER));
    writeFileSync(join(folder, 'connector.ts'), CONNECTOR);
    writeFileSync(join(folder, 'wrong.ts'), WRONG);
    writeFileSync(join(folder, 'run.mjs'), RUN);
  }, 120_000);

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has every file its entries name, and none of ours beside them', () => {
    const { exports } = JSON.parse(readFileSync(join(sdk, 'package.json'), 'utf8')) as Manifest;
    const entries = Object.values(exports).flatMap((entry) => Object.values(entry));

    const missing = entries.filter((entry) => !existsSync(join(sdk, entry)));

    expect(entries).toHaveLength(6);
    expect(missing).toEqual([]);
    expect(existsSync(join(sdk, 'test'))).toBe(false);
  });

  it('runs in a folder of its own', () => {
    expect(run('node', ['run.mjs'], folder)).toBe('function function 64\n');
  });

  it('types a connector, and refuses one with a mistyped option', () => {
    const tsc = resolve('node_modules/typescript/bin/tsc');

    const { stdout } = spawnSync(process.execPath, [tsc, '-p', '.'], { cwd: folder, encoding: 'utf8' });

    const errors = stdout.split('\n').filter((line) => line.includes('error TS'));
    expect(errors).toEqual([expect.stringMatching(/^wrong\.ts.*headr/)]);
  }, 120_000);
});

function run(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')}:\n${done.stdout}\n${done.stderr}`);
  return done.stdout;
}
