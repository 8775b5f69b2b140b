import { fakeContext, type FakeAnswer, type RecordedCall } from '@hookyard/sdk/testing';

import { connector } from '../src/index.js';

const { subscriptions } = connector.webhook;
const github = (
  respond: (call: RecordedCall) => FakeAnswer,
  settings: Readonly<Record<string, unknown>> = { owner: 'cycle-corner' },
) => fakeContext(connector, { settings, secrets: { token: 'ghp_x' }, respond });
const wanted = { url: 'https://hooks.example.com/hooks/a', topics: ['issues', 'push'], secret: 's3' };
const sent = {
  active: true,
  events: ['issues', 'push'],
  config: { url: wanted.url, content_type: 'json', insecure_ssl: '0', secret: 's3' },
};

it('names the event of each scope that a hook can tell of', () => {
  const { topics = {} } = subscriptions ?? {};
  const topicOf = (scope: string) =>
    Object.entries(topics)
      .filter(([name]) => name === scope || (name.endsWith('*') && scope.startsWith(name.slice(0, -1))))
      .sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? scope;

  expect(
    ['issues.opened', 'pull_request_review.submitted', 'push', 'ping', 'meta.deleted'].map(topicOf),
  ).toEqual(['issues', 'pull_request_review', 'push', [], 'meta']);
});

it('lists the hooks of an organisation', async () => {
  const ctx = github(() => ({
    text: '[{"id":9007199254740993,"active":false,"events":["push"],"config":{"url":"https://a.example"}}]',
  }));

  expect(await subscriptions?.list(ctx)).toEqual([
    { id: '9007199254740993', url: 'https://a.example', topics: ['push'], enabled: false },
  ]);
  expect(ctx.calls[0]?.url).toBe('https://api.github.com/orgs/cycle-corner/hooks?per_page=100&page=1');
});

it('registers, changes and removes a hook of a repository', async () => {
  const ctx = github(() => ({ json: { id: 7 } }), { owner: 'cycle-corner', repository: 'shop' });

  expect(await subscriptions?.create(wanted, ctx)).toEqual({ id: '7' });
  await subscriptions?.update?.('7', wanted, ctx);
  await subscriptions?.remove('7', ctx);

  const hooks = 'https://api.github.com/repos/cycle-corner/shop/hooks';
  expect(ctx.calls.map(({ method, url, body }) => [method, url, body])).toEqual([
    ['POST', hooks, { name: 'web', ...sent }],
    ['PATCH', `${hooks}/7`, sent],
    ['DELETE', `${hooks}/7`, undefined],
  ]);
});

it('says that an address is registered already', async () => {
  const json = {
    message: 'Validation Failed',
    errors: [{ message: 'Hook already exists on this repository' }],
  };

  await expect(
    subscriptions?.create(
      wanted,
      github(() => ({ status: 422, json })),
    ),
  ).rejects.toMatchObject({
    failure: 'Conflict',
  });
});
