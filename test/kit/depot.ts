import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { HostProcess } from './host-process.js';
import { ORDER_FIELDS } from './shop.js';
import type { MadeConnection } from './yard.js';

/** A destination of orders in code, over the fake partner's REST store, in a collection of its own name. */
export interface DepotOptions {
  readonly name: string;
  readonly baseUrl: string;
  /** Default false: only its lookup tells what it made. */
  readonly honoursKey?: boolean;
  /** JavaScript in the object of its order handlers, after its own. */
  readonly handlers?: string;
  /** JavaScript in the connector's object. */
  readonly more?: string;
}

export function depotSource({ name, baseUrl, honoursKey = false, ...extra }: DepotOptions): string {
  return `
const fields = ${JSON.stringify(ORDER_FIELDS)}.map((field) => ({ kind: 'field', target: field, source: field }));
const keyOf = (ctx) => (${honoursKey} ? { 'idempotency-key': ctx.request.writeKey } : {});
export const connector = {
  name: '${name}',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: { 'order/sent': ['TRANSACTION', 'UPDATED', 'Depot order → Transaction'] },
  webhook: { verify: { kind: 'unsigned', reason: 'it sends no hooks' }, scope: '"order/sent"', externalId: 'id' },
  records: {
    TRANSACTION: {
      honoursKey: ${honoursKey},
      async lookup(keys, ctx) {
        const { items } = (await ctx.http.get('/${name}')).json();
        return items.filter((item) => item.number === keys.number).map(({ id }) => id);
      },
      async create(record, ctx) {
        const made = (await ctx.http.post('/${name}', { json: record, headers: keyOf(ctx) })).json();
        return { id: made.id, version: made.version };
      },
      async update(id, record, { changed }, ctx) {
        const json = Object.fromEntries(changed.map((field) => [field, record[field]]));
        return { version: (await ctx.http.put('/${name}/' + id, { json, headers: keyOf(ctx) })).json().version };
      },
      async delete(id, ctx) {
        await ctx.http.delete('/${name}/' + id);
      },
      ${extra.handlers ?? ''}
    },
  },
  collections: [{
    name: 'Transaction → Depot order', type: 'TRANSACTION', direction: 'FROM', syncType: 'ADD_AND_UPDATE',
    match: ['number'], mappings: fields,
  }],
  ${extra.more ?? ''}
};
`;
}

/** Connectors in code as packages in a folder that goes with the test: `HOOKYARD_CONNECTORS_DIR`. */
export function connectorsFolder(sources: Readonly<Record<string, string>>): Disposable & {
  readonly path: string;
} {
  const path = mkdtempSync(join(tmpdir(), 'hookyard-connectors-'));
  for (const [name, source] of Object.entries(sources)) {
    mkdirSync(join(path, name));
    const manifest = { type: 'module', exports: { '.': { default: './index.js' } } };
    writeFileSync(join(path, name, 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(path, name, 'index.js'), source);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

export function addDepot(host: HostProcess, connector: string): Promise<MadeConnection> {
  return host.admin.post<MadeConnection>('/v1/connections', {
    connector,
    name: connector,
    mode: 'live',
    settings: {},
    defaults: true,
  });
}
