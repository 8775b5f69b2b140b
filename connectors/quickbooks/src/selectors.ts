/**
 * Both forms of a body as one list of changes. A root array holds CloudEvents, whose type is `qbo.customer.created.v1`;
 * an object holds notifications per company, whose operations are verbs and whose changes have no id of their own.
 */
export const changes = `
  $type($) = "array"
    ? $.{
        "realmId": intuitaccountid,
        "topic": $split(type, ".")[1] & "." & $split(type, ".")[2],
        "id": intuitentityid,
        "at": time,
        "event": id
      }
    : eventNotifications.(
        $realm := realmId;
        dataChangeEvent.entities.{
          "realmId": $realm,
          "topic": $lowercase(name) & "." & $lookup({
            "Create": "created", "Update": "updated", "Delete": "deleted", "Merge": "merged", "Void": "voided",
            "Emailed": "emailed"
          }, operation),
          "id": id,
          "at": lastUpdated,
          "deletedId": deletedId,
          "event": $join([$realm, name, id, operation, lastUpdated], "|")
        }
      )
`;
