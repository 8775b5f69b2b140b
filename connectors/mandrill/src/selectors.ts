/** Events of messages have a name, those of lists a kind and an action. */
export const eventName = 'event ? event : type & "." & action';

/**
 * A message event has no id of its own: it is what happened to a message at a second. An incoming mail has the id its
 * sender gave it, an entry of a list its address.
 * https://mailchimp.com/developer/transactional/docs/webhooks/
 */
export const recordId = `
  event = "inbound"
    ? (msg.headers.\`Message-Id\` ? msg.headers.\`Message-Id\` : ts & "|" & msg.email)
    : event ? (_id ? _id : msg._id) & "|" & event & "|" & ts
    : reject ? reject.email
    : entry.email
`;

export const eventId = `[${eventName}, ${recordId}, ts]`;

/** A mail event as a record: what happened, beside the message it happened to. */
export const happened = '$merge([$, {"message_id": _id ? _id : msg._id}])';
