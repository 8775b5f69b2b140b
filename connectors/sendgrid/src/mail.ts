import { RetryLater, type RecordHandlers } from '@hookyard/sdk';

import type { Context } from './presets.js';

/**
 * Mail is sent, and nothing of it can be read again: what becomes of it comes as events. Its id is the beginning of the
 * `sg_message_id` of those. https://www.twilio.com/docs/sendgrid/api-reference/mail-send/mail-send
 */
export const mail: RecordHandlers<Context> = {
  create: async (record, { http }) => {
    const { headers } = await http.post('/v3/mail/send', { json: record });
    const id = headers['x-message-id'];
    if (id === undefined) throw new RetryLater('SendGrid took a mail and named no id');
    return { id, record };
  },
};
