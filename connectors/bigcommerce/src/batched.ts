import {
  idIn,
  listIn,
  NotFound,
  restRecords,
  type ConnectorContext,
  type JsonObject,
  type RecordHandlers,
  type RestTaken,
} from '@hookyard/sdk';

import type { BigcommerceSettings } from './presets.js';

export type Context = ConnectorContext<BigcommerceSettings>;

/** A collection of the API that is read by a filter and written in lists. */
export interface Batched {
  /** `/v3/customers`. */
  readonly path: string;
  /** The filter that takes ids: `id:in`. */
  readonly filter: string;
  /** Where a record has its id. */
  readonly id: string;
  /** Where it has its version. */
  readonly version?: string;
  /** Sent with every read. */
  readonly query?: Readonly<Record<string, string>>;
  /** The filter for what changed since a time; absent: there is none. */
  readonly since?: string;
  /** Match keys with their filters. */
  readonly lookup: Readonly<Record<string, string>>;
  /** How a create says that it is there. */
  readonly taken?: RestTaken<Context>;
}

/** The API gives at most this many at once. */
export const MOST = 250;

/** Reads and writes of one such kind of record, one at a time. */
export function batched({
  path,
  filter,
  id,
  version,
  query,
  since,
  lookup,
  taken,
}: Batched): RecordHandlers<Context> {
  return {
    ...restRecords<BigcommerceSettings>({
      path,
      onePath: () => path,
      one: 'data.0',
      many: 'data',
      id,
      ...(version === undefined ? {} : { version }),
      list: {
        pages: { kind: 'page', size: 'limit', page: 'page' },
        most: MOST,
        ...(query === undefined ? {} : { query }),
        ...(since === undefined ? {} : { since: { query: since } }),
        total: 'meta.pagination.total',
      },
      lookup,
      create: { body: (record) => [record], answers: 'part', ...(taken === undefined ? {} : { taken }) },
      update: { method: 'PUT', body: (record, of) => [{ ...record, [id]: Number(of) }], answers: 'part' },
    }),
    get: (wanted, ctx) => find(wanted, ctx),
    delete: async (wanted, { http }) => {
      await http.delete(path, { query: { [filter]: wanted } });
    },
  };

  async function find(wanted: string, { http }: Context): Promise<JsonObject | null> {
    const answer = await http.get(path, { query: { ...query, [filter]: wanted } });
    return listIn(answer, 'data')[0] ?? null;
  }
}

/** The record that carries a value, by a filter of its collection. */
export async function firstWith(
  { path, filter, value }: { readonly path: string; readonly filter: string; readonly value: unknown },
  { http }: Context,
): Promise<string | undefined> {
  if (typeof value !== 'string' || value === '') return undefined;
  const answer = await http.get(path, { query: { [filter]: value } });
  const [first] = listIn(answer, 'data');
  return first && idIn(first);
}

/** What a record must be there for. */
export function present<T>(found: T | null, what: string): T {
  if (found === null) throw new NotFound(`${what} is not there`);
  return found;
}
