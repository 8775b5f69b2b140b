import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';
import { presets } from '../src/presets.js';

const { CUSTOMER: contacts, TRANSACTION: invoices, PRODUCT: items } = connector.records ?? {};
const TENANT = 'c2cc9b6e-9458-4c7d-93cc-f02b81b0594f';
const xero = (respond: (call: RecordedCall) => FakeAnswer) =>
  fakeContext(connector, {
    settings: { tenantId: TENANT },
    secrets: { clientSecret: 'xs' },
    respond,
    request: { writeKey: 'wk-1' },
  });
const API = 'https://api.xero.com/api.xro/2.0';

it('reads one record out of a list, of its organisation', async () => {
  const ctx = xero(() => ({ json: { Contacts: [{ ContactID: 'c1', Name: 'Ada' }] } }));

  expect(await contacts?.get?.('c1', ctx)).toEqual({ ContactID: 'c1', Name: 'Ada' });
  expect(ctx.calls[0]).toMatchObject({ url: `${API}/Contacts/c1`, headers: { 'xero-tenant-id': TENANT } });
});

it('lists by number of page, and asks for changes in a header with each', async () => {
  const row = { ContactID: 'c1' };
  const ctx = xero(({ url }) => ({ json: { Contacts: url.includes('page=2') ? [] : [row, row] } }));

  const first = await contacts?.list?.({ since: 0, limit: 2 }, ctx);
  const second = await contacts?.list?.({ since: 0, limit: 2, cursor: first?.cursor }, ctx);

  expect([first?.done, second?.done]).toEqual([false, true]);
  expect(ctx.calls.map(({ url, headers }) => [url, headers['if-modified-since']])).toEqual([
    [`${API}/Contacts?includeArchived=true&pageSize=2&page=1`, '1970-01-01T00:00:00'],
    [`${API}/Contacts?includeArchived=true&pageSize=2&page=2`, '1970-01-01T00:00:00'],
  ]);
});

it('writes lists of one, under the write key', async () => {
  const ctx = xero(() => ({ json: { Items: [{ ItemID: 'i1', UpdatedDateUTC: '/Date(1)/' }] } }));

  expect(await items?.create?.({ Code: 'X' }, ctx)).toMatchObject({ id: 'i1', version: '/Date(1)/' });
  await items?.update?.('i1', { Code: 'X', Name: 'Bell' }, { changed: ['Name'], before: undefined }, ctx);
  await items?.delete?.('i1', ctx);

  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['PUT', `${API}/Items`, { Items: [{ Code: 'X' }] }],
    ['POST', `${API}/Items/i1`, { Items: [{ Name: 'Bell', ItemID: 'i1' }] }],
    ['DELETE', `${API}/Items/i1`, undefined],
  ]);
  expect(ctx.calls.every(({ headers }) => headers['idempotency-key'] === 'wk-1')).toBe(true);
});

it.each([
  ['DRAFT', 'DELETED'],
  ['AUTHORISED', 'VOIDED'],
])('takes an invoice that is %s back as %s', async (Status, taken) => {
  const ctx = xero(() => ({ json: { Invoices: [{ InvoiceID: 'n1', Status }] } }));

  await invoices?.delete?.('n1', ctx);

  expect(ctx.calls[1]).toMatchObject({
    method: 'POST',
    body: { Invoices: [{ Status: taken, InvoiceID: 'n1' }] },
  });
});

describe('a create that is refused', () => {
  const refused = (message: string) =>
    contacts?.create?.(
      { Name: 'Ada' },
      xero(({ method }) =>
        method === 'GET'
          ? { json: { Contacts: [{ ContactID: 'c9' }] } }
          : {
              status: 400,
              json: { Type: 'ValidationException', Elements: [{ ValidationErrors: [{ Message: message }] }] },
            },
      ),
    );

  it('names the contact that has the name, and is Invalid for any other reason', async () => {
    await expect(
      refused(
        'The contact name Ada is already assigned to another contact. The contact name must be unique.',
      ),
    ).rejects.toMatchObject({ failure: 'Conflict', existingId: 'c9' });
    await expect(refused('Email address must be valid.')).rejects.toMatchObject({ failure: 'Invalid' });
  });
});

it('looks up by what the filter can say', async () => {
  const ctx = xero(() => ({ json: { Contacts: [{ ContactID: 'c1' }] } }));

  expect(await contacts?.lookup?.({ EmailAddress: 'a@b.c' }, ctx)).toEqual(['c1']);
  expect(await contacts?.lookup?.({ Name: 'Ada "the first"' }, ctx)).toEqual([]);
  expect(await contacts?.lookup?.({ VAT: '1' }, ctx)).toEqual([]);
  expect(ctx.calls.map(({ url }) => new URL(url).searchParams.get('where'))).toEqual([
    'EmailAddress=="a@b.c"',
  ]);
});

it('is granted by somebody with tokens that rotate, or has a custom connection', () => {
  const { auth } = connector;
  const of = (authentication: 'code' | 'client_credentials') =>
    typeof auth === 'function'
      ? auth(presets.parse({ tenantId: TENANT, clientId: 'app', authentication }))
      : auth;

  expect(of('code')).toMatchObject({
    flow: 'code',
    rotating: true,
    scopes: [
      'offline_access',
      'accounting.contacts',
      'accounting.invoices',
      'accounting.payments',
      'accounting.settings',
    ],
  });
  expect(of('client_credentials')).toMatchObject({ flow: 'client_credentials', rotating: false });
});
