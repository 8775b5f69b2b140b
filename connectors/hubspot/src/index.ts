import { customerRecordTypes, defineConnector, objectIn, signatures, textOf } from '@hookyard/sdk';

import { collections } from './collections.js';
import { objects } from './objects.js';
import { presets } from './presets.js';
import { eventName, scopes } from './scopes.js';
import { subscriptions } from './subscriptions.js';

/** HubSpot: contacts, companies, deals, tickets and products; one address for all accounts that installed the app. */
export const connector = defineConnector({
  name: 'hubspot',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A HubSpot account: contacts, companies, deals, tickets and products',
  presets,
  secrets: {
    webhook: 'Client secret of the app, which signs hooks',
    token: 'Access token of a private app, where authentication is bearer',
    developerKey: 'Developer key, for registering the subscriptions of a public app',
  },
  auth: ({ authentication }) =>
    authentication === 'bearer'
      ? { kind: 'bearer', secret: 'token' }
      : {
          kind: 'oauth2',
          flow: 'code',
          authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
          tokenUrl: 'https://api.hubapi.com/oauth/v1/token',
          scopes: ['contacts', 'companies', 'deals']
            .flatMap((name) => [`crm.objects.${name}.read`, `crm.objects.${name}.write`])
            .concat('tickets', 'e-commerce'),
          clientId: { setting: 'clientId' },
          clientSecret: 'webhook',
          clientAuthentication: 'body',
          pkce: false,
        },
  baseUrl: ({ address }) => address,
  recordTypes: customerRecordTypes,
  scopes,
  webhook: {
    urlPath: 'hubspot',
    ...signatures.hubspot,
    // A subscription brings a list of events, a workflow one record.
    multiple: '$',
    account: 'portalId',
    scope: eventName,
    externalId: '[objectId, newObjectId, primaryObjectId, fromObjectId, vid, companyId, dealId][0]',
    // An event's own id is not unique, by the documentation.
    eventId: `subscriptionType
      ? $join([portalId, subscriptionId, eventId, objectId, fromObjectId, toObjectId, propertyName, occurredAt].$string(), "|")`,
    subscriptions,
  },
  // https://developers.hubspot.com/docs/guides/apps/api-usage/usage-details: 100 in ten seconds for each account.
  limits: { TO: { calls: 50, perSeconds: 10 }, FROM: { calls: 50, perSeconds: 10 } },
  records: {
    CUSTOMER: objects({
      name: 'contacts',
      keys: { email: 'email', phone: 'phone' },
      changedAt: 'lastmodifieddate',
    }),
    CUSTOMER_COMPANY: objects({
      name: 'companies',
      keys: { domain: 'domain', name: 'name' },
      changedAt: 'hs_lastmodifieddate',
    }),
    'x:DEAL': objects({ name: 'deals', keys: { name: 'dealname' }, changedAt: 'hs_lastmodifieddate' }),
    'x:TICKET': objects({ name: 'tickets', keys: { subject: 'subject' }, changedAt: 'hs_lastmodifieddate' }),
    PRODUCT: objects({
      name: 'products',
      keys: { sku: 'hs_sku', name: 'name' },
      changedAt: 'hs_lastmodifieddate',
    }),
  },
  check: async ({ http }) => {
    const account = objectIn(await http.get('/account-info/v3/details'));
    const id = textOf(account['portalId']);
    return { ok: true, message: `Account ${id ?? ''}`, ...(id === undefined ? {} : { account: id }) };
  },
  collections,
});
