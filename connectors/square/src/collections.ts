import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const ADDRESS = {
  street: 'address_line_1',
  street2: 'address_line_2',
  city: 'locality',
  region: 'administrative_district_level_1',
  zip: 'postal_code',
  country: 'country',
};

const PERSON = {
  firstName: 'given_name',
  lastName: 'family_name',
  email: 'email_address',
  phone: 'phone_number',
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  // A control type needs a collection, though nothing of a notice is mapped.
  { name: 'Square notice', type: 'MESSAGE', direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings: [] },
  inbound('Square Payment → Payment', 'TRANSACTION_PAYMENT', [
    { kind: 'formula', target: 'amount', expression: '$amountOf(total_money)' },
    ...copiedFields({
      currency: 'total_money.currency',
      status: 'status',
      method: 'source_type',
      reference: 'receipt_number',
      paidAt: 'created_at',
    }),
    { kind: 'link', target: 'transactionId', source: 'order_id', type: 'TRANSACTION', missing: 'null' },
  ]),
  inbound('Square Refund → Refund', 'x:SQUARE_REFUND', [
    { kind: 'formula', target: 'amount', expression: '$amountOf(amount_money)' },
    ...copiedFields({
      currency: 'amount_money.currency',
      status: 'status',
      paymentId: 'payment_id',
      reason: 'reason',
      locationId: 'location_id',
      createdAt: 'created_at',
    }),
  ]),
  inbound('Square Dispute → Dispute', 'x:SQUARE_DISPUTE', [
    { kind: 'formula', target: 'amount', expression: '$amountOf(amount_money)' },
    ...copiedFields({
      currency: 'amount_money.currency',
      state: 'state',
      reason: 'reason',
      paymentId: 'disputed_payment.payment_id',
      dueAt: 'due_at',
    }),
  ]),
  {
    ...inbound('Square Order → Transaction', 'TRANSACTION', [
      { kind: 'static', target: 'kind', value: 'order' },
      { kind: 'formula', target: 'number', expression: 'reference_id ? reference_id : id' },
      { kind: 'formula', target: 'total', expression: '$amountOf(total_money)' },
      { kind: 'formula', target: 'taxTotal', expression: '$amountOf(total_tax_money)' },
      { kind: 'formula', target: 'discountTotal', expression: '$amountOf(total_discount_money)' },
      ...copiedFields({
        status: 'state',
        currency: 'total_money.currency',
        customerId: 'customer_id',
        channel: 'source.name',
        placedAt: 'created_at',
      }),
      { kind: 'link', target: 'locationId', source: 'location_id', type: 'LOCATION', missing: 'null' },
    ]),
    children: [
      {
        target: 'lines',
        source: 'line_items',
        type: 'TRANSACTION_LINE',
        key: 'id',
        mappings: [
          ...copiedFields({ id: 'uid', name: 'name', variantId: 'catalog_object_id', quantity: 'quantity' }),
          { kind: 'formula', target: 'unitPrice', expression: '$amountOf(base_price_money)' },
          { kind: 'formula', target: 'discount', expression: '$amountOf(total_discount_money)' },
          { kind: 'formula', target: 'tax', expression: '$amountOf(total_tax_money)' },
          { kind: 'formula', target: 'total', expression: '$amountOf(total_money)' },
        ],
      },
    ],
  },
  inbound('Square Invoice → Invoice', 'x:SQUARE_INVOICE', [
    {
      kind: 'formula',
      target: 'amount',
      expression: '$amountOf(payment_requests[0].computed_amount_money)',
    },
    ...copiedFields({
      number: 'invoice_number',
      title: 'title',
      status: 'status',
      orderId: 'order_id',
      customerId: 'primary_recipient.customer_id',
      currency: 'payment_requests.0.computed_amount_money.currency',
      dueDate: 'payment_requests.0.due_date',
      publicUrl: 'public_url',
      createdAt: 'created_at',
    }),
  ]),
  {
    ...inbound(
      'Square Customer → Customer',
      'CUSTOMER',
      copiedFields({ ...PERSON, company: 'company_name', note: 'note', ...below('address', ADDRESS) }),
    ),
    match: [{ field: 'email', form: 'email' }],
  },
  {
    name: 'Customer → Square Customer',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    mappings: reversed({ ...PERSON, company: 'company_name', note: 'note', ...below('address', ADDRESS) }),
  },
  inbound('Square Item → Product', 'PRODUCT', [
    ...copiedFields({
      name: 'item_data.name',
      description: 'item_data.description',
      sku: 'item_data.variations.0.item_variation_data.sku',
      barcode: 'item_data.variations.0.item_variation_data.upc',
      currency: 'item_data.variations.0.item_variation_data.price_money.currency',
    }),
    {
      kind: 'formula',
      target: 'price',
      expression: '$amountOf(item_data.variations[0].item_variation_data.price_money)',
    },
    { kind: 'formula', target: 'status', expression: 'item_data.is_archived ? "archived" : "active"' },
  ]),
  {
    name: 'Product → new Square Item',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD',
    match: ['name'],
    mappings: [
      ...copiedFields({ 'item_data.name': 'name', 'item_data.description': 'description' }),
      {
        kind: 'formula',
        target: 'item_data.variations',
        expression: `[{
          "type": "ITEM_VARIATION",
          "id": "#first",
          "item_variation_data": {
            "name": "Regular",
            "sku": sku,
            "upc": barcode,
            "pricing_type": price != null ? "FIXED_PRICING" : "VARIABLE_PRICING",
            "price_money": price != null ? $moneyOf(price, currency)
          }
        }]`,
      },
    ],
  },
  {
    // Its variations are records of their own: a list of them here would replace those that are there.
    name: 'Product → Square Item',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ 'item_data.name': 'name', 'item_data.description': 'description' }),
  },
  inbound('Square Variation → Variant', 'PRODUCT_VARIANT', [
    ...copiedFields({
      name: 'item_variation_data.name',
      sku: 'item_variation_data.sku',
      barcode: 'item_variation_data.upc',
      currency: 'item_variation_data.price_money.currency',
    }),
    { kind: 'formula', target: 'price', expression: '$amountOf(item_variation_data.price_money)' },
    { kind: 'link', target: 'productId', source: 'item_variation_data.item_id', type: 'PRODUCT' },
  ]),
  inbound('Square Category → Category', 'PRODUCT_CATEGORY', copiedFields({ name: 'category_data.name' })),
  inbound('Square stock → Inventory', 'PRODUCT_VARIANT_INVENTORY', [
    ...copiedFields({ available: 'quantity', updatedAt: 'calculated_at' }),
    { kind: 'link', target: 'variantId', source: 'catalog_object_id', type: 'PRODUCT_VARIANT' },
    { kind: 'link', target: 'locationId', source: 'location_id', type: 'LOCATION', missing: 'fetch' },
  ]),
  {
    name: 'Inventory → Square stock',
    type: 'PRODUCT_VARIANT_INVENTORY',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ quantity: 'available' }),
  },
  inbound('Square Gift card → Gift card', 'GIFT_CARD', [
    ...copiedFields({ number: 'gan', status: 'state', issuedAt: 'created_at' }),
    { kind: 'field', target: 'currency', source: 'balance_money.currency' },
    { kind: 'formula', target: 'balance', expression: '$amountOf(balance_money)' },
  ]),
  inbound('Square Location → Location', 'LOCATION', [
    ...copiedFields({
      name: 'name',
      phone: 'phone_number',
      email: 'business_email',
      timeZone: 'timezone',
      ...below('address', ADDRESS),
    }),
    { kind: 'formula', target: 'active', expression: 'status = "ACTIVE"' },
  ]),
  inbound('Square Team member → Employee', 'EMPLOYEE', [
    ...copiedFields({ ...PERSON, number: 'reference_id' }),
    { kind: 'formula', target: 'active', expression: 'status = "ACTIVE"' },
  ]),
];

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function reversed(fields: Readonly<Record<string, string>>): readonly FieldMapping[] {
  return copiedFields(Object.fromEntries(Object.entries(fields).map(([hub, own]) => [own, hub])));
}

function below(path: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([target, source]) => [target, `${path}.${source}`]));
}
