import { defineConnector, signatures, textOf, valueAt } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { headersOf, resource } from './resources.js';
import { scopes } from './scopes.js';

/** Invoices that never counted are deleted, others voided. */
const NEVER_COUNTED = ['DRAFT', 'SUBMITTED'];

/** Xero: contacts, invoices and bills, credit notes, payments and items; one address for all organisations of the app. */
export const connector = defineConnector({
  name: 'xero',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Xero organisation: contacts, invoices, credit notes, payments and items',
  presets,
  secrets: {
    webhook: 'Webhook key of the app, which signs hooks',
    clientSecret: 'Client secret of the app',
  },
  auth: ({ authentication: flow, authAddress }) => ({
    kind: 'oauth2',
    flow,
    ...(flow === 'code' ? { authorizeUrl: 'https://login.xero.com/identity/connect/authorize' } : {}),
    tokenUrl: `${authAddress}/connect/token`,
    scopes: [
      ...(flow === 'code' ? ['offline_access'] : []),
      // Apps made since March 2026 cannot ask for the broad `accounting.transactions`, and all lose it in September 2027.
      'accounting.contacts',
      'accounting.invoices',
      'accounting.payments',
      'accounting.settings',
    ],
    clientId: { setting: 'clientId' },
    clientSecret: 'clientSecret',
    rotating: flow === 'code',
  }),
  baseUrl: ({ address }) => `${address}/api.xro/2.0`,
  recordTypes,
  scopes,
  webhook: {
    urlPath: 'xero',
    ...signatures.xero,
    multiple: 'events',
    account: 'tenantId',
    scope: '$uppercase(eventCategory & "." & eventType)',
    externalId: 'resourceId',
    // Events have no id of their own.
    eventId: '$join([tenantId, resourceId, eventCategory, eventType, eventDateUtc], "|")',
    // The handshake has no numbers.
    sequence: {
      first: 'lastEventSequence > 0 ? firstEventSequence',
      last: 'lastEventSequence > 0 ? lastEventSequence',
    },
  },
  // https://developer.xero.com/documentation/guides/oauth2/limits/: 60 a minute and five at once, for each organisation.
  limits: {
    TO: { calls: 30, perSeconds: 60, concurrency: 2 },
    FROM: { calls: 30, perSeconds: 60, concurrency: 2 },
  },
  records: {
    CUSTOMER: resource({
      many: 'Contacts',
      id: 'ContactID',
      listed: { includeArchived: 'true' },
      keys: { Name: 'Name', EmailAddress: 'EmailAddress', AccountNumber: 'AccountNumber' },
      written: true,
      removal: () => ({ ContactStatus: 'ARCHIVED' }),
    }),
    TRANSACTION: resource({
      many: 'Invoices',
      id: 'InvoiceID',
      keys: { InvoiceNumber: 'InvoiceNumber' },
      written: true,
      removal: ({ Status: status }) => ({
        Status: NEVER_COUNTED.includes(textOf(status) ?? '') ? 'DELETED' : 'VOIDED',
      }),
    }),
    'x:CREDIT_NOTE': resource({ many: 'CreditNotes', id: 'CreditNoteID' }),
    TRANSACTION_PAYMENT: resource({ many: 'Payments', id: 'PaymentID' }),
    PRODUCT: resource({
      many: 'Items',
      id: 'ItemID',
      keys: { Code: 'Code' },
      written: true,
      removal: 'delete',
    }),
  },
  check: async ({ http, settings }) => {
    const answer = await http.get('/Organisation', { headers: headersOf(settings) });
    const name = textOf(valueAt(answer.json(), 'Organisations.0.Name'));
    return { ok: true, message: name ?? settings.tenantId, account: settings.tenantId };
  },
  collections,
});
