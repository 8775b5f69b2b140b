import {
  idIn,
  listIn,
  restRecords,
  textOf,
  valueAt,
  type ConnectorContext,
  type Json,
  type JsonObject,
  type ListPage,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { HubspotSettings } from './presets.js';
import { properties, type ObjectName } from './properties.js';

export type Context = ConnectorContext<HubspotSettings>;
type Handlers = RecordHandlers<Context>;
type Page = Parameters<NonNullable<Handlers['list']>>[0];

/** One kind of object of the CRM. */
export interface CrmObject {
  /** Its name in addresses. */
  readonly name: ObjectName;
  /** Match keys with the property that holds them. */
  readonly keys: Readonly<Record<string, string>>;
  /** The property that holds when it changed. */
  readonly changedAt: 'lastmodifieddate' | 'hs_lastmodifieddate';
}

/** The API gives at most this many at once, lists and searches alike. */
const MOST = 100;
/** A search shows no more than its first 10,000 (https://developers.hubspot.com/docs/api/crm/search): it goes on by time. */
const MOST_FOUND = 9_900;

/** Reads and writes of one kind of object. Lists cannot be asked for changes; the search can. */
export function objects(kind: CrmObject): Handlers {
  const path = pathOf(kind);
  const records = restRecords<HubspotSettings>({
    path,
    version: 'updatedAt',
    create: {
      taken: { statuses: [409], existing: (body, record, ctx) => existing(kind, { body, record }, ctx) },
    },
    update: {},
    delete: {},
  });
  return {
    ...records,
    get: async (id, ctx) => (await readable(kind, ctx).get?.(id, ctx)) ?? null,
    list: async (page, ctx) => {
      if (page.since !== undefined) return changes(kind, { ...page, since: page.since }, ctx);
      return (await readable(kind, ctx).list?.(page, ctx)) ?? { ids: [], done: true };
    },
    lookup: (match, ctx) => found(kind, match, ctx),
    merge: async (winner, losers, { http }) => {
      for (const loser of losers)
        await http.post(`${path}/merge`, { json: { primaryObjectId: winner, objectIdToMerge: loser } });
    },
  };
}

/** Which properties are read is a setting. */
function readable(kind: CrmObject, ctx: Context): Handlers {
  const query = { properties: wanted(kind, ctx).join(',') };
  return restRecords<HubspotSettings>({
    path: pathOf(kind),
    many: 'results',
    oneQuery: query,
    list: {
      pages: { kind: 'cursor', size: 'limit', cursor: 'after', next: 'paging.next.after' },
      most: MOST,
      query,
    },
  });
}

async function changes(
  kind: CrmObject,
  { cursor, limit, since }: Page & { readonly since: number },
  ctx: Context,
): Promise<ListPage<JsonObject>> {
  const [, from = String(since), after = '0'] = /^(\d+)\/(\d+)$/.exec(cursor ?? '') ?? [];
  const { changedAt } = kind;
  const json = {
    filterGroups: [{ filters: [{ propertyName: changedAt, operator: 'GTE', value: from }] }],
    sorts: [{ propertyName: changedAt, direction: 'ASCENDING' }],
    properties: wanted(kind, ctx),
    limit: Math.min(limit, MOST),
    after,
  };
  const { results, next } = await search(kind, json, ctx);
  if (next === undefined) return { items: results, done: true };
  if (Number(next) <= MOST_FOUND) return { items: results, cursor: `${from}/${next}`, done: false };
  const last = Date.parse(textOf(valueAt(results.at(-1), `properties.${changedAt}`)) ?? '');
  // So many changed in one millisecond that time does not lead on.
  const isStuck = !Number.isFinite(last) || last <= Number(from);
  return isStuck ? { items: results, done: true } : { items: results, cursor: `${last}/0`, done: false };
}

async function search(
  kind: CrmObject,
  json: JsonObject,
  { http }: Context,
): Promise<{ readonly results: readonly JsonObject[]; readonly next: string | undefined }> {
  const answer = await http.post(`${pathOf(kind)}/search`, { json });
  return { results: listIn(answer, 'results'), next: textOf(valueAt(answer.json(), 'paging.next.after')) };
}

async function found(
  kind: CrmObject,
  match: Readonly<Record<string, Json>>,
  ctx: Context,
): Promise<readonly string[]> {
  const filters = Object.entries(match).map(([key, value]) => ({
    propertyName: kind.keys[key] ?? null,
    operator: 'EQ',
    value: textOf(value) ?? null,
  }));
  const isKnown = filters.every(({ propertyName, value }) => propertyName !== null && value !== null);
  if (filters.length === 0 || !isKnown) return [];
  const { results } = await search(kind, { filterGroups: [{ filters }], properties: [], limit: MOST }, ctx);
  return results.map((record) => idIn(record));
}

/** The refusal names the record in its text; where it does not, it is looked for by its first key. */
async function existing(
  kind: CrmObject,
  { body, record }: { readonly body: Json; readonly record: JsonObject },
  ctx: Context,
): Promise<string | undefined> {
  const named = /Existing ID: (\d+)/.exec(textOf(valueAt(body, 'message')) ?? '')?.[1];
  if (named !== undefined) return named;
  const [key, property] = Object.entries(kind.keys)[0] ?? [];
  const value = property === undefined ? undefined : valueAt(record, `properties.${property}`);
  if (key === undefined || value === undefined) return undefined;
  const ids = await found(kind, { [key]: value }, ctx);
  return ids.length === 1 ? ids[0] : undefined;
}

function wanted({ name, changedAt }: CrmObject, { settings }: Context): readonly string[] {
  return [...new Set([...properties[name], changedAt, ...settings.moreProperties])];
}

function pathOf({ name }: CrmObject): string {
  return `/crm/v3/objects/${name}`;
}
