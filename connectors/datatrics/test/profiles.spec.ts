import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const profiles = connector.records?.CUSTOMER;
const project = (respond: (call: RecordedCall) => FakeAnswer | undefined, settings: object = {}) =>
  fakeContext(connector, {
    settings: { projectId: '310001', ...settings },
    secrets: { apiKey: 'key' },
    respond,
  });

it('reads a profile of its source, by id and by e-mail, and knows one that is not there', async () => {
  const ctx = project(({ url }) =>
    url.includes('email') ? { json: { items: [{ profileid: 'p1' }] } } : { json: { profileid: 'p1' } },
  );

  expect(await profiles?.get?.('p1', ctx)).toEqual({ profileid: 'p1' });
  expect(await profiles?.get?.('ann@example.com', ctx)).toEqual({ profileid: 'p1' });
  expect(
    await profiles?.get?.(
      'p2',
      project(() => ({ status: 404, json: { message: 'gone' } })),
    ),
  ).toBeNull();
  expect(ctx.calls.map(({ url }) => url)).toEqual([
    'https://api.datatrics.com/2.0/project/310001/profile/p1?source=Hookyard',
    'https://api.datatrics.com/2.0/project/310001/profile?limit=50&q%5Bemail%5D=ann%40example.com',
  ]);
  expect(ctx.calls[0]?.headers['x-apikey']).toBe('key');
});

it('lists page by page', async () => {
  const ctx = project(({ url }) => ({
    json: {
      total_elements: 3,
      total_pages: 2,
      items: url.includes('page=1') ? [{ profileid: 'a' }, { profileid: 'b' }] : [{ profileid: 'c' }],
    },
  }));

  const first = await profiles?.list?.({ limit: 2, since: 0 }, ctx);
  const second = await profiles?.list?.({ limit: 2, cursor: first?.cursor }, ctx);

  expect(first).toMatchObject({ ids: ['a', 'b'], cursor: '2', done: false, total: 3 });
  expect(second).toMatchObject({ ids: ['c'], done: true });
  expect(new URL(ctx.calls[0]?.url ?? '').searchParams.get('q[updated][$gte]')).toBe('1970-01-01 00:00:00');
});

it('writes many at once, and leaves to be tried again what the answer does not name', async () => {
  const ctx = project(({ method }) =>
    method === 'DELETE' ? { status: 204 } : { json: { items: [{ id: 'key-1' }] } },
  );

  const outcomes = await profiles?.writeMany?.(
    [
      { op: 'create', key: 'key-1', record: { email: 'a@b.c' } },
      {
        op: 'update',
        key: 'key-2',
        id: 'p2',
        record: { city: 'Ghent' },
        changed: ['city'],
        before: undefined,
      },
      { op: 'delete', key: 'key-3', id: 'p3' },
    ],
    ctx,
  );

  expect(outcomes).toEqual([{ index: 0, id: 'key-1' }, { index: 2 }]);
  expect(ctx.calls[0]?.body).toMatchObject({
    items: [
      { profileid: 'key-1', objecttype: 'profile', source: 'Hookyard', profile: { email: 'a@b.c' } },
      { profileid: 'p2', profile: { city: 'Ghent' } },
    ],
  });
});

it('creates under its write key, so that a repetition makes no second profile, and sends what changed', async () => {
  const ctx = project(() => ({ json: {} }));

  expect(await profiles?.create?.({ email: 'a@b.c' }, ctx)).toMatchObject({ id: 'write-key' });
  await profiles?.update?.(
    'p1',
    { email: 'a@b.c', city: 'Ghent' },
    { changed: ['city'], before: undefined },
    ctx,
  );

  expect(ctx.calls[1]).toMatchObject({
    method: 'PUT',
    body: { profileid: 'p1', profile: { city: 'Ghent' } },
  });
});

it.each([
  [{ error: { message: 'no access' } }, /no access/],
  [{ message: 'no access' }, /no access/],
])('reads both forms of an error', async (json, message) => {
  const refused = profiles?.get?.(
    'p1',
    project(() => ({ status: 403, json })),
  );

  await expect(refused).rejects.toMatchObject({
    failure: 'AuthExpired',
    message: expect.stringMatching(message),
  });
});

it('tries again where Datatrics says that something it needs has failed', async () => {
  const failed = profiles?.get?.(
    'p1',
    project(() => ({ status: 424, json: { message: 'later' } })),
  );

  await expect(failed).rejects.toMatchObject({ failure: 'RetryLater' });
});

it('refuses version 3 of the API in clear words', () => {
  const parsed = connector.presets?.safeParse({ projectId: '1', apiVersion: '3' });

  expect(parsed?.error?.issues[0]?.message).toMatch(/version 3 of the API is not offered yet/);
});
