import { any, basic, defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { eventId, eventName, recordId } from './selectors.js';
import { USER, webhooks } from './webhooks.js';

/** Pipedrive: persons, organisations, deals, activities, products and notes of a company; hooks of version 2, and of 1. */
export const connector = defineConnector({
  name: 'pipedrive',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Pipedrive company: persons, organisations, deals, activities, products and notes',
  presets,
  secrets: {
    webhook: 'Password of the webhooks that are registered here; of others their user:password',
    apiToken: 'API token of a user, where authentication is apiToken',
    clientSecret: 'Client secret of the app, where authentication is oauth2',
  },
  auth: ({ authentication }) =>
    authentication === 'apiToken'
      ? { kind: 'apiKey', secret: 'apiToken', header: 'x-api-token' }
      : {
          kind: 'oauth2',
          flow: 'code',
          authorizeUrl: 'https://oauth.pipedrive.com/oauth/authorize',
          tokenUrl: 'https://oauth.pipedrive.com/oauth/token',
          // Those of the app count.
          scopes: [],
          clientId: { setting: 'clientId' },
          clientSecret: 'clientSecret',
          pkce: false,
        },
  baseUrl: ({ company, address }) => `${address ?? `https://${company}.pipedrive.com`}/api`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.pipedrive,
    verify: any([signatures.pipedrive.verify, basic({ user: USER })]),
    urlPath: 'pipedrive',
    account: 'meta.company_id',
    scope: eventName,
    externalId: recordId,
    eventId,
    subscriptions: webhooks,
  },
  // The smallest plan's burst is 20 calls in two seconds: https://pipedrive.readme.io/docs/core-api-concepts-rate-limiting
  limits: { TO: { calls: 10, perSeconds: 2 }, FROM: { calls: 10, perSeconds: 2 } },
  records,
  check: async ({ http }) => {
    const me = objectIn(await http.get('/v1/users/me'), 'data');
    return { ok: true, message: idIn(me, 'company_name'), account: idIn(me, 'company_id') };
  },
  collections,
});
