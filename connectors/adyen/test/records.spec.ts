import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';
import { amountOf, moneyOf } from '../src/money.js';
import { presets } from '../src/presets.js';

const { 'x:ADYEN_REFUND': refunds, 'x:ADYEN_PAYMENT_LINK': links } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const test = { merchantAccount: 'CycleCornerECOM' };
const adyen = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = test,
) =>
  fakeContext(connector, { settings, secrets: { apiKey: 'AQE-x' }, request: { writeKey: 'key-1' }, respond });
const WEBHOOKS = 'https://management-test.adyen.com/v3/merchants/CycleCornerECOM/webhooks';
const url = 'https://hooks.example/hooks/hk_1';

it('asks for a refund of a payment, under a key', async () => {
  const ctx = adyen(() => ({ status: 201, json: { pspReference: 'R1', status: 'received' } }));

  expect(
    await refunds?.create?.({ paymentPspReference: 'P/1', amount: { value: 9900, currency: 'NOK' } }, ctx),
  ).toMatchObject({ id: 'R1', record: { status: 'received', originalReference: 'P/1' } });
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://checkout-test.adyen.com/v71/payments/P%2F1/refunds',
    headers: { 'x-api-key': 'AQE-x', 'idempotency-key': 'key-1' },
    body: { merchantAccount: 'CycleCornerECOM', amount: { value: 9900, currency: 'NOK' } },
  });
});

it('asks for no refund of nothing', async () => {
  const ctx = adyen(() => ({ json: {} }));

  await expect(refunds?.create?.({ amount: null }, ctx)).rejects.toMatchObject({
    failure: 'Invalid',
    fields: ['paymentPspReference'],
  });
  expect(ctx.calls).toEqual([]);
});

it('makes payment links of the merchant account, at the live address where it is live', async () => {
  const settings = { ...test, environment: 'live', livePrefix: '1797a841fbb37ca7-cycle' };
  const ctx = adyen(() => ({ status: 201, json: { id: 'PL1', status: 'active' } }), settings);

  expect(await links?.create?.({ reference: '1001' }, ctx)).toMatchObject({ id: 'PL1' });
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://1797a841fbb37ca7-cycle-checkout-live.adyenpayments.com/checkout/v71/paymentLinks',
    body: { merchantAccount: 'CycleCornerECOM', reference: '1001' },
  });
});

it('needs the prefix of the live endpoints where it is live, rather than ask the test system', () => {
  const parsed = presets.safeParse({ ...test, environment: 'live' });

  expect(parsed.error?.issues.map(({ path }) => path)).toEqual([['livePrefix']]);
});

describe('the standard webhook', () => {
  it('is made, and the key that signs it with it', async () => {
    const ctx = adyen(({ url: at }) => ({
      json: at.endsWith('/generateHmac') ? { hmacKey: '0F1E' } : { id: 'S2-1', active: true },
    }));

    expect(await subscriptions?.create({ url, topics: ['standard'] }, ctx)).toEqual({
      id: 'S2-1',
      secret: '0F1E',
    });
    expect(ctx.calls.map(({ method, url: at, headers }) => [method, at, headers['x-api-key']])).toEqual([
      ['POST', WEBHOOKS, 'AQE-x'],
      ['POST', `${WEBHOOKS}/S2-1/generateHmac`, 'AQE-x'],
    ]);
    expect(ctx.calls[0]?.body).toMatchObject({
      type: 'standard',
      communicationFormat: 'json',
      url,
      active: true,
    });
  });

  it('is listed with all others, page by page', async () => {
    const one = (id: string, active: boolean) => ({ id, url, type: 'standard', active });
    const ctx = adyen(({ url: at }) => ({
      json: {
        data: at.includes('pageNumber=1&')
          ? Array.from({ length: 100 }, (_, index) => one(`S2-${index}`, true))
          : [one('S2-100', false)],
      },
    }));

    const listed = await subscriptions?.list(ctx);

    expect(listed).toHaveLength(101);
    expect(listed?.at(-1)).toEqual({ id: 'S2-100', url, topics: ['standard'], enabled: false });
  });
});

it('is checked by whom the key serves', async () => {
  const answer = (accounts: readonly string[]) =>
    connector.check?.(adyen(() => ({ json: { username: 'ws_1', associatedMerchantAccounts: accounts } })));

  expect(await answer(['CycleCornerECOM'])).toMatchObject({ ok: true, account: 'CycleCornerECOM' });
  expect(await answer(['Other'])).toEqual({ ok: false, message: 'ws_1 does not serve CycleCornerECOM' });
});

describe('money', () => {
  it.each([
    [1295, 'EUR', '12.95'],
    [5, 'EUR', '0.05'],
    [-1295, 'EUR', '-12.95'],
    [1295, 'JPY', '1295'],
    [1295, 'BHD', '1.295'],
    // Adyen counts hundredths of them, other than ISO 4217.
    [1295, 'ISK', '12.95'],
    [1295, 'CLP', '12.95'],
  ])('%i of %s is %s', (value, currency, amount) => {
    expect(amountOf({ value, currency })).toBe(amount);
    if (value > 0) expect(moneyOf(amount, currency)).toEqual({ value, currency });
  });

  it('is refused with more digits than are counted, and is nothing where there is none', () => {
    expect(() => moneyOf('12.955', 'EUR')).toThrow('more digits');
    expect([moneyOf(null, 'EUR'), amountOf(null), amountOf({ currency: 'EUR' })]).toEqual([null, null, null]);
  });
});
