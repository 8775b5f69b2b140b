import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['CHECKOUT.ORDER.APPROVED'] };
const app = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, {
    settings: { clientId: 'client-id-1' },
    secrets: { clientSecret: 's' },
    respond,
  });

it('makes one webhook for all events, and hands over its id, which what is signed holds', async () => {
  const ctx = app(() => ({ status: 201, json: { id: '8PT' } }));

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '8PT', secret: '8PT' });
  expect(ctx.calls[0]?.body).toEqual({
    url: wanted.url,
    event_types: [{ name: 'CHECKOUT.ORDER.APPROVED' }],
  });
});

it.each([
  ['WEBHOOK_URL_ALREADY_EXISTS', 'Conflict'],
  ['VALIDATION_ERROR', 'Invalid'],
])('is refused with %s as %s', async (name, failure) => {
  const ctx = app(() => ({ status: 400, json: { name, message: 'no' } }));

  await expect(subscriptions?.create(wanted, ctx)).rejects.toMatchObject({ failure });
});

it('lists, changes and removes', async () => {
  const there = { id: '8PT', url: wanted.url, event_types: [{ name: 'PAYMENT.SALE.COMPLETED' }] };
  const ctx = app(({ method }) => (method === 'DELETE' ? { status: 204 } : { json: { webhooks: [there] } }));

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: '8PT', url: wanted.url, topics: ['PAYMENT.SALE.COMPLETED'] },
  ]);
  await subscriptions?.update?.('8PT', wanted, ctx);
  await subscriptions?.remove('8PT', ctx);

  expect(ctx.calls.map(({ method, body }) => [method, body])).toEqual([
    ['GET', undefined],
    [
      'PATCH',
      [
        { op: 'replace', path: '/url', value: wanted.url },
        { op: 'replace', path: '/event_types', value: [{ name: 'CHECKOUT.ORDER.APPROVED' }] },
      ],
    ],
    ['DELETE', undefined],
  ]);
});
