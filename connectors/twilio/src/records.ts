import { idIn, listIn, objectIn, restRecords, type RecordHandlers, type RestResource } from '@hookyard/sdk';

import type { Context, TwilioSettings } from './presets.js';

/** Twilio gives at most this many a page. https://www.twilio.com/docs/usage/twilios-response#paging-information */
const MOST = 1_000;

/** One kind of record of the API of 2010. */
interface Kind {
  /** `Messages`, in addresses. */
  readonly path: string;
  /** `messages`, in answers. */
  readonly many: string;
  /** The filter for what is not older than a day. */
  readonly since: string;
}

const MESSAGES: Kind = { path: 'Messages', many: 'messages', since: 'DateSent>' };
const CALLS: Kind = { path: 'Calls', many: 'calls', since: 'StartTime>' };
const RECORDINGS: Kind = { path: 'Recordings', many: 'recordings', since: 'DateCreated>' };

const FORM = { as: 'form' } as const;

export const records = {
  // What was sent cannot be changed.
  MESSAGE: kind(MESSAGES, { create: FORM }),
  'x:TWILIO_CALL': kind(CALLS, { create: FORM, update: { ...FORM, method: 'POST' } }),
  'x:TWILIO_RECORDING': kind(RECORDINGS, {}),
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;

function kind(
  { path, many, since: filter }: Kind,
  writes: Pick<RestResource<TwilioSettings>, 'create' | 'update'>,
): RecordHandlers<Context> {
  return {
    ...restRecords<TwilioSettings>({
      path: `/${path}.json`,
      onePath: (id) => `/${path}/${encodeURIComponent(id)}.json`,
      id: 'sid',
      version: 'date_updated',
      delete: {},
      ...writes,
    }),
    list: async ({ cursor, since, limit }, { http }) => {
      const day = since === undefined ? undefined : new Date(since).toISOString().slice(0, 10);
      // The filter's name ends in its comparison: `DateSent>=2026-02-03`.
      const first = { PageSize: Math.min(limit, MOST), ...(day === undefined ? {} : { [filter]: day }) };
      const answer = await (cursor === undefined
        ? http.get(`/${path}.json`, { query: first })
        : http.get(`/${path}.json?${cursor}`));
      const page = objectIn(answer);
      const items = listIn(answer, many);
      const next =
        typeof page['next_page_uri'] === 'string' ? page['next_page_uri'].split('?')[1] : undefined;
      return {
        items,
        ids: items.map((item) => idIn(item, 'sid')),
        ...(next === undefined ? {} : { cursor: next }),
        done: next === undefined,
      };
    },
  };
}
