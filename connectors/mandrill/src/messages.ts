import {
  idIn,
  Invalid,
  listIn,
  objectIn,
  textOf,
  unlessGone,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import { call } from './calls.js';
import type { Context } from './presets.js';

/** The most of a search; there are no further pages of it. */
const MOST = 1_000;

/** Mail that was sent: Mandrill knows what became of it for 30 days. */
export const messages: RecordHandlers<Context> = {
  get: (id, ctx) => unlessGone(async () => objectIn(await call('messages/info', { id }, ctx))),
  list: async ({ since, limit }, ctx) => {
    const asked: JsonObject = { query: '*', limit: Math.min(limit, MOST) };
    const query =
      since === undefined ? asked : { ...asked, date_from: new Date(since).toISOString().slice(0, 10) };
    const items = listIn(await call('messages/search', query, ctx));
    return { items, ids: items.map((item) => idIn(item, '_id')), done: true };
  },
  create: async (record, ctx) => {
    const { subaccount } = ctx.settings;
    const message = { ...record, ...(subaccount === undefined ? {} : { subaccount }) };
    const [sent] = listIn(await call('messages/send', { message }, ctx));
    if (sent === undefined) throw new Invalid('Mandrill sent the mail to nobody', ['to']);
    const { status = null, reject_reason: reason } = sent;
    if (status === 'rejected' || status === 'invalid')
      throw new Invalid(`Mandrill does not send the mail: ${status} ${textOf(reason) ?? ''}`.trim(), ['to']);
    const id = idIn(sent, '_id');
    return { id, record: { ...record, _id: id, state: status } };
  },
};
