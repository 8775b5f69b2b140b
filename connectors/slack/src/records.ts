import {
  BadConfig,
  Invalid,
  RetryLater,
  textOf,
  unlessGone,
  valueAt,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
} from '@hookyard/sdk';

import { call, type Context } from './call.js';

type Handlers = RecordHandlers<Context>;
type Page = Parameters<NonNullable<Handlers['list']>>[0];

/** Slack advises no more than 200 at once (https://docs.slack.dev/apis/web-api/pagination). */
const MOST = 200;

/** Messages, in a thread or not: channel and time together name one. */
export const messages: Handlers = {
  get: (id, ctx) =>
    unlessGone(async () => {
      const { channel, ts } = placeOf(id);
      const query = { channel, ts, limit: 1, inclusive: true };
      const [found] = objectsAt(await call(ctx, 'conversations.replies', { query }), 'messages');
      return found?.['ts'] === ts ? { ...found, channel } : null;
    }),
  create: async (record, ctx) => {
    const channel = textOf(record['channel']) ?? ctx.settings.channel;
    if (channel === undefined)
      throw new BadConfig('the message names no channel, nor do the settings', 'channel');
    const made = await call(ctx, 'chat.postMessage', { json: { ...record, channel } });
    const [at, ts] = [textOf(made['channel']), textOf(made['ts'])];
    if (at === undefined || ts === undefined)
      throw new RetryLater('the message was posted, and Slack does not say where');
    return { id: `${at}:${ts}` };
  },
  update: async (id, { channel: _channel, thread_ts: _thread, ...record }, _change, ctx) => {
    await call(ctx, 'chat.update', { json: { ...record, ...placeOf(id) } });
  },
  delete: async (id, ctx) => {
    await unlessGone(() => call(ctx, 'chat.delete', { json: placeOf(id) }));
  },
};

/** Members of the workspace; they are made in Slack alone. */
export const members: Handlers = {
  version: 'updated',
  get: (id, ctx) =>
    unlessGone(async () => objectAt(await call(ctx, 'users.info', { query: { user: id } }), 'user')),
  list: (page, ctx) => listed('users.list', { page, key: 'members' }, ctx),
  lookup: async ({ email, ...others }, ctx) => {
    if (email === undefined || Object.keys(others).length > 0) return [];
    const found = await unlessGone(() =>
      call(ctx, 'users.lookupByEmail', { query: { email: textOf(email) } }),
    );
    const id = textOf(valueAt(found ?? undefined, 'user.id'));
    return id === undefined ? [] : [id];
  },
};

/** Channels; to delete one is to archive it. */
export const channels: Handlers = {
  version: 'updated',
  get: (id, ctx) =>
    unlessGone(async () => {
      const query = { channel: id, include_num_members: true };
      return objectAt(await call(ctx, 'conversations.info', { query }), 'channel');
    }),
  list: (page, ctx) =>
    listed(
      'conversations.list',
      { page, key: 'channels', query: { types: 'public_channel,private_channel' } },
      ctx,
    ),
  create: async ({ name, is_private: isPrivate = false }, ctx) => {
    const json = { name: textOf(name) ?? '', is_private: isPrivate };
    const made = objectAt(await call(ctx, 'conversations.create', { json }), 'channel');
    const id = textOf(made['id']);
    if (id === undefined) throw new RetryLater('a channel was made, and Slack does not say which');
    return { id };
  },
  update: async (id, { name, topic, purpose }, { changed }, ctx) => {
    const isChanged = (field: string): boolean => changed.length === 0 || changed.includes(field);
    const texts = { topic: textOf(valueAt(topic, 'value')), purpose: textOf(valueAt(purpose, 'value')) };
    if (isChanged('name') && textOf(name) !== undefined)
      await call(ctx, 'conversations.rename', { json: { channel: id, name: textOf(name) ?? '' } });
    if (isChanged('topic') && texts.topic !== undefined)
      await call(ctx, 'conversations.setTopic', { json: { channel: id, topic: texts.topic } });
    if (isChanged('purpose') && texts.purpose !== undefined)
      await call(ctx, 'conversations.setPurpose', { json: { channel: id, purpose: texts.purpose } });
  },
  delete: async (id, ctx) => {
    await unlessGone(() => call(ctx, 'conversations.archive', { json: { channel: id } }));
  },
};

async function listed(
  method: string,
  {
    page: { cursor, limit },
    key,
    query = {},
  }: { readonly page: Page; readonly key: string; readonly query?: Readonly<Record<string, string>> },
  ctx: Context,
): Promise<ListPage<JsonObject>> {
  const answer = await call(ctx, method, { query: { ...query, limit: Math.min(limit, MOST), cursor } });
  const items = objectsAt(answer, key);
  const next = textOf(valueAt(answer, 'response_metadata.next_cursor'));
  return next === undefined ? { items, done: true } : { items, cursor: next, done: false };
}

function placeOf(id: string): { readonly channel: string; readonly ts: string } {
  const [, channel, ts] = /^([A-Z0-9]+):(\d+\.\d+)$/.exec(id) ?? [];
  if (channel === undefined || ts === undefined)
    throw new Invalid(`'${id}' names no message: it is a channel and a time, C0123456789:1700000000.000100`);
  return { channel, ts };
}

function objectAt(answer: JsonObject, key: string): JsonObject {
  const found = answer[key];
  if (isObject(found)) return found;
  throw new RetryLater(`the answer has no ${key}`);
}

function objectsAt(answer: JsonObject, key: string): readonly JsonObject[] {
  const found = answer[key];
  if (Array.isArray(found)) return found.filter(isObject);
  throw new RetryLater(`the answer has no list of ${key}`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
