import { defineConnector, secretPath } from '@hookyard/sdk';

import { account, eventId, eventType, mode } from './assumptions.js';
import { collections } from './collections.js';
import { accountOf } from './consent.js';
import { allOf, endpoints } from './endpoints.js';
import { readWhenLoaded } from './first-load.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { dataOf } from './unified-data.js';

const listed = { source: 'payload' } as const;

/** Groov: when the data of a merchant's payment partners is unified, it is read, page by page. */
export const connector = defineConnector({
  name: 'groov',
  version: '1.0.0',
  host: '^1.0.0',
  description:
    'Merchant data of payment partners, unified by Groov: accounts, payments, settlements, disputes',
  presets,
  secrets: {
    webhook: 'A long random word, the last part of the endpoint’s address',
    apiKey: 'API key: pk-live… for a live connection, pk-test… for one in sandbox mode',
  },
  auth: { kind: 'apiKey', secret: 'apiKey', header: 'x-api-key' },
  baseUrl: ({ address }) => `${address}/api/v1`,
  recordTypes,
  scopes: {
    'authorisation.enabled': [
      'x:GROOV_ACCOUNT',
      'UPDATED',
      'Groov customer authorised a partner account → Account',
    ],
    'ledger_alldata.primary_sync.complete': [
      'MESSAGE',
      'CREATED',
      'First load of a Groov account is unified → its data',
      listed,
    ],
    'payments/created': ['x:GROOV_PAYMENT', 'CREATED', 'New Groov payment → Payment', listed],
    'payments/updated': ['x:GROOV_PAYMENT', 'UPDATED', 'Groov payment → Payment', listed],
    'payments/poll': ['x:GROOV_PAYMENT', 'POLL', 'Groov payments → Payment'],
    'transactions/created': ['x:GROOV_TRANSACTION', 'CREATED', 'New Groov transaction → Transaction', listed],
    'transactions/updated': ['x:GROOV_TRANSACTION', 'UPDATED', 'Groov transaction → Transaction', listed],
    'transactions/poll': ['x:GROOV_TRANSACTION', 'POLL', 'Groov transactions → Transaction'],
    'settlements/created': ['x:GROOV_SETTLEMENT', 'CREATED', 'New Groov settlement → Settlement', listed],
    'settlements/updated': ['x:GROOV_SETTLEMENT', 'UPDATED', 'Groov settlement → Settlement', listed],
    'settlements/poll': ['x:GROOV_SETTLEMENT', 'POLL', 'Groov settlements → Settlement'],
    'disputes/created': ['x:GROOV_DISPUTE', 'CREATED', 'New Groov dispute → Dispute', listed],
    'disputes/updated': ['x:GROOV_DISPUTE', 'UPDATED', 'Groov dispute → Dispute', listed],
    'disputes/poll': ['x:GROOV_DISPUTE', 'POLL', 'Groov disputes → Dispute'],
    'customers/created': ['CUSTOMER', 'CREATED', 'New Groov customer → Customer', listed],
    'customers/updated': ['CUSTOMER', 'UPDATED', 'Groov customer → Customer', listed],
    'customers/poll': ['CUSTOMER', 'POLL', 'Groov customers → Customer'],
  },
  webhook: {
    verify: secretPath(),
    scope: eventType,
    externalId: account,
    eventId,
    mode,
    subscriptions: endpoints,
  },
  handlePrerequisite: readWhenLoaded,
  records: {
    'x:GROOV_ACCOUNT': { get: accountOf },
    'x:GROOV_PAYMENT': dataOf('payments'),
    'x:GROOV_TRANSACTION': dataOf('transactions'),
    'x:GROOV_SETTLEMENT': dataOf('settlements'),
    'x:GROOV_DISPUTE': dataOf('disputes'),
    CUSTOMER: dataOf('customers'),
  },
  check: async (ctx) => ({
    ok: true,
    message: `${(await allOf(ctx)).length} webhook endpoints are registered`,
  }),
  collections,
});
