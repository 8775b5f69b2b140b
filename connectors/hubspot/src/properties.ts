/** The properties that are read of each kind of object, and registered for: HubSpot gives those that are asked for. */
export const properties = {
  contacts: [
    'email',
    'firstname',
    'lastname',
    'phone',
    'company',
    'address',
    'city',
    'state',
    'zip',
    'country',
    'hs_language',
    'lifecyclestage',
  ],
  companies: ['name', 'domain', 'phone', 'address', 'city', 'state', 'zip', 'country', 'industry', 'website'],
  deals: [
    'dealname',
    'amount',
    'deal_currency_code',
    'dealstage',
    'pipeline',
    'hubspot_owner_id',
    'closedate',
    'createdate',
  ],
  tickets: [
    'subject',
    'content',
    'hs_pipeline_stage',
    'hs_ticket_priority',
    'hubspot_owner_id',
    'createdate',
  ],
  products: ['name', 'description', 'price', 'hs_sku', 'hs_cost_of_goods_sold'],
} as const;

export type ObjectName = keyof typeof properties;
