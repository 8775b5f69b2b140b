import { idIn, listIn, objectIn, type JsonObject, type ListPage } from '@hookyard/sdk';

import type { Context } from './presets.js';

/** A list that is asked for by POST: `/orders/search`. */
export interface Search {
  readonly path: string;
  /** The key its records lie under. */
  readonly many: string;
  /** The most of a page. */
  readonly most: number;
  /** What is asked, beside page and size. */
  readonly query: (since: string | undefined, ctx: Context) => JsonObject | Promise<JsonObject>;
}

/** One page of a search. */
export async function searchPage(
  { path, many, most, query }: Search,
  { cursor, since, limit }: { readonly cursor?: string; readonly since?: number; readonly limit: number },
  ctx: Context,
): Promise<ListPage<JsonObject>> {
  const changed = since === undefined ? undefined : new Date(since).toISOString();
  const asked = await query(changed, ctx);
  const place = cursor === undefined ? {} : { cursor };
  const answer = await ctx.http.post(path, { json: { ...asked, ...place, limit: Math.min(limit, most) } });
  const { cursor: next } = objectIn(answer);
  const items = listIn(answer, many);
  return typeof next === 'string' && next !== ''
    ? { items, cursor: next, done: false }
    : { items, done: true };
}

/** At most this many locations are asked for at once: https://developer.squareup.com/reference/square/orders-api/search-orders */
const MOST_LOCATIONS = 10;

/** The locations that are looked into: those of the settings, else the account's own. */
export async function locationsOf({ settings, http }: Context): Promise<readonly string[]> {
  if (settings.locationIds.length > 0) return settings.locationIds;
  const locations = listIn(await http.get('/locations'), 'locations');
  return locations.slice(0, MOST_LOCATIONS).map((location) => idIn(location));
}
