// Systems that are described by data alone, as an operator would post them. The others come with the repository.

/** A shop: one signed hook per event, the whole order in it. */
export const woocommerce = {
  name: 'woocommerce-as-data',
  version: '1.0.0',
  secrets: { webhook: 'Secret of the webhook' },
  scopes: [
    {
      name: 'order.created',
      type: 'TRANSACTION',
      action: 'CREATED',
      description: 'Order made → Transaction',
      version: 'date_modified_gmt',
    },
    {
      name: 'order.updated',
      type: 'TRANSACTION',
      action: 'UPDATED',
      description: 'Order changed → Transaction',
      version: 'date_modified_gmt',
    },
    {
      name: 'order.deleted',
      type: 'TRANSACTION',
      action: 'DELETED',
      description: 'Order removed → Transaction',
    },
  ],
  receiver: {
    verify: { kind: 'hmac', header: 'x-wc-webhook-signature', encoding: 'base64' },
    fields: [
      { value: 'Scope', from: 'Header', at: 'x-wc-webhook-topic' },
      { value: 'ExternalId', from: 'BodyPath', at: 'id' },
    ],
    deliveryId: 'Headers.`x-wc-webhook-delivery-id`',
  },
  collections: [
    into('TRANSACTION', 'Woo order', {
      number: 'number',
      status: 'status',
      currency: 'currency',
      total: 'total',
      email: 'billing.email',
      city: 'shipping.city',
      note: 'customer_note',
      placedAt: 'date_created_gmt',
    }),
  ],
};

/** A CRM: many small changes in one body, each of one property of one contact. */
export const hubspot = {
  name: 'hubspot-as-data',
  version: '1.0.0',
  secrets: { webhook: 'Client secret of the app' },
  scopes: [
    {
      name: 'contact.creation',
      type: 'CUSTOMER',
      action: 'CREATED',
      description: 'Contact made → Customer',
      version: 'occurredAt',
    },
    {
      name: 'contact.propertyChange',
      type: 'CUSTOMER',
      action: 'UPDATED',
      description: 'Contact changed → Customer',
      version: 'occurredAt',
    },
  ],
  receiver: {
    verify: { kind: 'hash', header: 'x-hubspot-signature', content: '{secret}{body}' },
    hasMultiple: true,
    multiple: '$',
    fields: [
      { value: 'Scope', from: 'BodyPath', at: 'subscriptionType' },
      { value: 'ExternalId', from: 'BodyPath', at: 'objectId' },
    ],
    eventId: 'eventId',
  },
  collections: [
    {
      ...into('CUSTOMER', 'HubSpot contact', {}),
      mappings: [
        ['email', 'email'],
        ['firstName', 'firstname'],
        ['lastName', 'lastname'],
        ['city', 'city'],
      ].map(([target, property]) => ({
        kind: 'formula',
        target,
        expression: `propertyName = "${property}" ? propertyValue`,
      })),
    },
  ],
};

/** A newsletter: forms, with a word in the address instead of a signature. */
export const mailchimp = {
  name: 'mailchimp-as-data',
  version: '1.0.0',
  secrets: { webhook: 'Word in the address' },
  scopes: [
    { name: 'subscribe', type: 'CUSTOMER', action: 'CREATED', description: 'Subscriber → Customer' },
    { name: 'profile', type: 'CUSTOMER', action: 'UPDATED', description: 'Profile changed → Customer' },
  ],
  receiver: {
    verify: { kind: 'token', query: 'key' },
    fields: [
      { value: 'Scope', from: 'FormField', at: 'type' },
      { value: 'ExternalId', from: 'FormField', at: 'data[id]' },
    ],
  },
  collections: [
    into('CUSTOMER', 'Subscriber', {
      email: 'data[email]',
      firstName: 'data[merges][FNAME]',
      lastName: 'data[merges][LNAME]',
    }),
  ],
};

/** A collection that copies each target from a field. */
function into(type, from, fields) {
  return {
    name: `${from} → ${type}`,
    type,
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: Object.entries(fields).map(([target, source]) => ({ kind: 'field', target, source })),
  };
}
