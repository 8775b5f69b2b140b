import { HostError, isHostError } from '../errors/index.js';

import type { Tx } from '../store/index.js';

import type { DatasetRow, DatasetStore } from './dataset.store.js';
import { packRows } from './dataset.store.js';
import type { StoredChunk } from './dataset-statements.js';
import { PartReader } from './reading/part-reader.js';
import type { ReadChunk, ReadingLimits } from './reading/reading.js';

export interface DatasetLimits extends ReadingLimits {
  readonly rows: number;
  readonly bytes: number;
}

export interface IntakeOptions {
  readonly store: DatasetStore;
  readonly limits: DatasetLimits;
  readonly now: () => number;
  /** Throws where the tenant may store no more. */
  readonly refuseFull: (tenant: number) => void;
  readonly stored: (tenant: number, bytes: number) => void;
}

/** What is said of a part, in the commit that ends it. */
export type NoteOfPart = (tx: Tx, row: DatasetRow) => Promise<void>;

/** Bytes looked at before others get the event loop. */
const PIECE = 64 * 1024;

/**
 * Takes one part of a dataset in: rows are stored some hundred at a time, each commit with the place behind them, and
 * the next piece is read when they are stored. What the sender's stream loses is not counted.
 */
export class Intake {
  private readonly reader: PartReader;
  private readonly begun: number;

  constructor(
    private row: DatasetRow,
    private readonly options: IntakeOptions,
    private readonly note: NoteOfPart,
  ) {
    this.begun = row.bytes;
    this.reader = new PartReader(row.reading, row.bytes, row.ask.reading, options.limits);
  }

  /** `isLast`: nothing follows, the dataset is whole. */
  async receive(body: AsyncIterable<Uint8Array>, isLast: boolean): Promise<DatasetRow> {
    try {
      for await (const bytes of body)
        for (let from = 0; from < bytes.length; from += PIECE)
          await this.piece(bytes.subarray(from, from + PIECE));
      return await (isLast
        ? this.close(this.reader.end(), 'loaded')
        : this.close(this.reader.rest(), 'open'));
    } catch (error) {
      // What came whole is kept, whatever became of the rest.
      if (!isHostError(error) || error.code === 'DATASET_UNREADABLE')
        await this.close(this.reader.rest(), 'open');
      throw error;
    }
  }

  private async piece(bytes: Uint8Array): Promise<void> {
    for (const chunk of this.reader.push(bytes)) await this.keep(chunk);
  }

  /** The last commit of the part; none where nothing of it was taken. */
  private async close(chunk: ReadChunk | null, state: DatasetRow['state']): Promise<DatasetRow> {
    const bytes = chunk?.bytes ?? this.row.bytes;
    if (bytes === this.begun && state === this.row.state) return this.row;
    return this.keep(chunk, state, this.note);
  }

  private async keep(
    chunk: ReadChunk | null,
    state: DatasetRow['state'] = 'open',
    note?: NoteOfPart,
  ): Promise<DatasetRow> {
    const { row } = this;
    const { rows, reading, bytes } = chunk ?? { rows: [], reading: row.reading, bytes: row.bytes };
    this.refuseLarge(rows.length, bytes);
    const { rows: before, edition } = row;
    if (rows.length === 0) return this.move({ ...row, reading, bytes, state }, note);
    const data = await packRows({ rows, skipped: [] });
    const next = { ...row, reading, bytes, state, rows: before + rows.length, edition: edition + 1 };
    return this.move(next, note, { dataset: row.id, first: before + 1, rows: rows.length, data });
  }

  private async move(next: DatasetRow, note?: NoteOfPart, chunk?: StoredChunk): Promise<DatasetRow> {
    const { store, now, stored } = this.options;
    const moved = await store.move(next, now(), async (tx) => {
      if (chunk) await store.addChunk(tx, chunk);
      await note?.(tx, next);
    });
    if (!moved)
      throw new HostError('CONFLICT', {
        subject: next.publicId,
        detail: 'another part of it came meanwhile',
      });
    stored(moved.tenant, chunk?.data.length ?? 0);
    this.row = moved;
    return moved;
  }

  private refuseLarge(rows: number, bytes: number): void {
    const { limits, refuseFull } = this.options;
    refuseFull(this.row.tenant);
    const subject = this.row.publicId;
    if (this.row.rows + rows > limits.rows)
      throw new HostError('DATASET_TOO_LARGE', { subject, detail: `it may have ${limits.rows} rows` });
    if (bytes > limits.bytes)
      throw new HostError('DATASET_TOO_LARGE', { subject, detail: `it may have ${limits.bytes} bytes` });
  }
}
