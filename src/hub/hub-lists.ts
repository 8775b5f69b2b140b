import type { Mode, RecordType } from '@hookyard/sdk';

import { readList, type ListPage, type ListPart, type Store } from '../store/index.js';

import type { HubRecord, Link, LinkState, RecordChange } from './hub-record.js';
import {
  changeList,
  linkList,
  linkListEnd,
  mergeList,
  mergesIntoList,
  recordList,
  unlinkedList,
  updatedRecords,
} from './list-statements.js';
import { mergeOf, type RecordMerge } from './merging/merge-record.js';
import { changeOf, linkOf, recordOf } from './rows.js';

export interface RecordsAsk {
  readonly tenant: number;
  readonly type: RecordType;
  readonly mode?: Mode | undefined;
  readonly isDeleted?: boolean | undefined;
}

/** Where a list by the time of change goes on. */
export interface UpdatePlace {
  readonly at: number;
  readonly id: number;
}

export interface LinksAsk {
  readonly connection: number;
  readonly type: RecordType;
  readonly state?: LinkState | undefined;
  readonly isPrimary?: boolean | undefined;
}

/** What people page through. A page may be short, or empty, and yet have a next one. */
export interface HubLists {
  records(ask: RecordsAsk, page: ListPage): Promise<ListPart<HubRecord>>;
  /** What was changed since, the last change first. */
  updated(
    ask: RecordsAsk & { readonly since?: number | undefined },
    page: { readonly behind?: UpdatePlace | undefined; readonly limit: number },
  ): Promise<{ readonly items: readonly HubRecord[]; readonly next: UpdatePlace | null }>;
  /** Records of a type that a connection has no link for; deleted ones are left out. */
  unlinked(
    ask: {
      readonly tenant: number;
      readonly mode: Mode;
      readonly type: RecordType;
      readonly connection: number;
    },
    page: ListPage,
  ): Promise<ListPart<HubRecord>>;
  /** By external id; those that ended are left out. */
  links(
    ask: LinksAsk,
    page: { readonly behind?: string | undefined; readonly limit: number },
  ): Promise<{ readonly items: readonly Link[]; readonly next: string | null }>;
  history(record: number, page: ListPage): Promise<ListPart<RecordChange>>;
  /** A tenant's, or those into one record. */
  merges(
    ask: {
      readonly tenant: number;
      readonly winner?: number | undefined;
      readonly type?: RecordType | undefined;
      readonly isUndone?: boolean | undefined;
    },
    page: ListPage,
  ): Promise<ListPart<RecordMerge>>;
}

/** Links looked at for one page: about 2 ms. */
const MOST_LOOKED_AT = 2_000;
const LAST: UpdatePlace = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

export function createHubLists(store: Pick<Store, 'read'>): HubLists {
  return {
    async records({ tenant, type, mode = null, isDeleted }, page) {
      const params = { tenant, type, mode, deleted: flag(isDeleted) };
      return shown(
        await readList(store, recordList, { params, page, keyOf: ({ r_id: id }) => id }),
        recordOf,
      );
    },
    async updated({ tenant, type, mode, isDeleted, since = 0 }, { behind = LAST, limit }) {
      const ask = { tenant, type, since, ...behind, count: limit + 1 };
      const rows = (await store.read(updatedRecords, [ask])).map(recordOf);
      const seen = rows.slice(0, limit);
      const last = seen.at(-1);
      const items = seen
        .filter((record) => mode === undefined || record.mode === mode)
        .filter(({ deletedAt }) => isDeleted === undefined || (deletedAt !== null) === isDeleted);
      return { items, next: rows.length > limit && last ? { at: last.updatedAt, id: last.id } : null };
    },
    async unlinked(params, page) {
      const part = await readList(store, unlinkedList, { params, page, keyOf: ({ r_id: id }) => id });
      return shown(part, recordOf);
    },
    async links({ connection, type, state = null, isPrimary }, { behind = '', limit }) {
      const of = { connection, type, behind };
      const [end] = await store.read(linkListEnd, [{ ...of, skip: MOST_LOOKED_AT - 1 }]);
      const until = end?.external_id ?? null;
      const ask = { ...of, until, state, isPrimary: flag(isPrimary), count: limit + 1 };
      const rows = await store.read(linkList, [ask]);
      const items = rows.slice(0, limit).map(linkOf);
      return { items, next: rows.length > limit ? (items.at(-1)?.externalId ?? null) : until };
    },
    async history(record, page) {
      const params = { record };
      return shown(
        await readList(store, changeList, { params, page, keyOf: ({ version }) => version }),
        changeOf,
      );
    },
    async merges({ tenant, winner, type = null, isUndone }, page) {
      const params = { tenant, type, undone: flag(isUndone) };
      const keyOf = ({ id }: { readonly id: number }): number => id;
      const part =
        winner === undefined
          ? await readList(store, mergeList, { params, page, keyOf })
          : await readList(store, mergesIntoList, { params: { ...params, record: winner }, page, keyOf });
      return shown(part, mergeOf);
    },
  };
}

function shown<Row, Item>({ items, next }: ListPart<Row>, show: (row: Row) => Item): ListPart<Item> {
  return { items: items.map(show), next };
}

function flag(value: boolean | undefined): number | null {
  return value === undefined ? null : Number(value);
}
