import { copiedFields, type CollectionDefinition, type RecordType } from '@hookyard/sdk';

/** Target fields of the hub with the properties they are copied from. */
type Pairs = Readonly<Record<string, string>>;

function inbound(name: string, type: RecordType, pairs: Pairs): CollectionDefinition {
  const sources = Object.entries(pairs).map(
    ([field, property]) => [field, `properties.${property}`] as const,
  );
  const mappings = copiedFields(Object.fromEntries(sources));
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(name: string, type: RecordType, pairs: Pairs): CollectionDefinition {
  const targets = Object.entries(pairs).map(
    ([field, property]) => [`properties.${property}`, field] as const,
  );
  const mappings = copiedFields(Object.fromEntries(targets));
  return { name, type, direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings };
}

const contact = {
  email: 'email',
  firstName: 'firstname',
  lastName: 'lastname',
  phone: 'phone',
  company: 'company',
  street: 'address',
  city: 'city',
  region: 'state',
  zip: 'zip',
  country: 'country',
} as const;
const company = {
  name: 'name',
  domain: 'domain',
  phone: 'phone',
  street: 'address',
  city: 'city',
  region: 'state',
  zip: 'zip',
  country: 'country',
  website: 'website',
} as const;
const deal = {
  name: 'dealname',
  amount: 'amount',
  stage: 'dealstage',
  pipeline: 'pipeline',
  closesAt: 'closedate',
} as const;
const ticket = {
  subject: 'subject',
  body: 'content',
  status: 'hs_pipeline_stage',
  priority: 'hs_ticket_priority',
} as const;
const product = {
  name: 'name',
  description: 'description',
  price: 'price',
  sku: 'hs_sku',
  cost: 'hs_cost_of_goods_sold',
} as const;

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  inbound('HubSpot Contact → Customer', 'CUSTOMER', { ...contact, language: 'hs_language' }),
  // A second contact with one e-mail is refused, and the refusal names the first.
  { ...outbound('Customer → HubSpot Contact', 'CUSTOMER', contact), collision: 'UPDATE_AND_LINK' },
  inbound('HubSpot Company → Company', 'CUSTOMER_COMPANY', { ...company, industry: 'industry' }),
  outbound('Company → HubSpot Company', 'CUSTOMER_COMPANY', company),
  inbound('HubSpot Deal → Deal', 'x:DEAL', {
    ...deal,
    currency: 'deal_currency_code',
    ownerId: 'hubspot_owner_id',
    createdAt: 'createdate',
  }),
  outbound('Deal → HubSpot Deal', 'x:DEAL', deal),
  inbound('HubSpot Ticket → Ticket', 'x:TICKET', {
    ...ticket,
    ownerId: 'hubspot_owner_id',
    createdAt: 'createdate',
  }),
  outbound('Ticket → HubSpot Ticket', 'x:TICKET', ticket),
  inbound('HubSpot Product → Product', 'PRODUCT', product),
  outbound('Product → HubSpot Product', 'PRODUCT', product),
];
