import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
/** `https://api.github.com/repos/octo/hello/issues/1` lies in `octo/hello`. */
const project = formula('project', '$join($split($substringAfter(url, "/repos/"), "/")[[0..1]], "/")');

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

const ticket: readonly FieldMapping[] = [
  project,
  ...copiedFields({
    number: 'number',
    title: 'title',
    body: 'body',
    author: 'user.login',
    milestone: 'milestone.title',
    url: 'html_url',
    openedAt: 'created_at',
    closedAt: 'closed_at',
  }),
  formula('assignees', '[assignees.login]'),
  formula('labels', '[labels.name]'),
];

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('GitHub Issue → Issue', 'x:ISSUE', [...ticket, ...copiedFields({ state: 'state' })]),
  outbound(
    'Issue → GitHub Issue',
    'x:ISSUE',
    copiedFields({ title: 'title', body: 'body', state: 'state', labels: 'labels' }),
  ),
  inbound('GitHub Pull request → Change request', 'x:CHANGE_REQUEST', [
    ...ticket,
    formula('state', 'merged_at ? "merged" : state'),
    ...copiedFields({
      draft: 'draft',
      sourceBranch: 'head.ref',
      targetBranch: 'base.ref',
      mergedAt: 'merged_at',
    }),
  ]),
  inbound('GitHub Comment → Message', 'MESSAGE', [
    formula('subject', '$substringAfter([issue_url, pull_request_url, url][0], "/repos/")'),
    { kind: 'static', target: 'channel', value: 'github' },
    ...copiedFields({ body: 'body', from: 'user.login', sentAt: 'created_at' }),
  ]),
  inbound(
    'GitHub Repository → Repository',
    'x:REPOSITORY',
    copiedFields({
      name: 'full_name',
      description: 'description',
      url: 'html_url',
      defaultBranch: 'default_branch',
      isPrivate: 'private',
      isArchived: 'archived',
    }),
  ),
  inbound('GitHub Release → Release', 'x:RELEASE', [
    project,
    ...copiedFields({
      tag: 'tag_name',
      name: 'name',
      body: 'body',
      draft: 'draft',
      prerelease: 'prerelease',
      url: 'html_url',
      publishedAt: 'published_at',
    }),
  ]),
  // A tag has one release.
  {
    ...outbound(
      'Release → GitHub Release',
      'x:RELEASE',
      copiedFields({ tag_name: 'tag', name: 'name', body: 'body', draft: 'draft', prerelease: 'prerelease' }),
    ),
    match: ['tag_name'],
    collision: 'UPDATE_AND_LINK',
  },
  inbound('GitHub Push → Push', 'x:PUSH', [
    ...copiedFields({
      project: 'repository.full_name',
      ref: 'ref',
      before: 'before',
      after: 'after',
      author: 'pusher.name',
    }),
    formula('commits', '[commits.{ "id": id, "message": message, "author": author.name, "at": timestamp }]'),
  ]),
  inbound('GitHub Run → Build', 'x:BUILD', [
    project,
    ...copiedFields({
      name: 'name',
      number: 'run_number',
      status: 'status',
      result: 'conclusion',
      commit: 'head_sha',
      url: 'html_url',
      endedAt: 'completed_at',
    }),
    formula('branch', '[head_branch, check_suite.head_branch][0]'),
    formula('startedAt', '[run_started_at, started_at][0]'),
  ]),
  inbound(
    'GitHub Deployment → Deployment',
    'x:DEPLOYMENT',
    copiedFields({
      environment: 'environment',
      ref: 'ref',
      commit: 'sha',
      author: 'creator.login',
      description: 'description',
    }),
  ),
  inbound('GitHub Alert → Security alert', 'x:SECURITY_ALERT', [
    ...copiedFields({
      number: 'number',
      state: 'state',
      url: 'html_url',
      package: 'dependency.package.name',
      dismissedReason: 'dismissed_reason',
    }),
    formula('severity', '[security_advisory.severity, rule.security_severity_level, rule.severity][0]'),
    formula('summary', '[security_advisory.summary, rule.description, secret_type_display_name][0]'),
  ]),
  inbound(
    'GitHub Advisory → Security advisory',
    'x:SECURITY_ADVISORY',
    copiedFields({ summary: 'summary', severity: 'severity', publishedAt: 'published_at' }),
  ),
  inbound(
    'GitHub Marketplace purchase → Marketplace purchase',
    'x:MARKETPLACE_PURCHASE',
    copiedFields({
      account: 'account.login',
      plan: 'plan.name',
      event: 'event',
      billingCycle: 'billing_cycle',
      units: 'unit_count',
    }),
  ),
  inbound(
    'GitHub hook → Hook',
    'x:GITHUB_HOOK',
    copiedFields({ url: 'config.url', events: 'events', active: 'active' }),
  ),
];
