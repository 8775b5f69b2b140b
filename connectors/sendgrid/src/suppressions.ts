import {
  idIn,
  Invalid,
  listIn,
  unlessGone,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

/** Each kind is a list of its own. https://www.twilio.com/docs/sendgrid/api-reference/bounces-api */
const KINDS = ['bounces', 'blocks', 'invalid_emails', 'spam_reports', 'unsubscribes'] as const;
/** The one kind that is made by hand has an address of its own to be made at. */
const BY_HAND = 'unsubscribes';
const MOST = 500;

/** Addresses that are sent no mail, of all kinds: an id is `<kind>|<address>`. The list goes through one kind after the other. */
export const suppressions: RecordHandlers<Context> = {
  id: { normalize: (raw) => raw.trim().toLowerCase() },
  get: (id, { http }) =>
    unlessGone(async () => {
      const [kind, email] = partsOf(id);
      const path = `/v3/suppression/${kind}/${encodeURIComponent(email)}`;
      const [found] = listIn(await http.get(path));
      return found === undefined ? null : { ...found, email, kind };
    }),
  list: async ({ cursor = `${KINDS[0]}|0`, since, limit }, { http }): Promise<ListPage<JsonObject>> => {
    const [kind = KINDS[0], offset = '0'] = cursor.split('|');
    const size = Math.min(limit, MOST);
    const answer = await http.get(`/v3/suppression/${kind}`, {
      query: { limit: size, offset, start_time: since === undefined ? undefined : Math.floor(since / 1000) },
    });
    const items = listIn(answer).map((found): JsonObject => ({ ...found, kind }));
    const next = items.length < size ? after(kind) : `${kind}|${Number(offset) + items.length}`;
    return {
      items,
      ids: items.map((item) => `${kind}|${idIn(item, 'email')}`.toLowerCase()),
      ...(next === undefined ? {} : { cursor: next }),
      done: next === undefined,
    };
  },
  create: async (record, { http }) => {
    const { email } = record;
    if (typeof email !== 'string') throw new Invalid('a suppression needs an address', ['email']);
    await http.post('/v3/asm/suppressions/global', { json: { recipient_emails: [email] } });
    return { id: `${BY_HAND}|${email.toLowerCase()}`, record: { email, kind: BY_HAND } };
  },
  delete: async (id, { http }) => {
    const [kind, email] = partsOf(id);
    const list = kind === BY_HAND ? '/v3/asm/suppressions/global' : `/v3/suppression/${kind}`;
    await http.delete(`${list}/${encodeURIComponent(email)}`);
  },
};

function partsOf(id: string): readonly [string, string] {
  const [kind = '', email = ''] = id.split('|');
  return [encodeURIComponent(kind), email];
}

function after(kind: string): string | undefined {
  const next = KINDS[KINDS.findIndex((known) => known === kind) + 1];
  return next === undefined ? undefined : `${next}|0`;
}
