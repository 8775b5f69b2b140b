import { setTimeout } from 'node:timers/promises';

import { HostError } from '../../errors/index.js';
import { writeAudit, type Actor, type ConnectionView } from '../../registry/index.js';
import type { Store } from '../../store/index.js';

import type { CheckRuns, CheckRunsOptions } from './check-runs.js';
import type { CheckRow } from './check-statements.js';

export interface ChecksOptions extends Pick<
  CheckRunsOptions,
  'callTimeoutMs' | 'clock' | 'directory' | 'store'
> {
  readonly runs: CheckRuns;
  readonly database: Pick<Store, 'write'>;
}

/** What others have in hand is looked at this often while somebody waits for it. */
const LOOK_AGAIN_MS = 100;
/** Beyond the call itself: one that had begun before ends first, and writing takes its time. */
const PATIENCE_MS = 10_000;

/** People ask whether a connection works, and wait for the answer. */
export class Checks {
  constructor(private readonly options: ChecksOptions) {}

  /** Checks it now. Throws NOT_FOUND, CHECK_NOT_OFFERED, and CONFLICT where nothing may be asked of its system. */
  async check(actor: Actor, id: string): Promise<void> {
    const { store, database, clock } = this.options;
    const view = this.checkable(actor.tenant, id);
    const asked = await database.write(async (tx) => {
      await writeAudit(tx, actor, clock.now(), { action: 'connection.check', subject: id, after: {} });
      return store.askIn(tx, view.number, clock.now());
    });
    await this.answered(asked, view);
  }

  /** By a check that began behind the question, whichever process made it. */
  private async answered(asked: CheckRow, view: ConnectionView): Promise<void> {
    const { store, clock, runs, callTimeoutMs } = this.options;
    const until = clock.monotonic() + callTimeoutMs + PATIENCE_MS;
    const { signal } = new AbortController();
    while (clock.monotonic() < until) {
      const row = await store.of(view.number);
      if (!row) throw new HostError('NOT_FOUND', { subject: view.id });
      const isFree = row.heldUntil <= clock.now();
      if (isFree && row.turn > asked.turn) return;
      if (isFree && (await runs.run(row, view, signal))) return;
      await setTimeout(LOOK_AGAIN_MS);
    }
    throw new HostError('CONFLICT', { subject: view.id, detail: 'it is being checked; ask again' });
  }

  private checkable(tenant: number, id: string): ConnectionView {
    const view = this.options.directory.current().connectionById(id);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    const { definition } = view.connector;
    if (!definition.check)
      throw new HostError('CHECK_NOT_OFFERED', { subject: id, detail: `${definition.name} has no check` });
    if (this.options.runs.mayCheck(view)) return view;
    const detail = view.state === 'active' ? 'its tenant is suspended' : `it is ${view.state}`;
    throw new HostError('CONFLICT', { subject: id, detail: `its system is not asked: ${detail}` });
  }
}
