import { completeCallbacks } from '../events/index.js';
import { readList, type ListPage, type ListPart, type Store, type Tx } from '../store/index.js';

import * as sql from './import-statements.js';
import type { ImportAction, ImportState, StoredImport, StoredOutcome } from './import-statements.js';
import { NO_COUNTS, type Counts, type Outcomes } from './outcomes.js';
import { pack, unpack, unpacked } from './packing.js';

export interface ImportAsk {
  /** What happens where rows are bad: a person looks, or they are left out. */
  readonly badRows: 'review' | 'skip';
  /** The key of whoever began it. */
  readonly actor: string;
}

export interface ImportFar {
  /** Rows in all. */
  readonly total: number;
  /** The next row; of an undo the last one that is over, going backwards. */
  readonly place: number;
  /** Rows under way. */
  readonly open: number;
  readonly counts: Counts;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Why it failed. */
  readonly problem: string | null;
}

export interface ImportRow extends Omit<StoredImport, 'ask' | 'far'> {
  readonly ask: ImportAsk;
  readonly far: ImportFar;
}

export interface ImportsOf {
  readonly tenant: number;
  readonly dataset?: number | undefined;
  readonly state?: ImportState | undefined;
  readonly action?: ImportAction | undefined;
}

export const NOT_BEGUN: ImportFar = {
  total: 0,
  place: 1,
  open: 0,
  counts: NO_COUNTS,
  startedAt: null,
  endedAt: null,
  problem: null,
};

const DUE_AT_ONCE = 10;
/** An import that is over may be followed by others: the newest say whether one is under way. */
const LOOKED_AT = 20;
const AT_WORK: ReadonlySet<ImportState> = new Set(['analysing', 'running', 'paused']);

export class ImportStore {
  constructor(private readonly store: Store) {}

  insert(
    row: Pick<
      ImportRow,
      'action' | 'ask' | 'connection' | 'dataset' | 'far' | 'publicId' | 'state' | 'tenant' | 'undoes'
    >,
    now: number,
    also: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    return this.store.write(async (tx) => {
      const texts = { ask: JSON.stringify(row.ask), far: JSON.stringify(row.far) };
      await tx.many(sql.insertImport, [{ ...row, ...texts, now }]);
      await also(tx);
    });
  }

  async byPublicId(publicId: string): Promise<ImportRow | undefined> {
    const [row] = await this.store.read(sql.importByPublicId, [{ publicId }]);
    return row && rowOf(row);
  }

  async byId(id: number): Promise<ImportRow | undefined> {
    const [row] = await this.store.read(sql.importById, [{ id }]);
    return row && rowOf(row);
  }

  async ofTenant(
    { tenant, dataset = null, state = null, action = null }: NullableImportsOf,
    page: ListPage,
  ): Promise<ListPart<ImportRow>> {
    const params = { tenant, dataset, state, action };
    const keyOf = ({ id }: StoredImport): number => id;
    const { items, next } = await readList(this.store, sql.importsOfTenant, { params, page, keyOf });
    return { items: items.map(rowOf), next };
  }

  async ofDataset(dataset: number): Promise<ImportRow[]> {
    return (await this.store.read(sql.importsOfDataset, [{ dataset, count: LOOKED_AT }])).map(rowOf);
  }

  /** Whether an import of it goes over its rows, or still waits for some of them. */
  async isBusy(dataset: number): Promise<boolean> {
    return (await this.ofDataset(dataset)).some(({ state, far }) => AT_WORK.has(state) || far.open > 0);
  }

  async due(now: number): Promise<ImportRow[]> {
    return (await this.store.read(sql.dueImports, [{ now, count: DUE_AT_ONCE }])).map(rowOf);
  }

  /** The row as it is then; undefined where somebody moved it meanwhile: nothing is written. */
  move(
    row: ImportRow,
    now: number,
    also: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<ImportRow | undefined> {
    return this.store.write(async (tx) => {
      const moved = await this.moveIn(tx, row, now);
      if (moved) await also(tx);
      return moved;
    });
  }

  async moveIn(tx: Tx, row: ImportRow, now: number): Promise<ImportRow | undefined> {
    const { id, turn, state, dueAt } = row;
    const texts = { ask: JSON.stringify(row.ask), far: JSON.stringify(row.far) };
    const moved = await tx.many(sql.moveImport, [{ id, turn, state, ...texts, dueAt, now }]);
    return moved.length > 0 ? { ...row, turn: turn + 1, updatedAt: now } : undefined;
  }

  /** Whoever waits for its end is told. */
  async remove({ id, publicId }: Pick<ImportRow, 'id' | 'publicId'>, now: number): Promise<void> {
    await this.store.write(async (tx) => {
      await tx.many(sql.removeImport, [{ id }]);
      await completeCallbacks(tx, [publicId], now);
    });
  }

  async putOutcomes(tx: Tx, id: number, packed: readonly PackedOutcomes[]): Promise<void> {
    await tx.many(
      sql.putOutcome,
      packed.map((one) => ({ import: id, ...one })),
    );
  }

  async openOutcomes(id: number, count: number): Promise<Outcomes[]> {
    return Promise.all((await this.store.read(sql.openOutcomes, [{ import: id, count }])).map(outcomesOf));
  }

  /** What is known of the rows around one; undefined where it has not been come to. */
  async outcomesOf(id: number, row: number): Promise<Outcomes | undefined> {
    const [stored] = await this.store.read(sql.outcomeBefore, [{ import: id, row }]);
    return stored && outcomesOf(stored);
  }

  async dropOutcomes(id: number, count: number): Promise<number> {
    return (await this.store.write((tx) => tx.many(sql.dropOutcomes, [{ import: id, count }]))).length;
  }
}

type NullableImportsOf = { readonly tenant: number } & {
  readonly [K in Exclude<keyof ImportsOf, 'tenant'>]?: ImportsOf[K] | null;
};

export type PackedOutcomes = StoredOutcome;

export async function packOutcomes(outcomes: Outcomes): Promise<PackedOutcomes> {
  return { ...placeOf(outcomes), outcome: await pack(contentOf(outcomes)) };
}

/** For a commit that is open. */
export function outcomesAtOnce(outcomes: Outcomes): PackedOutcomes {
  return { ...placeOf(outcomes), outcome: unpacked(contentOf(outcomes)) };
}

function placeOf({ first, letters }: Outcomes): Pick<PackedOutcomes, 'first' | 'open'> {
  return { first, open: letters.split('o').length - 1 };
}

function contentOf({ letters, requests, notes }: Outcomes): Omit<Outcomes, 'first'> {
  return { letters, requests, notes };
}

async function outcomesOf({ first, outcome }: StoredOutcome): Promise<Outcomes> {
  return { first: Number(first), ...(await unpack<Omit<Outcomes, 'first'>>(outcome)) };
}

function rowOf({ ask, far, ...rest }: StoredImport): ImportRow {
  return { ...rest, ask: JSON.parse(ask) as ImportAsk, far: JSON.parse(far) as ImportFar };
}
