import { defineConnector, idIn, objectIn, signatures } from '@hookyard/sdk';

import { addressList } from './address-lists.js';
import { call } from './calls.js';
import { collections } from './collections.js';
import { messages } from './messages.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { scopes } from './scopes.js';
import { eventId, eventName, recordId } from './selectors.js';
import { webhooks } from './webhooks.js';

/** Mailchimp Transactional (Mandrill): mail in and out, what becomes of it, denylist and allowlist. */
export const connector = defineConnector({
  name: 'mandrill',
  version: '1.0.0',
  host: '^1.0.0',
  description:
    'A Mailchimp Transactional (Mandrill) account: mail, what becomes of it, denylist and allowlist',
  presets,
  secrets: { webhook: 'Key of the webhook', apiKey: 'API key' },
  // The key is a field of every call, which no kind of authentication is.
  auth: { kind: 'none' },
  baseUrl: ({ address }) => `${address}/api/1.0`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.mandrill,
    multiple: '$',
    scope: eventName,
    externalId: recordId,
    eventId,
    subscriptions: webhooks,
  },
  // Hourly quotas are about mail, not calls; at most 10 connections at once: https://mailchimp.com/developer/transactional/docs/fundamentals/
  limits: { TO: { concurrency: 5 }, FROM: { concurrency: 5 } },
  records: {
    MESSAGE: messages,
    'x:MAIL_SUPPRESSION': addressList('rejects'),
    'x:MANDRILL_ALLOWED': addressList('allowlists'),
  },
  check: async (ctx) => {
    const username = idIn(objectIn(await call('users/info', {}, ctx)), 'username');
    return { ok: true, message: username, account: username };
  },
  collections,
});
