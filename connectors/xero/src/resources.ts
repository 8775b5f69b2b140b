import {
  restRecords,
  textOf,
  valueAt,
  type ConnectorContext,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { XeroSettings } from './presets.js';

export type Context = ConnectorContext<XeroSettings>;
type Handlers = RecordHandlers<Context>;

/** One kind of record of the accounting API. */
export interface XeroResource {
  /** Its path and the key of its lists: `Contacts`. */
  readonly many: string;
  /** The field of its id. */
  readonly id: string;
  /** Sent with every list. */
  readonly listed?: Readonly<Record<string, string>>;
  /** Match keys with the field that holds them; the first is also what a name that is taken is looked for by. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Made and changed through the API. Default false. */
  readonly written?: boolean;
  /** `delete`: it is removed. A function: what makes it count for nothing, by what it is now. Absent: it stays. */
  readonly removal?: 'delete' | ((current: JsonObject) => JsonObject);
}

/** 1,000 are allowed since 2024 (https://developer.xero.com/documentation/api/accounting/requests-and-responses); one page stays small. */
const MOST = 100;
/** What the validation says of a name, number or code that another record has. */
const TAKEN = /already (?:assigned|exists|in use)|must be unique|not of unique/i;

export function headersOf({ tenantId }: XeroSettings): Readonly<Record<string, string>> {
  return { 'xero-tenant-id': tenantId };
}

/** Reads and writes of one kind of record: always lists, of one record as of many. */
export function resource(kind: XeroResource): Handlers {
  const { many, id, removal } = kind;
  const wrapped = (record: JsonObject, own: string | undefined): Json => ({
    [many]: [own === undefined ? record : { ...record, [id]: own }],
  });
  const records = restRecords<XeroSettings>({
    path: `/${many}`,
    headers: headersOf,
    one: `${many}.0`,
    many,
    id,
    version: 'UpdatedDateUTC',
    list: {
      pages: { kind: 'page', page: 'page', size: 'pageSize' },
      most: MOST,
      ...(kind.listed ? { query: kind.listed } : {}),
      // As XML writes a time, in UTC and without its zone.
      since: { header: 'if-modified-since', as: (ms) => new Date(ms).toISOString().slice(0, 19) },
    },
    ...(kind.written === true
      ? {
          create: {
            method: 'PUT',
            body: wrapped,
            taken: { statuses: [400], existing: (body, record, ctx) => holder(kind, { body, record }, ctx) },
          },
          update: { method: 'POST', body: wrapped },
          writeKey: { header: 'idempotency-key' },
        }
      : {}),
    ...(removal === 'delete' ? { delete: {} } : {}),
  });
  return {
    ...records,
    ...(kind.keys ? { lookup: (match, ctx) => found(kind, match, ctx) } : {}),
    ...(typeof removal === 'function'
      ? {
          delete: async (own, ctx) => {
            const current = await records.get?.(own, ctx);
            if (!current) return;
            const headers = { ...headersOf(ctx.settings), ...keyOf(ctx) };
            await ctx.http.post(`/${many}/${encodeURIComponent(own)}`, {
              json: wrapped(removal(current), own),
              headers,
            });
          },
        }
      : {}),
  } satisfies Handlers;
}

/** Records whose fields are equal to all of the keys. */
async function found(
  { many, id, keys = {} }: XeroResource,
  match: Readonly<Record<string, Json>>,
  { http, settings }: Context,
): Promise<readonly string[]> {
  const clauses = Object.entries(match).map(([key, value]) => clauseOf(keys[key], textOf(value)));
  if (clauses.length === 0 || clauses.includes(null)) return [];
  const answer = await http.get(`/${many}`, {
    query: { where: clauses.join(' AND ') },
    headers: headersOf(settings),
  });
  const rows = valueAt(answer.json(), many);
  return Array.isArray(rows) ? rows.flatMap((row: Json) => textOf(valueAt(row, id)) ?? []) : [];
}

/** The validation names no record: who has the name is looked for. */
async function holder(
  kind: XeroResource,
  { body, record }: { readonly body: Json; readonly record: JsonObject },
  ctx: Context,
): Promise<string | undefined> {
  const said = valueAt(body, 'Elements.0.ValidationErrors');
  const isTaken =
    Array.isArray(said) && said.some((one: Json) => TAKEN.test(textOf(valueAt(one, 'Message')) ?? ''));
  const [key, field = ''] = Object.entries(kind.keys ?? {})[0] ?? [];
  const value = record[field];
  if (!isTaken || key === undefined || value === undefined) return undefined;
  const ids = await found(kind, { [key]: value }, ctx);
  return ids.length === 1 ? ids[0] : undefined;
}

/** A text with quotes cannot be written in the filter. */
function clauseOf(field: string | undefined, value: string | undefined): string | null {
  return field === undefined || value === undefined || /["\\]/.test(value) ? null : `${field}=="${value}"`;
}

function keyOf({ request }: Context): Readonly<Record<string, string>> {
  return request?.writeKey === undefined ? {} : { 'idempotency-key': request.writeKey };
}
