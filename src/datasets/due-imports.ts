import type { Mode } from '@hookyard/sdk';

import { completeCallbacks, hostEvent, writeEvents, type EventType } from '../events/index.js';
import { NEVER, rootOfImport } from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

import { notLooked } from './analysis/analysis.js';
import type { DatasetRow } from './dataset.store.js';
import type { ImportState } from './import-statements.js';
import type { ImportRow } from './import.store.js';
import type { ImportWalk, ImportWalkOptions } from './import-walk.js';
import type { UndoWalk } from './undo-walk.js';

export interface DueImportsOptions extends ImportWalkOptions {
  readonly walk: ImportWalk;
  readonly undo: UndoWalk;
  /** Of an import that came to rest, once its commit is made. */
  readonly onEnd: (state: EndState) => void;
}

/** Where an import comes to rest by itself. */
export type EndState = Extract<ImportState, 'completed' | 'failed' | 'needs_review'>;

/** How long the holder of a step may take; a process that died in it is followed by another. */
const STEP_WITHIN_MS = 30_000;
/** Other imports wait for a step. */
const STEP_MS = 250;
/** Nothing is to be queued: what is under way is looked at so often. */
const LOOK_EVERY_MS = 100;

/**
 * Moves imports on: waits for the analysis, asks a person where rows are bad, queues rows as those before come to an
 * end, and says what became of all of them. A pause or a cancel holds from the next commit on.
 */
export class DueImports {
  constructor(private readonly options: DueImportsOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { imports, clock } = this.options;
    const now = clock.now();
    for (const row of await imports.due(now)) {
      const mine = await imports.move({ ...row, dueAt: now + STEP_WITHIN_MS }, now);
      if (mine) await this.step(mine);
    }
    return (await imports.due(clock.now())).length > 0;
  }

  private async step(row: ImportRow): Promise<void> {
    const dataset = await this.options.datasets.byId(row.dataset);
    const view = this.options.directory.current().connection(row.connection);
    if (!dataset) return this.rest(row, NEVER);
    const isAtWork = row.state === 'analysing' || row.state === 'running';
    if (isAtWork && !view) return this.fail(row, dataset, 'the connection of its rows was removed');
    if (row.state === 'analysing') return this.decide(row, dataset);
    const now = await this.options.walk.settle(row);
    if (!now) return;
    if (now.state === 'running' && view) return this.queueMore(now, dataset, view);
    // Paused or cancelled: what was queued still comes to an end.
    await this.rest(now, now.far.open > 0 ? this.options.clock.now() + LOOK_EVERY_MS : NEVER);
  }

  /** Bad rows are a person's to decide, unless whoever began it said to leave them out. */
  private async decide(row: ImportRow, dataset: DatasetRow): Promise<void> {
    const { datasets, clock } = this.options;
    const { analysis } = dataset;
    const now = clock.now();
    if (analysis === null || analysis.edition !== dataset.edition) {
      const asked = { ...dataset, analysis: notLooked(dataset.edition), dueAt: now };
      await datasets.move(asked, now);
    }
    if (analysis?.state !== 'done' || analysis.edition !== dataset.edition)
      return this.rest(row, now + LOOK_EVERY_MS);
    const far = { ...row.far, total: dataset.rows };
    if (analysis.bad.rows > 0 && row.ask.badRows === 'review')
      return this.end({ ...row, far, state: 'needs_review' }, dataset);
    await this.rest({ ...row, far: { ...far, startedAt: now }, state: 'running' }, now);
  }

  private async queueMore(row: ImportRow, dataset: DatasetRow, view: ConnectionView): Promise<void> {
    const { walk, undo, clock, hasRoom, mostOpen } = this.options;
    const until = clock.monotonic() + STEP_MS;
    let now: ImportRow = row;
    while (now.far.open < mostOpen && hasRoom(row.tenant) && clock.monotonic() < until) {
      const moved =
        row.action === 'undo'
          ? await undo.queueRows(now, dataset, view)
          : await walk.queueRows(now, dataset, view);
      if (moved === undefined) return;
      if (moved === null) return this.finish(now, dataset);
      now = moved;
    }
    const isFull = now.far.open >= mostOpen || !hasRoom(row.tenant);
    await this.rest(now, clock.now() + (isFull ? LOOK_EVERY_MS : 0));
  }

  /** All is queued. */
  private async finish(row: ImportRow, dataset: DatasetRow): Promise<void> {
    if (row.far.open > 0) return this.rest(row, this.options.clock.now() + LOOK_EVERY_MS);
    const { failed, bad, ...others } = row.far.counts;
    const isNothing = failed + bad > 0 && Object.values(others).every((count) => count === 0);
    if (isNothing) return this.fail(row, dataset, 'none of its rows came to anything');
    await this.end({ ...row, state: 'completed' }, dataset);
  }

  private fail(row: ImportRow, dataset: DatasetRow, problem: string): Promise<void> {
    return this.end({ ...row, state: 'failed', far: { ...row.far, problem } }, dataset);
  }

  private async end(row: ImportRow & { readonly state: EndState }, dataset: DatasetRow): Promise<void> {
    const { imports, clock, directory, onEnd } = this.options;
    const now = clock.now();
    const endedAt = row.state === 'needs_review' ? null : now;
    const dueAt = row.far.open > 0 ? now + LOOK_EVERY_MS : NEVER;
    const next = { ...row, dueAt, far: { ...row.far, endedAt } };
    const moved = await imports.move(next, now, async (tx) => {
      if (endedAt !== null) await completeCallbacks(tx, [row.publicId], now);
      const type = EVENT_OF[row.state];
      if (!directory.current().hears(row.tenant, dataset.mode, type)) return;
      await writeEvents(tx, [eventOf(next, dataset, { type, at: now })]);
    });
    if (moved) onEnd(row.state);
  }

  private async rest(row: ImportRow, dueAt: number): Promise<void> {
    const { imports, clock } = this.options;
    await imports.move({ ...row, dueAt }, clock.now());
  }
}

const EVENT_OF: Readonly<Record<EndState, EventType>> = {
  completed: 'import.completed',
  needs_review: 'import.needs_review',
  failed: 'import.failed',
};

function eventOf(
  row: ImportRow,
  dataset: DatasetRow,
  { type, at }: { readonly type: EventType; readonly at: number },
): ReturnType<typeof hostEvent> {
  const { total, counts, problem } = row.far;
  const mode: Mode = dataset.mode;
  return hostEvent({
    tenant: row.tenant,
    mode,
    type,
    at,
    root: rootOfImport(row.id),
    connection: row.connection,
    actor: row.ask.actor,
    data: {
      import: row.publicId,
      dataset: dataset.publicId,
      identifier: dataset.identifier,
      filename: dataset.filename,
      user: dataset.ask.user,
      recordType: dataset.type,
      status: row.state,
      rows: {
        total,
        created: counts.created,
        updated: counts.updated + counts.restored,
        unchanged: counts.unchanged,
        failed: counts.failed + counts.bad,
      },
      hasData: total > 0,
      ...(type === 'import.failed' && problem !== null ? { reason: problem } : {}),
    },
  });
}
