import { copiedFields, type CollectionDefinition } from '@hookyard/sdk';

const PERSON = {
  email: 'email',
  firstName: 'first_name',
  lastName: 'last_name',
  phone: 'phone_number',
  street: 'address_line_1',
  street2: 'address_line_2',
  city: 'city',
  region: 'state_province_region',
  zip: 'postal_code',
  country: 'country',
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'SendGrid event → Mail event',
    type: 'x:MAIL_EVENT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({
        event: 'event',
        email: 'email',
        messageId: 'message_id',
        url: 'url',
        userAgent: 'useragent',
        ip: 'ip',
      }),
      { kind: 'formula', target: 'at', expression: '$isoTime(timestamp * 1000)' },
      { kind: 'formula', target: 'reason', expression: '[reason, response][0]' },
      // One category is sent as a text.
      { kind: 'formula', target: 'tags', expression: 'category ? [category]' },
    ],
  },
  {
    name: 'SendGrid Suppression → Suppression',
    type: 'x:MAIL_SUPPRESSION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({ email: 'email', kind: 'kind', reason: 'reason' }),
      { kind: 'formula', target: 'createdAt', expression: '$isoTime(created * 1000)' },
    ],
  },
  {
    name: 'Suppression → SendGrid unsubscribe',
    type: 'x:MAIL_SUPPRESSION',
    direction: 'FROM',
    syncType: 'ADD',
    mappings: copiedFields({ email: 'email' }),
  },
  {
    name: 'Message → SendGrid mail',
    type: 'MESSAGE',
    direction: 'FROM',
    syncType: 'ADD',
    // What came from a system has a direction, and is not sent again.
    filter: 'channel in ["email", "e-mail"] and $not($exists(direction))',
    mappings: [
      ...copiedFields({ subject: 'subject' }),
      { kind: 'formula', target: 'personalizations', expression: '[{"to": [{"email": to}]}]' },
      { kind: 'formula', target: 'from', expression: '{"email": from ? from : $Settings.sender}' },
      {
        kind: 'formula',
        target: 'content',
        expression: '[{"type": $contains(body, "</") ? "text/html" : "text/plain", "value": body}]',
      },
    ],
  },
  {
    name: 'SendGrid Contact → Customer',
    type: 'CUSTOMER',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    mappings: copiedFields(PERSON),
  },
  {
    name: 'Customer → SendGrid Contact',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    collision: 'REMAP_AND_LINK',
    mappings: copiedFields(Object.fromEntries(Object.entries(PERSON).map(([hub, own]) => [own, hub]))),
  },
];
