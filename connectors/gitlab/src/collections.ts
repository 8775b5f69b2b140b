import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

/** `group/project#7` without its number. */
const ticket: readonly FieldMapping[] = [
  formula('project', '$match(references.full, /^[^#!]+/).match'),
  ...copiedFields({
    number: 'iid',
    title: 'title',
    body: 'description',
    author: 'author.username',
    milestone: 'milestone.title',
    labels: 'labels',
    url: 'web_url',
    openedAt: 'created_at',
    closedAt: 'closed_at',
  }),
  formula('assignees', '[assignees.username]'),
];

const STATES = { open: 'opened', closed: 'closed', merged: 'merged' } as const;

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('GitLab Issue → Issue', 'x:ISSUE', [
    ...ticket,
    { kind: 'lookup', target: 'state', source: 'state', table: { opened: 'open', closed: 'closed' } },
  ]),
  outbound('Issue → GitLab Issue', 'x:ISSUE', [
    ...copiedFields({ title: 'title', description: 'body', labels: 'labels' }),
    { kind: 'lookup', target: 'state', source: 'state', table: { open: STATES.open, closed: STATES.closed } },
  ]),
  inbound('GitLab Merge request → Change request', 'x:CHANGE_REQUEST', [
    ...ticket,
    ...copiedFields({
      draft: 'draft',
      sourceBranch: 'source_branch',
      targetBranch: 'target_branch',
      mergedAt: 'merged_at',
    }),
    {
      kind: 'lookup',
      target: 'state',
      source: 'state',
      table: { opened: 'open', closed: 'closed', merged: 'merged', locked: 'closed' },
    },
  ]),
  inbound('GitLab Comment → Message', 'MESSAGE', [
    { kind: 'static', target: 'channel', value: 'gitlab' },
    formula('body', '[note, body][0]'),
    ...copiedFields({ from: 'author.username', subject: 'url', sentAt: 'created_at' }),
  ]),
  inbound('GitLab Project → Repository', 'x:REPOSITORY', [
    ...copiedFields({
      name: 'path_with_namespace',
      description: 'description',
      url: 'web_url',
      defaultBranch: 'default_branch',
      isArchived: 'archived',
    }),
    formula('isPrivate', 'visibility ? visibility != "public"'),
  ]),
  inbound(
    'GitLab Release → Release',
    'x:RELEASE',
    copiedFields({
      tag: 'tag_name',
      name: 'name',
      body: 'description',
      prerelease: 'upcoming_release',
      url: '_links.self',
      publishedAt: 'released_at',
    }),
  ),
  // A tag has one release.
  {
    ...outbound(
      'Release → GitLab Release',
      'x:RELEASE',
      copiedFields({ tag_name: 'tag', name: 'name', description: 'body' }),
    ),
    match: ['tag_name'],
    collision: 'UPDATE_AND_LINK',
  },
  inbound('GitLab Push → Push', 'x:PUSH', [
    ...copiedFields({
      project: 'project.path_with_namespace',
      ref: 'ref',
      before: 'before',
      after: 'after',
      author: 'user_username',
    }),
    formula('commits', '[commits.{ "id": id, "message": message, "author": author.name, "at": timestamp }]'),
  ]),
  inbound('GitLab Pipeline → Build', 'x:BUILD', [
    ...copiedFields({
      number: 'iid',
      status: 'status',
      branch: 'ref',
      url: 'web_url',
      startedAt: 'started_at',
      endedAt: 'finished_at',
    }),
    formula('name', '[name, "pipeline"][0]'),
    formula('commit', '[sha, commit.id][0]'),
    formula('result', 'status in ["success", "failed", "canceled", "skipped"] ? status'),
  ]),
  inbound(
    'GitLab Deployment → Deployment',
    'x:DEPLOYMENT',
    copiedFields({
      environment: 'environment.name',
      ref: 'ref',
      commit: 'sha',
      author: 'user.username',
      description: 'deployable.name',
    }),
  ),
  inbound(
    'GitLab Wiki page → Wiki page',
    'x:WIKI_PAGE',
    copiedFields({ title: 'title', body: 'content', slug: 'slug', format: 'format' }),
  ),
];
