/** What Twilio knows beside messages. */
export const recordTypes = {
  'x:TWILIO_CALL': {
    description: 'A telephone call.',
    fields: {
      status: { kind: 'text', description: 'queued, ringing, in-progress, completed, busy …' },
      direction: { kind: 'text', description: 'inbound, outbound-api, outbound-dial' },
      from: { kind: 'text', description: 'Who called' },
      to: { kind: 'text', description: 'Who was called' },
      startedAt: { kind: 'date-time', description: 'When it was answered' },
      endedAt: { kind: 'date-time', description: 'When it was over' },
      durationSeconds: { kind: 'number', description: 'How long it was' },
      price: { kind: 'number', description: 'What it cost, once that is known' },
      currency: { kind: 'text', description: 'ISO 4217 code' },
    },
  },
  'x:TWILIO_RECORDING': {
    description: 'A recording of a call.',
    fields: {
      status: { kind: 'text', description: 'completed, failed …' },
      callId: { kind: 'text', description: 'The call it is of' },
      durationSeconds: { kind: 'number', description: 'How long it is' },
      channels: { kind: 'number', description: '1 or 2' },
      mediaUrl: { kind: 'text', description: 'Where it is fetched, with the account’s credentials' },
      createdAt: { kind: 'date-time', description: 'When it was begun' },
    },
  },
  'x:TWILIO_CONVERSATION': {
    description: 'A conversation over several channels.',
    fields: {
      name: { kind: 'text', description: 'Name' },
      state: { kind: 'text', description: 'active, inactive, closed' },
      createdAt: { kind: 'date-time', description: 'When it was begun' },
    },
  },
} as const;
