/** Disputes and payouts name their id otherwise; invoices lie one level deeper. https://developer.paypal.com/api/rest/webhooks/event-names/ */
export const recordId = `
  resource.dispute_id ? resource.dispute_id
    : resource.payout_item_id ? resource.payout_item_id
    : resource.invoice.id ? resource.invoice.id
    : resource.id
`;
