import type { PrerequisiteRequest } from '@hookyard/sdk';
import { fakeContext, type FakeAnswer, type FakeContext } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const ID = '2b8a7a0e-4f7b-4c57-9d0d-0c9f4c1c7a01';
const LINK = 'https://storage.example/results/1';
const hook: PrerequisiteRequest = {
  id: 'req_1',
  trackingId: 'trk_1',
  type: 'MESSAGE',
  action: 'CREATED',
  scope: 'import_completed',
  externalId: ID,
  direction: 'TO',
  ageMs: 0,
  headers: {},
  payload: { id: ID, has_data: true },
};

interface Ways {
  readonly file?: FakeAnswer;
  readonly found?: object;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** An embedded import whose file is answered as said. */
function dromo({ file = { json: [] }, found = {}, settings = {} }: Ways = {}): FakeContext {
  return fakeContext(connector, {
    settings,
    secrets: { licenseKey: 'key' },
    respond: ({ url }) => {
      if (url === LINK) return file;
      if (url.endsWith('/metadata/'))
        return { json: { id: ID, import_identifier: 'Members', upload_status: 'PROCESSED', ...found } };
      return url.endsWith('/url/') ? { json: { presigned_url: LINK } } : undefined;
    },
  });
}

const resolve = async (ctx: FakeContext, request: Partial<PrerequisiteRequest> = {}) =>
  (await connector.handlePrerequisite?.({ ...hook, ...request }, ctx)) ?? { children: [] };

it('names rows by their key, and by import and number where they have none', async () => {
  const file = { json: [{ email: ' a@b.c ' }, { email: '' }, { email: 7, $unmapped: { '3': 'x' } }] };

  const { children } = await resolve(dromo({ file, settings: { rowKey: 'email' } }));

  expect(children.map(({ type, externalId }) => [type, externalId])).toEqual([
    ['x:DROMO_IMPORT', ID],
    ['CUSTOMER', ' a@b.c '],
    ['CUSTOMER', `${ID}/1`],
    ['CUSTOMER', '7'],
  ]);
  expect(children.at(-1)?.payload).toEqual({ email: 7, unmapped: { '3': 'x' } });
  expect(children.slice(1).every(({ optional }) => optional)).toBe(true);
});

it.each([
  ['an array', { json: [{ a: 1 }] }],
  ['an array under data', { json: { data: [{ a: 1 }] } }],
])('reads a result file that is %s', async (_, file) => {
  expect((await resolve(dromo({ file }))).children).toHaveLength(2);
});

it('refuses a result file that is neither', async () => {
  await expect(resolve(dromo({ file: { json: { rows: [] } } }))).rejects.toMatchObject({
    failure: 'Invalid',
  });
});

it('tries later where the link is refused twice', async () => {
  const ctx = dromo({ file: { status: 403, text: '<Error/>' } });

  await expect(resolve(ctx)).rejects.toMatchObject({ failure: 'RetryLater' });
  expect(ctx.calls.filter(({ url }) => url === LINK)).toHaveLength(2);
});

it('drops rows with errors where it is set to', async () => {
  const ways = { file: { json: [{ a: 1 }, { a: 2 }] }, found: { invalid_row_indexes: [0] } };

  const kept = await resolve(dromo(ways));
  const dropped = await resolve(dromo({ ...ways, settings: { invalidRows: 'drop' } }));

  expect(kept.children).toHaveLength(3);
  expect(dropped.children.at(-1)?.payload).toEqual({ a: 2 });
  expect(dropped.children).toHaveLength(2);
});

it('fetches more rows than a page holds in pages', async () => {
  const ctx = dromo({ file: { json: Array.from({ length: 4_500 }, (_, n) => ({ n })) } });

  const { children } = await resolve(ctx);
  const [first, last] = [
    await resolve(ctx, { action: 'OTHER', externalId: `${ID}#0`, payload: { start: 0 } }),
    await resolve(ctx, { action: 'OTHER', externalId: `${ID}#4000`, payload: { start: 4_000 } }),
  ];

  expect(children.slice(1).map(({ externalId, payload }) => [externalId, payload])).toEqual(
    [0, 2_000, 4_000].map((start) => [`${ID}#${start}`, { start }]),
  );
  expect([first.children.length, last.children.length]).toEqual([2_000, 500]);
  expect(last.children.at(-1)).toMatchObject({ externalId: `${ID}/4499`, payload: { n: 4_499 } });
});

it('takes only the imports it is set to', async () => {
  const others = resolve(dromo({ settings: { imports: ['Products'] } }));

  await expect(others).rejects.toMatchObject({ failure: 'Skip' });
  expect((await resolve(dromo({ settings: { imports: ['Members'] } }))).children).toHaveLength(1);
});

it('calls a refused key by its name', async () => {
  const refused = fakeContext(connector, {
    secrets: { licenseKey: 'old' },
    respond: () => ({ status: 403 }),
  });

  await expect(resolve(refused)).rejects.toMatchObject({ failure: 'AuthExpired' });
});

it('shows an import without its links', async () => {
  const ctx = fakeContext(connector, {
    secrets: { licenseKey: 'key' },
    respond: () => ({
      json: {
        id: ID,
        status: 'NEEDS_REVIEW',
        schema_id: 's',
        review_url: 'https://review.example/1',
        upload: 'https://x.example',
      },
    }),
  });

  const record = await connector.records?.['x:DROMO_IMPORT']?.get?.(ID, ctx);

  expect(record).toMatchObject({ kind: 'HEADLESS', state: 'NEEDS_REVIEW', source: 's' });
  expect(JSON.stringify(record)).not.toMatch(/https:/);
});
