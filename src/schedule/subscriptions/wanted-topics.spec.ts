import { topicsOf, wantedTopics } from './wanted-topics.js';

const TOPICS = { 'issues.*': 'issues', 'issues.typed': ['issue_types'], 'repo.*': [], '*': 'any' } as const;

it('a scope is told by what its exact name says, then the longest beginning, then its own name', () => {
  expect(topicsOf('issues.opened', TOPICS)).toEqual(['issues']);
  expect(topicsOf('issues.typed', TOPICS)).toEqual(['issue_types']);
  expect(topicsOf('repo.made', TOPICS)).toEqual([]);
  expect(topicsOf('push', TOPICS)).toEqual(['any']);
  expect(topicsOf('push')).toEqual(['push']);
  expect(topicsOf('constructor', {})).toEqual(['constructor']);
});

it('a topic is wanted by every scope that is on and told by the system', () => {
  const scope = (name: string, action: 'POLL' | 'UPDATED' = 'UPDATED', isEnabled = true) => ({
    name,
    action,
    isEnabled,
  });
  const scopes = [scope('issues.opened'), scope('issues.closed'), scope('a'), scope('p', 'POLL')];

  expect([...wantedTopics([...scopes, scope('off', 'UPDATED', false)], { 'issues.*': 'issues' })]).toEqual([
    ['a', ['a']],
    ['issues', ['issues.opened', 'issues.closed']],
  ]);
});
