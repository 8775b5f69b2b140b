import { defineConnector } from '@hookyard/sdk';

import { HANDLER_DEADLINE_MS, deliveryId, events, isHandlerCall, results, signature } from './assumptions.js';
import { collections } from './collections.js';
import { datasets, rowsOf } from './datasets.js';
import { decideMerge } from './merge-decision.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';

const inHook = { source: 'payload' } as const;

/** DataGroomr: what it merged and converted in Salesforce, merges it asks us for, and datasets it takes from us. */
export const connector = defineConnector({
  name: 'datagroomr',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'DataGroomr: merges and conversions in Salesforce, a merge handler, and datasets of ours',
  presets,
  secrets: {
    webhook: 'Signing secret of the webhook or handler',
    apiKey: 'Secret key of the Ingestion API',
    mergeToken: 'Token of the service that carries merges out, where mergeAuth is bearer',
  },
  auth: { kind: 'apiKey', secret: 'apiKey', header: 'token' },
  baseUrl: ({ ingestionUrl }) => ingestionUrl,
  // 30 calls a minute for the whole organisation; polls of datasets need a few of them.
  limits: { FROM: { calls: 20, perSeconds: 60 } },
  recordTypes,
  scopes: {
    PostMerge: ['x:DATAGROOMR_MERGE', 'CREATED', 'DataGroomr merged records of Salesforce → Merge', inHook],
    Merge: ['x:DATAGROOMR_MERGE', 'CREATED', 'DataGroomr asks for a merge of records → Merge', inHook],
    PostConvert: ['x:DATAGROOMR_CONVERSION', 'CREATED', 'DataGroomr converted a Lead → Conversion', inHook],
    'dataset/created': ['x:DATAGROOMR_DATASET', 'CREATED', 'DataGroomr dataset of ours → Dataset', inHook],
    'dataset/updated': ['x:DATAGROOMR_DATASET', 'UPDATED', 'DataGroomr dataset went on → Dataset', inHook],
    'dataset/poll': ['x:DATAGROOMR_DATASET', 'POLL', 'Datasets of ours go on by a step → Dataset'],
  },
  webhook: {
    verify: signature,
    deliveryId,
    multiple: events,
    scope: 'event',
    externalId: 'id',
    reply: { when: 'done', deadlineMs: HANDLER_DEADLINE_MS, only: isHandlerCall, body: results },
  },
  handlePrerequisite: decideMerge,
  records: {
    CUSTOMER: rowsOf('CUSTOMER'),
    CUSTOMER_COMPANY: rowsOf('CUSTOMER_COMPANY'),
    'x:DATAGROOMR_DATASET': datasets,
  },
  collections,
});
