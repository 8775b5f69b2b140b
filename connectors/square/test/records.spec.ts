import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { records = {} } = connector;
const BASE = 'https://connect.squareup.com/v2';
const seller = (respond: (call: RecordedCall) => FakeAnswer | undefined, settings = {}) =>
  fakeContext(connector, {
    settings,
    secrets: { accessToken: 'token-1' },
    respond,
    request: { writeKey: 'wk-1' },
  });
const seen = (calls: readonly RecordedCall[]) =>
  calls.map(({ method, url, body }) => [method, url.slice(BASE.length), body]);
const NOTHING = { changed: [], before: undefined };

describe('the catalogue', () => {
  const { PRODUCT: items } = records;
  const bell = {
    type: 'ITEM',
    id: 'I1',
    version: 3,
    item_data: { name: 'Bell', variations: [{ id: 'V1' }] },
  };

  it('changes what is mapped, and keeps what is not', async () => {
    const ctx = seller(({ method }) => ({
      json: method === 'GET' ? { object: bell } : { catalog_object: { ...bell, version: 4 } },
    }));

    expect(await items?.update?.('I1', { item_data: { name: 'Big bell' } }, NOTHING, ctx)).toMatchObject({
      version: 4,
    });

    expect(ctx.calls[1]?.body).toEqual({
      idempotency_key: 'wk-1',
      object: { ...bell, item_data: { name: 'Big bell', variations: [{ id: 'V1' }] } },
    });
  });

  it('makes an object under a name that is exchanged for an id', async () => {
    const ctx = seller(() => ({ json: { catalog_object: bell } }));

    expect(await items?.create?.({ item_data: { name: 'Bell' } }, ctx)).toEqual({
      id: 'I1',
      version: 3,
      record: bell,
    });
    expect(ctx.calls[0]?.body).toEqual({
      idempotency_key: 'wk-1',
      object: { type: 'ITEM', id: '#new', item_data: { name: 'Bell' } },
    });
  });

  it('lists what changed, with what is gone', async () => {
    const ctx = seller(() => ({ json: { objects: [bell, { id: 'I0', is_deleted: true }], cursor: 'c2' } }));

    expect(await items?.list?.({ since: 0, limit: 5000 }, ctx)).toEqual({
      items: [bell],
      deleted: ['I0'],
      cursor: 'c2',
      done: false,
    });
    expect(ctx.calls[0]?.body).toEqual({
      object_types: ['ITEM'],
      include_deleted_objects: true,
      begin_time: '1970-01-01T00:00:00.000Z',
      limit: 1000,
    });
  });

  it('is not updated where the object is gone', async () => {
    await expect(
      items?.update?.(
        'I9',
        {},
        NOTHING,
        seller(() => undefined),
      ),
    ).rejects.toMatchObject({
      failure: 'NotFound',
    });
  });

  it('is looked into by one attribute', async () => {
    const ctx = seller(() => ({ json: { objects: [{ id: 'V1' }] } }));

    expect(await records.PRODUCT_VARIANT?.lookup?.({ sku: 'BELL-01' }, ctx)).toEqual(['V1']);
    expect(await records.PRODUCT_VARIANT?.lookup?.({ colour: 'red' }, ctx)).toEqual([]);
    expect(ctx.calls).toHaveLength(1);
  });
});

describe('orders', () => {
  const { TRANSACTION: orders } = records;
  const order = { id: 'O1', version: 2, location_id: 'L1', state: 'OPEN' };

  it('are changed at the version they have there', async () => {
    const ctx = seller(() => ({ json: { order } }));

    await orders?.update?.('O1', { note: 'x', state: 'OPEN' }, { changed: ['note'], before: undefined }, ctx);

    expect(seen(ctx.calls)).toEqual([
      ['GET', '/orders/O1', undefined],
      ['PUT', '/orders/O1', { idempotency_key: 'wk-1', order: { note: 'x', location_id: 'L1', version: 2 } }],
    ]);
  });

  it('are listed at the locations of the settings, else at those of the account', async () => {
    const respond = ({ url }: RecordedCall): FakeAnswer =>
      url.endsWith('/locations') ? { json: { locations: [{ id: 'L1' }, { id: 'L2' }] } } : { json: {} };
    const chosen = seller(respond, { locationIds: ['L9'] });
    const all = seller(respond);

    expect(await orders?.list?.({ limit: 10 }, chosen)).toEqual({ items: [], done: true });
    await orders?.list?.({ limit: 10 }, all);

    expect(chosen.calls.at(-1)?.body).toMatchObject({ location_ids: ['L9'] });
    expect(all.calls.at(-1)?.body).toMatchObject({ location_ids: ['L1', 'L2'] });
  });

  it('cannot be deleted, drafts of invoices can', async () => {
    const ctx = seller(({ method }) => (method === 'GET' ? { json: { invoice: { version: 4 } } } : {}));

    await records['x:SQUARE_INVOICE']?.delete?.('inv:1', ctx);

    expect(orders).not.toHaveProperty('delete');
    expect(ctx.calls[1]?.url).toBe(`${BASE}/invoices/inv%3A1?version=4`);
  });
});

describe('stock', () => {
  const { PRODUCT_VARIANT_INVENTORY: stock } = records;

  it('is read at its location, of what is in stock alone', async () => {
    const counts = [
      { state: 'SOLD', quantity: '9' },
      { state: 'IN_STOCK', quantity: '4' },
    ];
    const ctx = seller(() => ({ json: { counts } }));

    expect(await stock?.get?.('V1|L1', ctx)).toEqual({ state: 'IN_STOCK', quantity: '4' });
    expect(ctx.calls[0]?.url).toBe(`${BASE}/inventory/V1?location_ids=L1`);
  });

  it('is counted at the time Square has', async () => {
    const ctx = seller(({ method }) =>
      method === 'GET'
        ? { json: {}, headers: { date: 'Tue, 03 Feb 2026 10:00:00 GMT' } }
        : { json: { counts: [{ quantity: '4', calculated_at: '2026-02-03T10:00:01Z' }] } },
    );

    expect(await stock?.update?.('V1|L1', { quantity: 4 }, NOTHING, ctx)).toMatchObject({
      version: '2026-02-03T10:00:01Z',
    });
    expect(ctx.calls[1]?.body).toEqual({
      idempotency_key: 'wk-1',
      changes: [
        {
          type: 'PHYSICAL_COUNT',
          physical_count: {
            catalog_object_id: 'V1',
            location_id: 'L1',
            state: 'IN_STOCK',
            quantity: '4',
            occurred_at: '2026-02-03T10:00:00.000Z',
          },
        },
      ],
    });
  });

  it('is listed under both of its ids', async () => {
    const ctx = seller(() => ({ json: { counts: [{ catalog_object_id: 'V1', location_id: 'L1' }] } }));

    expect(await stock?.list?.({ limit: 10 }, ctx)).toMatchObject({ ids: ['V1|L1'], done: true });
  });
});

it('creates with the key in the body, and looks customers up by exact filters', async () => {
  const ctx = seller(({ url }) => ({
    json: url.endsWith('/search') ? { customers: [{ id: 'C1' }] } : { customer: { id: 'C1', version: 0 } },
  }));

  expect(await records.CUSTOMER?.create?.({ given_name: 'Ada' }, ctx)).toMatchObject({
    id: 'C1',
    version: 0,
  });
  expect(await records.CUSTOMER?.lookup?.({ email: 'a@b.example' }, ctx)).toEqual(['C1']);
  expect(await records.CUSTOMER?.lookup?.({ shoe: '42' }, ctx)).toEqual([]);

  expect(ctx.calls.map(({ body }) => body)).toEqual([
    { idempotency_key: 'wk-1', given_name: 'Ada' },
    { query: { filter: { email_address: { exact: 'a@b.example' } } }, limit: 100 },
  ]);
});

it('walks the catalogue when it changed, and leaves notices for people', async () => {
  const ask = (scope: string, type = 'MESSAGE') =>
    connector.handlePrerequisite?.(
      { type, scope, externalId: 'M1' } as never,
      seller(() => ({})),
    );

  expect(await ask('catalog.version.updated')).toEqual({
    children: ['PRODUCT', 'PRODUCT_VARIANT', 'PRODUCT_CATEGORY'].map((type) => ({
      type,
      action: 'POLL',
      externalId: '*',
    })),
  });
  expect(await ask('webhooks.test_notification')).toMatchObject({
    children: [],
    unresolved: expect.any(String),
  });
  expect(await ask('payment.created', 'TRANSACTION_PAYMENT')).toBeUndefined();
});

it('is checked by reading the merchant', async () => {
  const ctx = seller(() => ({ json: { merchant: { id: 'M1', business_name: 'Cycle Corner' } } }));

  expect(await connector.check?.(ctx)).toEqual({ ok: true, message: 'Cycle Corner', account: 'M1' });
});
