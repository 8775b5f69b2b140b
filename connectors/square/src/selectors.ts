/**
 * Each hook is one event, but for counts of stock, of which one hook tells up to 100: each becomes an event of its own.
 * What is sold or thrown away is counted beside what is in stock, and is no count of it.
 * https://developer.squareup.com/docs/inventory-api/webhooks
 */
export const events = `
  type = "inventory.count.updated"
    ? ($hook := $; data.object.inventory_counts[state = "IN_STOCK"].{
        "merchant_id": $hook.merchant_id,
        "type": $hook.type,
        "event_id": $hook.event_id & "|" & catalog_object_id & "|" & location_id,
        "count": $
      })
    : $
`;

/** An activity of a gift card is a change of the card; what is about the whole catalogue, of the merchant. */
export const recordId = `
  count ? count.catalog_object_id & "|" & count.location_id
    : data.object.gift_card_activity ? data.object.gift_card_activity.gift_card_id
    : data.id ? data.id
    : merchant_id
`;
