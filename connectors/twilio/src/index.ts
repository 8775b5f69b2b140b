import { idIn, objectIn, defineConnector, signatures } from '@hookyard/sdk';

import { collections } from './collections.js';
import { presets } from './presets.js';
import { recordTypes } from './record-types.js';
import { records } from './records.js';
import { scopes } from './scopes.js';
import { eventId, eventName, recordId } from './selectors.js';

/** Twilio: messages in and out with what becomes of them, calls, recordings and conversations of an account. */
export const connector = defineConnector({
  name: 'twilio',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'A Twilio account: messages, calls, recordings and conversations',
  presets,
  secrets: {
    webhook: 'Auth token of the account: signs hooks, and calls too where there is no API key',
    apiKeySecret: 'Secret of the API key',
  },
  auth: ({ accountSid, apiKeySid }) =>
    apiKeySid === undefined
      ? { kind: 'basic', user: accountSid, secret: 'webhook' }
      : { kind: 'basic', user: apiKeySid, secret: 'apiKeySecret' },
  baseUrl: ({ address, accountSid }) => `${address}/2010-04-01/Accounts/${accountSid}`,
  recordTypes,
  scopes,
  webhook: {
    ...signatures.twilio,
    scope: eventName,
    externalId: recordId,
    eventId,
    // Instructions that say nothing: no answer to a message, and a call is ended.
    answer: {
      status: 200,
      headers: { 'content-type': 'text/xml; charset=utf-8' },
      body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
    },
  },
  // Twilio counts calls at the same time and answers 429: https://help.twilio.com/articles/360044308153
  limits: { TO: { concurrency: 16 }, FROM: { concurrency: 16 } },
  records,
  check: async ({ http, settings: { address, accountSid } }) => {
    const answer = await http.get(`${address}/2010-04-01/Accounts/${accountSid}.json`);
    const account = objectIn(answer);
    const status = idIn(account, 'status');
    return {
      ok: status === 'active',
      message: `${idIn(account, 'friendly_name')} is ${status}`,
      account: idIn(account, 'sid'),
    };
  },
  collections,
});
