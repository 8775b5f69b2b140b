import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const {
  MESSAGE: messages,
  'x:MAIL_SUPPRESSION': denied,
  'x:MANDRILL_ALLOWED': allowed,
} = connector.records ?? {};
const BASE = 'https://mandrillapp.com/api/1.0';
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined, settings = {}) =>
  fakeContext(connector, { settings, secrets: { apiKey: 'md-1' }, respond });
const seen = (calls: readonly RecordedCall[]) => calls.map(({ url, body }) => [url.slice(BASE.length), body]);

it('asks with its key in the body', async () => {
  const ctx = account(() => ({ json: { _id: 'm1', state: 'sent' } }));

  expect(await messages?.get?.('m1', ctx)).toEqual({ _id: 'm1', state: 'sent' });
  expect(seen(ctx.calls)).toEqual([['/messages/info.json', { id: 'm1', key: 'md-1' }]]);
});

it.each([
  [401, 'Invalid_Key', 'AuthExpired'],
  [500, 'ValidationError', 'Invalid'],
  [500, 'Invalid_Template', 'Invalid'],
  [500, 'PaymentRequired', 'BadConfig'],
  [500, 'Unknown_Subaccount', 'BadConfig'],
  [500, 'GeneralError', 'RetryLater'],
])('takes %i %s for %s', async (status, name, failure) => {
  const ctx = account(() => ({ status, json: { status: 'error', code: -1, name, message: 'no' } }));

  await expect(messages?.get?.('m1', ctx)).rejects.toMatchObject({ failure });
});

it('takes an answer that is no refusal of Mandrill’s for a failure that passes', async () => {
  const ctx = account(() => ({ status: 500, text: '<html>' }));

  await expect(messages?.get?.('m1', ctx)).rejects.toMatchObject({ failure: 'RetryLater' });
});

it('knows a message that is gone', async () => {
  const ctx = account(() => ({ status: 500, json: { name: 'Unknown_Message', message: 'no' } }));

  expect(await messages?.get?.('m9', ctx)).toBeNull();
});

it('sends mail for the subaccount of the settings', async () => {
  const ctx = account(() => ({ json: [{ _id: 'm2', status: 'queued', reject_reason: null }] }), {
    subaccount: 'shop',
  });

  expect(await messages?.create?.({ subject: 'Hei' }, ctx)).toEqual({
    id: 'm2',
    record: { subject: 'Hei', _id: 'm2', state: 'queued' },
  });
  expect(ctx.calls[0]?.body).toEqual({ message: { subject: 'Hei', subaccount: 'shop' }, key: 'md-1' });
});

it.each(['rejected', 'invalid'])('does not take mail that was %s for sent', async (status) => {
  const ctx = account(() => ({ json: [{ _id: 'm3', status, reject_reason: 'hard-bounce' }] }));

  await expect(messages?.create?.({}, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
});

it('lists mail from a day on', async () => {
  const ctx = account(() => ({ json: [{ _id: 'm1' }] }));

  expect(await messages?.list?.({ since: Date.UTC(2026, 1, 3), limit: 5000 }, ctx)).toMatchObject({
    ids: ['m1'],
    done: true,
  });
  expect(ctx.calls[0]?.body).toEqual({ query: '*', limit: 1000, date_from: '2026-02-03', key: 'md-1' });
});

it('keeps the two lists apart, each under one form of an address', async () => {
  const ctx = account(({ url }) => ({ json: url.includes('/list') ? [{ email: 'A@b.example' }] : {} }), {
    subaccount: 'shop',
  });

  expect(await denied?.get?.('a@b.example', ctx)).toEqual({ email: 'A@b.example' });
  expect(await denied?.list?.({ limit: 10 }, ctx)).toMatchObject({ ids: ['a@b.example'], done: true });
  expect(await allowed?.create?.({ email: ' A@b.example ' }, ctx)).toEqual({ id: 'a@b.example' });
  await denied?.delete?.('a@b.example', ctx);

  expect(denied?.id?.normalize(' A@B.example')).toBe('a@b.example');
  expect(seen(ctx.calls)).toEqual([
    ['/rejects/list.json', { email: 'a@b.example', subaccount: 'shop', key: 'md-1' }],
    ['/rejects/list.json', { subaccount: 'shop', key: 'md-1' }],
    ['/allowlists/add.json', { email: ' A@b.example ', key: 'md-1' }],
    ['/rejects/delete.json', { email: 'a@b.example', subaccount: 'shop', key: 'md-1' }],
  ]);
});

it('is checked by asking whose key it is', async () => {
  const ctx = account(() => ({ json: { username: 'shop' } }));

  expect(await connector.check?.(ctx)).toEqual({ ok: true, message: 'shop', account: 'shop' });
});
