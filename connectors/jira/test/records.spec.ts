import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';
import { presets } from '../src/presets.js';

const { 'x:ISSUE': issues, MESSAGE: comments } = connector.records ?? {};
const { subscriptions } = connector.webhook;
const user = { site: 'cycle-corner', email: 'ada@cycle-corner.example', project: 'SHOP' };
const cloudId = '1324a887-45db-4bf4-8e99-ef0ff456d421';
const app = { site: 'cycle-corner', authentication: 'oauth2', cloudId, project: 'SHOP' };
const jira = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = user,
) => fakeContext(connector, { settings, secrets: { apiToken: 'tok', clientSecret: 'cs' }, respond });
const BASE = 'https://cycle-corner.atlassian.net/rest/api/2';
const HOOKS = `https://api.atlassian.com/ex/jira/${cloudId}/rest/api/2/webhook`;
const wanted = { url: 'https://hooks.example/hooks/hk_1', topics: ['jira:issue_updated'] };

it('makes an issue in the project of the settings, and never moves it', async () => {
  const ctx = jira(({ method }) => (method === 'POST' ? { json: { id: '7' } } : { status: 204 }));
  const fields = { summary: 'Bell', project: { key: 'SHOP' }, issuetype: { name: 'Bug' } };

  expect(await issues?.create?.({ fields: { summary: 'Bell' } }, ctx)).toEqual({ id: '7' });
  await issues?.update?.('7', { fields }, { changed: ['fields'], before: undefined }, ctx);

  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    [
      'POST',
      `${BASE}/issue`,
      { fields: { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'Bell' } },
    ],
    ['PUT', `${BASE}/issue/7`, { fields: { summary: 'Bell' } }],
  ]);
});

it('searches for what changed in the project, by milliseconds', async () => {
  const ctx = jira(() => ({ json: { issues: [{ id: '7' }], nextPageToken: 'n' } }));

  expect(await issues?.list?.({ since: 1770113472345, limit: 500 }, ctx)).toMatchObject({
    ids: ['7'],
    cursor: 'n',
  });

  const { searchParams } = new URL(ctx.calls[0]?.url ?? '');
  expect(searchParams.get('jql')).toBe('project = "SHOP" AND updated >= 1770113472345 ORDER BY updated ASC');
  expect(searchParams.get('maxResults')).toBe('100');
});

it.each(['7', '7/comment', '7/comment/../..', 'SHOP-7/comment/1', '7/comment/1/x', '7/watchers/1'])(
  'reads no comment at %s',
  async (id) => {
    const ctx = jira(() => ({ json: {} }));

    await expect(comments?.get?.(id, ctx)).rejects.toMatchObject({ failure: 'Invalid' });
    expect(ctx.calls).toEqual([]);
  },
);

describe('webhooks of an app', () => {
  const listed = {
    id: 10001,
    url: wanted.url,
    events: wanted.topics,
    expirationDate: '2026-03-05T10:11:12.000+0000',
  };

  it('are registered for the project, and end when Jira says', async () => {
    const ctx = jira(
      ({ method }) => ({
        json:
          method === 'POST'
            ? { webhookRegistrationResult: [{ createdWebhookId: 10001 }] }
            : { values: [listed] },
      }),
      app,
    );

    expect(await subscriptions?.create(wanted, ctx)).toEqual({
      id: '10001',
      expiresAt: Date.UTC(2026, 2, 5, 10, 11, 12),
    });
    expect(ctx.calls[0]).toMatchObject({
      url: HOOKS,
      body: { url: wanted.url, webhooks: [{ events: wanted.topics, jqlFilter: 'project = "SHOP"' }] },
    });
  });

  it('are asked for longer, and are gone where nothing is said of them', async () => {
    const ctx = jira(() => ({ json: { expirationDate: '2026-04-04T10:11:12.000+0000' } }), app);

    expect(await subscriptions?.renew?.('10001', wanted, ctx)).toEqual({
      id: '10001',
      expiresAt: Date.UTC(2026, 3, 4, 10, 11, 12),
    });
    expect(ctx.calls[0]).toMatchObject({
      method: 'PUT',
      url: `${HOOKS}/refresh`,
      body: { webhookIds: [10001] },
    });
    await expect(
      subscriptions?.renew?.(
        '1',
        wanted,
        jira(() => ({ json: {} }), app),
      ),
    ).rejects.toMatchObject({
      failure: 'NotFound',
    });
  });

  it('are refused with Jira’s reason, and need an app and a project', async () => {
    const refused = () => ({ json: { webhookRegistrationResult: [{ errors: ['too many'] }] } });
    const { project: _, ...everywhere } = app;

    await expect(subscriptions?.create(wanted, jira(refused, app))).rejects.toMatchObject({
      failure: 'Conflict',
    });
    await expect(subscriptions?.create(wanted, jira(refused))).rejects.toMatchObject({
      subject: 'authentication',
    });
    await expect(subscriptions?.create(wanted, jira(refused, everywhere))).rejects.toMatchObject({
      subject: 'project',
    });
  });
});

it('needs what its kind of authentication needs', () => {
  const missing = (settings: object) => presets.safeParse(settings).error?.issues.map(({ path }) => path[0]);

  expect(missing({ site: 'a' })).toEqual(['email']);
  expect(missing({ site: 'a', authentication: 'oauth2' })).toEqual(['cloudId']);
});
