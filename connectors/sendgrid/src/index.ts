import { defineConnector, mailRecordTypes, objectIn, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { contacts } from './contacts.js';
import { eventWebhooks } from './event-webhooks.js';
import { mail } from './mail.js';
import { presets } from './presets.js';
import { scopes } from './scopes.js';
import { suppressions } from './suppressions.js';

/** SendGrid: mail out, what becomes of it in, suppressions and marketing contacts both ways. */
export const connector = defineConnector({
  name: 'sendgrid',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A SendGrid account: mail, what becomes of it, suppressions and marketing contacts',
  presets,
  secrets: {
    webhook: 'Verification key of the event webhook',
    apiKey: 'API key, SG.…',
  },
  auth: { kind: 'bearer', secret: 'apiKey' },
  baseUrl: ({ address }) => address,
  recordTypes: mailRecordTypes,
  scopes,
  webhook: {
    ...signatures.sendgrid,
    multiple: '$',
    scope: 'event',
    // Changes of the account itself have no id of their own.
    externalId: 'sg_event_id ? sg_event_id : type & "|" & timestamp',
    eventId: 'sg_event_id',
    subscriptions: eventWebhooks,
  },
  // Each address of the API has its own limit, which its answers tell: https://www.twilio.com/docs/sendgrid/api-reference/how-to-use-the-sendgrid-v3-api/rate-limits
  limits: {
    TO: { concurrency: 8 },
    FROM: { concurrency: 8 },
    headers: { limit: 'x-ratelimit-limit', remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset' },
    estimates: { CUSTOMER: 2 },
  },
  records: { MESSAGE: mail, 'x:MAIL_SUPPRESSION': suppressions, CUSTOMER: contacts },
  check: async ({ http }) => {
    const { scopes: allowed } = objectIn(await http.get('/v3/scopes'));
    return { ok: true, message: `The key may do ${Array.isArray(allowed) ? allowed.length : 0} things` };
  },
  collections,
});
