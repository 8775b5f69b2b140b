import type { Clock } from '../clock/index.js';
import { TIERS, type Draft } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { DirectorySource } from '../registry/index.js';

import {
  MARKS_PER_PAGE,
  type ReconcileRow,
  type ReconcileStore,
  type SeenRecord,
} from './reconcile.store.js';
import { withRefusal } from './refusals.js';
import type { EnqueueAlso } from './sync-intake.js';

export interface DueReconcilesOptions {
  readonly store: ReconcileStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly enqueueAlso: EnqueueAlso;
}

/** How long the holder of a page may take; a process that died in it is followed by another. */
const PAGE_WITHIN_MS = 30_000;
const KEPT_MS = 30 * 86_400_000;

/** Queues what reconciles found and people wanted, page by page, and clears up behind those that are over. */
export class DueReconciles {
  constructor(private readonly options: DueReconcilesOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { store, clock } = this.options;
    const now = clock.now();
    const rows = await store.due(now);
    for (const row of rows) {
      const until = now + PAGE_WITHIN_MS;
      if (await store.claim(row, until)) await this.step({ ...row, dueAt: until });
    }
    return rows.length > 0;
  }

  private step(row: ReconcileRow): Promise<unknown> {
    if (row.state === 'running') return this.queuePage(row);
    if (row.state === 'planned') return this.move(row, { state: 'expired', dueAt: this.options.clock.now() });
    return this.clearUp(row);
  }

  private async queuePage(row: ReconcileRow): Promise<void> {
    const { store, directory, clock, enqueueAlso } = this.options;
    const now = clock.now();
    const marks = await store.marksAfter(row.id, row.place);
    const drafts = this.drafted(row, marks);
    const { requests, verdicts } = await judge(drafts, { directory: directory.current(), now });
    const reasons = verdicts.reduce(
      (known, { ruling, recordId }) => withRefusal(known, ruling.verdict, recordId ?? ''),
      row.reasons,
    );
    const isOver = marks.length < MARKS_PER_PAGE;
    const place = isOver ? '' : (marks.at(-1)?.externalId ?? '');
    const refused = row.refused + verdicts.length;
    const next = {
      ...row,
      place,
      reasons,
      refused,
      dueAt: now,
      ...(isOver ? { state: 'done' as const } : {}),
    };
    await enqueueAlso({
      requests,
      verdicts,
      also: async (tx, enqueued) => {
        const queued = enqueued.filter(({ kind }) => kind === 'queued').length;
        const counted = { queued: row.queued + queued, folded: row.folded + enqueued.length - queued };
        await store.moveIn(tx, row, { ...next, ...counted }, now);
      },
    });
  }

  private drafted(row: ReconcileRow, marks: readonly SeenRecord[]): Draft[] {
    const view = this.options.directory.current().connection(row.connection);
    const wanted = marks.filter(({ kind }) => row.wanted?.[kind]);
    return wanted.map(({ externalId, kind, version }) => ({
      origin: 'manual',
      connection: row.connection,
      direction: 'TO',
      mode: view?.mode ?? 'live',
      scope: '',
      type: row.type,
      action: ACTION_OF[kind],
      recordId: externalId,
      ...(version === null ? {} : { version }),
      root: row.request,
      tier: TIERS.bulk,
    }));
  }

  /** Marks go with the reconcile's end, its row a month later. */
  private async clearUp(row: ReconcileRow): Promise<unknown> {
    const { store, clock } = this.options;
    const now = clock.now();
    if (await store.dropMarks(row.id)) return this.move(row, { dueAt: now });
    const forgetAt = row.updatedAt + KEPT_MS;
    return forgetAt <= now ? store.remove(row.id) : this.move(row, { dueAt: forgetAt });
  }

  private move(row: ReconcileRow, to: Partial<Pick<ReconcileRow, 'state' | 'dueAt'>>): Promise<boolean> {
    return this.options.store.move(row, { ...row, ...to }, this.options.clock.now());
  }
}

const ACTION_OF = {
  missing: 'CREATED',
  changed: 'UPDATED',
  unknown: 'UPDATED',
  same: 'UPDATED',
  gone: 'DELETED',
} as const;
