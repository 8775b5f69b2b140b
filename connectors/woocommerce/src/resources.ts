import {
  restRecords,
  textOf,
  valueAt,
  type ConnectorContext,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { WooSettings } from './presets.js';

export type Context = ConnectorContext<WooSettings>;

/** One resource of the REST API. */
export interface WooResource {
  /** Its path. */
  readonly path: string;
  /** Match keys with the query parameter that finds by their exact value. */
  readonly keys: Readonly<Record<string, string>>;
  /** Sent with every list. */
  readonly listed?: Readonly<Record<string, string>>;
  /** Customers cannot be asked for what changed. */
  readonly knowsChanges: boolean;
  /** True: it is deleted for good, for it has no bin. */
  readonly deletesForGood: boolean;
}

/** The API gives at most this many at once (https://woocommerce.github.io/woocommerce-rest-api-docs/#pagination). */
const MOST = 100;
/** How a create is refused because SKU, e-mail or code are another's. */
const TAKEN = new Set([
  'product_invalid_sku',
  'woocommerce_rest_product_not_created',
  'registration-error-email-exists',
  'woocommerce_rest_customer_exists',
  'woocommerce_rest_coupon_code_already_exists',
]);

/** Reads and writes of one resource. The API takes no idempotency keys. */
export function resource({
  path,
  keys,
  listed,
  knowsChanges,
  deletesForGood,
}: WooResource): RecordHandlers<Context> {
  const records = restRecords<WooSettings>({
    path,
    version: 'date_modified_gmt',
    list: {
      pages: { kind: 'page', size: 'per_page', page: 'page' },
      most: MOST,
      // By number, what is made during the walk comes behind it.
      query: { orderby: 'id', order: 'asc', ...(knowsChanges ? { dates_are_gmt: true } : {}), ...listed },
      total: { header: 'x-wp-total' },
      ...(knowsChanges ? { since: { query: 'modified_after' } } : {}),
    },
    lookup: keys,
    create: { taken: { statuses: [400], existing } },
    update: { method: 'PUT' },
    delete: { query: { force: deletesForGood } },
  });
  return {
    ...records,
    get: async (id, ctx) => {
      const found = (await records.get?.(id, ctx)) ?? null;
      // What lies in the bin can still be read.
      return found?.['status'] === 'trash' ? null : found;
    },
  };

  async function existing(body: Json, record: JsonObject, ctx: Context): Promise<string | undefined> {
    if (!TAKEN.has(textOf(valueAt(body, 'code')) ?? '')) return undefined;
    const named = textOf(valueAt(body, 'data.resource_id'));
    if (named !== undefined && named !== '0') return named;
    const [key] = Object.keys(keys);
    const value = key === undefined ? undefined : record[key];
    const ids = key === undefined || value === undefined ? [] : await records.lookup?.({ [key]: value }, ctx);
    return ids?.length === 1 ? ids[0] : undefined;
  }
}
