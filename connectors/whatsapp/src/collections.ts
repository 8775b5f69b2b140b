import { copiedFields, type CollectionDefinition, type FieldMapping } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});
const AT = '$fromMillis($number(timestamp) * 1000)';

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'WhatsApp Message → Message',
    type: 'MESSAGE',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      { kind: 'static', target: 'channel', value: 'whatsapp' },
      ...copiedFields({ from: 'from', direction: 'direction', status: 'status', name: 'contact_name' }),
      formula('to', '[to, recipient_id, phone_number_id[$$.direction = "inbound"]][0]'),
      formula(
        'body',
        '[text.body, button.text, interactive.button_reply.title, interactive.list_reply.title, reaction.emoji, image.caption, video.caption, document.caption, location.name][0]',
      ),
      formula('media', '[image.id, video.id, audio.id, document.id, sticker.id][0]'),
      formula('errorCode', 'errors[0].code'),
      // A report has a time of its own.
      formula('sentAt', `$exists(status) ? (status = "sent" ? ${AT}) : ${AT}`),
    ],
  },
  {
    name: 'Message → WhatsApp Message',
    type: 'MESSAGE',
    direction: 'FROM',
    syncType: 'ADD',
    // What came from a system has a direction, and is not sent again.
    filter: 'channel = "whatsapp" and $not($exists(direction))',
    mappings: [
      { kind: 'static', target: 'type', value: 'text' },
      ...copiedFields({ to: 'to', 'text.body': 'body' }),
    ],
  },
  {
    name: 'WhatsApp Cart → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD',
    mappings: [
      { kind: 'static', target: 'kind', value: 'order' },
      { kind: 'static', target: 'channel', value: 'whatsapp' },
      ...copiedFields({ number: 'id', note: 'order.text' }),
      formula('currency', 'order.product_items[0].currency'),
      formula('total', '$sum(order.product_items.($number(quantity) * $number(item_price)))'),
      formula('placedAt', AT),
    ],
    children: [
      {
        target: 'lines',
        source: 'order.product_items',
        mappings: copiedFields({ sku: 'product_retailer_id', quantity: 'quantity', unitPrice: 'item_price' }),
      },
    ],
  },
  {
    name: 'WhatsApp Template → Template',
    type: 'x:WHATSAPP_TEMPLATE',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      name: 'name',
      language: 'language',
      category: 'category',
      status: 'status',
      reason: 'rejected_reason',
      quality: 'quality_score.score',
      components: 'components',
    }),
  },
  {
    name: 'Template → WhatsApp Template',
    type: 'x:WHATSAPP_TEMPLATE',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      name: 'name',
      language: 'language',
      category: 'category',
      components: 'components',
    }),
  },
  {
    name: 'WhatsApp Notice → Notice',
    type: 'x:WHATSAPP_NOTICE',
    direction: 'TO',
    syncType: 'ADD',
    mappings: [
      ...copiedFields({
        kind: 'kind',
        event: 'value.event',
        phoneNumber: 'value.display_phone_number',
        details: 'value',
      }),
      formula('at', '$fromMillis($number(time) * 1000)'),
    ],
  },
];
