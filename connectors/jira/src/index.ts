import { any, defineConnector, jwt, objectIn, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { baseUrl, presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { eventId, recordId, scopes } from './scopes.js';
import { webhooks } from './webhooks.js';

/** Jira Cloud: issues and their comments, projects, versions and sprints of a site. */
export const connector = defineConnector({
  name: 'jira',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Jira Cloud site: issues, comments, projects, versions and sprints',
  presets,
  secrets: {
    webhook: 'Secret of a webhook that an administrator made',
    apiToken: 'API token of the user, where authentication is apiToken',
    clientSecret: 'Client secret of the app, where authentication is oauth2: proves its hooks too',
  },
  auth: ({ authentication, email = '' }) =>
    authentication === 'apiToken'
      ? { kind: 'basic', user: email, secret: 'apiToken' }
      : {
          kind: 'oauth2',
          flow: 'code',
          authorizeUrl: 'https://auth.atlassian.com/authorize',
          tokenUrl: 'https://auth.atlassian.com/oauth/token',
          scopes: [
            'read:jira-work',
            'write:jira-work',
            'read:jira-user',
            'manage:jira-webhook',
            'offline_access',
          ],
          clientId: { setting: 'clientId' },
          clientSecret: 'clientSecret',
          clientAuthentication: 'body',
          pkce: false,
          rotating: true,
          authorizeParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
        },
  baseUrl,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.jira,
    verify: any([
      signatures.jira.verify,
      // Hooks of an app have a token that proves their sender, not their body: what they name is read.
      jwt({
        header: 'authorization',
        prefix: 'Bearer ',
        algorithms: ['HS256'],
        secret: 'clientSecret',
        maxAge: '1h',
      }),
    ]),
    scope: 'webhookEvent',
    externalId: recordId,
    eventId,
    subscriptions: webhooks,
  },
  // Jira counts what calls cost and says no number: https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
  limits: { TO: { calls: 5 }, FROM: { calls: 5 } },
  records,
  check: async ({ http, settings: { site } }) => {
    const { displayName } = objectIn(await http.get('/myself'));
    return {
      ok: true,
      message: `${textOf(displayName) ?? 'the user'} at ${site}.atlassian.net`,
      account: site,
    };
  },
  collections,
});
