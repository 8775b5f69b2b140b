import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const {
  MESSAGE: comments,
  'x:RELEASE': releases,
  'x:ISSUE': issues,
  'x:CHANGE_REQUEST': pulls,
  'x:REPOSITORY': repositories,
} = connector.records ?? {};
const shop = { owner: 'cycle-corner', repository: 'shop' };
const github = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = shop,
) => fakeContext(connector, { settings, secrets: { token: 'ghp_x' }, respond });
const API = 'https://api.github.com/repos/Cycle-Corner/Shop';

it('reads a record at the path that is its id', async () => {
  const ctx = github(() => ({ json: { number: 42 } }));

  expect(await issues?.get?.('cycle-corner/shop/issues/42', ctx)).toEqual({ number: 42 });
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://api.github.com/repos/cycle-corner/shop/issues/42',
    headers: { authorization: 'Bearer ghp_x', 'x-github-api-version': '2022-11-28' },
  });
});

it.each(['../user', 'cycle-corner/shop/../../user', 'cycle-corner', 'a/b?c=d', './x', 'a/..'])(
  'reads nothing at %s, which is no path of a record',
  async (id) => {
    const ctx = github(() => ({ json: {} }));

    await expect(issues?.get?.(id, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
    expect(ctx.calls).toEqual([]);
  },
);

it('lists issues without the pull requests among them, and pull requests without the issues', async () => {
  const json = [
    { url: `${API}/issues/1`, number: 1 },
    { url: `${API}/issues/2`, number: 2, pull_request: {}, updated_at: '2026-02-03T10:11:12Z' },
  ];
  const link = '<https://api.github.com/repositories/1/issues?page=2&since=x>; rel="next"';
  const ctx = github(() => ({ json, headers: { link } }));

  expect(await issues?.list?.({ since: 0, limit: 100 }, ctx)).toMatchObject({
    ids: ['cycle-corner/shop/issues/1'],
    cursor: 'page=2&since=x',
    done: false,
  });
  expect(await pulls?.list?.({ limit: 100, cursor: 'page=2&since=x' }, ctx)).toEqual({
    ids: ['cycle-corner/shop/pulls/2'],
    versions: ['2026-02-03T10:11:12Z'],
    cursor: 'page=2&since=x',
    done: false,
  });
  expect(ctx.calls.map(({ url }) => url)).toEqual([
    'https://api.github.com/repos/cycle-corner/shop/issues?state=all&sort=updated&direction=asc&filter=all&since=1970-01-01T00%3A00%3A00.000Z&per_page=100',
    'https://api.github.com/repos/cycle-corner/shop/issues?page=2&since=x',
  ]);
});

it('lists the one repository of the settings, or those of the organisation', async () => {
  const ctx = github(() => ({ json: [{ url: API }] }), { owner: 'cycle-corner' });

  expect(
    await repositories?.list?.(
      { limit: 10 },
      github(() => ({})),
    ),
  ).toEqual({ ids: ['cycle-corner/shop'], done: true });
  expect(await repositories?.list?.({ limit: 10 }, ctx)).toMatchObject({
    ids: ['cycle-corner/shop'],
    done: true,
  });
});

it('makes issues in the repository of the settings, and nowhere without one', async () => {
  const ctx = github(() => ({ json: { url: `${API}/issues/3`, updated_at: '2026-01-01T00:00:00Z' } }));

  expect(await issues?.create?.({ title: 'Bell' }, ctx)).toMatchObject({
    id: 'cycle-corner/shop/issues/3',
    version: '2026-01-01T00:00:00Z',
  });
  await issues?.update?.(
    'cycle-corner/shop/issues/3',
    { title: 'Bell', state: 'closed' },
    { changed: ['state'], before: undefined },
    ctx,
  );

  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', 'https://api.github.com/repos/cycle-corner/shop/issues', { title: 'Bell' }],
    ['PATCH', 'https://api.github.com/repos/cycle-corner/shop/issues/3', { state: 'closed' }],
  ]);
  await expect(
    issues?.create?.(
      { title: 'Bell' },
      github(() => ({}), { owner: 'x' }),
    ),
  ).rejects.toMatchObject({
    failure: 'BadConfig',
  });
});

it('comments on the issue or pull request a comment names, and on nothing else', async () => {
  const ctx = github(() => ({ json: { url: `${API}/issues/comments/9` } }));

  expect(await comments?.create?.({ issue: 'cycle-corner/shop/pulls/2', body: 'Done' }, ctx)).toMatchObject({
    id: 'cycle-corner/shop/issues/comments/9',
  });
  expect(ctx.calls[0]).toMatchObject({
    url: 'https://api.github.com/repos/cycle-corner/shop/issues/2/comments',
    body: { body: 'Done' },
  });
  await expect(comments?.create?.({ body: 'Done' }, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
});

it('finds a release by its tag, also where a second one is refused', async () => {
  const ctx = github(({ method, url }) => {
    if (method === 'POST')
      return { status: 422, json: { errors: [{ code: 'already_exists', field: 'tag_name' }] } };
    return url.endsWith('/tags/v1.1') ? { json: { url: `${API}/releases/7` } } : { status: 404 };
  });

  expect(await releases?.lookup?.({ tag_name: 'v1.1' }, ctx)).toEqual(['cycle-corner/shop/releases/7']);
  expect(await releases?.lookup?.({ tag_name: 'v9' }, ctx)).toEqual([]);
  await expect(releases?.create?.({ tag_name: 'v1.1' }, ctx)).rejects.toMatchObject({
    failure: 'Conflict',
    existingId: 'cycle-corner/shop/releases/7',
  });
  await expect(releases?.create?.({ tag_name: 'v9' }, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
});

it('is checked by reading what it serves', async () => {
  expect(await connector.check?.(github(() => ({ json: { full_name: 'Cycle-Corner/Shop' } })))).toEqual({
    ok: true,
    message: 'Cycle-Corner/Shop',
  });
});
