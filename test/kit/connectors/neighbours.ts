import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = (name: string): string => `
  name: '${name}', version: '1.0.0',
  presets: z.object({ baseUrl: z.string() }),
  baseUrl: ({ baseUrl }) => baseUrl,
  scopes: { changed: ['PRODUCT', 'UPDATED', 'Thing → Product'] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: '"changed"', externalId: 'id' },
  collections: [{
    name: 'in', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],`;

const GOOD = `import { z } from 'zod';
export const connector = {${HEAD('good')}
  records: { PRODUCT: { async get(id, { http }) { return (await http.get('/things/' + id)).json(); } } },
};`;

/** What it does is in the id: \`loop-1\`. */
const BAD = `import { z } from 'zod';
const held = [];
const pause = () => new Promise((resolve) => setImmediate(resolve));
const DEEDS = {
  fine: async () => undefined,
  loop: () => { for (;;); },
  leak: async () => { for (let at = 0; at < 64; at += 1) { held.push(Buffer.alloc(16 * 1024 * 1024, 1)); await pause(); } },
  exit: () => process.exit(0),
  rejection: async () => { void Promise.reject(new Error('nobody handles it')); await pause(); },
  later: async () => { setTimeout(() => { throw new Error('thrown later'); }, 0); await new Promise(() => undefined); },
  logs: async ({ log }) => { for (let at = 0; at < 200_000; at += 1) { log.info('x'.repeat(1_000)); console.log('y'); } },
  never: () => new Promise(() => undefined),
};
export const connector = {${HEAD('bad')}
  records: { PRODUCT: { async get(id, ctx) {
    const deed = id.split('-')[0];
    if (deed === 'huge') return { name: 'x'.repeat(64 * 1024 * 1024) };
    await DEEDS[deed](ctx);
    return { name: id };
  } } },
};`;

/** Two connectors as folders: one that behaves, and one whose ids say what it does to its process. */
export function writeNeighbours(root: string): { readonly good: string; readonly bad: string } {
  return { good: written(root, 'good', GOOD), bad: written(root, 'bad', BAD) };
}

function written(root: string, name: string, code: string): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  const hookyard = { connector: './index.mjs', host: '^1.0.0' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, version: '1.0.0', hookyard }));
  writeFileSync(join(folder, 'index.mjs'), code);
  return folder;
}
