import type { ScopeDeclarations } from '@hookyard/sdk';

/** An event is all there is of itself. What follows the first dot of a message id is the machine that sent it. */
const event = {
  source: 'payload',
  record: '$merge([$, {"message_id": $substringBefore(sg_message_id, ".")}])',
} as const;
const listed = { source: 'payload' } as const;

/** Named as SendGrid names its events; suppressions and contacts are polled. */
export const scopes = {
  processed: ['x:MAIL_EVENT', 'CREATED', 'SendGrid took a mail → Mail event', event],
  deferred: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail was put off → Mail event', event],
  delivered: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail was delivered → Mail event', event],
  open: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail was opened → Mail event', event],
  click: ['x:MAIL_EVENT', 'CREATED', 'Link of a SendGrid mail was clicked → Mail event', event],
  bounce: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail bounced → Mail event', event],
  dropped: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail was dropped → Mail event', event],
  spamreport: ['x:MAIL_EVENT', 'CREATED', 'SendGrid mail was called spam → Mail event', event],
  unsubscribe: ['x:MAIL_EVENT', 'CREATED', 'Recipient of SendGrid mail unsubscribed → Mail event', event],
  group_unsubscribe: ['x:MAIL_EVENT', 'CREATED', 'Recipient left a SendGrid group → Mail event', event],
  group_resubscribe: [
    'x:MAIL_EVENT',
    'CREATED',
    'Recipient came back to a SendGrid group → Mail event',
    event,
  ],
  account_status_change: ['x:MAIL_EVENT', 'CREATED', 'SendGrid account changed → Mail event', event],
  'suppression/created': ['x:MAIL_SUPPRESSION', 'CREATED', 'New SendGrid Suppression → Suppression', listed],
  'suppression/updated': ['x:MAIL_SUPPRESSION', 'UPDATED', 'SendGrid Suppression → Suppression', listed],
  'suppression/poll': ['x:MAIL_SUPPRESSION', 'POLL', 'SendGrid Suppressions → Suppression'],
  'contact/created': ['CUSTOMER', 'CREATED', 'New SendGrid Contact → Customer'],
  'contact/updated': ['CUSTOMER', 'UPDATED', 'SendGrid Contact changed → Customer'],
  'contact/poll': ['CUSTOMER', 'POLL', 'SendGrid Contacts that changed last → Customer'],
} as const satisfies ScopeDeclarations;
