import { idIn, listIn, restRecords, type RecordHandlers, type RestList } from '@hookyard/sdk';

import { catalog } from './catalog.js';
import type { Context, SquareSettings } from './presets.js';
import { searchPage, type Search } from './searched.js';
import { stock } from './stock.js';
import { INVOICES, ORDERS, versioned } from './versioned.js';

const KEY = { body: 'idempotency_key' } as const;

function paged(most: number, query: RestList['query'] = {}): RestList {
  const pages = { kind: 'cursor', size: 'limit', cursor: 'cursor', next: 'cursor' } as const;
  // Lists without records are left out of an answer.
  return { pages, most, query, omitsEmpty: true };
}

const changes: RestList = {
  ...paged(100, { sort_field: 'UPDATED_AT', sort_order: 'ASC' }),
  since: { query: 'updated_at_begin_time' },
};

const CUSTOMERS: Search = {
  path: '/customers/search',
  many: 'customers',
  most: 100,
  query: (since) => ({
    query: {
      ...(since === undefined ? {} : { filter: { updated_at: { start_at: since } } }),
      sort: { field: 'CREATED_AT', order: 'ASC' },
    },
  }),
};

const TEAM: Search = { path: '/team-members/search', many: 'team_members', most: 200, query: () => ({}) };

/** Match keys of customers, with the filters that find them by their exact value. */
const CUSTOMER_FILTERS: Readonly<Record<string, string>> = {
  email: 'email_address',
  phone: 'phone_number',
  reference_id: 'reference_id',
};

const customers: RecordHandlers<Context> = {
  ...restRecords<SquareSettings>({
    path: '/customers',
    one: 'customer',
    version: 'version',
    create: {},
    update: { method: 'PUT' },
    delete: {},
    writeKey: KEY,
  }),
  list: (page, ctx) => searchPage(CUSTOMERS, page, ctx),
  lookup: async (keys, { http }) => {
    const filter: Record<string, { exact: unknown }> = {};
    for (const [key, value] of Object.entries(keys)) {
      const name = CUSTOMER_FILTERS[key];
      if (name === undefined) return [];
      filter[name] = { exact: value };
    }
    if (Object.keys(filter).length === 0) return [];
    const answer = await http.post('/customers/search', { json: { query: { filter }, limit: 100 } });
    return listIn(answer, 'customers').map((found) => idIn(found));
  },
};

export const records = {
  TRANSACTION_PAYMENT: restRecords<SquareSettings>({
    path: '/payments',
    one: 'payment',
    many: 'payments',
    version: 'updated_at',
    list: changes,
    create: {},
    writeKey: KEY,
  }),
  'x:SQUARE_REFUND': restRecords<SquareSettings>({
    path: '/refunds',
    one: 'refund',
    many: 'refunds',
    version: 'updated_at',
    list: changes,
    create: {},
    writeKey: KEY,
  }),
  'x:SQUARE_DISPUTE': restRecords<SquareSettings>({
    path: '/disputes',
    one: 'dispute',
    many: 'disputes',
    version: 'version',
    list: paged(100),
  }),
  TRANSACTION: versioned(ORDERS),
  'x:SQUARE_INVOICE': versioned(INVOICES),
  CUSTOMER: customers,
  PRODUCT: catalog({ type: 'ITEM', data: 'item_data', lookup: { name: 'name' } }),
  PRODUCT_VARIANT: catalog({ type: 'ITEM_VARIATION', data: 'item_variation_data', lookup: { sku: 'sku' } }),
  PRODUCT_CATEGORY: catalog({ type: 'CATEGORY', data: 'category_data', lookup: { name: 'name' } }),
  PRODUCT_VARIANT_INVENTORY: stock,
  GIFT_CARD: restRecords<SquareSettings>({
    path: '/gift-cards',
    one: 'gift_card',
    many: 'gift_cards',
    list: paged(50),
  }),
  LOCATION: restRecords<SquareSettings>({
    path: '/locations',
    one: 'location',
    many: 'locations',
    list: { pages: { kind: 'whole' }, most: 300, omitsEmpty: true },
    create: { body: (location) => ({ location }) },
    update: { method: 'PUT', body: (location) => ({ location }) },
  }),
  EMPLOYEE: {
    ...restRecords<SquareSettings>({
      path: '/team-members',
      one: 'team_member',
      version: 'updated_at',
      create: { body: (member) => ({ team_member: member }) },
      writeKey: KEY,
      update: { method: 'PUT', body: (member) => ({ team_member: member }) },
    }),
    list: (page, ctx) => searchPage(TEAM, page, ctx),
  },
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
