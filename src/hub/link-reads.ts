import type { Store } from '../store/index.js';

import type { Link } from './hub-record.js';
import { countLiveLinks, linkById, linksOfType, liveLinks } from './link-statements.js';
import { linkOf } from './rows.js';

/** What people who link by hand look up. */
export interface LinkReads {
  link(id: number): Promise<Link | null>;
  /** How many records of a type a connection has live links to; the count stops at `most`. */
  countLive(of: { readonly connection: number; readonly type: string }, most: number): Promise<number>;
  /** Some of them, by external id. */
  live(of: { readonly connection: number; readonly type: string }, limit: number): Promise<Link[]>;
  /** By external id, behind the one given; those that ended are left out. */
  ofType(of: {
    readonly connection: number;
    readonly type: string;
    readonly behind: string;
    readonly limit: number;
  }): Promise<readonly Link[]>;
}

export function createLinkReads(store: Store): LinkReads {
  return {
    async link(id) {
      const [row] = await store.read(linkById, [{ id }]);
      return row ? linkOf(row) : null;
    },
    async ofType({ connection, type, behind, limit }) {
      return (await store.read(linksOfType, [{ connection, type, behind, limit }])).map(linkOf);
    },
    async countLive({ connection, type }, most) {
      const [row] = await store.read(countLiveLinks, [{ connection, type, most }]);
      return Number(row?.count ?? 0);
    },
    async live({ connection, type }, limit) {
      return (await store.read(liveLinks, [{ connection, type, limit }])).map(linkOf);
    },
  };
}
