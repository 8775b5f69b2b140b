import { fakeContext, type FakeAnswer } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['blacklist', 'open'] };
const account = (json: unknown) =>
  fakeContext(connector, { secrets: { apiKey: 'md-1' }, respond: (): FakeAnswer => ({ json }) });

it('makes one webhook for all events, and hands its key over', async () => {
  const ctx = account({ id: 42, auth_key: 'key-1' });

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '42', secret: 'key-1' });
  expect(ctx.calls[0]?.body).toEqual({
    url: wanted.url,
    events: wanted.topics,
    description: 'Hookyard',
    key: 'md-1',
  });
});

it('lists, changes and removes by numbers', async () => {
  const ctx = account([{ id: 42, url: wanted.url, auth_key: 'k', events: ['open'] }]);

  expect(await subscriptions?.list(ctx)).toEqual([{ id: '42', url: wanted.url, topics: ['open'] }]);
  await subscriptions?.update?.('42', wanted, ctx);
  await subscriptions?.remove('42', ctx);

  expect(ctx.calls.slice(1).map(({ body }) => body)).toEqual([
    { id: 42, url: wanted.url, events: wanted.topics, key: 'md-1' },
    { id: 42, key: 'md-1' },
  ]);
});
