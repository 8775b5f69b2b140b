import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { stripeAmount } from '../src/amount.js';
import { connector } from '../src/index.js';

const {
  CUSTOMER: customers,
  PRODUCT: products,
  TRANSACTION: invoices,
  TRANSACTION_PAYMENT: payments,
} = connector.records ?? {};
const account = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = {},
) =>
  fakeContext(connector, {
    settings,
    secrets: { apiKey: 'sk_live_x' },
    respond,
    request: { writeKey: 'wk-1' },
  });
const searchOf = ({ url }: RecordedCall): string => decodeURIComponent(new URL(url).search);

it('reads for the account and by the version of the settings', async () => {
  const ctx = account(() => ({ json: { id: 'cus_1' } }), { account: 'acct_7' });

  expect(await customers?.get?.('cus_1', ctx)).toEqual({ id: 'cus_1' });
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://api.stripe.com/v1/customers/cus_1',
    headers: {
      authorization: 'Bearer sk_live_x',
      'stripe-account': 'acct_7',
      'stripe-version': '2024-06-20',
    },
  });
});

it('takes a customer that is told to be deleted for one that is not there', async () => {
  const deleted = { id: 'cus_1', object: 'customer', deleted: true };

  expect(
    await customers?.get?.(
      'cus_1',
      account(() => ({ json: deleted })),
    ),
  ).toBeNull();
});

describe('a poll', () => {
  const event = (id: string, type: string, object: object) => ({ id, type, data: { object } });

  it('reads what changed from events, and what is gone apart', async () => {
    const ctx = account(() => ({
      json: {
        data: [
          event('evt_4', 'customer.deleted', { id: 'cus_2' }),
          event('evt_3', 'customer.updated', { id: 'cus_1' }),
          event('evt_2', 'customer.updated', { id: 'cus_2' }),
          event('evt_1', 'customer.created', { id: 'cus_1' }),
        ],
        has_more: true,
      },
    }));
    const since = ctx.deadline - 3_600_000;

    const page = await customers?.list?.({ since, limit: 500 }, ctx);

    expect(page).toEqual({ ids: ['cus_1'], deleted: ['cus_2'], cursor: 'evt_1', done: false });
    expect(searchOf(ctx.calls[0] as RecordedCall)).toBe(
      `?types[0]=customer.created&types[1]=customer.updated&types[2]=customer.deleted&created[gte]=${Math.floor(since / 1000)}&limit=100`,
    );
  });

  it('counts a charge and a refund as their payment', async () => {
    const ctx = account(() => ({
      json: {
        data: [
          event('evt_3', 'charge.refunded', { id: 'ch_1', object: 'charge', payment_intent: 'pi_1' }),
          event('evt_2', 'refund.created', {
            id: 're_1',
            object: 'refund',
            payment_intent: null,
            charge: 'ch_2',
          }),
          event('evt_1', 'payment_intent.succeeded', { id: 'pi_1', object: 'payment_intent' }),
        ],
        has_more: false,
      },
    }));

    const page = await payments?.list?.({ since: ctx.deadline - 1000, limit: 100 }, ctx);

    expect(page).toEqual({ ids: ['pi_1', 'ch_2'], deleted: [], done: true });
  });

  it('lists everything where events do not go back far enough', async () => {
    const ctx = account(({ url }) => ({
      json: {
        data: [{ id: url.includes('starting_after') ? 'in_1' : 'in_2' }],
        has_more: !url.includes('starting_after'),
      },
    }));
    const since = ctx.deadline - 40 * 86_400_000;

    const first = await invoices?.list?.({ since, limit: 100 }, ctx);
    const second = await invoices?.list?.({ since, limit: 100, cursor: first?.cursor }, ctx);

    expect([first?.ids, second?.ids, second?.done]).toEqual([['in_2'], ['in_1'], true]);
    expect(ctx.calls.map(({ url }) => new URL(url).pathname)).toEqual(['/v1/invoices', '/v1/invoices']);
  });
});

it('reads an invoice with the lines of all of its pages', async () => {
  const ctx = account(({ url }) =>
    url.includes('/lines')
      ? { json: { data: [{ id: 'il_2' }], has_more: false } }
      : { json: { id: 'in_1', lines: { data: [{ id: 'il_1' }], has_more: true } } },
  );

  expect(await invoices?.get?.('in_1', ctx)).toMatchObject({
    lines: { data: [{ id: 'il_1' }, { id: 'il_2' }], has_more: false },
  });
  expect(searchOf(ctx.calls[1] as RecordedCall)).toBe('?limit=100&starting_after=il_1');
});

it('reads a charge that has no payment intent', async () => {
  const ctx = account(() => ({ json: { id: 'ch_1' } }));

  await payments?.get?.('ch_1', ctx);

  expect(ctx.calls[0]?.url).toBe('https://api.stripe.com/v1/charges/ch_1');
});

it('writes forms that carry the write key, and archives products instead of deleting them', async () => {
  const ctx = account(() => ({ json: { id: 'prod_1' } }));

  await products?.create?.({ name: 'Bell', metadata: { sku: 'X' } }, ctx);
  await products?.update?.(
    'prod_1',
    { name: 'Bell', active: false },
    { changed: ['active'], before: undefined },
    ctx,
  );
  await products?.delete?.('prod_1', ctx);

  expect(
    ctx.calls.map(({ method, url, body }) => [
      method,
      new URL(url).pathname,
      decodeURIComponent(String(body)),
    ]),
  ).toEqual([
    ['POST', '/v1/products', 'name=Bell&metadata[sku]=X'],
    ['POST', '/v1/products/prod_1', 'active=false'],
    ['POST', '/v1/products/prod_1', 'active=false'],
  ]);
  expect(ctx.calls.every(({ headers }) => headers['idempotency-key'] === 'wk-1')).toBe(true);
});

it('looks up customers by e-mail, and by the search what only that finds', async () => {
  const ctx = account(() => ({ json: { data: [{ id: 'x_1' }] } }));

  expect(await customers?.lookup?.({ email: 'a@b.c' }, ctx)).toEqual(['x_1']);
  expect(await invoices?.lookup?.({ number: 'A"1' }, ctx)).toEqual(['x_1']);
  expect(await products?.lookup?.({ brand: 'Ding' }, ctx)).toEqual([]);
  expect(ctx.calls.map(({ url }) => decodeURIComponent(url.replaceAll('+', ' ')))).toEqual([
    'https://api.stripe.com/v1/customers?email=a@b.c',
    'https://api.stripe.com/v1/invoices/search?query=number:"A\\"1"&limit=100',
  ]);
});

it.each([
  [1250, 'usd', '12.50'],
  [-5, 'EUR', '-0.05'],
  [500, 'jpy', '500'],
  [12345, 'kwd', '12.345'],
  ['90071992547409931', 'usd', '900719925474099.31'],
  [null, 'usd', null],
  [12.5, 'usd', null],
] as const)('says %s of the smallest unit of %s as %s', (amount, currency, text) => {
  expect(stripeAmount(amount, currency)).toBe(text);
});

it('is refused with a key of the other mode', async () => {
  const ctx = fakeContext(connector, { secrets: { apiKey: 'rk_test_x' } });

  expect(await connector.check?.(ctx)).toMatchObject({ ok: false });
});
