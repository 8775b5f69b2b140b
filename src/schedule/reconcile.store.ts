import type { RecordType } from '@hookyard/sdk';

import { NEVER, type ReconcileKind } from '../flow/index.js';
import { readList, type ListPage, type ListPart, type Store, type Tx } from '../store/index.js';

import type { Refusals } from './refusals.js';
import * as sql from './reconcile-statements.js';
import type { ReconcileState, StoredReconcile } from './reconcile-statements.js';

/** What of the differences is to be brought over. */
export type ReconcileWish = Readonly<Partial<Record<ReconcileKind, boolean>>>;

/** A comparison of a source with the links of a connection, and how far it is. */
export interface ReconcileRow extends Omit<
  StoredReconcile,
  'type' | 'cause' | 'counts' | 'samples' | 'wanted' | 'reasons'
> {
  readonly type: RecordType;
  readonly cause: 'person' | 'gap';
  readonly counts: Readonly<Partial<Record<ReconcileKind, number>>>;
  /** A few external ids of each kind. */
  readonly samples: Readonly<Partial<Record<ReconcileKind, readonly string[]>>>;
  /** Null until somebody decides. */
  readonly wanted: ReconcileWish | null;
  readonly reasons: Refusals;
}

export interface NewReconcile extends Pick<
  ReconcileRow,
  'publicId' | 'tenant' | 'connection' | 'type' | 'scope' | 'since' | 'pageSize' | 'cause' | 'wanted'
> {
  readonly now: number;
}

export interface SeenRecord {
  readonly externalId: string;
  readonly kind: ReconcileKind;
  /** As the list said it: what is read for it is of this version, or a newer one. */
  readonly version: string | null;
}

export interface ReconcilesOf {
  readonly connection: number;
  readonly type?: RecordType | undefined;
  readonly state?: ReconcileState | undefined;
}

const MOST_SAMPLES = 20;
export const MARKS_PER_PAGE = 250;
export const LINKS_PER_PAGE = 500;
const DROPPED_AT_ONCE = 500;
const DUE_AT_ONCE = 20;

/** Reconciles and their marks: one row for each record seen, so that no process has to hold a list of them. */
export class ReconcileStore {
  constructor(private readonly store: Store) {}

  insert(made: NewReconcile, also: (tx: Tx) => Promise<void>): Promise<number> {
    return this.store.write(async (tx) => {
      const wanted = made.wanted === null ? null : JSON.stringify(made.wanted);
      const [row] = await tx.many(sql.insertReconcile, [{ ...made, wanted, dueAt: NEVER }]);
      await also(tx);
      return (row as { id: number }).id;
    });
  }

  async byId(id: number): Promise<ReconcileRow | undefined> {
    const [row] = await this.store.read(sql.reconcileById, [{ id }]);
    return row && rowOf(row);
  }

  async byPublicId(publicId: string): Promise<ReconcileRow | undefined> {
    const [row] = await this.store.read(sql.reconcileByPublicId, [{ publicId }]);
    return row && rowOf(row);
  }

  async ofConnection(
    { connection, type, state }: ReconcilesOf,
    page: ListPage,
  ): Promise<ListPart<ReconcileRow>> {
    const params = { connection, type: type ?? null, state: state ?? null };
    const keyOf = ({ id }: StoredReconcile): number => id;
    const { items, next } = await readList(this.store, sql.reconcilesOfConnection, { params, page, keyOf });
    return { items: items.map(rowOf), next };
  }

  async due(now: number): Promise<ReconcileRow[]> {
    return (await this.store.read(sql.dueReconciles, [{ now, count: DUE_AT_ONCE }])).map(rowOf);
  }

  async claim({ id, dueAt: seen }: ReconcileRow, until: number): Promise<boolean> {
    return this.store.write(
      async (tx) => (await tx.many(sql.claimReconcile, [{ id, seen, until }])).length > 0,
    );
  }

  /** False where somebody moved it meanwhile: nothing is written then. */
  move(seen: ReconcileRow, next: ReconcileRow, now: number): Promise<boolean> {
    return this.store.write((tx) => this.moveIn(tx, seen, next, now));
  }

  async moveIn(tx: Tx, seen: ReconcileRow, next: ReconcileRow, now: number): Promise<boolean> {
    const { id, state, request, cursor, place, pages, listed, queued, folded, refused, dueAt } = next;
    const texts = {
      counts: JSON.stringify(next.counts),
      samples: JSON.stringify(next.samples),
      wanted: next.wanted === null ? null : JSON.stringify(next.wanted),
      reasons: JSON.stringify(next.reasons),
    };
    const before = { seenState: seen.state, seenPages: seen.pages, seenPlace: seen.place };
    const moving = { state, request, cursor, place, pages, listed, queued, folded, refused, dueAt };
    return (await tx.many(sql.moveReconcile, [{ id, ...before, ...moving, ...texts, now }])).length > 0;
  }

  /** Marks what a page named, and moves on, in one commit. A page that comes twice is counted once. */
  mark(
    seen: ReconcileRow,
    entries: readonly SeenRecord[],
    next: Pick<ReconcileRow, 'state' | 'cursor' | 'place' | 'pages' | 'dueAt'> & { readonly now: number },
  ): Promise<boolean> {
    const { now, ...moved } = next;
    return this.store.write(async (tx) => {
      const distinct = [...new Map(entries.map((one) => [one.externalId, one])).values()];
      const rows = distinct.map((one) => ({ ...one, reconcile: seen.id }));
      const fresh = rows.length === 0 ? [] : await tx.many(sql.markSeen, rows);
      return this.moveIn(tx, seen, withMarks({ ...seen, ...moved }, fresh), now);
    });
  }

  marksAfter(reconcile: number, place: string): Promise<SeenRecord[]> {
    return this.store.read(sql.marksAfter, [{ reconcile, place, count: MARKS_PER_PAGE }]);
  }

  linksAfter({ id: reconcile, connection, type, place }: ReconcileRow) {
    const ask = { reconcile, connection, type, place, count: LINKS_PER_PAGE };
    return this.store.read(sql.linksAfter, [ask]);
  }

  /** Answers true when there are more. */
  async dropMarks(reconcile: number): Promise<boolean> {
    const gone = await this.store.write((tx) =>
      tx.many(sql.dropMarks, [{ reconcile, count: DROPPED_AT_ONCE }]),
    );
    return gone.length === DROPPED_AT_ONCE;
  }

  /** The same, by a person: `also` says who. */
  decide(
    seen: ReconcileRow,
    next: ReconcileRow,
    now: number,
    also: (tx: Tx) => Promise<void>,
  ): Promise<boolean> {
    return this.store.write(async (tx) => {
      const isMoved = await this.moveIn(tx, seen, next, now);
      if (isMoved) await also(tx);
      return isMoved;
    });
  }

  async remove(id: number): Promise<void> {
    await this.store.write((tx) => tx.many(sql.removeReconcile, [{ id }]));
  }
}

function withMarks(row: ReconcileRow, fresh: readonly Omit<SeenRecord, 'version'>[]): ReconcileRow {
  const counts: Partial<Record<ReconcileKind, number>> = { ...row.counts };
  const samples: Partial<Record<ReconcileKind, readonly string[]>> = { ...row.samples };
  for (const { externalId, kind } of fresh) {
    counts[kind] = (counts[kind] ?? 0) + 1;
    const shown = samples[kind] ?? [];
    if (kind !== 'same' && shown.length < MOST_SAMPLES) samples[kind] = [...shown, externalId];
  }
  const listed = row.listed + fresh.filter(({ kind }) => kind !== 'gone').length;
  return { ...row, counts, samples, listed };
}

function rowOf(row: StoredReconcile): ReconcileRow {
  const { type, cause, counts, samples, wanted, reasons, ...rest } = row;
  return {
    ...rest,
    type: type as RecordType,
    cause: cause as ReconcileRow['cause'],
    counts: JSON.parse(counts) as ReconcileRow['counts'],
    samples: JSON.parse(samples) as ReconcileRow['samples'],
    wanted: wanted === null ? null : (JSON.parse(wanted) as ReconcileWish),
    reasons: JSON.parse(reasons) as Refusals,
  };
}

/** States in which something is still to be done by the host. */
export const OPEN_STATES: readonly ReconcileState[] = ['listing', 'comparing', 'running'];
