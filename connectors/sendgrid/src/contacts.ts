import {
  Conflict,
  idIn,
  Invalid,
  listIn,
  NotFound,
  objectIn,
  RetryLater,
  unlessGone,
  valueAt,
  type HttpResponse,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context } from './presets.js';

const PATH = '/v3/marketing/contacts';
/** A contact is there some seconds after SendGrid took it. */
const TAKEN_AFTER_MS = 20_000;
const REMEMBERED_MS = 24 * 60 * 60_000;

/**
 * Marketing contacts. SendGrid writes them by and by: a create is taken without an id, and finds it by the address on its
 * next try. https://www.twilio.com/docs/sendgrid/api-reference/contacts
 */
export const contacts: RecordHandlers<Context> = {
  version: 'updated_at',
  get: (id, { http }) =>
    unlessGone(async () => objectIn(await http.get(`${PATH}/${encodeURIComponent(id)}`))),
  list: async ({ since }, { http }) => {
    if (since === undefined) {
      // There is no list of all but an export of them: the newest 50 are what can be read.
      return pageIn(await http.get(PATH));
    }
    const time = new Date(since).toISOString();
    const query = `updated_at >= TIMESTAMP '${time}'`;
    return pageIn(await http.post(`${PATH}/search`, { json: { query } }));
  },
  lookup: async ({ email, ...others }, ctx) => {
    if (typeof email !== 'string' || Object.keys(others).length > 0) return [];
    const id = await idOf(email, ctx);
    return id === undefined ? [] : [id];
  },
  create: async (record, ctx) => {
    const email = emailOf(record);
    const key = `contact:${ctx.request?.writeKey ?? email}`;
    const present = await idOf(email, ctx);
    const wasSent = (await ctx.state.get<boolean>(key)) === true;
    if (present !== undefined && wasSent) return { id: present };
    if (present !== undefined) throw new Conflict(`a contact has ${email} already`, present);
    if (!wasSent) {
      await upsert(record, ctx);
      await ctx.state.set(key, true, { ttlMs: REMEMBERED_MS });
    }
    throw new RetryLater(`SendGrid took the contact ${email}, and has not written it yet`, TAKEN_AFTER_MS);
  },
  update: async (id, record, _change, ctx) => {
    const present = await contacts.get?.(id, ctx);
    if (!present) throw new NotFound(`contact ${id} is not there`);
    // A contact is known by its address: another one would be another contact.
    await upsert({ ...record, email: present['email'] ?? null }, ctx);
    return { record: { ...present, ...record, email: present['email'] ?? null } };
  },
  delete: async (id, { http }) => {
    await http.delete(PATH, { query: { ids: id } });
  },
};

async function upsert(contact: JsonObject, { http }: Context): Promise<void> {
  await http.put(PATH, { json: { contacts: [contact] } });
}

async function idOf(email: string, { http }: Context): Promise<string | undefined> {
  const found = await unlessGone(async () =>
    objectIn(await http.post(`${PATH}/search/emails`, { json: { emails: [email] } })),
  );
  const [first] = Object.values((found?.['result'] ?? {}) as JsonObject);
  const contact = valueAt(first, 'contact');
  return typeof contact === 'object' && contact !== null ? idIn(contact as JsonObject) : undefined;
}

function pageIn(answer: HttpResponse): ListPage<JsonObject> {
  const items = listIn(answer, 'result');
  return { items, ids: items.map((contact) => idIn(contact)), done: true };
}

function emailOf({ email }: JsonObject): string {
  if (typeof email !== 'string' || email === '') throw new Invalid('a contact needs an address', ['email']);
  return email.toLowerCase();
}
