import { copiedFields, type CollectionDefinition } from '@hookyard/sdk';

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'Mandrill event → Mail event',
    type: 'x:MAIL_EVENT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({
        event: 'event',
        email: 'msg.email',
        messageId: 'message_id',
        url: 'url',
        userAgent: 'user_agent',
        ip: 'ip',
        tags: 'msg.tags',
      }),
      { kind: 'formula', target: 'at', expression: '$isoTime(ts * 1000)' },
      {
        kind: 'formula',
        target: 'reason',
        expression: '[msg.diag, msg.bounce_description, msg.reject.reason][0]',
      },
    ],
  },
  {
    name: 'Mandrill mail → Message',
    type: 'MESSAGE',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({ subject: 'subject', to: 'email', status: 'state' }),
      { kind: 'static', target: 'channel', value: 'email' },
      { kind: 'formula', target: 'direction', expression: 'direction ? direction : "outbound"' },
      { kind: 'formula', target: 'from', expression: '[from_email, sender][0]' },
      { kind: 'formula', target: 'body', expression: '[text, html][0]' },
      { kind: 'formula', target: 'sentAt', expression: '$isoTime(ts * 1000)' },
    ],
  },
  {
    name: 'Message → Mandrill mail',
    type: 'MESSAGE',
    direction: 'FROM',
    syncType: 'ADD',
    // What came from a system has a direction, and is not sent again.
    filter: 'channel in ["email", "e-mail"] and $not($exists(direction))',
    mappings: [
      ...copiedFields({ subject: 'subject' }),
      { kind: 'formula', target: 'from_email', expression: 'from ? from : $Settings.sender' },
      { kind: 'formula', target: 'to', expression: '[{"email": to, "type": "to"}]' },
      { kind: 'formula', target: 'html', expression: '$contains(body, "</") ? body' },
      { kind: 'formula', target: 'text', expression: '$not($contains(body, "</")) ? body' },
    ],
  },
  {
    name: 'Mandrill denylist → Suppression',
    type: 'x:MAIL_SUPPRESSION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({ email: 'email', kind: 'reason', reason: 'detail', createdAt: 'created_at' }),
  },
  {
    name: 'Suppression → Mandrill denylist',
    type: 'x:MAIL_SUPPRESSION',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: copiedFields({ email: 'email', comment: 'reason' }),
  },
  {
    name: 'Mandrill allowlist → Allowed address',
    type: 'x:MANDRILL_ALLOWED',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({ email: 'email', detail: 'detail', createdAt: 'created_at' }),
  },
  {
    name: 'Allowed address → Mandrill allowlist',
    type: 'x:MANDRILL_ALLOWED',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: copiedFields({ email: 'email', comment: 'detail' }),
  },
];
