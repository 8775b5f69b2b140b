import type { ScopeDeclarations } from '@hookyard/sdk';

import { reported } from './selectors.js';

const carried = { source: 'payload', record: 'record' } as const;
const report = { ...carried, version: reported } as const;
const TEMPLATE = 'x:WHATSAPP_TEMPLATE';
const NOTICE = 'x:WHATSAPP_NOTICE';

/** Messages, and reports by their status; the rest is named as WhatsApp names its fields. */
export const scopes = {
  message: ['MESSAGE', 'CREATED', 'WhatsApp Message, in or out → Message', carried],
  'status.sent': ['MESSAGE', 'UPDATED', 'WhatsApp Message sent → Message', report],
  'status.delivered': ['MESSAGE', 'UPDATED', 'WhatsApp Message delivered → Message', report],
  'status.read': ['MESSAGE', 'UPDATED', 'WhatsApp Message read → Message', report],
  'status.played': ['MESSAGE', 'UPDATED', 'WhatsApp voice Message played → Message', report],
  'status.failed': ['MESSAGE', 'UPDATED', 'WhatsApp Message failed → Message', report],
  'status.deleted': ['MESSAGE', 'UPDATED', 'WhatsApp Message taken back → Message', report],
  order: ['TRANSACTION', 'CREATED', 'Cart sent by WhatsApp → Transaction', carried],
  'template/created': [TEMPLATE, 'CREATED', 'New WhatsApp Template → Template'],
  message_template_status_update: [TEMPLATE, 'UPDATED', 'State of a WhatsApp Template changed → Template'],
  message_template_quality_update: [TEMPLATE, 'UPDATED', 'Quality of a WhatsApp Template changed → Template'],
  message_template_components_update: [TEMPLATE, 'UPDATED', 'Text of a WhatsApp Template changed → Template'],
  template_category_update: [TEMPLATE, 'UPDATED', 'Category of a WhatsApp Template changed → Template'],
  message_template_deleted: [TEMPLATE, 'DELETED', 'WhatsApp Template deleted → Template'],
  'template/poll': [TEMPLATE, 'POLL', 'WhatsApp Templates → Template'],
  'template/initialize': [TEMPLATE, 'INITIALIZE', 'All WhatsApp Templates → Template'],
  account_update: [NOTICE, 'CREATED', 'WhatsApp account changed → Notice', carried],
  account_alerts: [NOTICE, 'CREATED', 'Alert of a WhatsApp account → Notice', carried],
  account_review_update: [NOTICE, 'CREATED', 'WhatsApp account reviewed → Notice', carried],
  business_capability_update: [NOTICE, 'CREATED', 'Limits of a WhatsApp account → Notice', carried],
  phone_number_name_update: [NOTICE, 'CREATED', 'Name of a WhatsApp number reviewed → Notice', carried],
  phone_number_quality_update: [NOTICE, 'CREATED', 'Quality of a WhatsApp number → Notice', carried],
  security: [NOTICE, 'CREATED', 'Security of a WhatsApp number → Notice', carried],
} as const satisfies ScopeDeclarations;
