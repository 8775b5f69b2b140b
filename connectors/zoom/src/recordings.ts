import {
  idIn,
  listIn,
  objectIn,
  textOf,
  unlessGone,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context } from './presets.js';
import { MOST } from './walk-hosts.js';

const DAY_MS = 86_400_000;
/** Zoom lists at most a month at once. */
const SPAN_MS = 30 * DAY_MS;
/** Without a time to begin at, what half a year brought is listed. */
const FIRST_MS = 182 * DAY_MS;

/** Cloud recordings of one sitting each: an id is the sitting's own, `4444AAAiAAAAAiAiAiiAii==`. */
export const recordings: RecordHandlers<Context> = {
  get: (id, { http }) =>
    unlessGone(async () => objectIn(await http.get(`/meetings/${sittingId(id)}/recordings`))),
  list: async ({ cursor, since, limit }, { http, deadline }): Promise<ListPage<JsonObject>> => {
    const [from, token] = placeIn(cursor) ?? [since ?? deadline - FIRST_MS, undefined];
    const to = from + SPAN_MS;
    const answer = await http.get('/accounts/me/recordings', {
      query: {
        from: dayOf(from),
        to: dayOf(to),
        page_size: Math.min(limit, MOST),
        next_page_token: token,
      },
    });
    const items = listIn(answer, 'meetings');
    const page = { items, ids: items.map((item) => idIn(item, 'uuid')) };
    const next = textOf(objectIn(answer)['next_page_token']);
    if (next !== undefined) return { ...page, cursor: `${from}|${next}`, done: false };
    return to < deadline ? { ...page, cursor: `${to}|`, done: false } : { ...page, done: true };
  },
  delete: async (id, { http }) => {
    await http.delete(`/meetings/${sittingId(id)}/recordings`, { query: { action: 'trash' } });
  },
};

/**
 * A sitting's id in a path: one that begins with a slash, or has two in a row, is encoded twice.
 * https://developers.zoom.us/docs/api/using-zoom-apis/#meeting-id-and-uuid
 */
export function sittingId(id: string): string {
  const once = encodeURIComponent(id);
  return id.startsWith('/') || id.includes('//') ? encodeURIComponent(once) : once;
}

function placeIn(cursor: string | undefined): readonly [number, string | undefined] | undefined {
  const [, from, token] = /^(\d{1,16})\|(.*)$/.exec(cursor ?? '') ?? [];
  return from === undefined ? undefined : [Number(from), token === '' ? undefined : token];
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
