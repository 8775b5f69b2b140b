import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { PRODUCT: products, CUSTOMER: customers } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const shop = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, {
    settings: { store: 'https://cycle-corner.example/', consumerKey: 'ck_1' },
    secrets: { consumerSecret: 'cs_1' },
    respond,
  });
const API = 'https://cycle-corner.example/wp-json/wc/v3';

it('reads with key and secret, and what lies in the bin is not there', async () => {
  const ctx = shop(({ url }) => ({ json: url.endsWith('/1') ? { id: 1 } : { id: 2, status: 'trash' } }));

  expect(await products?.get?.('1', ctx)).toEqual({ id: 1 });
  expect(await products?.get?.('2', ctx)).toBeNull();
  expect(ctx.calls[0]).toMatchObject({
    url: `${API}/products/1`,
    headers: { authorization: `Basic ${Buffer.from('ck_1:cs_1').toString('base64')}` },
  });
});

it('lists what changed where the shop can say it, and everything where it cannot', async () => {
  const ctx = shop(() => ({ json: [{ id: 1 }], headers: { 'x-wp-total': '1' } }));

  expect(await products?.list?.({ since: 0, limit: 500 }, ctx)).toMatchObject({
    ids: ['1'],
    total: 1,
    done: true,
  });
  await customers?.list?.({ since: 0, limit: 500 }, ctx);

  expect(ctx.calls.map(({ url }) => decodeURIComponent(new URL(url).search))).toEqual([
    '?orderby=id&order=asc&dates_are_gmt=true&modified_after=1970-01-01T00:00:00.000Z&per_page=100&page=1',
    '?orderby=id&order=asc&role=all&per_page=100&page=1',
  ]);
});

describe('a create that is refused', () => {
  const refused = (type: typeof products, json: object) =>
    type?.create?.(
      { sku: 'X', email: 'a@b.c' },
      shop(({ method }) => (method === 'GET' ? { json: [{ id: 9 }] } : { status: 400, json })),
    );

  it('says which product has the SKU, and which customer the address', async () => {
    await expect(
      refused(products, { code: 'product_invalid_sku', data: { status: 400, resource_id: 12 } }),
    ).rejects.toMatchObject({ failure: 'Conflict', existingId: '12' });
    await expect(refused(customers, { code: 'registration-error-email-exists' })).rejects.toMatchObject({
      failure: 'Conflict',
      existingId: '9',
    });
    await expect(refused(products, { code: 'rest_invalid_param' })).rejects.toMatchObject({
      failure: 'Invalid',
    });
  });
});

it('puts products into the bin, and deletes customers, which have none', async () => {
  const ctx = shop(() => ({ json: {} }));

  await products?.delete?.('1', ctx);
  await customers?.delete?.('2', ctx);

  expect(ctx.calls.map(({ url }) => url)).toEqual([
    `${API}/products/1?force=false`,
    `${API}/customers/2?force=true`,
  ]);
});

it('registers a webhook for a topic', async () => {
  const ctx = shop(({ method }) => ({
    json:
      method === 'GET'
        ? [{ id: 8, topic: 'order.updated', delivery_url: 'https://a.example', status: 'disabled' }]
        : { id: 9 },
  }));
  const wanted = { url: 'https://hooks.example.com/hooks/a', topics: ['order.updated'], secret: 's3' };
  const sent = {
    name: 'Hookyard order.updated',
    topic: 'order.updated',
    delivery_url: wanted.url,
    status: 'active',
    secret: 's3',
  };

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '9' });
  expect(await subscriptions?.list(ctx)).toEqual([
    { id: '8', url: 'https://a.example', topics: ['order.updated'], enabled: false },
  ]);
  await subscriptions?.update?.('8', wanted, ctx);
  await subscriptions?.remove('8', ctx);

  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', `${API}/webhooks`, sent],
    ['GET', `${API}/webhooks?per_page=100&page=1`, undefined],
    ['PUT', `${API}/webhooks/8`, sent],
    ['DELETE', `${API}/webhooks/8?force=true`, undefined],
  ]);
});
