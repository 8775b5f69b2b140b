import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const products = connector.records?.PRODUCT;
const system = (respond: (call: RecordedCall) => FakeAnswer, settings: object = {}, writeKey = 'wk-1') =>
  fakeContext(connector, {
    settings: { baseUrl: 'https://erp.example.com/v1', ...settings },
    secrets: { api: 'key-1' },
    respond,
    request: { writeKey },
  });

it('reads by id below the path of the type', async () => {
  const ctx = system(() => ({ json: { id: 'a/b', sku: 'X' } }), { productPath: '/items' });

  expect(await products?.get?.('a/b', ctx)).toEqual({ id: 'a/b', sku: 'X' });
  expect(ctx.calls[0]?.url).toBe('https://erp.example.com/v1/items/a%2Fb');
  expect(
    await products?.get?.(
      '1',
      system(() => ({ status: 404 })),
    ),
  ).toBeNull();
});

it('sends the write key with every write', async () => {
  const ctx = system(() => ({ json: { id: 5, version: 2 } }));

  expect(await products?.create?.({ sku: 'X' }, ctx)).toMatchObject({ id: '5', version: 2 });
  await products?.update?.('5', { sku: 'X', name: 'Bell' }, { changed: ['name'], before: undefined }, ctx);
  await products?.delete?.('5', ctx);

  expect(ctx.calls.map(({ method, body, headers }) => [method, body, headers['idempotency-key']])).toEqual([
    ['POST', { sku: 'X' }, 'wk-1'],
    ['PATCH', { name: 'Bell' }, 'wk-1'],
    ['DELETE', undefined, 'wk-1'],
  ]);
});

it('sends the whole record where updates are PUT', async () => {
  const ctx = system(() => ({}), { updateMethod: 'PUT' });

  await products?.update?.('5', { sku: 'X', name: 'Bell' }, { changed: ['name'], before: undefined }, ctx);

  expect(ctx.calls[0]).toMatchObject({ method: 'PUT', body: { sku: 'X', name: 'Bell' } });
});

it.each([
  ['none', {}, undefined],
  ['bearer', {}, ['authorization', 'Bearer key-1']],
  ['basic', { user: 'ada' }, ['authorization', `Basic ${Buffer.from('ada:key-1').toString('base64')}`]],
  ['apiKey', { apiKeyHeader: 'x-key' }, ['x-key', 'key-1']],
] as const)('authenticates by %s', async (auth, more, header) => {
  const ctx = system(() => ({ json: {} }), { auth, ...more });

  await products?.get?.('1', ctx);

  expect(Object.entries(ctx.calls[0]?.headers ?? {})).toEqual(header ? [header] : []);
});

it('lists and looks up under the names its lists have', async () => {
  const ctx = system(
    () => ({
      json: {
        rows: [
          { id: 1, sku: 'X' },
          { id: 2, sku: 'Y' },
        ],
        next: 'c2',
      },
    }),
    { itemsField: 'rows' },
  );

  expect(await products?.list?.({ limit: 2 }, ctx)).toMatchObject({ cursor: 'c2', done: false });
  expect(await products?.lookup?.({ sku: 'Y' }, ctx)).toEqual(['2']);
  await expect(
    products?.list?.(
      { limit: 2 },
      system(() => ({ json: {} })),
    ),
  ).rejects.toMatchObject({ failure: 'RetryLater' });
});
