import type { Mode, RecordType } from '@hookyard/sdk';

import type { Store } from '../store/index.js';

import type { HubRecord, Link } from './hub-record.js';
import { linkById, placeInType, unlinkedOfType } from './link-statements.js';
import { linkOf, recordOf } from './rows.js';

/** Records of a type that a connection has no link for. */
export interface UnlinkedAsk {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly connection: number;
  /** The last id looked at by the page before. */
  readonly before?: number;
  readonly limit: number;
}

export interface Unlinked {
  readonly records: readonly HubRecord[];
  /** Where the next page begins; null behind the last. A page may be empty and yet have a next one. */
  readonly next: number | null;
}

/** What people who link by hand look up. */
export interface LinkReads {
  link(id: number): Promise<Link | null>;
  /** Newest first, deleted ones left out. */
  unlinked(ask: UnlinkedAsk): Promise<Unlinked>;
}

/** A type of which everything is linked holds nothing to show: so many are looked at in one call, and no more. */
const MOST_LOOKED_AT = 2_000;
const LAST = Number.MAX_SAFE_INTEGER;

export function createLinkReads(store: Store): LinkReads {
  return {
    async link(id) {
      const [row] = await store.read(linkById, [{ id }]);
      return row ? linkOf(row) : null;
    },
    async unlinked({ tenant, mode, type, connection, before = LAST, limit }) {
      const [end] = await store.read(placeInType, [{ tenant, type, before, skip: MOST_LOOKED_AT - 1 }]);
      const from = end?.id ?? 0;
      const rows = await store.read(unlinkedOfType, [
        { tenant, mode, type, connection, before, from, limit: limit + 1 },
      ]);
      const records = rows.slice(0, limit).map(recordOf);
      if (rows.length > limit) return { records, next: records.at(-1)?.id ?? null };
      return { records, next: end ? end.id : null };
    },
  };
}
