import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { eventId, events, recordId } from './selectors.js';

/** Zoom: meetings, webinars, who registered and took part, recordings and users; one address for all accounts of the app. */
export const connector = defineConnector({
  name: 'zoom',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Zoom account: meetings, webinars, registrants, participants, recordings and users',
  presets,
  secrets: {
    webhook: 'Secret token of the app, which signs hooks',
    clientSecret: 'Client secret of the server-to-server app',
  },
  auth: ({ accountId, authAddress }) => ({
    kind: 'oauth2',
    flow: 'client_credentials',
    tokenUrl: `${authAddress}/oauth/token`,
    scopes: [],
    clientId: { setting: 'clientId' },
    clientSecret: 'clientSecret',
    // https://developers.zoom.us/docs/internal-apps/s2s-oauth/
    tokenParameters: { grant_type: 'account_credentials', account_id: accountId },
  }),
  baseUrl: ({ address }) => `${address}/v2`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.zoom,
    urlPath: 'zoom',
    multiple: events,
    account: 'payload.account_id',
    scope: 'event',
    externalId: recordId,
    eventId,
  },
  // What a Pro account may do of the heaviest kind, in both directions together:
  // https://developers.zoom.us/docs/api/rate-limits/
  limits: { TO: { calls: 5 }, FROM: { calls: 5 } },
  records,
  check: async ({ http }) => {
    const me = objectIn(await http.get('/users/me'));
    return { ok: true, message: idIn(me, 'email'), account: idIn(me, 'account_id') };
  },
  collections,
});
