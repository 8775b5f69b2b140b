import { compileVerifier } from '@hookyard/sdk';
import { fakeContext, sign, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { CUSTOMER: persons } = connector.records ?? {};
const { subscriptions, verify } = connector.webhook;
const pipedrive = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { settings: { company: 'cycle-corner' }, secrets: { apiToken: 'tok' }, respond });
const BASE = 'https://cycle-corner.pipedrive.com/api';
const url = 'https://hooks.example/hooks/hk_1';

it('finds what all keys find, each by a search of its own', async () => {
  const items = (ids: readonly number[]) => ({
    json: { data: { items: ids.map((id) => ({ item: { id } })) } },
  });
  const ctx = pipedrive(({ url: at }) => (at.includes('fields=email') ? items([1, 2]) : items([2, 3])));

  expect(await persons?.lookup?.({ email: 'a@b.c', name: 'Ada' }, ctx)).toEqual(['2']);
  expect(await persons?.lookup?.({ shoe: '1' }, ctx)).toEqual([]);
  expect(ctx.calls[0]).toMatchObject({
    url: `${BASE}/v2/persons/search?term=a%40b.c&fields=email&exact_match=true&limit=100`,
    headers: { 'x-api-token': 'tok' },
  });
});

describe('webhooks', () => {
  it('tell of all that happens to an object, by one registration', () => {
    const topics = subscriptions?.topics ?? {};

    expect(['create.deal', 'change.deal', 'delete.deal', 'deal/poll'].map((name) => topics[name])).toEqual([
      '*.deal',
      '*.deal',
      '*.deal',
      [],
    ]);
  });

  it('are made with a password, which then proves their hooks', async () => {
    const ctx = pipedrive(() => ({ status: 201, json: { data: { id: 5001 } } }));

    expect(await subscriptions?.create({ url, topics: ['*.deal'], secret: 's3cret' }, ctx)).toEqual({
      id: '5001',
    });

    const body = ctx.calls[0]?.body as Readonly<Record<string, string>>;
    expect(body).toMatchObject({
      subscription_url: url,
      event_action: '*',
      event_object: 'deal',
      version: '2.0',
    });
    const given = `${body['http_auth_user']}:${body['http_auth_password']}`;
    const hook = sign({ kind: 'basic' }, { body: '{}' }, given);
    const secrets = { webhook: [{ id: 'sec_1', value: 's3cret' }] };
    expect(compileVerifier(verify).verify(hook, secrets, 0)).toMatchObject({ ok: true });
  });

  it('are listed with what they tell of', async () => {
    const data = [{ id: 1, subscription_url: url, event_action: '*', event_object: 'deal', is_active: 0 }];

    expect(await subscriptions?.list(pipedrive(() => ({ json: { data } })))).toEqual([
      { id: '1', url, topics: ['*.deal'], enabled: false },
    ]);
  });
});

it('knows its company by the token', async () => {
  const me = { company_id: 11149000, company_name: 'Cycle Corner' };

  expect(await connector.check?.(pipedrive(() => ({ json: { data: me } })))).toEqual({
    ok: true,
    message: 'Cycle Corner',
    account: '11149000',
  });
});
