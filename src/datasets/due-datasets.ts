import type { Clock } from '../clock/index.js';
import { NEVER } from '../flow/index.js';
import type { ConnectionView, Registry } from '../registry/index.js';

import { Analyser, type Foresee } from './analysis/analyser.js';
import type { DatasetRow, DatasetStore } from './dataset.store.js';
import type { ImportStore } from './import.store.js';
import { columnsNow } from './datasets.service.js';
import { externalIdOf } from './row-drafts.js';

/** What rows of a type would come to; of the transfer room. */
export type Foresight = (
  view: ConnectionView,
  type: DatasetRow['type'],
) => (ask: {
  readonly externalId: string;
  readonly record: Parameters<Foresee>[0]['payload'];
}) => ReturnType<Foresee>;

export interface DueDatasetsOptions {
  readonly store: DatasetStore;
  readonly imports: ImportStore;
  readonly clock: Clock;
  readonly sources: Pick<Registry['datasets'], 'find'>;
  readonly recordTypes: Pick<Registry['recordTypes'], 'get'>;
  readonly foresight: Foresight;
}

/** How long the holder of a step may take; a process that died in it is followed by another. */
const STEP_WITHIN_MS = 30_000;
/** Imports, and other datasets, wait for a step. */
const STEP_MS = 250;
const CHUNKS_AT_ONCE = 4;
const CHUNKS_DROPPED_AT_ONCE = 50;
/** Each holds the hashes of its keys. */
const MOST_AT_ONCE = 4;

interface Run {
  readonly analyser: Analyser;
  readonly edition: number;
  next: number;
}

/**
 * Looks at datasets whose analysis was asked for, and takes away the rows of those that were removed. How far an
 * analysis is, is in memory: where its process dies another begins anew, and nothing was written of it but its figures.
 */
export class DueDatasets {
  private readonly runs = new Map<number, Run>();

  constructor(private readonly options: DueDatasetsOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { store, clock } = this.options;
    const now = clock.now();
    for (const row of await store.due(now)) {
      const mine = await store.move({ ...row, dueAt: now + STEP_WITHIN_MS }, now);
      if (!mine) continue;
      if (row.state === 'removing') await this.drop(mine);
      else await this.look(mine);
    }
    return (await store.due(clock.now())).length > 0;
  }

  private async drop(row: DatasetRow): Promise<void> {
    const { store, clock } = this.options;
    this.runs.delete(row.id);
    const dropped = await store.dropChunks(row.id, CHUNKS_DROPPED_AT_ONCE);
    if (dropped < CHUNKS_DROPPED_AT_ONCE && !(await this.dropImports(row))) return store.remove(row.id);
    await store.move({ ...row, dueAt: clock.now() }, clock.now());
  }

  /** True while there are some left. */
  private async dropImports({ id }: DatasetRow): Promise<boolean> {
    const { imports } = this.options;
    const [newest] = await imports.ofDataset(id);
    if (!newest) return false;
    const dropped = await imports.dropOutcomes(newest.id, CHUNKS_DROPPED_AT_ONCE);
    if (dropped < CHUNKS_DROPPED_AT_ONCE) await imports.remove(newest, this.options.clock.now());
    return true;
  }

  private async look(row: DatasetRow): Promise<void> {
    const { store, clock } = this.options;
    const view = this.options.sources.find(row.tenant, row.mode);
    if (row.analysis?.state !== 'running' || !view) {
      this.runs.delete(row.id);
      await store.move({ ...row, dueAt: NEVER }, clock.now());
      return;
    }
    const run = await this.runOf(row, view);
    const isOver = await this.step(row, run);
    const analysis = run.analyser.report(isOver ? 'done' : 'running');
    const dueAt = isOver ? NEVER : clock.now();
    const moved = await store.move({ ...row, analysis, dueAt }, clock.now());
    if (isOver || !moved) this.runs.delete(row.id);
  }

  private async runOf(row: DatasetRow, view: ConnectionView): Promise<Run> {
    const known = this.runs.get(row.id);
    // Another process may have gone on, or begun anew: what this one knows is whole or nothing.
    if (known?.edition === row.edition && known.next === (row.analysis?.looked ?? 0) + 1) return known;
    const { fields } = await this.options.recordTypes.get(row.tenant, row.type);
    const foresee = this.options.foresight(view, row.type);
    const analyser = new Analyser({
      edition: row.edition,
      columns: columnsNow(row, fields),
      header: row.reading?.header ?? [],
      key: row.ask.key,
      foresee: (read, number) =>
        foresee({ externalId: externalIdOf(row, read, number), record: read.payload }),
    });
    const run = { analyser, edition: row.edition, next: 1 };
    this.keep(row.id, run);
    return run;
  }

  private keep(id: number, run: Run): void {
    this.runs.delete(id);
    const [oldest] = this.runs.keys();
    if (this.runs.size >= MOST_AT_ONCE && oldest !== undefined) this.runs.delete(oldest);
    this.runs.set(id, run);
  }

  private async step({ id, rows }: DatasetRow, run: Run): Promise<boolean> {
    const { store, clock } = this.options;
    const until = clock.monotonic() + STEP_MS;
    while (run.next <= rows && clock.monotonic() < until) {
      const chunks = await store.chunksFrom(id, run.next, CHUNKS_AT_ONCE);
      if (chunks.length === 0) return true;
      for (const chunk of chunks) {
        await run.analyser.take(chunk);
        run.next = chunk.first + chunk.rows.length;
      }
    }
    return run.next > rows;
  }
}
