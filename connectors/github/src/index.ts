import { objectIn, defineConnector, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { hooks } from './hooks.js';
import { place, presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { comments, headers, issues, pullRequests, readOnly, releases, repositories } from './records.js';
import { externalId } from './selectors.js';
import { scopes } from './scopes.js';

/** GitHub: issues, pull requests, comments, releases, builds and alerts of a repository or an organisation. */
export const connector = defineConnector({
  name: 'github',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A GitHub repository or organisation: issues, pull requests, releases, builds, alerts',
  presets,
  secrets: {
    webhook: 'Secret of the hook, which signs its deliveries',
    token: 'Fine-grained personal token, where authentication is token',
    privateKey: 'Private key of the app (PEM), where authentication is app',
  },
  auth: ({ authentication, address, installationId }) =>
    authentication === 'token'
      ? { kind: 'bearer', secret: 'token' }
      : {
          kind: 'oauth2',
          flow: 'jwt_bearer',
          tokenUrl: `${address}/app/installations/${installationId}/access_tokens`,
          // Those of the installation count.
          scopes: [],
          clientId: { setting: 'clientId' },
          assertion: { key: 'privateKey', sentAs: 'bearer' },
          answer: { token: 'token', expiresAt: 'expires_at' },
        },
  baseUrl: ({ address }) => address,
  recordTypes,
  scopes,
  webhook: {
    urlPath: 'github',
    ...signatures.github,
    // One address serves all installations of an app.
    account: 'installation.id',
    scope: '$Headers.`x-github-event` & (action ? "." & action : "")',
    externalId,
    subscriptions: hooks,
  },
  // https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api: 900 points a minute, 80 new things.
  limits: { TO: { calls: 600, perSeconds: 60 }, FROM: { calls: 60, perSeconds: 60 } },
  records: {
    'x:ISSUE': issues,
    'x:CHANGE_REQUEST': pullRequests,
    MESSAGE: comments,
    'x:RELEASE': releases,
    'x:REPOSITORY': repositories,
    'x:BUILD': readOnly,
    'x:DEPLOYMENT': readOnly,
    'x:SECURITY_ALERT': readOnly,
  },
  check: async ({ http, settings }) => {
    const found = objectIn(await http.get(place(settings), { headers }));
    return { ok: true, message: textOf(found['full_name']) ?? textOf(found['login']) ?? settings.owner };
  },
  collections,
});
