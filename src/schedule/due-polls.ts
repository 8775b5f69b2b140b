import type { Clock } from '../clock/index.js';
import { WHOLE_TYPE, type Draft, type GatedRequest } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { DirectorySource } from '../registry/index.js';

import { nextOccurrence } from './poll-plan.js';
import { MOST_DUE, type PollScheduleRow, type PollScheduleStore } from './poll-schedule.store.js';

export interface DuePollsOptions {
  readonly store: PollScheduleStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
}

/** Queues what passed the gate; answers after the commit. */
export type Enqueue = (requests: readonly GatedRequest[]) => Promise<unknown>;

/**
 * Turns what is due into POLL requests. The schedule moves only behind the commit that queued its request: a process
 * that dies between them, and two that meet, queue it twice, which the ledger folds into one.
 */
export class DuePolls {
  constructor(private readonly options: DuePollsOptions) {}

  /** Answers true when there is more to do at once. */
  async run(enqueue: Enqueue): Promise<boolean> {
    const { store, clock } = this.options;
    const rows = await store.due(clock.now());
    for (const row of rows) await this.runOne(row, enqueue);
    return rows.length === MOST_DUE;
  }

  private async runOne(row: PollScheduleRow, enqueue: Enqueue): Promise<void> {
    const { store, directory, clock } = this.options;
    const now = clock.now();
    const next = nextOccurrence(row.nextAt, row, now);
    const view = directory.current().connection(row.connection);
    if (!view) return store.advance(row, { next, now, verdict: 'unresolved' });
    const draft: Draft = {
      origin: 'poll',
      connection: row.connection,
      direction: 'TO',
      mode: view.mode,
      scope: row.scope,
      recordId: WHOLE_TYPE,
    };
    const { requests, verdicts } = await judge([draft], { directory: directory.current(), now });
    await enqueue(requests);
    await store.advance(row, { next, now, verdict: verdicts[0]?.ruling.verdict ?? 'queued' });
  }
}
