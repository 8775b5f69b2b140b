import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Each a way around the guard, at a place where somebody could write it. */
const BY_MODULE: readonly (readonly [string, string])[] = [
  ['src/transfer/a.ts', `import { request } from 'undici';\nexport const call = request;`],
  ['src/admin/b.ts', `import { request } from 'node:http';\nexport const call = request;`],
  ['src/hub/c.ts', `import https from 'https';\nexport const call = https.get;`],
  ['src/pipeline/d.ts', `export const call = async () => (await import('node:net')).connect(80);`],
  ['src/schedule/e.ts', `import { resolve4 } from 'node:dns/promises';\nexport const call = resolve4;`],
  [
    'src/observe/f.ts',
    `import { createSocket } from 'node:dgram';\nexport const call = createSocket('udp4');`,
  ],
  ['src/registry/g.ts', `export { connect } from 'node:tls';`],
  ['src/start.ts', `import { connect } from 'node:http2';\nexport const call = connect;`],
  ['src/receive/h.ts', `import pg from 'pg';\nexport const call = pg.Client;`],
  [
    'src/observe/n.ts',
    `import { BatchSpanProcessor } from '@opentelemetry/sdk-trace';\nexport const call = BatchSpanProcessor;`,
  ],
  ['sdk/src/i.ts', `import { get } from 'node:https';\nexport const call = get;`],
  ['connectors/x/src/j.ts', `import { readFileSync } from 'node:fs';\nexport const call = readFileSync;`],
  ['connectors/x/src/k.ts', `import { request } from 'undici';\nexport const call = request;`],
];
const ALLOWED: readonly (readonly [string, string])[] = [
  ['src/egress/l.ts', `import { Pool } from 'undici';\nexport const call = Pool;`],
  [
    'src/http/m.ts',
    `import type { IncomingMessage } from 'node:http';\nexport type Message = IncomingMessage;`,
  ],
  ['src/listen-first.ts', `import { createServer } from 'node:http';\nexport const listen = createServer;`],
];
const BY_GLOBAL: readonly string[] = [
  `export const call = () => fetch('https://example.com');`,
  `export const call = fetch;`,
  `export const call = () => globalThis.fetch('https://example.com');`,
  `export const call = () => new WebSocket('wss://example.com');`,
  `export const call = () => new EventSource('https://example.com');`,
  `export const call = () => process.getBuiltinModule('node:net').connect(80);`,
];

describe('the egress guard is the only way out', () => {
  it('a module that opens sockets is an error everywhere but there, and in connectors every module is', () => {
    using folder = aFolder([...BY_MODULE, ...ALLOWED]);

    const said = run('depcruise', folder.path, [
      '--config',
      resolve('.dependency-cruiser.cjs'),
      'src',
      'sdk/src',
      'connectors',
    ]);

    const found = said.match(/error (egress-is|the-database-is|traces-are|connectors-call)\S+: \S+/g) ?? [];
    expect(new Set(found.map((line) => line.split(': ')[1]))).toEqual(
      new Set(BY_MODULE.map(([path]) => path)),
    );
  });

  it.each(BY_GLOBAL)('the lint refuses %s', (code) => {
    using folder = aFolder([['probe.ts', code]]);

    const said = run('oxlint', folder.path, [
      '--disable-nested-config',
      '--config',
      resolve('.oxlintrc.json'),
      'probe.ts',
    ]);

    expect(said).toMatch(/no-restricted-(globals|properties)/);
  });
});

function aFolder(files: readonly (readonly [string, string])[]): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'hookyard-way-out-'));
  const all = [...files, ['tsconfig.json', '{"compilerOptions":{"module":"nodenext"}}'] as const];
  for (const [name, text] of all) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) };
}

function run(tool: string, cwd: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(resolve('node_modules/.bin', tool), args, {
    cwd,
    encoding: 'utf8',
  });
  expect(status).toBeGreaterThan(0);
  return stdout + stderr;
}
