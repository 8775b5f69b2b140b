import { failureOf, idIn, listIn, objectIn, textOf, type JsonObject, type ListPage } from '@hookyard/sdk';

import type { Context } from './presets.js';

/** Zoom gives at most this many a page. */
export const MOST = 300;

/** Where a walk is: the users whose meetings are still to be listed, where their own list goes on, and a page of the first. */
interface Place {
  readonly hosts: readonly string[];
  readonly users: string | null;
  readonly page: string | null;
}

/** Meetings or webinars: Zoom lists those of a user, so one user is walked after the other. */
export async function walkHosts(
  kind: 'meetings' | 'webinars',
  { cursor, limit }: { readonly cursor?: string; readonly limit: number },
  ctx: Context,
): Promise<ListPage<JsonObject>> {
  const place = cursor === undefined ? await begin(ctx) : (JSON.parse(cursor) as Place);
  const [host, ...others] = place.hosts;
  if (host === undefined) return behind([], { ...place, hosts: [] }, ctx);
  const found = await pageOf(kind, { host, page: place.page, size: Math.min(limit, MOST) }, ctx);
  const next = found.next === null ? { hosts: others, page: null } : { hosts: place.hosts, page: found.next };
  return behind(found.items, { users: place.users, ...next }, ctx);
}

async function begin({ settings, http }: Context): Promise<Place> {
  if (settings.hosts.length > 0) return { hosts: settings.hosts, users: null, page: null };
  return usersOf(null, http);
}

async function usersOf(token: string | null, http: Context['http']): Promise<Place> {
  const query = { status: 'active', page_size: MOST, next_page_token: token ?? undefined };
  const answer = await http.get('/users', { query });
  const hosts = listIn(answer, 'users').map((user) => idIn(user));
  return { hosts, users: textOf(objectIn(answer)['next_page_token']) ?? null, page: null };
}

async function pageOf(
  kind: 'meetings' | 'webinars',
  { host, page, size }: { readonly host: string; readonly page: string | null; readonly size: number },
  { http, log }: Context,
): Promise<{ readonly items: readonly JsonObject[]; readonly next: string | null }> {
  try {
    const answer = await http.get(`/users/${encodeURIComponent(host)}/${kind}`, {
      query: { page_size: size, next_page_token: page ?? undefined },
    });
    const items = listIn(answer, kind);
    return { items, next: textOf(objectIn(answer)['next_page_token']) ?? null };
  } catch (error) {
    // A user without a licence for webinars, or one that is gone, has none.
    const failure = failureOf(error)?.failure;
    if (failure !== 'Invalid' && failure !== 'NotFound') throw error;
    log.warn(`${kind} of ${host} are not listed: ${error instanceof Error ? error.message : failure}`);
    return { items: [], next: null };
  }
}

/** A page with the place behind it; where the users of a page are all walked, the next page of them is asked for. */
async function behind(
  items: readonly JsonObject[],
  place: Place,
  { http }: Context,
): Promise<ListPage<JsonObject>> {
  const ids = items.map((item) => idIn(item));
  if (place.hosts.length > 0) return { items, ids, cursor: JSON.stringify(place), done: false };
  if (place.users === null) return { items, ids, done: true };
  return { items, ids, cursor: JSON.stringify(await usersOf(place.users, http)), done: false };
}
