import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['order.created', 'payment.updated'] };
const there = {
  id: 'wbhk_1',
  enabled: true,
  event_types: wanted.topics,
  notification_url: wanted.url,
  signature_key: 'key-1',
};
const application = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { secrets: { accessToken: 't' }, respond });

it('makes one subscription for all events, and hands its key over', async () => {
  const ctx = application(() => ({ json: { subscription: there } }));

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: 'wbhk_1', secret: 'key-1' });
  expect(ctx.calls[0]?.body).toEqual({
    subscription: { name: 'Hookyard', notification_url: wanted.url, event_types: wanted.topics },
  });
});

it('changes it, and switches it on', async () => {
  const ctx = application(() => ({ json: { subscription: there } }));

  await subscriptions?.update?.('wbhk_1', wanted, ctx);

  expect(ctx.calls[0]).toMatchObject({
    method: 'PUT',
    body: { subscription: { enabled: true, event_types: wanted.topics } },
  });
});

it('lists every page', async () => {
  const ctx = application(({ url }) => ({
    json: url.includes('cursor=c2')
      ? { subscriptions: [{ ...there, id: 'wbhk_2', enabled: false }] }
      : { subscriptions: [there], cursor: 'c2' },
  }));

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: 'wbhk_1', url: wanted.url, topics: wanted.topics, enabled: true },
    { id: 'wbhk_2', url: wanted.url, topics: wanted.topics, enabled: false },
  ]);
});

it('subscribes to nothing that is only polled', () => {
  const beginnings = Object.keys(subscriptions?.topics ?? {}).map((name) => name.replace('*', ''));
  const own = Object.keys(connector.scopes).filter((name) => name.includes('/'));

  expect(own.filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)))).toEqual([]);
});
