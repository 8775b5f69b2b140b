import type { Json, Mode, RecordType } from '@hookyard/sdk';

import { readList, type ListPage, type ListPart, type Store, type Tx } from '../store/index.js';

import type { Analysis } from './analysis/analysis.js';
import type { Column } from './columns.js';
import * as sql from './dataset-statements.js';
import type { DatasetState, StoredChunk, StoredDataset } from './dataset-statements.js';
import { pack, unpack, type StoredRows } from './packing.js';
import type { Reading, ReadingAsk } from './reading/reading.js';

/** What whoever made the dataset said of it. */
export interface DatasetAsk {
  /** Null: as they come. */
  readonly columns: readonly Column[] | null;
  /** The column that tells rows apart, in this dataset and in all of its identifier; null: their numbers do. */
  readonly key: string | null;
  readonly user: Json;
  readonly reading: ReadingAsk;
}

export interface DatasetRow extends Omit<StoredDataset, 'analysis' | 'ask' | 'mode' | 'reading' | 'type'> {
  readonly mode: Mode;
  readonly type: RecordType;
  readonly ask: DatasetAsk;
  /** Null until its beginning has come. */
  readonly reading: Reading | null;
  /** The last that was asked for; null: none. */
  readonly analysis: Analysis | null;
}

/** Rows that lie together, by the number of the first. */
export interface Chunk extends StoredRows {
  readonly first: number;
}

export interface DatasetsOf {
  readonly tenant: number;
  readonly identifier?: string | undefined;
  readonly type?: string | undefined;
  readonly mode?: string | undefined;
  readonly state?: DatasetState | undefined;
}

const DUE_AT_ONCE = 10;

export class DatasetStore {
  constructor(private readonly store: Store) {}

  insert(
    row: Pick<
      DatasetRow,
      'ask' | 'dueAt' | 'filename' | 'identifier' | 'mode' | 'publicId' | 'tenant' | 'type'
    >,
    now: number,
    also: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const { publicId, tenant, mode, type, identifier, filename, dueAt } = row;
    const values = {
      publicId,
      tenant,
      mode,
      type,
      identifier,
      filename,
      dueAt,
      ask: JSON.stringify(row.ask),
      now,
    };
    return this.store.write(async (tx) => {
      await tx.many(sql.insertDataset, [values]);
      await also(tx);
    });
  }

  async byPublicId(publicId: string): Promise<DatasetRow | undefined> {
    const [row] = await this.store.read(sql.datasetByPublicId, [{ publicId }]);
    return row && rowOf(row);
  }

  async byId(id: number): Promise<DatasetRow | undefined> {
    const [row] = await this.store.read(sql.datasetById, [{ id }]);
    return row && rowOf(row);
  }

  async ofTenant({ tenant, ...filter }: DatasetsOf, page: ListPage): Promise<ListPart<DatasetRow>> {
    const { identifier = null, type = null, mode = null, state = null } = filter;
    const params = { tenant, identifier, type, mode, state };
    const keyOf = ({ id }: StoredDataset): number => id;
    const { items, next } = await readList(this.store, sql.datasetsOfTenant, { params, page, keyOf });
    return { items: items.map(rowOf), next };
  }

  async due(now: number): Promise<DatasetRow[]> {
    return (await this.store.read(sql.dueDatasets, [{ now, count: DUE_AT_ONCE }])).map(rowOf);
  }

  /** Of all tenants. */
  async behind(after: number, count: number): Promise<DatasetRow[]> {
    return (await this.store.read(sql.datasetsBehind, [{ after, count }])).map(rowOf);
  }

  /** The row as it is then; undefined where somebody moved it meanwhile: nothing is written. */
  move(
    row: DatasetRow,
    now: number,
    also: (tx: Tx) => Promise<void> = async () => undefined,
  ): Promise<DatasetRow | undefined> {
    return this.store.write(async (tx) => {
      const { id, turn, identifier, filename, state, bytes, rows, edition, dueAt } = row;
      const plain = { id, turn, identifier, filename, state, bytes, rows, edition, dueAt, now };
      const moved = await tx.many(sql.moveDataset, [{ ...plain, ...textsOf(row) }]);
      if (moved.length === 0) return undefined;
      await also(tx);
      return { ...row, turn: turn + 1, updatedAt: now };
    });
  }

  async remove(id: number): Promise<void> {
    await this.store.write((tx) => tx.many(sql.removeDataset, [{ id }]));
  }

  async addChunk(tx: Tx, chunk: StoredChunk): Promise<void> {
    await tx.many(sql.insertChunks, [{ ...chunk }]);
  }

  async writeChunk(tx: Tx, chunk: Omit<StoredChunk, 'rows'>): Promise<void> {
    await tx.many(sql.writeChunk, [{ ...chunk }]);
  }

  async chunksFrom(dataset: number, first: number, count: number): Promise<Chunk[]> {
    const stored = await this.store.read(sql.chunksFrom, [{ dataset, first, count }]);
    return Promise.all(stored.map(chunkOf));
  }

  /** The chunk that holds a row; undefined where there is no such row. */
  async chunkOf(dataset: number, row: number): Promise<Chunk | undefined> {
    const [stored] = await this.store.read(sql.chunkBefore, [{ dataset, row }]);
    return stored && row < Number(stored.first) + Number(stored.rows) ? chunkOf(stored) : undefined;
  }

  /** How many went. */
  async dropChunks(dataset: number, count: number): Promise<number> {
    return (await this.store.write((tx) => tx.many(sql.dropChunks, [{ dataset, count }]))).length;
  }
}

export function packRows({ rows, skipped }: StoredRows): Promise<Buffer> {
  return pack({ rows, skipped });
}

async function chunkOf({ first, data }: StoredChunk): Promise<Chunk> {
  return { first: Number(first), ...(await unpack<StoredRows>(data)) };
}

function textsOf({ ask, reading, analysis }: DatasetRow): { ask: string; reading: string; analysis: string } {
  return { ask: JSON.stringify(ask), reading: JSON.stringify(reading), analysis: JSON.stringify(analysis) };
}

function rowOf({ ask, reading, analysis, mode, type, ...rest }: StoredDataset): DatasetRow {
  return {
    ...rest,
    mode: mode as Mode,
    type: type as RecordType,
    ask: JSON.parse(ask) as DatasetAsk,
    reading: JSON.parse(reading) as Reading | null,
    analysis: JSON.parse(analysis) as Analysis | null,
  };
}
