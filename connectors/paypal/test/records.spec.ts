import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { records = {} } = connector;
const BASE = 'https://api-m.paypal.com';
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined) =>
  fakeContext(connector, {
    settings: { clientId: 'client-id-1' },
    secrets: { clientSecret: 'secret-1' },
    respond,
    request: { writeKey: 'wk-1' },
  });
const seen = (calls: readonly RecordedCall[]) =>
  calls.map(({ method, url, body, headers }) => [
    method,
    url.slice(BASE.length),
    body,
    headers['paypal-request-id'],
  ]);

it('gets its tokens for itself, in the sandbox from the sandbox', () => {
  const { auth } = connector;

  expect(
    typeof auth === 'function' && auth({ clientId: 'c', address: 'https://api-m.sandbox.paypal.com' }),
  ).toMatchObject({
    flow: 'client_credentials',
    tokenUrl: 'https://api-m.sandbox.paypal.com/v1/oauth2/token',
  });
});

it('makes an order once for one key, and reads what it became', async () => {
  const ctx = account(() => ({ status: 201, json: { id: '5FX', status: 'CREATED' } }));

  expect(await records.TRANSACTION?.create?.({ intent: 'CAPTURE' }, ctx)).toEqual({ id: '5FX' });
  expect(seen(ctx.calls)).toEqual([['POST', '/v2/checkout/orders', { intent: 'CAPTURE' }, 'wk-1']]);
});

it('refunds a capture, whole or in part', async () => {
  const ctx = account(() => ({ json: { id: 'R1' } }));
  const { 'x:PAYPAL_REFUND': refunds } = records;

  expect(await refunds?.create?.({ capture_id: '7NW', note_to_payer: 'sorry' }, ctx)).toEqual({ id: 'R1' });
  await expect(refunds?.create?.({ note_to_payer: 'sorry' }, ctx)).rejects.toMatchObject({
    failure: 'Invalid',
    fields: ['capture_id'],
  });

  expect(seen(ctx.calls)).toEqual([
    ['POST', '/v2/payments/captures/7NW/refund', { note_to_payer: 'sorry' }, 'wk-1'],
  ]);
});

it('changes by operations, of what changed alone', async () => {
  const ctx = account(() => ({ status: 204 }));
  const record = { description: 'Loud', category: 'BICYCLES' };

  const answer = await records.PRODUCT?.update?.(
    'P1',
    record,
    { changed: ['description'], before: undefined },
    ctx,
  );

  expect(answer).toEqual({});
  expect(ctx.calls[0]?.body).toEqual([{ op: 'replace', path: '/description', value: 'Loud' }]);
});

it('finds the id of a new invoice in its address', async () => {
  const ctx = account(() => ({
    json: { rel: 'self', href: `${BASE}/v2/invoicing/invoices/INV2-1`, method: 'GET' },
  }));

  expect(await records['x:PAYPAL_INVOICE']?.create?.({ detail: {} }, ctx)).toEqual({ id: 'INV2-1' });
});

it('lists disputes by the token in the address of the next page', async () => {
  const next = `${BASE}/v1/customer/disputes?page_size=2&next_page_token=T2`;
  const ctx = account(({ url }) => ({
    json: url.includes('T2')
      ? { items: [{ dispute_id: 'PP-3' }], links: [{ rel: 'self', href: BASE }] }
      : { items: [{ dispute_id: 'PP-1' }], links: [{ rel: 'next', href: next }] },
  }));
  const { 'x:PAYPAL_DISPUTE': disputes } = records;

  expect(await disputes?.list?.({ since: 0, limit: 200 }, ctx)).toEqual({
    items: [{ dispute_id: 'PP-1' }],
    ids: ['PP-1'],
    cursor: 'T2',
    done: false,
  });
  expect(await disputes?.list?.({ cursor: 'T2', limit: 200 }, ctx)).toMatchObject({
    ids: ['PP-3'],
    done: true,
  });
  expect(ctx.calls[0]?.url).toContain('page_size=50&update_time_after=1970-01-01T00%3A00%3A00.000Z');
});

it('reads captures and refunds each at their own address, and knows what is gone', async () => {
  const ctx = account(({ url }) => (url.includes('/captures/') ? { json: { id: '7NW' } } : undefined));

  expect(await records.TRANSACTION_PAYMENT?.get?.('7NW', ctx)).toEqual({ id: '7NW' });
  expect(await records['x:PAYPAL_REFUND']?.get?.('R9', ctx)).toBeNull();
});

it('is checked by reading the webhooks of the app', async () => {
  const ctx = account(() => ({ json: { webhooks: [{}] } }));

  expect(await connector.check?.(ctx)).toEqual({ ok: true, message: 'The app has 1 webhooks' });
});
