/** The store an event comes from: what follows `stores/`. */
export const account = '$substringAfter(producer, "stores/")';

/**
 * Which record changed. An address, a payment or a message names its customer or order, a SKU its variant; shipments have
 * ids only inside their order. https://developer.bigcommerce.com/docs/integrations/webhooks/events
 */
export const recordId = `
  data.type = "shipment" ? data.orderId & "|" & data.id
    : data.address ? data.address.customer_id
    : data.sku ? data.sku.variant_id
    : data.inventory.variant_id ? data.inventory.variant_id
    : data.order_id ? data.order_id
    : data.id
`;

/** One event has one hash however often it is sent; the same thing done twice in a second has it too. */
export const eventId = '[scope, data.id ? data.id : data.transaction_id, hash, created_at]';
