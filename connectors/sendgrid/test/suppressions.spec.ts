import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { 'x:MAIL_SUPPRESSION': suppressions } = connector.records ?? {};
const BASE = 'https://api.sendgrid.com/v3';
const account = (respond: (call: RecordedCall) => FakeAnswer | undefined) =>
  fakeContext(connector, { secrets: { apiKey: 'SG.1' }, respond });

it('lists one kind after the other, page by page', async () => {
  const ctx = account(({ url }) => ({
    json:
      url.includes('/bounces') && url.includes('offset=0')
        ? [{ email: 'A@b.example' }, { email: 'c@d.example' }]
        : [],
  }));
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 20; pages += 1) {
    const page = await suppressions?.list?.({ since: 5_000, limit: 2, ...(cursor ? { cursor } : {}) }, ctx);
    ids.push(...(page?.ids ?? []));
    if (page?.done !== false) break;
    ({ cursor } = page);
  }

  expect(ids).toEqual(['bounces|a@b.example', 'bounces|c@d.example']);
  expect(ctx.calls.map(({ url }) => url.slice(BASE.length))).toEqual([
    '/suppression/bounces?limit=2&offset=0&start_time=5',
    '/suppression/bounces?limit=2&offset=2&start_time=5',
    '/suppression/blocks?limit=2&offset=0&start_time=5',
    '/suppression/invalid_emails?limit=2&offset=0&start_time=5',
    '/suppression/spam_reports?limit=2&offset=0&start_time=5',
    '/suppression/unsubscribes?limit=2&offset=0&start_time=5',
  ]);
});

it('is null where the kind has no such address', async () => {
  const ctx = account(() => ({ json: [] }));

  expect(await suppressions?.get?.('bounces|a@b.example', ctx)).toBeNull();
});

it('is read with its kind', async () => {
  const ctx = account(() => ({ json: [{ email: 'a@b.example', reason: '550', created: 1770112800 }] }));

  expect(await suppressions?.get?.('bounces|a@b.example', ctx)).toEqual({
    email: 'a@b.example',
    kind: 'bounces',
    reason: '550',
    created: 1770112800,
  });
});

it('is made as an unsubscribe, and removed from the list it is on', async () => {
  const ctx = account(({ method }) => (method === 'DELETE' ? { status: 204 } : { json: {} }));

  expect(await suppressions?.create?.({ email: 'A@b.example' }, ctx)).toMatchObject({
    id: 'unsubscribes|a@b.example',
  });
  await suppressions?.delete?.('unsubscribes|a@b.example', ctx);
  await suppressions?.delete?.('bounces|a@b.example', ctx);

  expect(ctx.calls.map(({ method, url }) => `${method} ${url.slice(BASE.length)}`)).toEqual([
    'POST /asm/suppressions/global',
    'DELETE /asm/suppressions/global/a%40b.example',
    'DELETE /suppression/bounces/a%40b.example',
  ]);
});
