import type { Clock } from '../clock/index.js';
import { NEVER } from '../flow/index.js';

import {
  LINKS_PER_PAGE,
  type ReconcileRow,
  type ReconcileStore,
  type SeenRecord,
} from './reconcile.store.js';

/** A plan nobody decided about is not kept for ever: what it says grows old. */
export const PLAN_KEPT_MS = 7 * 86_400_000;

/** One reconcile under way, as the request that lists for it sees it. */
export interface OpenReconcile {
  readonly phase: 'listing' | 'comparing';
  readonly since: number | null;
  readonly cursor: string | null;
  readonly pageSize: number;
  keep(
    entries: readonly SeenRecord[],
    page: { readonly cursor: string | null; readonly isLast: boolean },
  ): Promise<boolean>;
  compare(): Promise<boolean>;
}

/** What the listing request of a reconcile reads and writes of it. */
export class ReconcileBook {
  constructor(
    private readonly store: ReconcileStore,
    private readonly clock: Clock,
  ) {}

  async open(
    id: number,
    { seq, type }: { readonly seq: number; readonly type: string },
  ): Promise<OpenReconcile | undefined> {
    const row = await this.store.byId(id);
    // Its number may not be written yet, when the first page is asked for.
    const isIts = row !== undefined && row.type === type && (row.request === seq || row.request === 0);
    if (!isIts) return undefined;
    const { state, since, cursor, pageSize } = row;
    if (state !== 'listing' && state !== 'comparing') return undefined;
    return {
      phase: state,
      since,
      cursor,
      pageSize,
      keep: (entries, page) => this.keep(row, entries, page),
      compare: () => this.compare(row),
    };
  }

  /** Of a part of the list nobody can say what is gone, but for what it names as deleted. */
  private async keep(
    row: ReconcileRow,
    entries: readonly SeenRecord[],
    { cursor, isLast }: { readonly cursor: string | null; readonly isLast: boolean },
  ): Promise<boolean> {
    const pages = row.pages + 1;
    const now = this.clock.now();
    if (!isLast) {
      await this.store.mark(row, entries, { ...row, cursor, pages, now });
      return false;
    }
    const isOver = row.since !== null;
    const next = isOver ? this.planned(row) : { state: 'comparing' as const, dueAt: NEVER };
    await this.store.mark(row, entries, { ...next, cursor: null, place: '', pages, now });
    return isOver;
  }

  private async compare(row: ReconcileRow): Promise<boolean> {
    const links = await this.store.linksAfter(row);
    const now = this.clock.now();
    // A link made since the list began may be of a record made behind its page.
    const gone = links.filter(
      ({ state, createdAt, isSeen }) => state === 'live' && createdAt < row.createdAt && isSeen === 0,
    );
    const entries = gone.map(({ externalId }) => ({ externalId, kind: 'gone' as const, version: null }));
    const isOver = links.length < LINKS_PER_PAGE;
    const place = isOver ? '' : (links.at(-1)?.externalId ?? '');
    const next = isOver ? this.planned(row) : { state: row.state, dueAt: NEVER };
    const { cursor, pages } = row;
    await this.store.mark(row, entries, { ...next, cursor, place, pages, now });
    return isOver;
  }

  private planned({ wanted }: ReconcileRow): Pick<ReconcileRow, 'state' | 'dueAt'> {
    const now = this.clock.now();
    if (wanted !== null) return { state: 'running', dueAt: now };
    return { state: 'planned', dueAt: now + PLAN_KEPT_MS };
  }
}
