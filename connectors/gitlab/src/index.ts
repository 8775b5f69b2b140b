import { defineConnector, objectIn, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { hooks } from './hooks.js';
import { place, presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { issues, mergeRequests, notes, projects, readOnly, releases, wikiPages } from './records.js';
import { scopes } from './scopes.js';
import { externalId, scope } from './selectors.js';

/** GitLab: issues, merge requests, comments, releases, pipelines and wiki pages of a project or a group. */
export const connector = defineConnector({
  name: 'gitlab',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A GitLab project or group: issues, merge requests, releases, pipelines',
  presets,
  secrets: {
    webhook: 'Secret token of the webhook, or its signing token (whsec_…)',
    token: 'Access token of a person, project or group, with the scope api',
  },
  auth: { kind: 'apiKey', secret: 'token', header: 'private-token' },
  baseUrl: ({ address }) => `${address}/api/v4`,
  recordTypes,
  scopes,
  webhook: { ...signatures.gitlab, scope, externalId, subscriptions: hooks },
  // https://docs.gitlab.com/user/gitlab_com/#rate-limits-on-gitlabcom: 2,000 a minute, 200 issues, 60 comments.
  limits: { TO: { calls: 600, perSeconds: 60 }, FROM: { calls: 60, perSeconds: 60 } },
  records: {
    'x:ISSUE': issues,
    'x:CHANGE_REQUEST': mergeRequests,
    MESSAGE: notes,
    'x:RELEASE': releases,
    'x:REPOSITORY': projects,
    'x:BUILD': readOnly,
    'x:DEPLOYMENT': readOnly,
    'x:WIKI_PAGE': wikiPages,
  },
  check: async ({ http, settings }) => {
    const found = objectIn(await http.get(place(settings)));
    return {
      ok: true,
      message: textOf(found['path_with_namespace']) ?? textOf(found['full_path']) ?? settings.path,
    };
  },
  collections,
});
