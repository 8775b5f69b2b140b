import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const {
  MESSAGE: notes,
  'x:ISSUE': issues,
  'x:RELEASE': releases,
  'x:REPOSITORY': projects,
} = connector.records ?? {};
const { subscriptions } = connector.webhook;
const gitlab = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = { path: 'cycle-corner/shop' },
) => fakeContext(connector, { settings, secrets: { token: 'glpat-x' }, respond });
const API = 'https://gitlab.com/api/v4';
const SHOP = `${API}/projects/cycle-corner%2Fshop`;

it('reads a record at the path that is its id', async () => {
  const ctx = gitlab(() => ({ json: { iid: 7 } }));

  expect(await issues?.get?.('4217/issues/7', ctx)).toEqual({ iid: 7 });
  expect(ctx.calls[0]).toMatchObject({
    url: `${API}/projects/4217/issues/7`,
    headers: { 'private-token': 'glpat-x' },
  });
});

it.each(['../user', '4217/../5', '4217/issues/..', 'shop/issues/7', '4217/issues?x=1'])(
  'reads nothing at %s, which is no path of a record',
  async (id) => {
    const ctx = gitlab(() => ({ json: {} }));

    await expect(issues?.get?.(id, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
    expect(ctx.calls).toEqual([]);
  },
);

it('lists the issues of a group, which it cannot make there', async () => {
  const ctx = gitlab(() => ({ json: [{ project_id: 4217, iid: 7 }] }), {
    path: 'cycle-corner',
    level: 'group',
  });

  expect(await issues?.list?.({ since: 0, limit: 500 }, ctx)).toMatchObject({
    ids: ['4217/issues/7'],
    done: true,
  });
  expect(ctx.calls[0]?.url).toBe(
    `${API}/groups/cycle-corner/issues?scope=all&state=all&order_by=updated_at&sort=asc&updated_after=1970-01-01T00%3A00%3A00.000Z&per_page=100`,
  );
  await expect(issues?.create?.({ title: 'Bell' }, ctx)).rejects.toMatchObject({ failure: 'BadConfig' });
});

it('writes state and labels as the API takes them', async () => {
  const ctx = gitlab(() => ({ json: { project_id: 4217, iid: 8, updated_at: '2026-02-03T10:11:12Z' } }));
  const record = { title: 'Bell', labels: ['loud', 'old'], state: 'closed' };

  expect(await issues?.create?.(record, ctx)).toMatchObject({
    id: '4217/issues/8',
    version: '2026-02-03T10:11:12Z',
  });
  await issues?.update?.('4217/issues/8', record, { changed: ['state'], before: undefined }, ctx);
  await issues?.delete?.('4217/issues/8', ctx);

  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', `${SHOP}/issues`, { title: 'Bell', labels: 'loud,old' }],
    ['PUT', `${API}/projects/4217/issues/8`, { state_event: 'close' }],
    ['DELETE', `${API}/projects/4217/issues/8`, undefined],
  ]);
});

it('names releases by the number of their project and their tag', async () => {
  const ctx = gitlab(({ url, method }) => {
    if (url === SHOP) return { json: { id: 4217 } };
    return { json: method === 'POST' ? { tag_name: 'shop/v2' } : [{ tag_name: 'shop/v1' }] };
  });

  expect(await releases?.list?.({ limit: 10 }, ctx)).toMatchObject({
    ids: ['4217/releases/shop%2Fv1'],
    done: true,
  });
  expect(await releases?.create?.({ tag_name: 'shop/v2' }, ctx)).toMatchObject({
    id: '4217/releases/shop%2Fv2',
  });
});

it('finds a release by its tag, also where a second one is refused', async () => {
  const ctx = gitlab(({ method, url }) => {
    if (url === SHOP) return { json: { id: 4217 } };
    if (method === 'POST') return { status: 409, json: { message: 'Release already exists' } };
    return url.endsWith('/releases/v1') ? { json: { tag_name: 'v1' } } : { status: 404 };
  });

  expect(await releases?.lookup?.({ tag_name: 'v1' }, ctx)).toEqual(['4217/releases/v1']);
  expect(await releases?.lookup?.({ tag_name: 'v9' }, ctx)).toEqual([]);
  await expect(releases?.create?.({ tag_name: 'v1' }, ctx)).rejects.toMatchObject({
    failure: 'Conflict',
    existingId: '4217/releases/v1',
  });
});

it('lists the one project of the settings, or those of the group', async () => {
  const one = gitlab(() => ({ json: { id: 4217 } }));
  const group = gitlab(() => ({ json: [{ id: 1 }, { id: 2 }] }), { path: 'cycle-corner', level: 'group' });

  expect(await projects?.list?.({ limit: 10 }, one)).toEqual({ ids: ['4217'], done: true });
  expect(await projects?.list?.({ limit: 10 }, group)).toMatchObject({ ids: ['1', '2'], done: true });
});

it('comments on what a comment names, and on nothing else', async () => {
  const ctx = gitlab(() => ({ json: { id: 1244 } }));

  expect(await notes?.create?.({ issue: '4217/issues/7', body: 'Oil it.' }, ctx)).toMatchObject({
    id: '4217/issues/7/notes/1244',
  });
  expect(ctx.calls[0]).toMatchObject({
    url: `${API}/projects/4217/issues/7/notes`,
    body: { body: 'Oil it.' },
  });
  await expect(notes?.create?.({ body: 'Oil it.' }, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
});

it('registers a hook with a switch for each kind of event', async () => {
  const ctx = gitlab(({ method }) => ({
    json:
      method === 'GET'
        ? [
            {
              id: 5,
              url: 'https://a.example',
              push_events: true,
              emoji_events: true,
              alert_status: 'disabled',
            },
          ]
        : { id: 6 },
  }));
  const wanted = { url: 'https://hooks.example.com/hooks/a', topics: ['issues_events'], secret: 's3' };

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '6' });
  expect(await subscriptions?.list(ctx)).toEqual([
    { id: '5', url: 'https://a.example', topics: ['push_events'], enabled: false },
  ]);
  await subscriptions?.update?.('5', wanted, ctx);
  await subscriptions?.remove('5', ctx);

  expect(ctx.calls[0]?.body).toMatchObject({ token: 's3', issues_events: true, push_events: false });
  expect(ctx.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `POST ${SHOP}/hooks`,
    `GET ${SHOP}/hooks?per_page=100&page=1`,
    `PUT ${SHOP}/hooks/5`,
    `DELETE ${SHOP}/hooks/5`,
  ]);
});

it('is checked by reading what it serves', async () => {
  expect(
    await connector.check?.(gitlab(() => ({ json: { path_with_namespace: 'cycle-corner/shop' } }))),
  ).toEqual({
    ok: true,
    message: 'cycle-corner/shop',
  });
});
