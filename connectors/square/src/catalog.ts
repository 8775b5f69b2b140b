import {
  idIn,
  listIn,
  NotFound,
  objectIn,
  unlessGone,
  type Json,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context } from './presets.js';
import { searchPage, type Search } from './searched.js';

/** One kind of object of the catalogue. */
export interface CatalogKind {
  /** `ITEM`. */
  readonly type: string;
  /** The key its own fields lie under: `item_data`. */
  readonly data: string;
  /** Match keys with its attributes of that name. */
  readonly lookup: Readonly<Record<string, string>>;
}

/** Square gives at most 1,000 objects a page. https://developer.squareup.com/reference/square/catalog-api */
const MOST = 1_000;
const OBJECT = '/catalog/object';
/** An id that begins with # is exchanged for one of Square's. */
const NEW = '#new';

/** Reads and writes of one kind. An object is written whole: what a mapping does not name stays as it is there. */
export function catalog({ type, data, lookup }: CatalogKind): RecordHandlers<Context> {
  const search: Search = {
    path: '/catalog/search',
    many: 'objects',
    most: MOST,
    query: (since) => ({
      object_types: [type],
      include_deleted_objects: since !== undefined,
      ...(since === undefined ? {} : { begin_time: since }),
    }),
  };
  return {
    honoursKey: true,
    version: 'version',
    get: read,
    list: async (page, ctx) => {
      const found = await searchPage(search, page, ctx);
      const items = found.items ?? [];
      const deleted = items.filter(({ is_deleted: gone }) => gone === true).map((item) => idIn(item));
      return { ...found, items: items.filter(({ is_deleted: gone }) => gone !== true), deleted };
    },
    lookup: async (keys, { http }) => {
      const [[key, value] = [], ...others] = Object.entries(keys);
      const attribute = key === undefined ? undefined : lookup[key];
      // One attribute is asked for at a time.
      if (attribute === undefined || typeof value !== 'string' || others.length > 0) return [];
      const query = { exact_query: { attribute_name: attribute, attribute_value: value } };
      const answer = await http.post('/catalog/search', { json: { object_types: [type], query } });
      return listIn(answer, 'objects').map((found) => idIn(found));
    },
    create: async (record, ctx) => {
      const made = await write({ ...record, type, id: NEW }, ctx);
      return { id: idIn(made), version: made['version'] as number, record: made };
    },
    update: async (id, record, _change, ctx) => {
      const present = await read(id, ctx);
      if (!present) throw new NotFound(`${type} ${id} is not in the catalogue`);
      const merged = {
        ...present,
        ...record,
        [data]: { ...objectAt(present, data), ...objectAt(record, data) },
      };
      const written = await write({ ...merged, type, id, version: present['version'] ?? null }, ctx);
      return { version: written['version'] as number, record: written };
    },
    delete: async (id, { http }) => {
      await http.delete(`${OBJECT}/${encodeURIComponent(id)}`);
    },
  };

  function read(id: string, { http }: Context): Promise<JsonObject | null> {
    return unlessGone(async () => {
      const answer = await http.get(`${OBJECT}/${encodeURIComponent(id)}`);
      return objectIn(answer, 'object');
    });
  }
}

async function write(object: JsonObject, { http, request }: Context): Promise<JsonObject> {
  const json = { idempotency_key: request?.writeKey, object };
  return objectIn(await http.post(OBJECT, { json }), 'catalog_object');
}

function objectAt(record: JsonObject, key: string): JsonObject {
  const found: Json | undefined = record[key];
  return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as JsonObject) : {};
}
