/**
 * Twilio sends a form to an address for each purpose and names no event: what it is about tells which it is. A report on
 * a message has `MessageStatus`, an incoming message `SmsStatus`; a recording names its call as well.
 * https://www.twilio.com/docs/usage/webhooks
 */
export const eventName = `
  EventType ? EventType
    : RecordingSid ? "recording." & (RecordingStatus ? RecordingStatus : "completed")
    : MessageStatus ? "message." & MessageStatus
    : SmsStatus ? "message." & SmsStatus
    : CallStatus ? "call." & CallStatus
    : "call.request"
`;

export const recordId = `
  $substring(EventType, 0, 14) = "onConversation" ? ConversationSid
    : RecordingSid ? RecordingSid
    : MessageSid ? MessageSid
    : CallSid
`;

/**
 * A status is told once. Requests for instructions of a call are told apart by the token of their delivery alone: a caller
 * may press the same key twice.
 */
export const eventId = `
  RecordingSid ? RecordingSid & " " & RecordingStatus
    : MessageSid and $not($exists(EventType)) ? MessageSid & " " & (MessageStatus ? MessageStatus : SmsStatus)
    : SequenceNumber ? CallSid & " " & CallStatus & " " & SequenceNumber
`;

/** An incoming message as the API shows it, with the addresses of what was attached. */
export const received = `{
  "sid": MessageSid,
  "account_sid": AccountSid,
  "messaging_service_sid": MessagingServiceSid,
  "direction": "inbound",
  "status": SmsStatus,
  "from": From,
  "to": To,
  "body": Body,
  "num_segments": NumSegments,
  "num_media": NumMedia,
  "media": [$each($, function($value, $name) { $substring($name, 0, 8) = "MediaUrl" ? $value })]
}`;

/** A message of a conversation, in the same form. */
export const said = `{
  "sid": MessageSid,
  "account_sid": AccountSid,
  "direction": Source = "API" ? "outbound-api" : "inbound",
  "status": "received",
  "from": Author,
  "to": ConversationSid,
  "body": Body,
  "date_sent": DateCreated
}`;

export const conversation = `{
  "sid": ConversationSid,
  "state": State ? State : StateTo,
  "friendly_name": FriendlyName,
  "date_created": DateCreated,
  "date_updated": DateUpdated
}`;
