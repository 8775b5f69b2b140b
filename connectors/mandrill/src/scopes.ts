import type { ScopeDeclarations } from '@hookyard/sdk';

import { happened } from './selectors.js';

const event = { source: 'payload', record: happened } as const;
const listed = { source: 'payload', record: 'reject ? reject : entry', version: 'ts' } as const;

/** Named as Mandrill names its events, those of its lists with their action; messages and lists can be polled. */
export const scopes = {
  send: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail was sent → Mail event', event],
  delivered: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail was delivered → Mail event', event],
  deferral: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail was put off → Mail event', event],
  hard_bounce: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail bounced for good → Mail event', event],
  soft_bounce: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail bounced for now → Mail event', event],
  open: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail was opened → Mail event', event],
  click: ['x:MAIL_EVENT', 'CREATED', 'Link of a Mandrill mail was clicked → Mail event', event],
  spam: ['x:MAIL_EVENT', 'CREATED', 'Mandrill mail was called spam → Mail event', event],
  unsub: ['x:MAIL_EVENT', 'CREATED', 'Recipient of Mandrill mail unsubscribed → Mail event', event],
  reject: ['x:MAIL_EVENT', 'CREATED', 'Mandrill refused to send a mail → Mail event', event],
  'message/created': ['MESSAGE', 'CREATED', 'New Mandrill mail → Message'],
  'message/updated': ['MESSAGE', 'UPDATED', 'Mandrill mail → Message'],
  'message/poll': ['MESSAGE', 'POLL', 'Mandrill mail → Message'],
  inbound: [
    'MESSAGE',
    'CREATED',
    'Incoming Mandrill mail → Message',
    { source: 'payload', record: '$merge([msg, {"ts": ts, "direction": "inbound"}])' },
  ],
  'blacklist.add': ['x:MAIL_SUPPRESSION', 'CREATED', 'Address on Mandrill’s denylist → Suppression', listed],
  'blacklist.change': [
    'x:MAIL_SUPPRESSION',
    'UPDATED',
    'Address on Mandrill’s denylist → Suppression',
    listed,
  ],
  'blacklist.remove': ['x:MAIL_SUPPRESSION', 'DELETED', 'Address off Mandrill’s denylist → Suppression'],
  'suppression/poll': ['x:MAIL_SUPPRESSION', 'POLL', 'Mandrill’s denylist → Suppression'],
  'whitelist.add': [
    'x:MANDRILL_ALLOWED',
    'CREATED',
    'Address on Mandrill’s allowlist → Allowed address',
    listed,
  ],
  'whitelist.remove': ['x:MANDRILL_ALLOWED', 'DELETED', 'Address off Mandrill’s allowlist → Allowed address'],
} as const satisfies ScopeDeclarations;
