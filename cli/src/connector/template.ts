/** The files of a new connector, by their path in its folder. */
export function newConnector(name: string): Readonly<Record<string, string>> {
  const title = name.replace(
    /(^|-)([a-z])/g,
    (_, dash: string, letter: string) => (dash === '' ? '' : ' ') + letter.toUpperCase(),
  );
  return {
    'package.json': json({
      name: `hookyard-connector-${name}`,
      version: '1.0.0',
      description: `A connector of Hookyard: ${title}`,
      keywords: ['hookyard', 'hookyard-connector'],
      type: 'module',
      files: ['dist'],
      exports: { '.': { source: './src/index.ts', default: './dist/index.js' } },
      hookyard: { connector: './dist/index.js', source: './src/index.ts', host: '^1.0.0' },
      // What is packed is always made of what the source is now.
      scripts: { test: 'hookyard connector test', build: 'tsc', prepack: 'npm run build' },
      dependencies: { '@hookyard/sdk': '^1.0.0', zod: '^4.6.7' },
      devDependencies: { typescript: '~6.0.0' },
    }),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'es2023',
        module: 'nodenext',
        strict: true,
        types: [],
        rootDir: 'src',
        outDir: 'dist',
        allowImportingTsExtensions: true,
        rewriteRelativeImportExtensions: true,
        erasableSyntaxOnly: true,
        skipLibCheck: true,
      },
      include: ['src'],
    }),
    'src/index.ts': source(name, title),
    'fixtures/order-updated.fixture.json': json({
      request: { json: { topic: 'order/updated', id: 1001, total: '12.50' } },
      secret: 'fixture-signing-secret',
      expect: [{ scope: 'order/updated', externalId: '1001' }],
      variants: { 'order/created': { set: { topic: 'order/created' } } },
    }),
    'fixtures/order.calls.json': json({
      type: 'TRANSACTION',
      secrets: { apiKey: 'fixture-api-key' },
      id: '1001',
      record: { id: 1001, number: 'A-1001', total: '12.50' },
      answers: [{ url: '/orders/1001', json: { id: 1001, number: 'A-1001', total: '12.50' } }],
    }),
    'test/connector.spec.ts': spec(),
    'README.md': `# ${title}\n\nA connector of Hookyard. \`npm test\` tries it offline: what every connector promises, and each fixture through a host. \`npm publish\` builds and publishes it; \`npm install\` brings the compiler.\n`,
    '.gitignore': 'node_modules\ndist\n',
  };
}

function source(name: string, title: string): string {
  return `import { defineConnector, hmac, objectIn, unlessGone } from '@hookyard/sdk';
import { z } from 'zod';

/** ${title}: orders, told by hooks and read by their id. */
export const connector = defineConnector({
  name: '${name}',
  version: '1.0.0',
  presets: z.object({
    baseUrl: z.url().default('https://api.${name}.example').describe('Address of its API'),
  }),
  secrets: { webhook: 'Secret that signs hooks', apiKey: 'API key' },
  auth: { kind: 'bearer', secret: 'apiKey' },
  baseUrl: ({ baseUrl }) => baseUrl,
  scopes: {
    'order/created': ['TRANSACTION', 'CREATED', '${title} Order created → Transaction'],
    'order/updated': ['TRANSACTION', 'UPDATED', '${title} Order changed → Transaction'],
  },
  webhook: {
    verify: hmac({ header: 'x-${name}-signature' }),
    scope: 'topic',
    externalId: 'id',
  },
  records: {
    TRANSACTION: {
      get: (id, { http }) =>
        unlessGone(async () => objectIn(await http.get(\`/orders/\${encodeURIComponent(id)}\`))),
    },
  },
  collections: [
    {
      name: '${title} Order → Transaction',
      type: 'TRANSACTION',
      direction: 'TO',
      syncType: 'ADD_AND_UPDATE',
      mappings: ['number', 'total'].map((field) => ({ kind: 'field', target: field, source: field })),
    },
  ],
});
`;
}

function spec(): string {
  return `import { test } from 'node:test';

import { conformance } from '@hookyard/sdk/testing';

import { connector } from '../src/index.ts';

for (const { name, run } of conformance(connector, { folder: new URL('../fixtures/', import.meta.url) }))
  test(name, run);
`;
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
