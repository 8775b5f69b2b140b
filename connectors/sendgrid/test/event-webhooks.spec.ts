import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['click', 'spamreport'] };
const account = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { secrets: { apiKey: 'SG.1' }, respond });

it('makes one webhook with a switch for each event, signed, and hands its key over', async () => {
  const ctx = account(({ method }) => ({ json: method === 'POST' ? { id: 'w1' } : { public_key: 'MFkw…' } }));

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: 'w1', secret: 'MFkw…' });
  expect(ctx.calls[0]?.body).toMatchObject({
    url: wanted.url,
    enabled: true,
    click: true,
    spam_report: true,
    open: false,
  });
  expect(ctx.calls[1]).toMatchObject({ method: 'PATCH', body: { enabled: true } });
});

it('lists the events whose switches are on', async () => {
  const ctx = account(() => ({
    json: {
      webhooks: [{ id: 'w1', url: wanted.url, enabled: false, click: true, spam_report: true, open: false }],
    },
  }));

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: 'w1', url: wanted.url, topics: ['click', 'spamreport'], enabled: false },
  ]);
});

it('knows a switch for every event that is one of a hook', async () => {
  const events = Object.keys(connector.scopes).filter((name) => !name.includes('/'));
  const ctx = account(() => ({ json: {} }));

  await subscriptions?.update?.('w1', { url: wanted.url, topics: events }, ctx);

  const isOn = Object.entries(Object(ctx.calls[0]?.body)).filter(([, value]) => value === true);
  expect(isOn.map(([name]) => name).filter((name) => name !== 'enabled')).toHaveLength(events.length);
});
