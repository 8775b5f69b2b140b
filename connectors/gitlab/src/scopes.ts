import type { ScopeDefinition } from '@hookyard/sdk';

import type { recordTypes } from './record-types.js';

type Type = keyof typeof recordTypes | 'MESSAGE';
type Scope = ScopeDefinition<Type>;
type Scopes = Readonly<Record<string, Scope>>;
type Facts = Pick<Scope, 'source' | 'record' | 'version'>;

interface Actions {
  readonly created?: string;
  readonly updated?: string;
  readonly deleted?: string;
}

/** Scopes are named as GitLab names kind and action; the kind alone is what hooks without an action tell. */
function scopesOf(
  kind: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
  { created = '', updated = '', deleted = '' }: Actions,
  facts: Facts = {},
): Scopes {
  const of = (names: string, action: Scope['action']): readonly (readonly [string, Scope])[] =>
    names.split(' ').flatMap((name) => {
      const description = `GitLab ${what} ${name.replaceAll('_', ' ')} → ${hub}`;
      const kept = action === 'DELETED' ? {} : facts;
      return name === '' ? [] : [[`${kind}.${name}`, { type, action, description, ...kept }] as const];
    });
  return Object.fromEntries([
    ...of(created, 'CREATED'),
    ...of(updated, 'UPDATED'),
    ...of(deleted, 'DELETED'),
    [kind, { type, action: 'UPDATED', description: `GitLab ${what} → ${hub}`, ...facts }],
  ]);
}

function walksOf(kind: string, [what, hub, type]: readonly [what: string, hub: string, type: Type]): Scopes {
  return {
    [`${kind}/poll`]: { type, action: 'POLL', description: `GitLab ${what} by their changes → ${hub}` },
    [`${kind}/initialize`]: { type, action: 'INITIALIZE', description: `All GitLab ${what} → ${hub}` },
  };
}

const fromHook: Facts = { source: 'payload' };
const version: Facts = { version: 'object_attributes.updated_at' };
const REPOSITORY = ['Project', 'Repository', 'x:REPOSITORY'] as const;

/** The events people use: https://docs.gitlab.com/user/project/integrations/webhook_events/. */
export const scopes: Scopes = {
  ...scopesOf(
    'issue',
    ['Issue', 'Issue', 'x:ISSUE'],
    { created: 'open', updated: 'update close reopen' },
    version,
  ),
  ...scopesOf(
    'work_item',
    ['Work item', 'Issue', 'x:ISSUE'],
    { created: 'open', updated: 'update close reopen' },
    version,
  ),
  ...scopesOf(
    'merge_request',
    ['Merge request', 'Change request', 'x:CHANGE_REQUEST'],
    { created: 'open', updated: 'update close reopen merge approved unapproved approval unapproval' },
    version,
  ),
  ...scopesOf(
    'note',
    ['Comment', 'Message', 'MESSAGE'],
    { created: 'create', updated: 'update' },
    { ...fromHook, record: '$merge([object_attributes, {"author": user}])', ...version },
  ),
  push: { type: 'x:PUSH', action: 'CREATED', description: 'GitLab Push → Push', ...fromHook },
  tag_push: { type: 'x:PUSH', action: 'CREATED', description: 'GitLab Tag pushed → Push', ...fromHook },
  ...scopesOf('release', ['Release', 'Release', 'x:RELEASE'], {
    created: 'create',
    updated: 'update',
    deleted: 'delete',
  }),
  ...scopesOf('wiki_page', ['Wiki page', 'Wiki page', 'x:WIKI_PAGE'], {
    created: 'create',
    updated: 'update',
    deleted: 'delete',
  }),
  pipeline: { type: 'x:BUILD', action: 'UPDATED', description: 'GitLab Pipeline → Build' },
  build: { type: 'x:BUILD', action: 'UPDATED', description: 'GitLab Job → Build' },
  deployment: { type: 'x:DEPLOYMENT', action: 'UPDATED', description: 'GitLab Deployment → Deployment' },
  project_create: {
    type: 'x:REPOSITORY',
    action: 'CREATED',
    description: 'GitLab Project made → Repository',
  },
  project_update: {
    type: 'x:REPOSITORY',
    action: 'UPDATED',
    description: 'GitLab Project changed → Repository',
  },
  project_rename: {
    type: 'x:REPOSITORY',
    action: 'UPDATED',
    description: 'GitLab Project renamed → Repository',
  },
  project_transfer: {
    type: 'x:REPOSITORY',
    action: 'UPDATED',
    description: 'GitLab Project moved → Repository',
  },
  project_destroy: {
    type: 'x:REPOSITORY',
    action: 'DELETED',
    description: 'GitLab Project removed → Repository',
  },
  ...walksOf('issue', ['Issues', 'Issue', 'x:ISSUE']),
  ...walksOf('merge_request', ['Merge requests', 'Change request', 'x:CHANGE_REQUEST']),
  ...walksOf('release', ['Releases', 'Release', 'x:RELEASE']),
  ...walksOf('project', REPOSITORY),
};

/** Events of a hook, by the name of its switch. */
const SWITCHES = {
  issue: ['issues_events', 'confidential_issues_events'],
  work_item: ['issues_events', 'confidential_issues_events'],
  merge_request: 'merge_requests_events',
  note: ['note_events', 'confidential_note_events'],
  push: 'push_events',
  tag_push: 'tag_push_events',
  release: 'releases_events',
  wiki_page: 'wiki_page_events',
  pipeline: 'pipeline_events',
  build: 'job_events',
  deployment: 'deployment_events',
} as const;

/** All switches we set. A hook has others; they stay as they are. */
export const switches: readonly string[] = [...new Set(Object.values(SWITCHES).flat())].sort();

/** What a hook is switched on for, by scope; `[]`: only hooks of the whole system tell of it, or no hook does. */
export const topics: Readonly<Record<string, string | readonly string[]>> = Object.fromEntries(
  Object.keys(scopes).map((name) => {
    const kind = name.split('.')[0] ?? '';
    return [name, Object.hasOwn(SWITCHES, kind) ? SWITCHES[kind as keyof typeof SWITCHES] : []];
  }),
);
