import { copiedFields, type CollectionDefinition } from '@hookyard/sdk';

const PERSON = { firstName: 'first_name', lastName: 'last_name', company: 'company', phone: 'phone' };

/** Addresses of orders are written otherwise than those of customers. */
const ORDER_ADDRESS = {
  ...PERSON,
  email: 'email',
  street: 'street_1',
  street2: 'street_2',
  city: 'city',
  region: 'state',
  zip: 'zip',
  country: 'country_iso2',
};

const PRODUCT_FIELDS = {
  sku: 'sku',
  name: 'name',
  description: 'description',
  price: 'price',
  cost: 'cost_price',
  compareAtPrice: 'retail_price',
  weight: 'weight',
  width: 'width',
  height: 'height',
  length: 'depth',
  barcode: 'upc',
};

const VARIANT_FIELDS = {
  sku: 'sku',
  price: 'price',
  cost: 'cost_price',
  compareAtPrice: 'retail_price',
  weight: 'weight',
  barcode: 'upc',
};

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'BigCommerce Product → Product',
    type: 'PRODUCT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    match: ['sku'],
    mappings: [
      ...copiedFields(PRODUCT_FIELDS),
      { kind: 'formula', target: 'status', expression: 'is_visible ? "active" : "draft"' },
    ],
  },
  {
    name: 'Product → BigCommerce Product',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: ['sku'],
    collision: 'REMAP_AND_LINK',
    mappings: [
      ...reversed(PRODUCT_FIELDS),
      { kind: 'static', target: 'type', value: 'physical' },
      { kind: 'formula', target: 'is_visible', expression: 'status = "active"' },
    ],
  },
  {
    name: 'BigCommerce Variant → Variant',
    type: 'PRODUCT_VARIANT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields(VARIANT_FIELDS),
      { kind: 'link', target: 'productId', source: 'product_id', type: 'PRODUCT' },
      {
        kind: 'formula',
        target: 'options',
        expression: '[option_values.{"name": option_display_name, "value": label}]',
      },
    ],
  },
  {
    name: 'BigCommerce Product stock → Inventory',
    type: 'PRODUCT_INVENTORY',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({ sku: 'sku', available: 'inventory_level' }),
      { kind: 'link', target: 'productId', source: 'id', type: 'PRODUCT' },
    ],
  },
  {
    name: 'Inventory → BigCommerce Product stock',
    type: 'PRODUCT_INVENTORY',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ inventory_level: 'available' }),
  },
  {
    name: 'BigCommerce Variant stock → Inventory',
    type: 'PRODUCT_VARIANT_INVENTORY',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({ sku: 'sku', available: 'inventory_level' }),
      { kind: 'link', target: 'variantId', source: 'id', type: 'PRODUCT_VARIANT' },
    ],
  },
  {
    name: 'Inventory → BigCommerce Variant stock',
    type: 'PRODUCT_VARIANT_INVENTORY',
    direction: 'FROM',
    syncType: 'UPDATE',
    mappings: copiedFields({ inventory_level: 'available' }),
  },
  {
    name: 'BigCommerce Category → Category',
    type: 'PRODUCT_CATEGORY',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copiedFields({
      name: 'name',
      description: 'description',
      position: 'sort_order',
      active: 'is_visible',
    }),
  },
  {
    name: 'BigCommerce Customer → Customer',
    type: 'CUSTOMER',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    mappings: copiedFields({
      ...PERSON,
      email: 'email',
      note: 'notes',
      street: 'addresses.0.address1',
      street2: 'addresses.0.address2',
      city: 'addresses.0.city',
      region: 'addresses.0.state_or_province',
      zip: 'addresses.0.postal_code',
      country: 'addresses.0.country_code',
    }),
  },
  {
    name: 'Customer → BigCommerce Customer',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    match: [{ field: 'email', form: 'email' }],
    collision: 'REMAP_AND_LINK',
    mappings: reversed({ ...PERSON, email: 'email', note: 'notes' }),
  },
  {
    name: 'BigCommerce Order → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      { kind: 'static', target: 'kind', value: 'order' },
      { kind: 'formula', target: 'number', expression: '$string(id)' },
      ...copiedFields({
        status: 'status',
        currency: 'currency_code',
        subtotal: 'subtotal_ex_tax',
        shippingTotal: 'shipping_cost_ex_tax',
        discountTotal: 'discount_amount',
        taxTotal: 'total_tax',
        total: 'total_inc_tax',
        email: 'billing_address.email',
        city: 'shipping_addresses.0.city',
        note: 'customer_message',
        channel: 'order_source',
        placedAt: 'date_created',
      }),
      // A guest has the customer 0.
      { kind: 'formula', target: 'customerId', expression: 'customer_id > 0 ? $string(customer_id)' },
    ],
    children: [
      {
        target: 'lines',
        source: 'products',
        type: 'TRANSACTION_LINE',
        key: 'id',
        mappings: [
          { kind: 'formula', target: 'id', expression: '$string(id)' },
          ...copiedFields({
            sku: 'sku',
            name: 'name',
            quantity: 'quantity',
            unitPrice: 'price_ex_tax',
            tax: 'total_tax',
            total: 'total_inc_tax',
          }),
        ],
      },
      {
        target: 'addresses',
        source: 'shipping_addresses',
        mappings: [...copiedFields(ORDER_ADDRESS), { kind: 'static', target: 'type', value: 'shipping' }],
        rows: [
          {
            name: 'billing',
            mappings: [
              ...copiedFields(below('billing_address', ORDER_ADDRESS)),
              { kind: 'static', target: 'type', value: 'billing' },
            ],
          },
        ],
      },
    ],
  },
  {
    name: 'BigCommerce Shipment → Shipment',
    type: 'SHIPMENT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({
        carrier: 'shipping_provider',
        service: 'shipping_method',
        trackingNumber: 'tracking_number',
        trackingUrl: 'tracking_link',
        shippedAt: 'date_created',
      }),
      { kind: 'formula', target: 'number', expression: '$string(id)' },
      { kind: 'link', target: 'transactionId', source: 'order_id', type: 'TRANSACTION' },
    ],
    children: [
      {
        target: 'lines',
        source: 'items',
        mappings: [
          { kind: 'formula', target: 'lineId', expression: '$string(order_product_id)' },
          ...copiedFields({ quantity: 'quantity' }),
        ],
      },
    ],
  },
  {
    name: 'BigCommerce Cart → Cart',
    type: 'x:BIGCOMMERCE_CART',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: [
      ...copiedFields({
        status: 'status',
        email: 'email',
        currency: 'currency.code',
        total: 'cart_amount',
        createdAt: 'created_time',
      }),
      { kind: 'formula', target: 'orderId', expression: 'order_id ? $string(order_id)' },
      { kind: 'formula', target: 'customerId', expression: 'customer_id > 0 ? $string(customer_id)' },
    ],
    children: [
      {
        target: 'lines',
        source: 'line_items.physical_items',
        mappings: copiedFields({
          id: 'id',
          sku: 'sku',
          name: 'name',
          quantity: 'quantity',
          unitPrice: 'sale_price',
        }),
      },
    ],
  },
];

function reversed(fields: Readonly<Record<string, string>>): CollectionDefinition['mappings'] {
  return copiedFields(Object.fromEntries(Object.entries(fields).map(([hub, own]) => [own, hub])));
}

function below(path: string, fields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([target, source]) => [target, `${path}.${source}`]));
}
