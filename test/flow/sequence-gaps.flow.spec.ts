import { createHmac } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

interface Sequence {
  readonly high: number | null;
  readonly open: readonly { readonly first: number; readonly last: number }[];
  readonly reported: readonly {
    readonly first: number;
    readonly last: number;
    readonly since: string;
    readonly reconciles: readonly string[];
    readonly filledAt: string | null;
  }[];
}

interface Reconcile {
  readonly state: string;
  readonly cause: string;
  readonly since: string;
  readonly queued: number;
}

const SECRET = 'books-signing-key-0123456789';

/** Books whose hooks are thin and numbered: each delivery carries the numbers of its first and last event. */
const BOOKS = `
import { z } from ${JSON.stringify(import.meta.resolve('zod'))};
export const connector = {
  name: 'books',
  version: '1.0.0',
  presets: z.object({ baseUrl: z.string() }),
  baseUrl: ({ baseUrl }) => baseUrl,
  secrets: { webhook: 'Signing key' },
  scopes: {
    'contact/created': ['CUSTOMER', 'CREATED', 'Contact made → Customer'],
    'contact/updated': ['CUSTOMER', 'UPDATED', 'Contact changed → Customer'],
    'contact/list': ['CUSTOMER', 'POLL', 'Contacts listed by their changes → the scopes above'],
  },
  webhook: {
    verify: { kind: 'hmac', header: 'x-books-signature', encoding: 'base64' },
    multiple: 'events',
    scope: '"contact/" & $lowercase(eventType) & "d"',
    externalId: 'resourceId',
    sequence: { first: 'firstEventSequence', last: 'lastEventSequence', graceSeconds: 4 },
  },
  records: {
    CUSTOMER: {
      get: async (id, ctx) => (await ctx.http.get('contacts/' + id)).json(),
      list: async ({ since, cursor, limit }, ctx) => {
        const query = { since: new Date(since ?? 0).toISOString(), cursor, limit };
        const items = (await ctx.http.get('contacts', { query })).json().items;
        return { ids: items.map(({ id }) => id), versions: items.map(({ version }) => version), done: true };
      },
      version: 'version',
    },
  },
  collections: [{
    name: 'Contact → Customer', type: 'CUSTOMER', direction: 'TO', syncType: 'ADD_AND_UPDATE',
    mappings: [{ kind: 'field', target: 'name', source: 'name' }],
  }],
};
`;

describe('hooks that carry numbers', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let books: MadeConnection;
  let next = 1;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookyard-books-'));
    cleanUp.defer(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'books'));
    const manifest = { type: 'module', exports: { '.': { default: './index.js' } } };
    writeFileSync(join(folder, 'books', 'package.json'), JSON.stringify(manifest));
    writeFileSync(join(folder, 'books', 'index.js'), BOOKS);
    partner = cleanUp.use(await fakePartner());
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder } }));
    books = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'books',
      name: 'Books',
      mode: 'live',
      settings: { baseUrl: partner.url },
      secrets: { webhook: SECRET },
      defaults: true,
    });
  }, 120_000);

  afterAll(() => cleanUp.disposeAsync());

  /** A delivery of so many events, numbered behind the one before. */
  function delivery(...names: string[]): () => Promise<number> {
    const first = next;
    next += names.length;
    for (const name of names) partner.put('contacts', name, { name });
    const body = JSON.stringify({
      events: names.map((resourceId) => ({ resourceId, eventCategory: 'CONTACT', eventType: 'UPDATE' })),
      firstEventSequence: first,
      lastEventSequence: next - 1,
      entropy: 'QSXVDZLDFSEOHDNDBQWE',
    });
    const signature = createHmac('sha256', SECRET).update(body).digest('base64');
    return async () => {
      const headers = { 'content-type': 'application/json', 'x-books-signature': signature };
      const answer = await fetch(books.hookUrl, { method: 'POST', headers, body });
      await answer.arrayBuffer();
      return answer.status;
    };
  }

  const sequence = (): Promise<Sequence> => host.admin.get<Sequence>(`/v1/connections/${books.id}/sequence`);

  async function customers(): Promise<string[]> {
    const { items } = await host.admin.get<{ items: { data: { name: string } }[] }>(
      '/v1/records?type=CUSTOMER&limit=100',
    );
    return items.map(({ data }) => data.name).sort();
  }

  it('raise no alarm out of order and sent again', async () => {
    const [one, two, three] = [delivery('ann', 'bob'), delivery('cem'), delivery('dia')];
    for (const send of [one, three, three, one]) expect(await send()).toBe(200);
    const between = await eventually(async () => {
      const now = await sequence();
      return now.open.length === 1 && now;
    }, 30_000);
    await two();
    const after = await eventually(async () => {
      const now = await sequence();
      return now.open.length === 0 && now;
    }, 30_000);

    expect(between.open).toMatchObject([{ first: 3, last: 3 }]);
    expect(after).toMatchObject({ high: 4, reported: [] });
    await eventually(async () => (await customers()).length === 4);
  });

  it('that never come are reported, and what they would have said is found by a reconcile since then', async () => {
    const lost = delivery('eve', 'fay');
    await delivery('gus')();
    const reported = await eventually(async () => {
      const now = await sequence();
      return now.reported.length === 1 && now;
    });
    const [gap] = reported.reported;
    const reconcile = await eventually(async () => {
      const now = await host.admin.get<Reconcile>(
        `/v1/connections/${books.id}/reconciles/${gap?.reconciles[0]}`,
      );
      return now.state === 'done' && now;
    });
    await eventually(async () => (await customers()).length === 7);
    await lost();
    const filled = await eventually(async () => {
      const now = await sequence();
      return now.reported[0]?.filledAt && now;
    });

    expect(gap).toMatchObject({ first: 5, last: 6 });
    expect(reconcile).toMatchObject({ cause: 'gap', queued: 2 });
    expect(Date.parse(reconcile.since)).toBeLessThan(Date.parse(gap?.since ?? ''));
    expect(await customers()).toEqual(['ann', 'bob', 'cem', 'dia', 'eve', 'fay', 'gus']);
    expect(filled.reported).toHaveLength(1);
  });
});
