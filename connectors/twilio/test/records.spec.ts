import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const {
  MESSAGE: messages,
  'x:TWILIO_CALL': calls,
  'x:TWILIO_RECORDING': recordings,
} = connector.records ?? {};
const accountSid = `AC${'0f'.repeat(16)}`;
const BASE = `https://api.twilio.com/2010-04-01/Accounts/${accountSid}`;
const secrets = { webhook: 'auth-token', apiKeySecret: 'key-secret' };
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined, settings = {}) =>
  fakeContext(connector, { settings: { accountSid, ...settings }, secrets, respond });
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

it('reads a message with the auth token, or with an API key where there is one', async () => {
  const apiKeySid = `SK${'1e'.repeat(16)}`;
  const byToken = account(() => ({ json: { sid: 'SM1', status: 'sent' } }));
  const byKey = account(() => ({ json: { sid: 'SM1' } }), { apiKeySid });

  expect(await messages?.get?.('SM1', byToken)).toEqual({ sid: 'SM1', status: 'sent' });
  await messages?.get?.('SM1', byKey);

  expect(byToken.calls[0]).toMatchObject({
    url: `${BASE}/Messages/SM1.json`,
    headers: { authorization: basic(accountSid, 'auth-token') },
  });
  expect(byKey.calls[0]?.headers['authorization']).toBe(basic(apiKeySid, 'key-secret'));
});

it('sends a message as a form, and removes it', async () => {
  const ctx = account(({ method }) =>
    method === 'DELETE' ? { status: 204 } : { status: 201, json: { sid: 'SM2', date_updated: 'now' } },
  );

  expect(await messages?.create?.({ To: '+4799990001', From: '+4799990002', Body: 'Hei & hå' }, ctx)).toEqual(
    {
      id: 'SM2',
      version: 'now',
      record: { sid: 'SM2', date_updated: 'now' },
    },
  );
  await messages?.delete?.('SM2', ctx);

  expect(ctx.calls.map(({ method, url, body }) => [method, url.slice(BASE.length), body])).toEqual([
    ['POST', '/Messages.json', 'To=%2B4799990001&From=%2B4799990002&Body=Hei+%26+h%C3%A5'],
    ['DELETE', '/Messages/SM2.json', undefined],
  ]);
});

it('changes a call, and has no changes of messages', async () => {
  const ctx = account(() => ({ json: { sid: 'CA1', status: 'completed' } }));

  await calls?.update?.('CA1', { Status: 'completed' }, { changed: [], before: undefined }, ctx);

  expect(ctx.calls[0]).toMatchObject({ method: 'POST', body: 'Status=completed' });
  expect(messages).not.toHaveProperty('update');
  expect(recordings).not.toHaveProperty('create');
});

it('lists by the address Twilio names for the next page, from a day on', async () => {
  const ctx = account(({ url }) => ({
    json: url.includes('PageToken')
      ? { messages: [{ sid: 'SM3' }], next_page_uri: null }
      : { messages: [{ sid: 'SM1' }], next_page_uri: '/2010-04-01/x.json?PageSize=1&Page=1&PageToken=PASM1' },
  }));

  const first = await messages?.list?.({ since: Date.UTC(2026, 1, 3, 10), limit: 1 }, ctx);
  const second = await messages?.list?.({ cursor: first?.cursor ?? '', limit: 1 }, ctx);

  expect(first).toMatchObject({ ids: ['SM1'], cursor: 'PageSize=1&Page=1&PageToken=PASM1', done: false });
  expect(second).toEqual({ items: [{ sid: 'SM3' }], ids: ['SM3'], done: true });
  expect(ctx.calls.map(({ url }) => decodeURIComponent(url.slice(BASE.length)))).toEqual([
    '/Messages.json?PageSize=1&DateSent>=2026-02-03',
    '/Messages.json?PageSize=1&Page=1&PageToken=PASM1',
  ]);
});

it('is checked by reading the account', async () => {
  const ctx = account(() => ({
    json: { friendly_name: 'Cycle Corner', status: 'suspended', sid: accountSid },
  }));

  expect(await connector.check?.(ctx)).toEqual({
    ok: false,
    message: 'Cycle Corner is suspended',
    account: accountSid,
  });
});
