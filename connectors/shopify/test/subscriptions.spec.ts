import { fakeContext, type FakeAnswer, type FakeContext, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const URL = 'https://hooks.example/hooks/hk_1';
const WANTED = { url: URL, topics: ['orders/create'] };
const shop = (respond: (call: RecordedCall) => FakeAnswer): FakeContext =>
  fakeContext(connector, {
    settings: { shop: 'cycle-corner' },
    secrets: { accessToken: 'shpat_x' },
    respond,
  });

it('lists all pages of what is registered', async () => {
  const next = '<https://x.myshopify.com/admin/api/2026-01/webhooks.json?limit=250&page_info=p2>; rel="next"';
  const ctx = shop(({ url }) =>
    url.includes('page_info=p2')
      ? { json: { webhooks: [{ id: 2, address: URL, topic: 'orders/paid' }] } }
      : { json: { webhooks: [{ id: 1, address: URL, topic: 'orders/create' }] }, headers: { link: next } },
  );

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: '1', url: URL, topics: ['orders/create'] },
    { id: '2', url: URL, topics: ['orders/paid'] },
  ]);
});

it('registers a topic at an address, and moves it to another', async () => {
  const ctx = shop(() => ({ status: 201, text: '{"webhook":{"id":9007199254740995123}}' }));

  const made = await subscriptions?.create(WANTED, ctx);
  await subscriptions?.update?.('7', { ...WANTED, url: `${URL}2` }, ctx);

  expect(made).toEqual({ id: '9007199254740995123' });
  expect(ctx.calls.map(({ method, url, body }) => [method, url.split('2026-01')[1], body])).toEqual([
    ['POST', '/webhooks.json', { webhook: { topic: 'orders/create', address: URL, format: 'json' } }],
    ['PUT', '/webhooks/7.json', { webhook: { id: '7', address: `${URL}2` } }],
  ]);
});

it.each([
  ['Conflict', { address: ['for this topic has already been taken'] }],
  ['Invalid', { address: ['protocol http:// is not supported'] }],
])('a refusal is a %s', async (failure, errors) => {
  const ctx = shop(() => ({ status: 422, json: { errors } }));

  await expect(subscriptions?.create(WANTED, ctx)).rejects.toMatchObject({ failure });
});

it('says NotFound of one that is gone', async () => {
  const ctx = shop(() => ({ status: 404, json: { errors: 'Not Found' } }));

  await expect(subscriptions?.remove('7', ctx)).rejects.toMatchObject({ failure: 'NotFound' });
  await expect(subscriptions?.update?.('7', WANTED, ctx)).rejects.toMatchObject({ failure: 'NotFound' });
});
