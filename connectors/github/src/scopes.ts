import type { ScopeDefinition } from '@hookyard/sdk';

import type { recordTypes } from './record-types.js';

type Type = keyof typeof recordTypes | 'MESSAGE';
type Scope = ScopeDefinition<Type>;

/** Actions of an event by what they do to its record. */
interface Actions {
  readonly created?: string;
  readonly updated?: string;
  readonly deleted?: string;
}

type Facts = Pick<ScopeDefinition, 'source' | 'version' | 'record'>;
type Scopes = Readonly<Record<string, Scope>>;

/** Scopes are named as GitHub names event and action: `issues.opened`. */
function scopesOf(
  event: string,
  [what, hub, type]: readonly [what: string, hub: string, type: Type],
  { created = '', updated = '', deleted = '' }: Actions,
  facts: Facts = {},
): Scopes {
  const of = (names: string, action: ScopeDefinition['action']): readonly (readonly [string, Scope])[] =>
    names.split(' ').flatMap((name) => {
      const description = `GitHub ${what} ${name.replaceAll('_', ' ')} → ${hub}`;
      const kept = action === 'DELETED' ? {} : facts;
      return name === '' ? [] : [[`${event}.${name}`, { type, action, description, ...kept }] as const];
    });
  return Object.fromEntries([
    ...of(created, 'CREATED'),
    ...of(updated, 'UPDATED'),
    ...of(deleted, 'DELETED'),
  ]);
}

const fromHook: Facts = { source: 'payload' };
const CHANGE_REQUEST = ['Pull request', 'Change request', 'x:CHANGE_REQUEST'] as const;
const ALERT_OF = (what: string) => [`${what} alert`, 'Security alert', 'x:SECURITY_ALERT'] as const;
const COMMENT_OF = (what: string) => [`Comment on ${what}`, 'Message', 'MESSAGE'] as const;

/** The events people use: https://docs.github.com/webhooks/webhook-events-and-payloads. */
export const scopes: Scopes = {
  ...scopesOf(
    'issues',
    ['Issue', 'Issue', 'x:ISSUE'],
    {
      created: 'opened',
      updated:
        'edited closed reopened assigned unassigned labeled unlabeled milestoned demilestoned locked unlocked pinned unpinned',
      // Transferred, it is another issue of another repository, which is told as opened there.
      deleted: 'deleted transferred',
    },
    { version: 'issue.updated_at' },
  ),
  ...scopesOf(
    'issue_comment',
    COMMENT_OF('Issue'),
    { created: 'created', updated: 'edited', deleted: 'deleted' },
    { version: 'comment.updated_at' },
  ),
  ...scopesOf(
    'pull_request',
    CHANGE_REQUEST,
    {
      created: 'opened',
      updated:
        'edited closed reopened synchronize assigned unassigned labeled unlabeled milestoned demilestoned locked unlocked ready_for_review converted_to_draft review_requested review_request_removed auto_merge_enabled auto_merge_disabled',
    },
    { version: 'pull_request.updated_at' },
  ),
  ...scopesOf('pull_request_review', ['Review', 'Change request', 'x:CHANGE_REQUEST'], {
    updated: 'submitted edited dismissed',
  }),
  ...scopesOf(
    'pull_request_review_comment',
    COMMENT_OF('Pull request'),
    { created: 'created', updated: 'edited', deleted: 'deleted' },
    { version: 'comment.updated_at' },
  ),
  ...scopesOf(
    'commit_comment',
    COMMENT_OF('Commit'),
    { created: 'created' },
    { version: 'comment.updated_at' },
  ),
  push: { type: 'x:PUSH', action: 'CREATED', description: 'GitHub Push → Push', ...fromHook },
  ...scopesOf('release', ['Release', 'Release', 'x:RELEASE'], {
    created: 'created published',
    updated: 'edited released prereleased unpublished',
    deleted: 'deleted',
  }),
  ...scopesOf(
    'repository',
    ['Repository', 'Repository', 'x:REPOSITORY'],
    {
      created: 'created',
      updated: 'edited renamed transferred archived unarchived publicized privatized',
      deleted: 'deleted',
    },
    { version: 'repository.updated_at' },
  ),
  ...scopesOf(
    'workflow_run',
    ['Workflow run', 'Build', 'x:BUILD'],
    { created: 'requested', updated: 'in_progress completed' },
    { version: 'workflow_run.updated_at' },
  ),
  ...scopesOf('check_run', ['Check run', 'Build', 'x:BUILD'], {
    created: 'created',
    updated: 'completed rerequested requested_action',
  }),
  ...scopesOf('deployment', ['Deployment', 'Deployment', 'x:DEPLOYMENT'], { created: 'created' }),
  ...scopesOf('deployment_status', ['Deployment status', 'Deployment', 'x:DEPLOYMENT'], {
    updated: 'created',
  }),
  ...scopesOf('dependabot_alert', ALERT_OF('Dependabot'), {
    created: 'created',
    updated: 'dismissed fixed reintroduced reopened auto_dismissed auto_reopened',
  }),
  ...scopesOf('code_scanning_alert', ALERT_OF('Code scanning'), {
    created: 'created',
    updated: 'appeared_in_branch closed_by_user fixed reopened reopened_by_user',
  }),
  ...scopesOf('secret_scanning_alert', ALERT_OF('Secret scanning'), {
    created: 'created',
    updated: 'resolved reopened revoked validated',
  }),
  ...scopesOf(
    'security_advisory',
    ['Security advisory', 'Security advisory', 'x:SECURITY_ADVISORY'],
    { created: 'published', updated: 'updated withdrawn' },
    { ...fromHook, record: 'security_advisory', version: 'security_advisory.updated_at' },
  ),
  ...scopesOf(
    'marketplace_purchase',
    ['Marketplace purchase', 'Marketplace purchase', 'x:MARKETPLACE_PURCHASE'],
    { created: 'purchased', updated: 'changed pending_change pending_change_cancelled cancelled' },
    {
      ...fromHook,
      record: '$merge([marketplace_purchase, {"event": action, "effective_date": effective_date}])',
    },
  ),
  ping: {
    type: 'x:GITHUB_HOOK',
    action: 'CREATED',
    description: 'GitHub hook registered → Hook',
    ...fromHook,
    record: 'hook',
  },
  ...scopesOf('meta', ['hook', 'Hook', 'x:GITHUB_HOOK'], { deleted: 'deleted' }),
  'issues/poll': { type: 'x:ISSUE', action: 'POLL', description: 'GitHub Issues by their changes → Issue' },
  'issues/initialize': { type: 'x:ISSUE', action: 'INITIALIZE', description: 'All GitHub Issues → Issue' },
  'pull_request/poll': {
    type: 'x:CHANGE_REQUEST',
    action: 'POLL',
    description: 'GitHub Pull requests by their changes → Change request',
  },
  'pull_request/initialize': {
    type: 'x:CHANGE_REQUEST',
    action: 'INITIALIZE',
    description: 'All GitHub Pull requests → Change request',
  },
  'release/poll': { type: 'x:RELEASE', action: 'POLL', description: 'GitHub Releases → Release' },
  'release/initialize': {
    type: 'x:RELEASE',
    action: 'INITIALIZE',
    description: 'All GitHub Releases → Release',
  },
  'repository/poll': {
    type: 'x:REPOSITORY',
    action: 'POLL',
    description: 'GitHub Repositories → Repository',
  },
  'repository/initialize': {
    type: 'x:REPOSITORY',
    action: 'INITIALIZE',
    description: 'All GitHub Repositories → Repository',
  },
};

/** The event of each scope, as hooks are registered for it; `[]`: no hook of a repository or organisation tells of it. */
export const topics: Readonly<Record<string, string | readonly string[]>> = {
  ...Object.fromEntries(
    [
      ...new Set(
        Object.keys(scopes).flatMap((name) => (name.includes('.') ? (name.split('.')[0] ?? []) : [])),
      ),
    ].map((event) => [`${event}.*`, event]),
  ),
  // It comes with every registration, unasked.
  ping: [],
  'security_advisory.*': [],
  'marketplace_purchase.*': [],
};
