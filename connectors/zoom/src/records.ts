import { idIn, Invalid, objectIn, restRecords, unlessGone, type RecordHandlers } from '@hookyard/sdk';

import type { Context, ZoomSettings } from './presets.js';
import { recordings } from './recordings.js';
import { MOST, walkHosts } from './walk-hosts.js';

/** Meetings and webinars are made for a user, and changed by their number. */
function sittings(kind: 'meetings' | 'webinars'): RecordHandlers<Context> {
  return {
    ...restRecords<ZoomSettings>({ path: `/${kind}`, update: {}, delete: {} }),
    // 853 9384 7045 as people write it.
    id: { normalize: (raw) => raw.replace(/\s/g, '') },
    list: (page, ctx) => walkHosts(kind, page, ctx),
    create: async (record, { http }) => {
      const { host_id: host, ...sitting } = record;
      if (typeof host !== 'string' || host === '') throw new Invalid(`${kind} need a host`, ['host_id']);
      const answer = await http.post(`/users/${encodeURIComponent(host)}/${kind}`, { json: sitting });
      const made = objectIn(answer);
      return { id: idIn(made), record: made };
    },
  };
}

const users: RecordHandlers<Context> = {
  ...restRecords<ZoomSettings>({
    path: '/users',
    many: 'users',
    list: {
      pages: {
        kind: 'cursor',
        size: 'page_size',
        cursor: 'next_page_token',
        next: 'next_page_token',
      },
      most: MOST,
      query: { status: 'active' },
      total: 'total_records',
    },
    create: {
      body: (user) => ({ action: 'create', user_info: user }),
      answers: 'part',
      taken: { statuses: [409], existing: (_body, { email }, ctx) => idOf(email, ctx) },
    },
    update: {},
    // The user stays, with an account of his own.
    delete: { query: { action: 'disassociate' } },
  }),
  lookup: async ({ email, ...others }, ctx) => {
    const id = Object.keys(others).length > 0 ? undefined : await idOf(email, ctx);
    return id === undefined ? [] : [id];
  },
};

/** A user is found by e-mail as by id. */
async function idOf(email: unknown, { http }: Context): Promise<string | undefined> {
  if (typeof email !== 'string' || email === '') return undefined;
  const found = await unlessGone(async () => objectIn(await http.get(`/users/${encodeURIComponent(email)}`)));
  return found ? idIn(found) : undefined;
}

/** Of meetings: an id is `<meeting>|<registrant>`. */
const registrants: RecordHandlers<Context> = {
  parent: (id) => id.split('|')[0] ?? null,
  create: async (record, { http }) => {
    const { meeting_id: meeting, ...registrant } = record;
    if (typeof meeting !== 'string' && typeof meeting !== 'number')
      throw new Invalid('a registrant needs a meeting', ['meeting_id']);
    const path = `/meetings/${encodeURIComponent(meeting)}/registrants`;
    const made = objectIn(await http.post(path, { json: registrant }));
    const id = `${meeting}|${idIn(made, 'registrant_id')}`;
    return { id, record: { ...registrant, ...made, meeting_id: meeting } };
  },
  delete: async (id, { http }) => {
    const [meeting = '', registrant = ''] = id.split('|');
    await http.delete(
      `/meetings/${encodeURIComponent(meeting)}/registrants/${encodeURIComponent(registrant)}`,
    );
  },
};

export const records = {
  'x:ZOOM_MEETING': sittings('meetings'),
  'x:ZOOM_WEBINAR': sittings('webinars'),
  'x:ZOOM_REGISTRANT': registrants,
  'x:ZOOM_RECORDING': recordings,
  EMPLOYEE: users,
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;
