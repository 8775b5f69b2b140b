/**
 * Version 2 names what an event is about `entity`, version 1 `object`, and their actions differ; what was merged in version 1
 * is changed in version 2. https://pipedrive.readme.io/docs/webhooks-v2-migration-guide
 */
export const eventName = `
  meta.entity ? meta.action & "." & meta.entity
    : $lookup({"added": "create", "updated": "change", "merged": "change", "deleted": "delete"}, meta.action) & "." & meta.object
`;

export const recordId = 'meta.entity ? meta.entity_id : meta.id';

/** Version 1 gives an event no id, but the microsecond it happened in. */
export const eventId = `
  meta.entity ? meta.id : $join([meta.action, meta.object, $string(meta.id), $string(meta.timestamp_micro)], "|")
`;
