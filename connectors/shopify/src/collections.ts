import type { CollectionDefinition, FieldMapping } from '@hookyard/sdk';

/** Each target with the field it is copied from. */
function copied(fields: Readonly<Record<string, string>>): readonly FieldMapping[] {
  return Object.entries(fields).map(([target, source]) => ({ kind: 'field', target, source }));
}

/** What a new connection maps when it asks for the defaults. */
export const collections: readonly CollectionDefinition[] = [
  {
    name: 'Shopify Product → Product',
    type: 'PRODUCT',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copied({
      sku: 'variants.0.sku',
      name: 'title',
      description: 'body_html',
      price: 'variants.0.price',
      weight: 'variants.0.weight',
      brand: 'vendor',
      category: 'product_type',
      status: 'status',
      barcode: 'variants.0.barcode',
    }),
  },
  {
    name: 'Product → Shopify Product',
    type: 'PRODUCT',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    mappings: copied({
      title: 'name',
      body_html: 'description',
      vendor: 'brand',
      product_type: 'category',
      status: 'status',
    }),
  },
  {
    name: 'Shopify Customer → Customer',
    type: 'CUSTOMER',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copied({
      email: 'email',
      firstName: 'first_name',
      lastName: 'last_name',
      phone: 'phone',
      company: 'default_address.company',
      street: 'default_address.address1',
      city: 'default_address.city',
      zip: 'default_address.zip',
      country: 'default_address.country_code',
    }),
  },
  {
    name: 'Customer → Shopify Customer',
    type: 'CUSTOMER',
    direction: 'FROM',
    syncType: 'ADD_AND_UPDATE',
    mappings: copied({ email: 'email', first_name: 'firstName', last_name: 'lastName', phone: 'phone' }),
  },
  {
    name: 'Shopify Order → Transaction',
    type: 'TRANSACTION',
    direction: 'TO',
    syncType: 'ADD_AND_UPDATE',
    mappings: copied({
      number: 'name',
      status: 'financial_status',
      currency: 'currency',
      total: 'total_price',
      email: 'email',
      city: 'shipping_address.city',
      note: 'note',
      placedAt: 'created_at',
      channel: 'source_name',
    }),
  },
];
