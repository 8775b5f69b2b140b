import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { MESSAGE: mail, CUSTOMER: contacts } = connector.records ?? {};
const BASE = 'https://api.sendgrid.com/v3';
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined, state = {}) =>
  fakeContext(connector, {
    secrets: { apiKey: 'SG.1' },
    respond,
    state,
    request: { writeKey: 'wk-1' },
  });
const seen = (calls: readonly RecordedCall[]) =>
  calls.map(({ method, url, body }) => [method, url.slice(BASE.length), body]);

it('sends mail under the id its events begin with', async () => {
  const ctx = account(() => ({ status: 202, headers: { 'x-message-id': 'fixtureMessage0001' } }));
  const letter = { subject: 'Hei' };

  expect(await mail?.create?.(letter, ctx)).toEqual({ id: 'fixtureMessage0001', record: letter });
  expect(ctx.calls[0]).toMatchObject({ url: `${BASE}/mail/send`, headers: { authorization: 'Bearer SG.1' } });
});

describe('a contact that is made', () => {
  const none = { result: {} };
  const found = { result: { 'a@b.example': { contact: { id: 'c-1' } } } };
  const contact = { email: 'a@b.example', first_name: 'Ada' };

  it('is handed over, and waited for', async () => {
    const ctx = account(({ method }) => (method === 'PUT' ? { status: 202, json: {} } : { json: none }));

    await expect(contacts?.create?.(contact, ctx)).rejects.toMatchObject({
      failure: 'RetryLater',
      afterMs: 20_000,
    });
    await expect(contacts?.create?.(contact, ctx)).rejects.toMatchObject({ failure: 'RetryLater' });

    expect(seen(ctx.calls).filter(([method]) => method === 'PUT')).toEqual([
      ['PUT', '/marketing/contacts', { contacts: [contact] }],
    ]);
  });

  it('is found by the next try', async () => {
    const ctx = account(() => ({ json: found }), { 'contact:wk-1': true });

    expect(await contacts?.create?.(contact, ctx)).toEqual({ id: 'c-1' });
  });

  it('is a conflict where somebody else made it', async () => {
    const ctx = account(() => ({ json: found }));

    await expect(contacts?.create?.(contact, ctx)).rejects.toMatchObject({
      failure: 'Conflict',
      existingId: 'c-1',
    });
  });
});

it('changes a contact under the address it has', async () => {
  const ctx = account(({ method }) =>
    method === 'GET' ? { json: { id: 'c-1', email: 'a@b.example' } } : { status: 202, json: {} },
  );

  await contacts?.update?.(
    'c-1',
    { email: 'other@b.example', city: 'Oslo' },
    { changed: [], before: undefined },
    ctx,
  );
  await contacts?.delete?.('c-1', ctx);

  expect(seen(ctx.calls).slice(1)).toEqual([
    ['PUT', '/marketing/contacts', { contacts: [{ email: 'a@b.example', city: 'Oslo' }] }],
    ['DELETE', '/marketing/contacts?ids=c-1', undefined],
  ]);
});

it('lists contacts that changed, and finds one by its address', async () => {
  const ctx = account(({ url }) =>
    url.endsWith('/search/emails') ? { status: 404 } : { json: { result: [{ id: 'c-1' }] } },
  );

  expect(await contacts?.list?.({ since: 0, limit: 100 }, ctx)).toEqual({
    items: [{ id: 'c-1' }],
    ids: ['c-1'],
    done: true,
  });
  expect(await contacts?.lookup?.({ email: 'nobody@b.example' }, ctx)).toEqual([]);
  expect(await contacts?.lookup?.({ shoe: '42' }, ctx)).toEqual([]);
  expect(ctx.calls[0]?.body).toEqual({ query: "updated_at >= TIMESTAMP '1970-01-01T00:00:00.000Z'" });
});
