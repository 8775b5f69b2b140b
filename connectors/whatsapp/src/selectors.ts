/**
 * A body holds changes of several accounts, each with messages and reports on messages: every one becomes an event of its
 * own, with what lies around it. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/
 */
export const events = `
  entry.(
    $account := id;
    $time := time;
    changes.(
      $field := field;
      $number := value.metadata.phone_number_id;
      $contacts := value.contacts;
      $told := function($messages, $direction) {
        $messages.(
          $message := $;
          {
            "account": $account,
            "event": type = "order" ? "order" : "message",
            "id": id,
            "key": id,
            "record": $merge([$message, {
              "direction": $direction,
              "phone_number_id": $number,
              "contact_name": $contacts[wa_id = $message.from][0].profile.name
            }])
          }
        )
      };
      $field in ["messages", "message_echoes", "smb_message_echoes"] ? [
        $told(value.messages, "inbound"),
        $told(value.message_echoes, "outbound"),
        value.statuses.{
          "account": $account,
          "event": "status." & status,
          "id": id,
          "key": id & "|" & status & "|" & timestamp,
          "record": $merge([$, {"direction": "outbound", "phone_number_id": $number}])
        }
      ] : $field in ["message_template_status_update", "message_template_quality_update", "message_template_components_update", "template_category_update"] ? {
        "account": $account,
        "event": value.event = "DELETED" ? "message_template_deleted" : $field,
        "id": value.message_template_id
      } : {
        "account": $account,
        "event": $field,
        "id": $account & "|" & $field & "|" & $time,
        "record": {"kind": $field, "value": value, "time": $time}
      }
    )
  )
`;

/** Reports overtake each other, and several come in one second: of a second, the one that comes later in a message’s life counts. */
export const reported =
  '$number(record.timestamp) * 10 + $lookup({"sent": 1, "delivered": 2, "read": 3, "played": 4, "failed": 5, "deleted": 6}, record.status)';
