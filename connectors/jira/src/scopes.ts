import type { ScopeDeclarations } from '@hookyard/sdk';

const sprint = { source: 'payload', record: 'sprint' } as const;

/** Named as Jira names its events: https://developer.atlassian.com/cloud/jira/platform/webhooks/#available-webhook-events */
export const scopes = {
  'jira:issue_created': ['x:ISSUE', 'CREATED', 'Jira Issue created → Issue'],
  'jira:issue_updated': ['x:ISSUE', 'UPDATED', 'Jira Issue changed → Issue'],
  'jira:issue_deleted': ['x:ISSUE', 'DELETED', 'Jira Issue deleted → Issue'],
  'issue/poll': ['x:ISSUE', 'POLL', 'Jira Issues by their changes → Issue'],
  'issue/initialize': ['x:ISSUE', 'INITIALIZE', 'All Jira Issues → Issue'],
  comment_created: ['MESSAGE', 'CREATED', 'Comment on a Jira Issue → Message'],
  comment_updated: ['MESSAGE', 'UPDATED', 'Comment on a Jira Issue changed → Message'],
  comment_deleted: ['MESSAGE', 'DELETED', 'Comment on a Jira Issue deleted → Message'],
  project_created: ['x:PROJECT', 'CREATED', 'Jira Project created → Project'],
  project_updated: ['x:PROJECT', 'UPDATED', 'Jira Project changed → Project'],
  project_archived: ['x:PROJECT', 'UPDATED', 'Jira Project archived → Project'],
  project_restored_archived: ['x:PROJECT', 'UPDATED', 'Jira Project restored → Project'],
  project_soft_deleted: ['x:PROJECT', 'DELETED', 'Jira Project in the trash → Project'],
  project_deleted: ['x:PROJECT', 'DELETED', 'Jira Project deleted → Project'],
  'project/poll': ['x:PROJECT', 'POLL', 'Jira Projects → Project'],
  'jira:version_created': ['x:RELEASE', 'CREATED', 'Jira Version created → Release'],
  'jira:version_updated': ['x:RELEASE', 'UPDATED', 'Jira Version changed → Release'],
  'jira:version_released': ['x:RELEASE', 'UPDATED', 'Jira Version released → Release'],
  'jira:version_unreleased': ['x:RELEASE', 'UPDATED', 'Jira Version taken back → Release'],
  'jira:version_deleted': ['x:RELEASE', 'DELETED', 'Jira Version deleted → Release'],
  sprint_created: ['x:JIRA_SPRINT', 'CREATED', 'Jira Sprint created → Sprint', sprint],
  sprint_updated: ['x:JIRA_SPRINT', 'UPDATED', 'Jira Sprint changed → Sprint', sprint],
  sprint_started: ['x:JIRA_SPRINT', 'UPDATED', 'Jira Sprint begun → Sprint', sprint],
  sprint_closed: ['x:JIRA_SPRINT', 'UPDATED', 'Jira Sprint over → Sprint', sprint],
  sprint_deleted: ['x:JIRA_SPRINT', 'DELETED', 'Jira Sprint deleted → Sprint'],
} as const satisfies ScopeDeclarations;

/** What an app may be told of by itself; the rest an administrator sets up. */
export const topics: Readonly<Record<string, string | readonly string[]>> = {
  '*': [],
  'jira:issue_*': ['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted'],
  'comment_*': ['comment_created', 'comment_updated', 'comment_deleted'],
};

/** A comment is read below its issue. */
export const recordId = `
  comment ? issue.id & "/comment/" & comment.id
    : issue ? issue.id
    : project ? $string(project.id)
    : version ? $string(version.id)
    : $string(sprint.id)
`;

/** Two webhooks may tell of one event, each with an id of its own. */
export const eventId = `$join([webhookEvent, ${recordId}, $string(timestamp)], "|")`;
