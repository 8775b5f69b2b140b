import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { 'x:TICKET': tickets, CUSTOMER: users } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const settings = { subdomain: 'cycle-corner', email: 'admin@cycle-corner.example' };
const zendesk = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { settings, secrets: { apiToken: 'tok' }, request: { writeKey: 'key-1' }, respond });
const BASE = 'https://cycle-corner.zendesk.com/api/v2';
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['zen:event-type:ticket.created'] };

it('makes a ticket under a key, with the token of an administrator', async () => {
  const ctx = zendesk(() => ({ status: 201, json: { ticket: { id: 7, updated_at: 'now' } } }));

  expect(await tickets?.create?.({ subject: 'Bell' }, ctx)).toMatchObject({ id: '7', version: 'now' });
  expect(ctx.calls[0]).toMatchObject({
    url: `${BASE}/tickets`,
    headers: {
      authorization: `Basic ${Buffer.from('admin@cycle-corner.example/token:tok').toString('base64')}`,
      'idempotency-key': 'key-1',
    },
    body: { ticket: { subject: 'Bell' } },
  });
});

it('walks the export from a second on, and says what is gone', async () => {
  const ctx = zendesk(() => ({
    json: { tickets: [{ id: 1 }, { id: 2, status: 'deleted' }], after_cursor: 'c', end_of_stream: false },
  }));

  expect(await tickets?.list?.({ since: 1770113472999, limit: 10 }, ctx)).toEqual({
    items: [{ id: 1 }],
    ids: ['1'],
    deleted: ['2'],
    cursor: 'c',
    done: false,
  });
  expect(ctx.calls[0]?.url).toBe(`${BASE}/incremental/tickets/cursor?per_page=10&start_time=1770113472`);
});

it('finds the user that has an e-mail already, and no other', async () => {
  const found = [
    { id: 1, email: 'not-ada@cycle-corner.example' },
    { id: 2, email: 'Ada@cycle-corner.example' },
  ];
  const ctx = zendesk(({ method }) =>
    method === 'POST'
      ? { status: 422, json: { details: { email: [{ error: 'DuplicateValue' }] } } }
      : { json: { users: found } },
  );

  await expect(users?.create?.({ email: 'ada@cycle-corner.example' }, ctx)).rejects.toMatchObject({
    failure: 'Conflict',
    existingId: '2',
  });
  expect(await users?.lookup?.({ phone: '1' }, ctx)).toEqual([]);
});

describe('the webhook', () => {
  it('is made with all its events, and its secret is fetched', async () => {
    const ctx = zendesk(({ url }) => ({
      json: url.endsWith('/signing_secret')
        ? { signing_secret: { algorithm: 'SHA256', secret: 's3' } }
        : { webhook: { id: '01W' } },
    }));

    expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '01W', secret: 's3' });
    expect(ctx.calls.map(({ method, url }) => [method, url])).toEqual([
      ['POST', `${BASE}/webhooks`],
      ['GET', `${BASE}/webhooks/01W/signing_secret`],
    ]);
    expect(ctx.calls[0]?.body).toMatchObject({
      webhook: {
        endpoint: wanted.url,
        subscriptions: wanted.topics,
        status: 'active',
        request_format: 'json',
      },
    });
  });

  it('is listed with all others, page by page', async () => {
    const one = (id: string, status: string) => ({
      id,
      endpoint: wanted.url,
      subscriptions: wanted.topics,
      status,
    });
    const ctx = zendesk(({ url }) => ({
      json: url.includes('after')
        ? { webhooks: [one('2', 'inactive')], meta: { has_more: false } }
        : { webhooks: [one('1', 'active')], meta: { has_more: true, after_cursor: 'a' } },
    }));

    expect(await subscriptions?.list(ctx)).toEqual([
      { id: '1', url: wanted.url, topics: wanted.topics, enabled: true },
      { id: '2', url: wanted.url, topics: wanted.topics, enabled: false },
    ]);
  });
});

it('is not connected as an anonymous user, which a wrong token makes', async () => {
  const check = (user: object) => connector.check?.(zendesk(() => ({ json: { user } })));

  expect(await check({ email: 'a@b.c', role: 'admin' })).toMatchObject({ ok: true, account: 'cycle-corner' });
  expect(await check({ id: null, email: 'invalid@example.com', role: 'end-user' })).toMatchObject({
    ok: false,
  });
});
