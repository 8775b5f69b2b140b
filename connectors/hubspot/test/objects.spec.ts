import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { CUSTOMER: contacts, CUSTOMER_COMPANY: companies } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const hubspot = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = {},
) => fakeContext(connector, { settings, secrets: { token: 'pat-x', developerKey: 'dev-x' }, respond });
const CONTACTS = 'https://api.hubapi.com/crm/v3/objects/contacts';

it('reads the properties that are mapped, and those of the settings', async () => {
  const ctx = hubspot(() => ({ json: { id: '501', properties: {} } }), { moreProperties: ['shoe_size'] });

  await contacts?.get?.('501', ctx);

  const url = new URL(ctx.calls[0]?.url ?? '');
  expect(url.pathname).toBe('/crm/v3/objects/contacts/501');
  expect(url.searchParams.get('properties')?.split(',')).toEqual(
    expect.arrayContaining(['email', 'shoe_size']),
  );
  expect(ctx.calls[0]?.headers['authorization']).toBe('Bearer pat-x');
});

it('lists everything by the cursor of the answer', async () => {
  const ctx = hubspot(() => ({ json: { results: [{ id: '1' }], paging: { next: { after: '1' } } } }));

  expect(await contacts?.list?.({ limit: 500 }, ctx)).toMatchObject({ ids: ['1'], cursor: '1', done: false });
});

describe('a search for changes', () => {
  const row = (id: string, at: string) => ({ id, properties: { lastmodifieddate: at } });

  it('goes from page to page', async () => {
    const ctx = hubspot(() => ({
      json: { results: [row('1', '2026-01-01T00:00:00Z')], paging: { next: { after: '100' } } },
    }));

    const first = await contacts?.list?.({ since: 5, limit: 500 }, ctx);
    await contacts?.list?.({ since: 5, limit: 500, cursor: first?.cursor }, ctx);

    expect(first).toMatchObject({ cursor: '5/100', done: false });
    expect(ctx.calls.map(({ body }) => body)).toEqual([
      expect.objectContaining({
        after: '0',
        limit: 100,
        sorts: [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }],
      }),
      expect.objectContaining({ after: '100' }),
    ]);
  });

  it('goes on by time where the search shows no more', async () => {
    const ctx = hubspot(() => ({
      json: { results: [row('1', '1970-01-01T00:00:09.000Z')], paging: { next: { after: '10000' } } },
    }));

    expect(await contacts?.list?.({ since: 5, limit: 100, cursor: '5/9900' }, ctx)).toMatchObject({
      cursor: '9000/0',
      done: false,
    });
  });
});

it('looks up by properties that are equal, and by no keys it does not know', async () => {
  const ctx = hubspot(() => ({ json: { results: [{ id: '7' }] } }));

  expect(await companies?.lookup?.({ domain: 'a.example' }, ctx)).toEqual(['7']);
  expect(await companies?.lookup?.({ vat: '1' }, ctx)).toEqual([]);
  expect(ctx.calls.map(({ body }) => body)).toEqual([
    {
      filterGroups: [{ filters: [{ propertyName: 'domain', operator: 'EQ', value: 'a.example' }] }],
      properties: [],
      limit: 100,
    },
  ]);
});

describe('a create that meets a contact', () => {
  const refused = (message: string) =>
    contacts?.create?.(
      { properties: { email: 'a@b.c' } },
      hubspot(({ url }) =>
        url.endsWith('/search')
          ? { json: { results: [{ id: '9' }] } }
          : { status: 409, json: { category: 'CONFLICT', message } },
      ),
    );

  it('says which, from the answer or by its e-mail', async () => {
    await expect(refused('Contact already exists. Existing ID: 501')).rejects.toMatchObject({
      existingId: '501',
    });
    await expect(refused('Conflict')).rejects.toMatchObject({ failure: 'Conflict', existingId: '9' });
  });
});

it('makes one of several, one after the other', async () => {
  const ctx = hubspot(() => ({ json: {} }));

  await contacts?.merge?.('1', ['2', '3'], ctx);

  expect(ctx.calls.map(({ url, body }) => [url, body])).toEqual([
    [`${CONTACTS}/merge`, { primaryObjectId: '1', objectIdToMerge: '2' }],
    [`${CONTACTS}/merge`, { primaryObjectId: '1', objectIdToMerge: '3' }],
  ]);
});

it('knows its account by the token', async () => {
  expect(await connector.check?.(hubspot(() => ({ json: { portalId: 62515 } })))).toMatchObject({
    ok: true,
    account: '62515',
  });
});

describe('subscriptions of a public app', () => {
  const url = 'https://hooks.example.com/receivers/hubspot';
  const app = { appId: '1160452' };

  it('are registered for an event and a property, at the address of the app', async () => {
    const ctx = hubspot(({ method }) => (method === 'GET' ? { status: 404 } : { json: { id: 25 } }), app);

    expect(await subscriptions?.create({ url, topics: ['contact.propertyChange phone'] }, ctx)).toEqual({
      id: '25',
    });
    expect(ctx.calls.map(({ method, url: at, body }) => [method, at, body])).toEqual([
      ['GET', 'https://api.hubspot.com/webhooks/v3/1160452/settings?hapikey=dev-x', undefined],
      [
        'PUT',
        'https://api.hubspot.com/webhooks/v3/1160452/settings?hapikey=dev-x',
        { targetUrl: url, throttling: { maxConcurrentRequests: 10, period: 'SECONDLY' } },
      ],
      [
        'POST',
        'https://api.hubspot.com/webhooks/v3/1160452/subscriptions?hapikey=dev-x',
        { eventType: 'contact.propertyChange', active: true, propertyName: 'phone' },
      ],
    ]);
  });

  it('never take the address from somebody else', async () => {
    const ctx = hubspot(() => ({ json: { targetUrl: 'https://other.example' } }), app);

    await expect(subscriptions?.create({ url, topics: ['contact.creation'] }, ctx)).rejects.toMatchObject({
      failure: 'BadConfig',
    });
    expect(ctx.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('are listed at the address of the app', async () => {
    const ctx = hubspot(
      ({ url: at }) =>
        at.includes('/settings')
          ? { json: { targetUrl: url } }
          : {
              json: {
                results: [
                  { id: 25, eventType: 'contact.propertyChange', propertyName: 'phone', active: false },
                ],
              },
            },
      app,
    );

    expect(await subscriptions?.list(ctx)).toEqual([
      { id: '25', url, topics: ['contact.propertyChange phone'], enabled: false },
    ]);
  });

  it('need the number of the app', async () => {
    await expect(subscriptions?.list(hubspot(() => ({})))).rejects.toMatchObject({
      failure: 'BadConfig',
      subject: 'appId',
    });
  });
});
