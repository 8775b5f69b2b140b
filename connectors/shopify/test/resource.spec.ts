import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';
import { presets } from '../src/presets.js';

const orders = connector.records?.TRANSACTION;
const shop = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, {
    settings: { shop: 'cycle-corner' },
    secrets: { accessToken: 'shpat_x' },
    respond,
  });

it('reads an order by its id, exactly', async () => {
  const ctx = shop(() => ({ text: '{"order":{"id":9007199254740995123,"name":"#1"}}' }));

  expect(await orders?.get?.('9007199254740995123', ctx)).toEqual({ id: '9007199254740995123', name: '#1' });
  expect(ctx.calls[0]).toMatchObject({
    method: 'GET',
    url: 'https://cycle-corner.myshopify.com/admin/api/2026-01/orders/9007199254740995123.json',
    headers: { 'x-shopify-access-token': 'shpat_x' },
  });
});

it('knows an order that is gone', async () => {
  expect(
    await orders?.get?.(
      '1',
      shop(() => ({ status: 404 })),
    ),
  ).toBeNull();
  await expect(
    orders?.get?.(
      '1',
      shop(() => ({ status: 503 })),
    ),
  ).rejects.toMatchObject({ failure: 'Unavailable' });
});

it('creates, updates with what changed, and deletes', async () => {
  const ctx = shop(({ method }) =>
    method === 'DELETE' ? {} : { json: { order: { id: 7, updated_at: '2026-01-01T00:00:00Z' } } },
  );

  expect(await orders?.create?.({ email: 'a@b.c' }, ctx)).toMatchObject({
    id: '7',
    version: '2026-01-01T00:00:00Z',
  });
  await orders?.update?.('7', { email: 'a@b.c', note: 'new' }, { changed: ['note'], before: undefined }, ctx);
  await orders?.delete?.('7', ctx);

  expect(ctx.calls.map(({ method, body }) => [method, body])).toEqual([
    ['POST', { order: { email: 'a@b.c' } }],
    ['PUT', { order: { note: 'new', id: '7' } }],
    ['DELETE', undefined],
  ]);
});

it('lists page by page, by the cursor in the Link header', async () => {
  const link = '<https://x/orders.json?limit=2&page_info=abc123>; rel="next"';
  const ctx = shop(({ url }) => ({
    json: { orders: [{ id: 1 }] },
    ...(url.includes('page_info') ? {} : { headers: { link } }),
  }));

  const first = await orders?.list?.({ since: 0, limit: 1000 }, ctx);
  const second = await orders?.list?.({ cursor: first?.cursor, limit: 1000 }, ctx);

  expect(first).toMatchObject({ cursor: 'limit=2&page_info=abc123', done: false });
  expect(second).toMatchObject({ done: true });
  expect(ctx.calls.map(({ url }) => new URL(url).search)).toEqual([
    '?status=any&updated_at_min=1970-01-01T00%3A00%3A00.000Z&limit=250',
    '?limit=2&page_info=abc123',
  ]);
});

it('looks up by the keys the API can search, and by no others', async () => {
  const ctx = shop(() => ({ json: { customers: [{ id: 5 }], orders: [{ id: 6 }] } }));

  expect(await connector.records?.CUSTOMER?.lookup?.({ email: 'a@b.c' }, ctx)).toEqual(['5']);
  expect(await orders?.lookup?.({ number: '#1' }, ctx)).toEqual(['6']);
  expect(await connector.records?.PRODUCT?.lookup?.({ sku: 'X' }, ctx)).toEqual([]);
  expect(ctx.calls).toHaveLength(2);
});

it('takes every way to write an id for the same record', () => {
  const normalize = (raw: string) => orders?.id?.normalize(raw);

  expect([' 123 ', '123', 'gid://shopify/Order/123'].map(normalize)).toEqual(['123', '123', '123']);
});

it('is checked by reading the shop', async () => {
  const ctx = shop(() => ({
    json: { shop: { name: 'Cycle Corner', myshopify_domain: 'cycle-corner.myshopify.com' } },
  }));

  expect(await connector.check?.(ctx)).toMatchObject({ ok: true, account: 'cycle-corner.myshopify.com' });
});

it('has a token of the shop’s admin, or gets one that lives a day as an app of the Dev Dashboard', () => {
  const { auth } = connector;
  const of = (authentication: 'token' | 'client_credentials') =>
    typeof auth === 'function'
      ? auth(presets.parse({ shop: 'cycle-corner', clientId: 'app', authentication }))
      : auth;

  expect(of('token')).toMatchObject({ kind: 'apiKey', header: 'x-shopify-access-token' });
  expect(of('client_credentials')).toMatchObject({
    flow: 'client_credentials',
    tokenUrl: 'https://cycle-corner.myshopify.com/admin/oauth/access_token',
    clientSecret: 'webhook',
    clientAuthentication: 'body',
    header: 'x-shopify-access-token',
  });
});
