import { copiedFields, type CollectionDefinition } from '@hookyard/sdk';

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'Twilio Message → Message',
    type: 'MESSAGE',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({
        body: 'body',
        from: 'from',
        to: 'to',
        sentAt: 'date_sent',
        status: 'status',
        direction: 'direction',
        media: 'media',
        errorCode: 'error_code',
      }),
      {
        kind: 'formula',
        target: 'channel',
        expression:
          '$contains(to, ":") ? $substringBefore(to, ":") : $substring(to, 0, 2) = "CH" ? "conversation" : "sms"',
      },
    ],
  },
  {
    name: 'Message → Twilio Message',
    type: 'MESSAGE',
    direction: 'FROM',
    syncType: 'ADD',
    // What came from a system has a direction, and is not sent again.
    filter: 'channel in ["sms", "whatsapp"] and $not($exists(direction))',
    mappings: [
      ...copiedFields({ Body: 'body' }),
      {
        kind: 'formula',
        target: 'To',
        expression: 'channel = "whatsapp" and $not($contains(to, ":")) ? "whatsapp:" & to : to',
      },
      { kind: 'formula', target: 'From', expression: 'from ? from : $Settings.sender' },
      { kind: 'formula', target: 'StatusCallback', expression: '$Settings.statusCallback' },
    ],
  },
  {
    name: 'Twilio Call → Call',
    type: 'x:TWILIO_CALL',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      status: 'status',
      direction: 'direction',
      from: 'from',
      to: 'to',
      startedAt: 'start_time',
      endedAt: 'end_time',
      durationSeconds: 'duration',
      price: 'price',
      currency: 'price_unit',
    }),
  },
  {
    name: 'Twilio Recording → Recording',
    type: 'x:TWILIO_RECORDING',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      status: 'status',
      callId: 'call_sid',
      durationSeconds: 'duration',
      channels: 'channels',
      mediaUrl: 'media_url',
      createdAt: 'date_created',
    }),
  },
  {
    name: 'Twilio Conversation → Conversation',
    type: 'x:TWILIO_CONVERSATION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({ name: 'friendly_name', state: 'state', createdAt: 'date_created' }),
  },
];
