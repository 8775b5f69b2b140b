import type { Clock } from '../../clock/index.js';
import type { Store } from '../../store/index.js';
import type { HubRecord, RecordEvent } from '../hub-record.js';
import type { HubReads } from '../hub.js';
import { mergeOf, type MergeDetail } from '../merging/merge-record.js';
import { mergeById, mergesIntoRecord } from '../merging/merge-statements.js';
import {
  dropMatchKeys,
  dueErasures,
  emptyChanges,
  emptyLinks,
  erasureOf,
  keysOfType,
  mergeEvents,
  moveErasure,
  setMergeDetail,
  type ErasureRow,
} from './erasing-statements.js';

/** The erasure of a record, and how far it is. */
export interface Erasure {
  readonly record: number;
  readonly tenant: number;
  /** The record, and what was merged into it. */
  readonly records: readonly number[];
  readonly actor: string;
  readonly reason: string | null;
  readonly state: 'open' | 'done';
  readonly at: number;
  readonly doneAt: number | null;
  /** Requests that were emptied, bodies its slice was cut out of, bodies dropped as a whole; over all its runs. */
  readonly counts: ErasureCounts;
}

export interface ErasureCounts {
  readonly requests: number;
  readonly cut: number;
  readonly dropped: number;
}

const PAGE = 200;
const KEYS_PAGE = 1_000;
const MOST_MERGES = 500;
/** Records that were merged into one another may be many; more need a second erasure, of what is left. */
const MOST_RECORDS = 500;

/** Which records are erased, and what the hub itself kept of them: gone piece by piece, any number of times. */
export class Erasures {
  constructor(
    private readonly store: Store,
    private readonly clock: Clock,
  ) {}

  async of(record: number): Promise<Erasure | null> {
    const [row] = await this.store.read(erasureOf, [{ record }]);
    return row ? erasureFrom(row) : null;
  }

  /** The one that is due first. */
  async due(): Promise<Erasure | null> {
    const [row] = await this.store.read(dueErasures, [{ now: this.clock.now(), limit: 1 }]);
    return row ? erasureFrom(row) : null;
  }

  /** `laterMs`: something of it is still under way, and it is looked at again. */
  async end({ record, at }: Erasure, counts: ErasureCounts, laterMs: number | null): Promise<void> {
    const now = this.clock.now();
    const place =
      laterMs === null
        ? { state: 'done', due: now, done: now }
        : { state: 'open', due: now + laterMs, done: null };
    await this.store.write((tx) => tx.many(moveErasure, [{ record, at, ...place, ...counts }]));
  }

  /** The record and what became part of it, oldest merges last. */
  async familyOf(read: HubReads, record: HubRecord): Promise<HubRecord[]> {
    const family = new Map([[record.id, record]]);
    for (const { id, tenant } of family.values()) {
      for (const { detail } of await read.merges({ tenant, winner: id, limit: MOST_MERGES }))
        for (const loser of detail.losers) {
          const found = family.has(loser.record) ? null : await read.record(loser.record);
          if (found?.mergedInto === id && family.size < MOST_RECORDS) family.set(found.id, found);
        }
    }
    return [...family.values()];
  }

  /** Each step is a commit of its own. */
  async *pieces({ records }: Erasure, read: HubReads): AsyncGenerator<void> {
    for (const record of records) {
      yield this.emptyMerges(record);
      yield this.empty(record);
      while (await this.emptySome(record)) yield;
    }
    const found = await Promise.all(records.map((record) => read.record(record)));
    const [first] = found.flatMap((record) => record ?? []);
    if (first) yield* this.keys(first, new Set(records));
  }

  private async empty(record: number): Promise<void> {
    await this.store.write((tx) => tx.many(emptyLinks, [{ record }]));
  }

  private async emptySome(record: number): Promise<boolean> {
    const gone = await this.store.write((tx) => tx.many(emptyChanges, [{ record, limit: PAGE }]));
    return gone.length === PAGE;
  }

  /** What a merge kept for its undo holds the values of all its records. */
  private async emptyMerges(record: number): Promise<void> {
    const limit = MOST_MERGES;
    const [into, events] = await Promise.all([
      this.store.read(mergesIntoRecord, [{ record, before: Number.MAX_SAFE_INTEGER, limit }]),
      this.store.read(mergeEvents, [{ record, limit }]),
    ]);
    const ids = new Set(events.map(({ event }) => (JSON.parse(event) as RecordEvent).merge));
    const others = await this.store.read(
      mergeById,
      [...ids].map((id) => ({ id })),
    );
    const merges = [...into, ...others].map(mergeOf).map(({ id, detail }) => {
      const emptied: MergeDetail = { ...detail, before: {}, after: {} };
      return { id, detail: JSON.stringify(emptied) };
    });
    const unique = [...new Map(merges.map((one) => [one.id, one])).values()];
    if (unique.length > 0) await this.store.write((tx) => tx.many(setMergeDetail, unique));
  }

  private async *keys({ tenant, mode, type }: HubRecord, of: ReadonlySet<number>): AsyncGenerator<void> {
    let after = { key: '', value: '' };
    for (;;) {
      const page = await this.store.read(keysOfType, [{ tenant, mode, type, ...after, limit: KEYS_PAGE }]);
      const own = page.filter(({ record }) => of.has(record));
      if (own.length > 0)
        await this.store.write((tx) =>
          tx.many(
            dropMatchKeys,
            own.map(({ key, value, record }) => ({ tenant, mode, type, key, value, record })),
          ),
        );
      yield;
      const last = page.at(-1);
      if (!last || page.length < KEYS_PAGE) return;
      after = { key: last.key, value: last.value };
    }
  }
}

function erasureFrom(row: ErasureRow): Erasure {
  return {
    record: row.record,
    tenant: row.tenant,
    records: JSON.parse(row.records) as number[],
    actor: row.actor,
    reason: row.reason,
    state: row.state === 'open' ? 'open' : 'done',
    at: row.at,
    doneAt: row.done_at,
    counts: { requests: row.requests, cut: row.cut, dropped: row.dropped },
  };
}
