import { all, defineConnector, secretPath, token } from '@hookyard/sdk';

import { collections } from './collections.js';
import { canonicalId } from './record-id.js';
import { acknowledged, notifications } from './soap.js';

const fromHook = { source: 'payload', record: 'sObject', version: 'sObject.LastModifiedDate' } as const;
const records = { id: { normalize: canonicalId }, version: 'LastModifiedDate' };

/** Salesforce outbound messages: SOAP with up to 100 records, unsigned, answered with an Ack. */
export const connector = defineConnector({
  name: 'salesforce',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Salesforce organisation, by its outbound messages',
  secrets: {
    webhook: 'A long random word, the last part of the endpoint URL',
    organizationId: 'The organisation’s id as its messages write it, 15 or 18 characters',
  },
  scopes: {
    Contact: ['CUSTOMER', 'UPDATED', 'Salesforce Contact created or changed → Customer', fromHook],
    Lead: ['CUSTOMER', 'UPDATED', 'Salesforce Lead created or changed → Customer', fromHook],
    Account: ['CUSTOMER_COMPANY', 'UPDATED', 'Salesforce Account created or changed → Company', fromHook],
    Product2: ['PRODUCT', 'UPDATED', 'Salesforce Product created or changed → Product', fromHook],
    Order: ['TRANSACTION', 'UPDATED', 'Salesforce Order created or changed → Transaction', fromHook],
  },
  webhook: {
    // Outbound messages carry no signature: who knows the path and the organisation is believed.
    verify: all([
      secretPath(),
      token({ body: 'OrganizationId', secret: 'organizationId', perElement: true }),
    ]),
    format: 'xml',
    repeats: ['Notification'],
    multiple: notifications,
    scope: 'topic',
    externalId: 'sObject.Id',
    eventId: 'Id',
    answer: acknowledged,
  },
  records: { CUSTOMER: records, CUSTOMER_COMPANY: records, PRODUCT: records, TRANSACTION: records },
  collections,
});
