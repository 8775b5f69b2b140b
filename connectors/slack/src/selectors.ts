/** The workspace an app is installed in; in a shared channel the sender's may be another. */
export const account = `
  [authorizations[0].team_id, team_id, team.id, user.team_id, authorizations[0].enterprise_id, enterprise_id][$type($) = "string"][0]
`;

/** Edits and deletions of messages are told by a subtype, as is much that is a message like others. */
export const scope = `
  command ? "slash_command"
    : $exists(event) ? event.type & (event.type = "message" and event.subtype in ["message_changed", "message_deleted"]
        ? "." & event.subtype : "")
    : type
`;

/** A message is named by its channel and its time, which is unique there: \`C0123456789:1700000000.000100\`. */
export const externalId = `
  (
    $of := function($channel, $ts) { $channel & ":" & $ts };
    $exists(event) ? (
      event.type in ["reaction_added", "reaction_removed"] ? $of(event.item.channel, event.item.ts)
        : event.subtype = "message_changed" ? $of(event.channel, event.message.ts)
        : event.subtype = "message_deleted" ? $of(event.channel, event.deleted_ts)
        : event.type in ["message", "app_mention"] ? $of(event.channel, event.ts)
        : event.type = "function_executed" ? event.function_execution_id
        : $type(event.channel) = "object" ? event.channel.id
        : event.channel ? event.channel
        : $type(event.user) = "object" ? event.user.id : event.user
    ) : [trigger_id, view.id, action_ts, message_ts][$type($) = "string"][0]
  )
`;
