import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const URL_OF_OURS = 'https://hooks.example/hooks/hk_1';
const hook = { id: 7, scope: 'store/order/created', destination: URL_OF_OURS, is_active: false };
const store = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { settings: { storeHash: 'cyc1ecrnr' }, secrets: { accessToken: 't' }, respond });

it('lists every page of hooks, and which are switched off', async () => {
  const full = Array.from({ length: 250 }, (_, id) => ({ ...hook, id, is_active: true }));
  const ctx = store(({ url }) => ({ json: { data: url.includes('page=1') ? full : [hook] } }));

  const present = await subscriptions?.list(ctx);

  expect(present).toHaveLength(251);
  expect(present?.at(-1)).toEqual({
    id: '7',
    url: URL_OF_OURS,
    topics: ['store/order/created'],
    enabled: false,
  });
});

it('makes one hook for an event, switches it on again, and removes it', async () => {
  const ctx = store(({ method }) => (method === 'DELETE' ? { status: 204 } : { json: { data: hook } }));
  const wanted = { url: URL_OF_OURS, topics: ['store/order/created'] };

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '7' });
  await subscriptions?.update?.('7', wanted, ctx);
  await subscriptions?.remove('7', ctx);

  const sent = { scope: 'store/order/created', destination: URL_OF_OURS, is_active: true };
  expect(ctx.calls.map(({ method, body }) => [method, body])).toEqual([
    ['POST', sent],
    ['PUT', sent],
    ['DELETE', undefined],
  ]);
});

it('registers nothing for what is only polled', () => {
  const beginnings = Object.keys(subscriptions?.topics ?? {}).map((name) => name.replace('*', ''));
  const polls = Object.keys(connector.scopes).filter((name) => name.endsWith('/poll'));

  expect(polls.filter((name) => !beginnings.some((beginning) => name.startsWith(beginning)))).toEqual([]);
});
