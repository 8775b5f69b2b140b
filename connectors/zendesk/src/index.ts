import { customerRecordTypes, defineConnector, objectIn, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { records } from './records.js';
import { eventName, recordId, scopes } from './scopes.js';
import { webhooks } from './webhooks.js';

/** Zendesk Support: tickets and their comments, users and organisations of an account. */
export const connector = defineConnector({
  name: 'zendesk',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Zendesk account: tickets, comments, users and organisations',
  presets,
  secrets: { webhook: 'Signing secret of the webhook', apiToken: 'API token of the administrator' },
  auth: ({ email }) => ({ kind: 'basic', user: `${email}/token`, secret: 'apiToken' }),
  baseUrl: ({ subdomain, address }) => `${address ?? `https://${subdomain}.zendesk.com`}/api/v2`,
  recordTypes: { 'x:TICKET': customerRecordTypes['x:TICKET'] },
  scopes,
  webhook: {
    ...signatures.zendesk,
    scope: eventName,
    externalId: recordId,
    eventId: 'id',
    subscriptions: webhooks,
  },
  // The smallest plan has 200 calls a minute, exports 10 of them:
  // https://developer.zendesk.com/api-reference/introduction/rate-limits/
  limits: { TO: { calls: 100, perSeconds: 60 }, FROM: { calls: 90, perSeconds: 60 } },
  records,
  check: async ({ http, settings: { subdomain } }) => {
    // Bad credentials are no error here, but an anonymous user.
    const { email, role } = objectIn(await http.get('/users/me'), 'user');
    const ok = role === 'admin' || role === 'agent';
    return ok
      ? { ok, message: `${textOf(email) ?? ''} is ${role}`, account: subdomain }
      : { ok, message: 'the e-mail and its API token are those of no agent' };
  },
  collections,
});
