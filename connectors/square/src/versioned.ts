import {
  Conflict,
  idIn,
  NotFound,
  objectIn,
  unlessGone,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context } from './presets.js';
import { locationsOf, searchPage, type Search } from './searched.js';

/** A kind of record whose changes name the version they change: orders and invoices. */
export interface Versioned {
  /** `/orders`. */
  readonly path: string;
  /** The key a record lies under: `order`. */
  readonly one: string;
  readonly search: Search;
  /** Sent with every change as it is there. */
  readonly kept: readonly string[];
  /** Drafts may be deleted. */
  readonly isRemovable: boolean;
}

export const ORDERS: Versioned = {
  path: '/orders',
  one: 'order',
  search: {
    path: '/orders/search',
    many: 'orders',
    most: 500,
    query: async (since, ctx) => ({
      location_ids: await locationsOf(ctx),
      query: {
        ...(since === undefined ? {} : { filter: { date_time_filter: { updated_at: { start_at: since } } } }),
        sort: { sort_field: 'UPDATED_AT', sort_order: 'ASC' },
      },
    }),
  },
  kept: ['location_id'],
  isRemovable: false,
};

export const INVOICES: Versioned = {
  path: '/invoices',
  one: 'invoice',
  search: {
    path: '/invoices/search',
    many: 'invoices',
    most: 200,
    query: async (_since, ctx) => ({ query: { filter: { location_ids: await locationsOf(ctx) } } }),
  },
  kept: [],
  isRemovable: true,
};

/** Reads and writes of one such kind; writes carry their key, which Square honours. */
export function versioned({ path, one, search, kept, isRemovable }: Versioned): RecordHandlers<Context> {
  const pathOf = (id: string): string => `${path}/${encodeURIComponent(id)}`;
  return {
    honoursKey: true,
    version: 'version',
    get: read,
    list: (page, ctx) => searchPage(search, page, ctx),
    create: async (record, { http, request }) => {
      const json = { idempotency_key: request?.writeKey, [one]: record };
      const made = objectIn(await http.post(path, { json }), one);
      return { id: idIn(made), version: made['version'] as number, record: made };
    },
    update: async (id, record, { changed }, ctx) => {
      const present = await current(id, ctx);
      const parts = Object.entries(record).filter(([name]) => changed.length === 0 || changed.includes(name));
      const same = kept.map((name) => [name, present[name] ?? null] as const);
      const body = { ...Object.fromEntries([...parts, ...same]), version: present['version'] };
      const json = { idempotency_key: ctx.request?.writeKey, [one]: body };
      const written = objectIn(await ctx.http.put(pathOf(id), { json }), one);
      return { version: written['version'] as number, record: written };
    },
    ...(isRemovable
      ? {
          delete: async (id: string, ctx: Context): Promise<void> => {
            const { version } = await current(id, ctx);
            await ctx.http.delete(pathOf(id), { query: { version: version as number } });
          },
        }
      : {}),
  };

  async function read(id: string, { http }: Context): Promise<JsonObject | null> {
    return unlessGone(async () => objectIn(await http.get(pathOf(id)), one));
  }

  async function current(id: string, ctx: Context): Promise<JsonObject> {
    const present = await read(id, ctx);
    if (!present) throw new NotFound(`${one} ${id} is not there`);
    if (present['version'] === undefined) throw new Conflict(`${one} ${id} has no version to change`);
    return present;
  }
}
