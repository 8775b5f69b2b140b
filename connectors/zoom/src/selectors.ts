/**
 * Most hooks are about one thing. One about several recordings becomes an event for each.
 * https://developers.zoom.us/docs/api/rest/webhook-reference/
 */
export const events = `
  payload.object.meetings
    ? ($hook := $; payload.object.meetings.{
        "event": $hook.event,
        "event_ts": $hook.event_ts,
        "payload": {
          "account_id": $hook.payload.account_id,
          "object": {"uuid": meeting_uuid, "recording_file_ids": recording_file_ids}
        }
      })
    : $
`;

/**
 * A meeting has one number for all of its sittings, and an id for each: recordings and participants belong to a sitting.
 * Participants and registrants are known inside their meeting only.
 */
export const recordId = `
  payload.object.participant
    ? payload.object.uuid & "|" & ($p := payload.object.participant;
        $p.participant_uuid ? $p.participant_uuid : $p.user_id)
    : payload.object.registrant ? payload.object.id & "|" & payload.object.registrant.id
    : $substring(event, 0, 10) = "recording." ? payload.object.uuid
    : payload.object.id ? payload.object.id
    : payload.object.group_id ? payload.object.group_id
    : payload.user_id ? payload.user_id
    : payload.account_id
`;

/** Zoom gives no ids to events: what happened to which record at which millisecond. */
export const eventId = `$join([event, $string(event_ts), $string(${recordId})], "|")`;
