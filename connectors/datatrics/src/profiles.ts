import type { JsonObject, RecordHandlers, WriteItem, WriteOutcome } from '@hookyard/sdk';

import { FIRST_PAGE, timeOf } from './assumptions.js';
import { byEmail, call, profileOf, textOf, type Context, pageIn } from './profile-calls.js';

/** A bulk call takes so many. */
const MOST_IN_BULK = 50;

/** Profiles of the project. A create carries its write key as the profile's id: repeated, it makes no second one. */
export const profiles: RecordHandlers<Context> = {
  honoursKey: true,
  id: { normalize: (raw) => (raw.includes('@') ? raw.trim().toLowerCase() : raw.trim()) },
  get: profileOf,
  list: async ({ cursor, since, limit }, ctx) => {
    const page = cursor === undefined ? FIRST_PAGE : Number(cursor);
    const query = { limit, page, ...(since === undefined ? {} : { 'q[updated][$gte]': timeOf(since) }) };
    const { items, total, pages } = pageIn(await call(ctx, { url: '/profile', query }));
    const done = page - FIRST_PAGE + 1 >= pages;
    return {
      items,
      ids: items.map((item) => textOf(item['profileid'])),
      ...(total === undefined ? {} : { total }),
      ...(done ? {} : { cursor: String(page + 1) }),
      done,
    };
  },
  lookup: async ({ email, ...others }, ctx) => {
    if (email === undefined || Object.keys(others).length > 0) return [];
    return (await byEmail(textOf(email), ctx)).map((profile) => textOf(profile['profileid']));
  },
  create: async (record, ctx) => {
    const id = textOf(ctx.request?.writeKey);
    await call(ctx, { method: 'POST', url: '/profile', json: written(id, record, ctx) });
    return { id, record: { ...record, profileid: id } };
  },
  update: async (id, record, { changed }, ctx) => {
    const fields = changed.length === 0 ? record : pick(record, changed);
    const json = written(id, fields, ctx);
    await call(ctx, { method: 'PUT', url: `/profile/${encodeURIComponent(id)}`, json });
  },
  delete: async (id, ctx) => {
    const query = { source: ctx.settings.source };
    await call(ctx, { method: 'DELETE', url: `/profile/${encodeURIComponent(id)}`, query });
  },
  mostWrites: MOST_IN_BULK,
  writeMany: async (items, ctx) => {
    const deletes = items.flatMap((item, index) => (item.op === 'delete' ? [{ index, id: item.id }] : []));
    const outcomes = await inBulk(items, ctx);
    for (const { index, id } of deletes) {
      await profiles.delete?.(id, ctx);
      outcomes.push({ index });
    }
    return outcomes;
  },
};

/** What the answer does not name was skipped, without a reason: it is tried again. */
async function inBulk(items: readonly WriteItem[], ctx: Context): Promise<WriteOutcome[]> {
  const writes = items.flatMap((item, index) => {
    if (item.op === 'delete') return [];
    const id = item.op === 'create' ? item.key : item.id;
    return [{ index, id, json: written(id, item.record, ctx) }];
  });
  if (writes.length === 0) return [];
  const answer = await call(ctx, {
    method: 'POST',
    url: '/profile/bulk',
    json: { items: writes.map(({ json }) => json) },
  });
  const taken = new Set(pageIn(answer).items.map(({ id }) => textOf(id)));
  return writes.filter(({ id }) => taken.has(id)).map(({ index, id }) => ({ index, id }));
}

/** A profile as it is written: its fields under `profile`; read back they lie side by side. */
function written(profileid: string, record: JsonObject, { settings }: Context): JsonObject {
  const { profileid: _id, source: _source, objecttype: _type, ...profile } = record;
  return {
    projectid: settings.projectId,
    profileid,
    objecttype: 'profile',
    source: settings.source,
    profile,
  };
}

function pick(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}
