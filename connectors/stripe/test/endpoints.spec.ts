import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const stripe = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = {},
) => fakeContext(connector, { settings, secrets: { apiKey: 'sk_live_x' }, respond });
const wanted = { url: 'https://hooks.example.com/hooks/a', topics: ['invoice.paid', 'payout.paid'] };

it('lists all endpoints, page by page, and says which are switched off', async () => {
  const endpoint = (id: string, status: string) => ({
    id,
    url: `https://${id}.example`,
    enabled_events: ['*'],
    status,
  });
  const ctx = stripe(({ url }) => ({
    json: url.includes('starting_after=we_1')
      ? { data: [endpoint('we_2', 'disabled')], has_more: false }
      : { data: [endpoint('we_1', 'enabled')], has_more: true },
  }));

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: 'we_1', url: 'https://we_1.example', topics: ['*'], enabled: true },
    { id: 'we_2', url: 'https://we_2.example', topics: ['*'], enabled: false },
  ]);
});

it('registers all events at once, and hands on the secret that comes with the answer', async () => {
  const ctx = stripe(() => ({ json: { id: 'we_1', secret: 'whsec_new' } }));

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: 'we_1', secret: 'whsec_new' });
  expect(decodeURIComponent(String(ctx.calls[0]?.body)).split('&')).toEqual([
    'url=https://hooks.example.com/hooks/a',
    'enabled_events[0]=invoice.paid',
    'enabled_events[1]=payout.paid',
    'api_version=2024-06-20',
    'description=Hookyard',
  ]);
});

it('changes an endpoint and switches it on again, and removes it', async () => {
  const ctx = stripe(() => ({ json: {} }));

  await subscriptions?.update?.('we_1', wanted, ctx);
  await subscriptions?.remove('we_1', ctx);

  expect(ctx.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST https://api.stripe.com/v1/webhook_endpoints/we_1',
    'DELETE https://api.stripe.com/v1/webhook_endpoints/we_1',
  ]);
  expect(String(ctx.calls[0]?.body)).toContain('disabled=false');
});

it('registers nothing for a connected account, whose hooks come through its platform', async () => {
  await expect(
    subscriptions?.create(
      wanted,
      stripe(() => ({}), { account: 'acct_7' }),
    ),
  ).rejects.toMatchObject({
    failure: 'BadConfig',
  });
});
