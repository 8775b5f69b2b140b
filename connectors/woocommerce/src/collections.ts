import { copiedFields, type CollectionDefinition, type FieldMapping, type RecordType } from '@hookyard/sdk';

const formula = (target: string, expression: string): FieldMapping => ({
  kind: 'formula',
  target,
  expression,
});

function inbound(name: string, type: RecordType, mappings: readonly FieldMapping[]): CollectionDefinition {
  return { name, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings };
}

function outbound(
  name: string,
  type: RecordType,
  mappings: readonly FieldMapping[],
  match: readonly string[],
): CollectionDefinition {
  const how = { direction: 'FROM', syncType: 'ADD_AND_UPDATE', collision: 'UPDATE_AND_LINK' } as const;
  return { name, type, ...how, match, mappings };
}

const order: CollectionDefinition = {
  ...inbound('WooCommerce Order → Transaction', 'TRANSACTION', [
    { kind: 'static', target: 'kind', value: 'order' },
    ...copiedFields({
      number: 'number',
      status: 'status',
      currency: 'currency',
      total: 'total',
      taxTotal: 'total_tax',
      shippingTotal: 'shipping_total',
      discountTotal: 'discount_total',
      email: 'billing.email',
      note: 'customer_note',
      channel: 'created_via',
    }),
    formula('city', '[shipping.city, billing.city][$][0]'),
    // Times are in UTC and do not say so.
    formula('placedAt', 'date_created_gmt ? date_created_gmt & "Z"'),
    // A guest has the number 0, which nobody is linked by.
    { kind: 'link', target: 'customerId', source: 'customer_id', type: 'CUSTOMER', missing: 'null' },
  ]),
  children: [
    {
      target: 'lines',
      source: 'line_items',
      key: 'id',
      mappings: copiedFields({
        id: 'id',
        sku: 'sku',
        name: 'name',
        productId: 'product_id',
        variantId: 'variation_id',
        quantity: 'quantity',
        unitPrice: 'price',
        tax: 'total_tax',
        total: 'total',
      }),
    },
  ],
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  order,
  inbound('WooCommerce Product → Product', 'PRODUCT', [
    ...copiedFields({
      sku: 'sku',
      name: 'name',
      description: 'description',
      weight: 'weight',
      stock: 'stock_quantity',
      category: 'categories.0.name',
    }),
    // What has no price has an empty one.
    formula('price', 'regular_price != "" ? regular_price'),
    { kind: 'lookup', target: 'status', source: 'status', table: { publish: 'active' }, default: 'draft' },
    formula('tags', '[tags.name]'),
    formula('images', '[images.{ "url": src, "alt": alt }]'),
    formula('taxable', 'tax_status ? tax_status = "taxable"'),
  ]),
  outbound(
    'Product → WooCommerce Product',
    'PRODUCT',
    [
      ...copiedFields({ sku: 'sku', name: 'name', description: 'description' }),
      formula('regular_price', 'price ? $string(price)'),
      formula('status', 'status ? (status = "active" ? "publish" : "draft")'),
    ],
    ['sku'],
  ),
  inbound(
    'WooCommerce Customer → Customer',
    'CUSTOMER',
    copiedFields({
      email: 'email',
      firstName: 'first_name',
      lastName: 'last_name',
      phone: 'billing.phone',
      company: 'billing.company',
      street: 'billing.address_1',
      street2: 'billing.address_2',
      city: 'billing.city',
      region: 'billing.state',
      zip: 'billing.postcode',
      country: 'billing.country',
    }),
  ),
  outbound(
    'Customer → WooCommerce Customer',
    'CUSTOMER',
    copiedFields({
      email: 'email',
      first_name: 'firstName',
      last_name: 'lastName',
      'billing.first_name': 'firstName',
      'billing.last_name': 'lastName',
      'billing.phone': 'phone',
      'billing.company': 'company',
      'billing.address_1': 'street',
      'billing.address_2': 'street2',
      'billing.city': 'city',
      'billing.state': 'region',
      'billing.postcode': 'zip',
      'billing.country': 'country',
    }),
    ['email'],
  ),
  inbound('WooCommerce Coupon → Coupon', 'x:COUPON', [
    ...copiedFields({
      code: 'code',
      amount: 'amount',
      kind: 'discount_type',
      description: 'description',
      used: 'usage_count',
      usageLimit: 'usage_limit',
    }),
    formula('expiresAt', 'date_expires_gmt ? date_expires_gmt & "Z"'),
  ]),
  outbound(
    'Coupon → WooCommerce Coupon',
    'x:COUPON',
    [
      ...copiedFields({
        code: 'code',
        discount_type: 'kind',
        description: 'description',
        usage_limit: 'usageLimit',
      }),
      formula('amount', 'amount ? $string(amount)'),
    ],
    ['code'],
  ),
];
