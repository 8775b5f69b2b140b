import { any, anyEvents, defineConnector, signatures } from '@hookyard/sdk';

/** Svix and its customers send the same under names of their own. */
const { 'standard-webhooks': standard, svix } = signatures;

const events = anyEvents({
  sender: 'Standard Webhooks',
  nameAt: 'type',
  idAt: 'data.id',
  eventId: ({ headers }) => headers['webhook-id'] ?? headers['svix-id'],
});

/** Any sender that keeps to Standard Webhooks: what its events are about is a setting. */
export const connector = defineConnector({
  name: 'standard-webhooks',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'Any sender that keeps to Standard Webhooks, or sends by Svix',
  presets: events.presets,
  secrets: { webhook: 'Signing secret of the endpoint, whsec_…, or the sender’s public key, whpk_…' },
  recordTypes: events.recordTypes,
  scopes: events.scopes,
  webhook: {
    verify: any([standard.verify, svix.verify]),
    deliveryId: '[Headers.`webhook-id`, Headers.`svix-id`][0]',
    resolve: events.resolve,
  },
  collections: events.collections,
});
