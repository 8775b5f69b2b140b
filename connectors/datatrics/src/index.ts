import { defineConnector, token } from '@hookyard/sdk';

import { CALLS_PER_SECOND, KEY_HEADER, filledFields } from './assumptions.js';
import { collections } from './collections.js';
import { presets } from './presets.js';
import { call } from './profile-calls.js';
import { profiles } from './profiles.js';
import { checkCall } from './triggered-call.js';

/** Datatrics: the calls of its campaigns come in with fields of a profile; profiles are read and written by API 2.0. */
export const connector = defineConnector({
  name: 'datatrics',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Datatrics project: calls of its campaigns, and its profiles',
  presets,
  secrets: {
    webhook: `Value of the header ${KEY_HEADER} that the campaign’s webhook step sends`,
    apiKey: 'API key of the project',
  },
  auth: { kind: 'apiKey', secret: 'apiKey', header: 'x-apikey' },
  baseUrl: ({ address, apiVersion, projectId }) => `${address}/${apiVersion}/project/${projectId}`,
  limits: { TO: { calls: CALLS_PER_SECOND }, FROM: { calls: CALLS_PER_SECOND } },
  scopes: {
    'profile/created': [
      'CUSTOMER',
      'CREATED',
      'Datatrics Profile that is new in a list → Customer',
      { source: 'payload' },
    ],
    'profile/updated': [
      'CUSTOMER',
      'UPDATED',
      'Datatrics Profile that a list has → Customer',
      { source: 'payload' },
    ],
    'profile/triggered': [
      'CUSTOMER',
      'UPDATED',
      'Datatrics Profile reached a webhook step → Customer',
      { source: 'payload' },
    ],
    'profile/all': ['CUSTOMER', 'INITIALIZE', 'All Datatrics Profiles → Customer'],
    'profile/poll': ['CUSTOMER', 'POLL', 'Datatrics Profiles, listed by a schedule → Customer'],
  },
  webhook: {
    methods: ['POST', 'GET'],
    verify: token({ header: KEY_HEADER }),
    preprocess: filledFields,
    scope: '"profile/triggered"',
    externalId: 'profileid ? profileid : email',
  },
  handlePrerequisite: checkCall,
  records: { CUSTOMER: profiles },
  check: async (ctx) => {
    await call(ctx, { url: '/profile', query: { limit: 1 } });
    return { ok: true, account: ctx.settings.projectId };
  },
  collections,
});
