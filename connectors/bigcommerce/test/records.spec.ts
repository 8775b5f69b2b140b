import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { records = {} } = connector;
const BASE = 'https://api.bigcommerce.com/stores/cyc1ecrnr';
const store = (respond: (call: RecordedCall) => FakeAnswer | undefined) =>
  fakeContext(connector, {
    settings: { storeHash: 'cyc1ecrnr' },
    secrets: { accessToken: 'token-1' },
    respond,
  });
const pathOf = ({ url }: RecordedCall): string => decodeURIComponent(url.slice(BASE.length));

describe('orders', () => {
  it('are read with their lines and addresses', async () => {
    const ctx = store(({ url }) => {
      if (url.includes('/products')) return { json: [{ id: 7, sku: 'BELL-01' }] };
      return url.includes('/shipping_addresses')
        ? { status: 204 }
        : { json: { id: 2041, status: 'Shipped' } };
    });

    expect(await records.TRANSACTION?.get?.('2041', ctx)).toEqual({
      id: 2041,
      status: 'Shipped',
      products: [{ id: 7, sku: 'BELL-01' }],
      shipping_addresses: [],
    });
    expect(ctx.calls[0]).toMatchObject({
      url: `${BASE}/v2/orders/2041`,
      headers: { 'x-auth-token': 'token-1' },
    });
  });

  it('are read to their last page of lines', async () => {
    const full = Array.from({ length: 250 }, (_, id) => ({ id }));
    const ctx = store(({ url }) => {
      if (!url.includes('/products'))
        return url.includes('/shipping') ? { status: 204 } : { json: { id: 1 } };
      return { json: url.includes('page=1') ? full : [{ id: 250 }] };
    });

    expect((await records.TRANSACTION?.get?.('1', ctx))?.['products']).toHaveLength(251);
  });

  it('are null where they are gone', async () => {
    expect(
      await records.TRANSACTION?.get?.(
        '1',
        store(() => undefined),
      ),
    ).toBeNull();
  });

  it('are listed by their ids and versions, until nothing is answered', async () => {
    const ctx = store(({ url }) =>
      url.includes('page=1')
        ? { json: [{ id: 5, date_modified: 'Tue, 03 Feb 2026 10:00:00 +0000' }] }
        : { status: 204 },
    );

    const first = await records.TRANSACTION?.list?.({ since: 0, limit: 1 }, ctx);
    const second = await records.TRANSACTION?.list?.({ cursor: first?.cursor ?? '', limit: 1 }, ctx);

    expect(first).toEqual({
      ids: ['5'],
      versions: ['Tue, 03 Feb 2026 10:00:00 +0000'],
      done: false,
      cursor: '2',
    });
    expect(second).toEqual({ ids: [], versions: [], done: true });
    expect(ctx.calls[0]?.url).toContain('min_date_modified=Thu%2C+01+Jan+1970');
  });
});

describe('what is written in lists of one', () => {
  it('is read by a filter, and null where that finds nothing', async () => {
    const ctx = store(({ url }) => ({ json: { data: url.includes('=32') ? [{ id: 32 }] : [] } }));

    expect(await records.CUSTOMER?.get?.('32', ctx)).toEqual({ id: 32 });
    expect(await records.CUSTOMER?.get?.('33', ctx)).toBeNull();
    expect(pathOf(ctx.calls[0] as RecordedCall)).toBe('/v3/customers?include=addresses&id:in=32');
  });

  it('is created, changed and deleted', async () => {
    const ctx = store(({ method }) =>
      method === 'DELETE'
        ? { status: 204 }
        : { json: { data: [{ id: 32, date_modified: '2026-02-03T10:00:00Z' }] } },
    );

    expect(await records.CUSTOMER?.create?.({ email: 'a@b.example' }, ctx)).toEqual({
      id: '32',
      version: '2026-02-03T10:00:00Z',
    });
    await records.CUSTOMER?.update?.('32', { phone: '1' }, { changed: ['phone'], before: undefined }, ctx);
    await records.CUSTOMER?.delete?.('32', ctx);

    expect(ctx.calls.map((call) => [call.method, pathOf(call), call.body])).toEqual([
      ['POST', '/v3/customers', [{ email: 'a@b.example' }]],
      ['PUT', '/v3/customers', [{ phone: '1', id: 32 }]],
      ['DELETE', '/v3/customers?id:in=32', undefined],
    ]);
  });

  it('says which customer has the address already', async () => {
    const ctx = store(({ method }) =>
      method === 'POST' ? { status: 422, json: { title: 'taken' } } : { json: { data: [{ id: 9 }] } },
    );

    await expect(records.CUSTOMER?.create?.({ email: 'a@b.example' }, ctx)).rejects.toMatchObject({
      failure: 'Conflict',
      existingId: '9',
    });
  });

  it('is refused where nobody has it', async () => {
    const ctx = store(({ method }) =>
      method === 'POST' ? { status: 422, json: { title: 'no country' } } : { json: { data: [] } },
    );

    await expect(records.CUSTOMER?.create?.({ email: 'a@b.example' }, ctx)).rejects.toMatchObject({
      failure: 'Invalid',
    });
  });
});

it('says which product has the name already, where no SKU is the same', async () => {
  const ctx = store(({ method, url }) => {
    if (method === 'POST') return { status: 409, json: { title: 'The product name is a duplicate' } };
    return { json: { data: url.includes('name=Bell') ? [{ id: 114 }] : [] } };
  });

  await expect(records.PRODUCT?.create?.({ sku: 'X', name: 'Bell' }, ctx)).rejects.toMatchObject({
    failure: 'Conflict',
    existingId: '114',
  });
});

it('makes a variant at its product, and deletes it there', async () => {
  const ctx = store(({ method }) => {
    if (method === 'POST') return { json: { data: { id: 509, product_id: 206 } } };
    return method === 'GET' ? { json: { data: [{ id: 509, product_id: 206 }] } } : { status: 204 };
  });

  expect(await records.PRODUCT_VARIANT?.create?.({ product_id: 206, sku: 'X' }, ctx)).toMatchObject({
    id: '509',
  });
  await records.PRODUCT_VARIANT?.delete?.('509', ctx);
  await expect(records.PRODUCT_VARIANT?.create?.({ sku: 'X' }, ctx)).rejects.toMatchObject({
    failure: 'Invalid',
    fields: ['product_id'],
  });

  expect(ctx.calls.map((call) => [call.method, pathOf(call), call.body])).toEqual([
    ['POST', '/v3/catalog/products/206/variants', { sku: 'X' }],
    ['GET', '/v3/catalog/variants?id=509', undefined],
    ['DELETE', '/v3/catalog/products/206/variants/509', undefined],
  ]);
});

it('sets stock, and neither makes nor removes it', async () => {
  const ctx = store(() => ({ json: { data: [{ id: 509, inventory_level: 4 }] } }));
  const { PRODUCT_VARIANT_INVENTORY: stock } = records;

  await stock?.update?.('509', { inventory_level: 4 }, { changed: [], before: undefined }, ctx);

  expect(ctx.calls[0]).toMatchObject({ method: 'PUT', body: [{ id: 509, inventory_level: 4 }] });
  expect(Object.keys(stock ?? {}).sort()).toEqual(['get', 'update']);
});

it('knows a shipment inside its order', async () => {
  const ctx = store(() => ({ json: { id: 12, order_id: 2041 } }));
  const { SHIPMENT: shipments } = records;

  expect(await shipments?.get?.('2041|12', ctx)).toEqual({ id: 12, order_id: 2041 });
  expect(await shipments?.create?.({ order_id: 2041, tracking_number: 'T1' }, ctx)).toMatchObject({
    id: '2041|12',
  });
  expect(shipments?.parent?.('2041|12', null)).toBe('2041');
  expect(ctx.calls.map(pathOf)).toEqual(['/v2/orders/2041/shipments/12', '/v2/orders/2041/shipments']);
  expect(ctx.calls[1]?.body).toEqual({ tracking_number: 'T1' });
});

it('is checked by reading the store', async () => {
  const ctx = store(() => ({ json: { name: 'Cycle Corner' } }));

  expect(await connector.check?.(ctx)).toEqual({ ok: true, message: 'Cycle Corner', account: 'cyc1ecrnr' });
});
