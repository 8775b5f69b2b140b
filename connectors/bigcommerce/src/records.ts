import { idIn, Invalid, objectIn, restRecords, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import { batched, firstWith, MOST, present, type Context } from './batched.js';
import { orders } from './orders.js';
import type { BigcommerceSettings } from './presets.js';
import { shipments } from './shipments.js';

const PRODUCTS = '/v3/catalog/products';
const CUSTOMERS = '/v3/customers';

const products = restRecords<BigcommerceSettings>({
  path: PRODUCTS,
  one: 'data',
  many: 'data',
  version: 'date_modified',
  list: {
    pages: { kind: 'page', size: 'limit', page: 'page' },
    most: MOST,
    since: { query: 'date_modified:min' },
    total: 'meta.pagination.total',
  },
  lookup: { sku: 'sku', name: 'name' },
  create: {
    // Names are unique, and so are SKUs.
    taken: {
      statuses: [409],
      existing: async (_body, { sku, name }, ctx) =>
        (await firstWith({ path: PRODUCTS, filter: 'sku', value: sku }, ctx)) ??
        firstWith({ path: PRODUCTS, filter: 'name', value: name }, ctx),
    },
  },
  update: { method: 'PUT' },
  delete: {},
});

const customers = batched({
  path: CUSTOMERS,
  filter: 'id:in',
  id: 'id',
  version: 'date_modified',
  query: { include: 'addresses' },
  since: 'date_modified:min',
  lookup: { email: 'email:in' },
  taken: {
    statuses: [409, 422],
    existing: (_body, { email }, ctx) =>
      firstWith({ path: CUSTOMERS, filter: 'email:in', value: email }, ctx),
  },
});

const categories = batched({
  path: '/v3/catalog/trees/categories',
  filter: 'category_id:in',
  id: 'category_id',
  lookup: { name: 'name' },
});

const variants = batched({ path: '/v3/catalog/variants', filter: 'id', id: 'id', lookup: { sku: 'sku' } });

/** The stock of what is there already: it is neither made nor removed by itself. */
const stockOf = (kind: RecordHandlers<Context>): RecordHandlers<Context> =>
  Object.fromEntries(Object.entries(kind).filter(([name]) => name === 'get' || name === 'update'));

export const records = {
  TRANSACTION: orders,
  PRODUCT: products,
  PRODUCT_INVENTORY: stockOf(products),
  PRODUCT_VARIANT: {
    ...variants,
    create: async (record, { http }) => {
      const { product_id: product, ...variant } = record;
      if (typeof product !== 'string' && typeof product !== 'number')
        throw new Invalid('a variant needs the product it belongs to', ['product_id']);
      const answer = await http.post(`${PRODUCTS}/${encodeURIComponent(product)}/variants`, {
        json: variant,
      });
      const made = objectIn(answer, 'data');
      return { id: idIn(made), record: made };
    },
    delete: async (id, ctx) => {
      const { product_id: product } = present(await variantOf(id, ctx), `variant ${id}`);
      await ctx.http.delete(`${PRODUCTS}/${product as number}/variants/${encodeURIComponent(id)}`);
    },
  },
  PRODUCT_VARIANT_INVENTORY: stockOf(variants),
  PRODUCT_CATEGORY: categories,
  CUSTOMER: customers,
  SHIPMENT: shipments,
  'x:BIGCOMMERCE_CART': restRecords<BigcommerceSettings>({
    path: '/v3/carts',
    one: 'data',
    version: 'updated_time',
    delete: {},
  }),
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;

async function variantOf(id: string, ctx: Context): Promise<JsonObject | null> {
  return (await variants.get?.(id, ctx)) ?? null;
}
