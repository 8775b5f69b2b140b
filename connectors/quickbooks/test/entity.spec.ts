import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { CUSTOMER: customers, TRANSACTION: invoices } = connector.records ?? {};
const settings = { realmId: '4620', authentication: 'bearer' };
const company = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, { settings, secrets: { accessToken: 't' }, respond, request: { writeKey: 'wk-1' } });
const stored = { Id: '58', SyncToken: '3', DisplayName: 'Ada' };

it('reads below its own company', async () => {
  const ctx = company(() => ({ json: { Customer: stored } }));

  expect(await customers?.get?.('58', ctx)).toEqual(stored);
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://quickbooks.api.intuit.com/v3/company/4620/customer/58',
    headers: { authorization: 'Bearer t' },
  });
});

it('creates with the write key as request id', async () => {
  const ctx = company(() => ({ json: { Customer: stored } }));

  expect(await customers?.create?.({ DisplayName: 'Ada' }, ctx)).toMatchObject({ id: '58', version: '3' });
  expect(ctx.calls[0]?.url).toContain('requestid=wk-1');
});

it('updates the version it has just read, field by field', async () => {
  const ctx = company(() => ({ json: { Customer: stored } }));

  await customers?.update?.('58', { GivenName: 'Ada' }, { changed: ['GivenName'], before: undefined }, ctx);

  expect(ctx.calls[1]?.body).toEqual({ GivenName: 'Ada', Id: '58', SyncToken: '3', sparse: true });
});

it('deletes invoices, and only deactivates customers', async () => {
  const ctx = company(() => ({ json: { Customer: stored, Invoice: { Id: '310', SyncToken: '0' } } }));

  await customers?.delete?.('58', ctx);
  await invoices?.delete?.('310', ctx);

  expect(ctx.calls[1]?.body).toEqual({ Id: '58', SyncToken: '3', sparse: true, Active: false });
  expect(ctx.calls[3]).toMatchObject({
    url: expect.stringContaining('operation=delete'),
    body: { Id: '310', SyncToken: '0' },
  });
});

it('knows a record that is gone', async () => {
  expect(
    await customers?.get?.(
      '1',
      company(() => ({ status: 404 })),
    ),
  ).toBeNull();
});

it('lists page by page', async () => {
  const ctx = company(({ url }) => ({
    json: { QueryResponse: url.includes('startposition+1+') ? { Invoice: [{ Id: '1' }, { Id: '2' }] } : {} },
  }));

  const first = await invoices?.list?.({ limit: 2, since: 0 }, ctx);
  const last = await invoices?.list?.({ limit: 2, cursor: first?.cursor }, ctx);

  expect(first).toMatchObject({ cursor: '3', done: false });
  expect(last).toMatchObject({ items: [], done: true });
  expect(new URL(ctx.calls[0]?.url ?? '').searchParams.get('query')).toBe(
    "select * from Invoice where MetaData.LastUpdatedTime > '1970-01-01T00:00:00.000Z' startposition 1 maxresults 2",
  );
});

it('looks up with values that cannot leave their quotes', async () => {
  const ctx = company(() => ({ json: { QueryResponse: { Customer: [{ Id: '9' }] } } }));

  expect(await customers?.lookup?.({ name: "O'Neil\\' or Id > '0" }, ctx)).toEqual(['9']);
  expect(new URL(ctx.calls[0]?.url ?? '').searchParams.get('query')).toBe(
    "select Id from Customer where DisplayName = 'O\\'Neil\\\\\\' or Id > \\'0'",
  );
  expect(await customers?.lookup?.({ colour: 'red' }, ctx)).toEqual([]);
});
