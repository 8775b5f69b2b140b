import {
  type ConnectorContext,
  type Json,
  type JsonObject,
  NotFound,
  type RecordHandlers,
  RetryLater,
  failureOf,
  objectIn,
} from '@hookyard/sdk';

import type { RestSettings } from './presets.js';

type RestContext = ConnectorContext<RestSettings, 'webhook' | 'api'>;

/** What a JSON/REST system offers for one type: get, list, create, update, delete, lookup under one path. */
export function handlersOf(pathOf: (settings: RestSettings) => string): RecordHandlers<RestContext> {
  const one = (id: string, ctx: RestContext): string => `${pathOf(ctx.settings)}/${encodeURIComponent(id)}`;
  return {
    honoursKey: true,
    async get(id, ctx) {
      return orNull(async () => objectIn(await ctx.http.get(one(id, ctx))));
    },
    async list({ cursor, since, limit }, ctx) {
      const query = { cursor, limit, ...sinceIn(since, ctx.settings) };
      const answer = await ctx.http.get(pathOf(ctx.settings), { query });
      const body = answer.json();
      const next = isObject(body) && typeof body['next'] === 'string' ? body['next'] : undefined;
      const items = itemsOf(body, ctx.settings);
      return {
        items,
        ids: items.map((item) => idOf(item, ctx.settings)),
        versions: items.map((item) => versionOf(item, ctx.settings).version),
        done: next === undefined,
        ...(next ? { cursor: next } : {}),
        ...totalOf(body),
      };
    },
    async lookup(keys, ctx) {
      const query = Object.fromEntries(Object.entries(keys).map(([name, value]) => [name, textOf(value)]));
      const answer = await ctx.http.get(pathOf(ctx.settings), { query });
      const found = itemsOf(answer.json(), ctx.settings).filter((item) => carries(item, keys));
      return found.map((item) => idOf(item, ctx.settings));
    },
    async create(record, ctx) {
      const answer = await ctx.http.post(pathOf(ctx.settings), { json: record, headers: keyHeader(ctx) });
      const made = objectIn(answer);
      return { id: idOf(made, ctx.settings), record: made, ...versionOf(made, ctx.settings) };
    },
    async update(id, record, change, ctx) {
      const body = ctx.settings.updateMethod === 'PATCH' ? pick(record, change.changed) : record;
      const answer = await ctx.http.request({
        method: ctx.settings.updateMethod,
        url: one(id, ctx),
        json: body,
        headers: keyHeader(ctx),
      });
      if (answer.text() === '') return;
      const written = objectIn(answer);
      return { record: written, ...versionOf(written, ctx.settings) };
    },
    async delete(id, ctx) {
      await ctx.http.delete(one(id, ctx), { headers: keyHeader(ctx) });
    },
  };
}

function sinceIn(since: number | undefined, { sinceParameter }: RestSettings): Record<string, string> {
  if (since === undefined || sinceParameter === '') return {};
  return { [sinceParameter]: new Date(since).toISOString() };
}

function keyHeader(ctx: RestContext): Record<string, string> {
  const key = ctx.request?.writeKey;
  return key ? { 'idempotency-key': key } : {};
}

function itemsOf(body: Json, { itemsField }: RestSettings): JsonObject[] {
  const items = itemsField !== '' && isObject(body) ? body[itemsField] : body;
  if (!Array.isArray(items)) throw new RetryLater(`the list has no array under "${itemsField}"`);
  return items.filter(isObject);
}

/** `total` beside the items, where the system says how many there are. */
function totalOf(body: Json): { total?: number } {
  const total = isObject(body) ? body['total'] : undefined;
  return typeof total === 'number' ? { total } : {};
}

function idOf(record: JsonObject, { idField }: RestSettings): string {
  const id = record[idField];
  if (typeof id === 'string' || typeof id === 'number') return String(id);
  throw new NotFound(`the answer has no id under "${idField}"`);
}

function versionOf(record: JsonObject, { versionField }: RestSettings): { version?: string | number } {
  const version = record[versionField];
  return typeof version === 'string' || typeof version === 'number' ? { version } : {};
}

function carries(item: JsonObject, keys: Readonly<Record<string, Json>>): boolean {
  return Object.entries(keys).every(([name, value]) => textOf(item[name]) === textOf(value));
}

function pick(record: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name)));
}

/** A key as text; `7` and `"7"` are one. */
function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '');
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (failureOf(error)?.failure === 'NotFound') return null;
    throw error;
  }
}
