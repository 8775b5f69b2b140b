import type { Clock } from '../clock/index.js';

import { RowReading } from './columns.js';
import { packRows, type Chunk, type DatasetRow, type DatasetStore } from './dataset.store.js';
import { externalIdOf } from './row-drafts.js';

/** A record as a source knows it. */
export interface RowName {
  readonly connection: number;
  readonly type: string;
  readonly recordId: string;
}

export interface RowErasingOptions {
  readonly store: DatasetStore;
  readonly clock: Clock;
  /** Whether rows of datasets come by a connection. */
  readonly isSource: (connection: number) => boolean;
}

const DATASETS_PER_PAGE = 50;

/**
 * Takes the rows of an erased record out of every dataset that is kept. They are found by what they are called: the
 * rows of a key are looked for in all datasets of its identifier. An emptied row is left out of imports.
 */
export class RowErasing {
  constructor(private readonly options: RowErasingOptions) {}

  /** Steps of a chunk each. */
  async *pieces(tenant: number, names: readonly RowName[]): AsyncGenerator<void> {
    const own = names.filter(({ connection }) => this.options.isSource(connection));
    if (own.length === 0) return;
    let behind: number | undefined;
    do {
      const page = { sort: 'oldest' as const, limit: DATASETS_PER_PAGE, behind };
      const { items, next } = await this.options.store.ofTenant({ tenant }, page);
      for (const dataset of items) yield* this.dataset(dataset, own);
      behind = next ?? undefined;
    } while (behind !== undefined);
  }

  private async *dataset(row: DatasetRow, names: readonly RowName[]): AsyncGenerator<void> {
    const prefix = `${row.ask.key === null ? row.publicId : (row.identifier ?? row.publicId)}:`;
    const ids = new Set(
      names
        .filter(({ type, recordId }) => type === row.type && recordId.startsWith(prefix))
        .map(({ recordId }) => recordId),
    );
    if (ids.size === 0) return;
    const reading = new RowReading([], row.reading?.header ?? [], row.ask.key);
    for (let first = 1; first <= row.rows;) {
      const [chunk] = await this.options.store.chunksFrom(row.id, first, 1);
      if (!chunk) return;
      const places = [...chunk.rows.entries()]
        .filter(([place, raw]) => ids.has(externalIdOf(row, reading.read(raw), chunk.first + place).trim()))
        .map(([place]) => place);
      if (places.length > 0) await this.empty(row.id, chunk, places);
      first = chunk.first + chunk.rows.length;
      yield;
    }
  }

  /** The examples of an analysis are of rows, too. */
  private async empty(id: number, chunk: Chunk, places: readonly number[]): Promise<void> {
    const { store, clock } = this.options;
    const gone = new Set(places);
    const rows = chunk.rows.map((raw, place) => (gone.has(place) ? (Array.isArray(raw) ? [] : {}) : raw));
    const data = await packRows({ rows, skipped: [...new Set([...chunk.skipped, ...places])] });
    for (;;) {
      const row = await store.byId(id);
      if (!row) return;
      const next = { ...row, edition: row.edition + 1, analysis: null };
      const moved = await store.move(next, clock.now(), (tx) =>
        store.writeChunk(tx, { dataset: id, first: chunk.first, data }),
      );
      if (moved) return;
    }
  }
}
