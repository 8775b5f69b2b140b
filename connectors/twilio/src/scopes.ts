import type { ScopeDeclarations } from '@hookyard/sdk';

import { conversation, received, said } from './selectors.js';

const incoming = { source: 'payload', record: received } as const;
const inConversation = { source: 'payload', record: said } as const;
const ofConversation = { source: 'payload', record: conversation, version: 'DateUpdated' } as const;

/** Twilio names its statuses; what they are statuses of is put before. Those of conversations have names of their own. */
export const scopes = {
  // What a poll finds is read, so it comes before what hooks bring.
  'message/created': ['MESSAGE', 'CREATED', 'Twilio Message of a poll → Message'],
  'message.received': ['MESSAGE', 'CREATED', 'Incoming Twilio Message → Message', incoming],
  'message.accepted': ['MESSAGE', 'UPDATED', 'Twilio Message accepted → Message'],
  'message.scheduled': ['MESSAGE', 'UPDATED', 'Twilio Message scheduled → Message'],
  'message.queued': ['MESSAGE', 'UPDATED', 'Twilio Message queued → Message'],
  'message.sending': ['MESSAGE', 'UPDATED', 'Twilio Message being sent → Message'],
  'message.sent': ['MESSAGE', 'UPDATED', 'Twilio Message sent → Message'],
  'message.delivered': ['MESSAGE', 'UPDATED', 'Twilio Message delivered → Message'],
  'message.undelivered': ['MESSAGE', 'UPDATED', 'Twilio Message not delivered → Message'],
  'message.failed': ['MESSAGE', 'UPDATED', 'Twilio Message failed → Message'],
  'message.read': ['MESSAGE', 'UPDATED', 'Twilio Message read → Message'],
  'message.canceled': ['MESSAGE', 'UPDATED', 'Twilio Message cancelled → Message'],
  'message/poll': ['MESSAGE', 'POLL', 'Twilio Messages → Message'],
  onMessageAdded: ['MESSAGE', 'CREATED', 'Message of a Twilio Conversation → Message', inConversation],
  onMessageUpdated: ['MESSAGE', 'UPDATED', 'Message of a Twilio Conversation → Message', inConversation],
  onMessageRemoved: ['MESSAGE', 'DELETED', 'Message of a Twilio Conversation removed → Message'],
  'call.request': ['x:TWILIO_CALL', 'CREATED', 'Twilio asks what to do with a Call → Call'],
  'call.queued': ['x:TWILIO_CALL', 'CREATED', 'Twilio Call queued → Call'],
  'call.initiated': ['x:TWILIO_CALL', 'CREATED', 'Twilio Call begun → Call'],
  'call.ringing': ['x:TWILIO_CALL', 'CREATED', 'Twilio Call rings → Call'],
  'call.in-progress': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call answered → Call'],
  'call.completed': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call over → Call'],
  'call.busy': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call met a busy line → Call'],
  'call.no-answer': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call not answered → Call'],
  'call.failed': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call failed → Call'],
  'call.canceled': ['x:TWILIO_CALL', 'UPDATED', 'Twilio Call cancelled → Call'],
  'call/poll': ['x:TWILIO_CALL', 'POLL', 'Twilio Calls → Call'],
  'recording.completed': ['x:TWILIO_RECORDING', 'CREATED', 'Twilio Recording ready → Recording'],
  'recording.failed': ['x:TWILIO_RECORDING', 'UPDATED', 'Twilio Recording failed → Recording'],
  'recording/poll': ['x:TWILIO_RECORDING', 'POLL', 'Twilio Recordings → Recording'],
  onConversationAdded: [
    'x:TWILIO_CONVERSATION',
    'CREATED',
    'Twilio Conversation begun → Conversation',
    ofConversation,
  ],
  onConversationUpdated: [
    'x:TWILIO_CONVERSATION',
    'UPDATED',
    'Twilio Conversation changed → Conversation',
    ofConversation,
  ],
  onConversationStateUpdated: [
    'x:TWILIO_CONVERSATION',
    'UPDATED',
    'State of a Twilio Conversation → Conversation',
    ofConversation,
  ],
  onConversationRemoved: ['x:TWILIO_CONVERSATION', 'DELETED', 'Twilio Conversation removed → Conversation'],
} as const satisfies ScopeDeclarations;
