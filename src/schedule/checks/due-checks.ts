import type { ConnectionView, Directory } from '../../registry/index.js';

import type { CheckRuns, CheckRunsOptions } from './check-runs.js';
import type { CheckRow } from './check-statements.js';

export interface DueChecksOptions extends Pick<CheckRunsOptions, 'clock' | 'directory' | 'store'> {
  readonly runs: CheckRuns;
  onError(error: unknown): void;
}

/** Systems one process asks at the same time: one that does not answer holds up no other. */
const AT_ONCE = 4;
const NOTICED_AT_ONCE = 200;

/** Checks connections behind the commit that changed them, and again and again; each in one process at a time. */
export class DueChecks {
  private readonly running = new Map<number, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly seen = new WeakMap<ConnectionView, boolean>();
  private seenVersion = -1;
  private hint: () => void = () => undefined;

  constructor(private readonly options: DueChecksOptions) {}

  /** Called when there may be something to do. */
  onHint(listener: () => void): void {
    this.hint = listener;
    this.options.directory.onChange(listener);
  }

  /** Begins what is due and free; answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { store, clock, directory } = this.options;
    await this.notice(directory.current());
    const free = AT_ONCE - this.running.size;
    if (free <= 0) return false;
    const due = await store.due(clock.now(), AT_ONCE + free);
    const mine = due.filter(({ connection }) => !this.running.has(connection)).slice(0, free);
    for (const row of mine) await this.begin(row);
    return false;
  }

  /** What is under way has ended. */
  async atRest(): Promise<void> {
    await Promise.all(this.running.values());
  }

  /** What is under way ends, or is left to whoever comes next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.atRest();
  }

  private async begin(row: CheckRow): Promise<void> {
    const { runs, directory } = this.options;
    const view = directory.current().connection(row.connection);
    if (!view || !runs.mayCheck(view)) return runs.rest(row, view);
    this.running.set(row.connection, this.follow(row, view));
  }

  private async follow(row: CheckRow, view: ConnectionView): Promise<void> {
    const { signal } = this.stopping;
    try {
      await this.options.runs.run(row, view, signal);
    } catch (error) {
      if (!signal.aborted) this.options.onError(error);
    } finally {
      this.running.delete(row.connection);
      this.hint();
    }
  }

  /** Connections as they were not seen before: one that was checked as it is now is not due for that. */
  private async notice(directory: Directory): Promise<void> {
    if (directory.version === this.seenVersion) return;
    const { store, clock, runs } = this.options;
    const fresh = unseen(directory, this.seen);
    for (let from = 0; from < fresh.length; from += NOTICED_AT_ONCE) {
      const some = fresh.slice(from, from + NOTICED_AT_ONCE);
      await store.notice(
        some.map((view) => ({ connection: view.number, seen: runs.seenAs(view) })),
        clock.now(),
      );
      for (const view of some) this.seen.set(view, directory.isSuspended(view.tenant));
    }
    this.seenVersion = directory.version;
  }
}

function unseen(directory: Directory, seen: WeakMap<ConnectionView, boolean>): ConnectionView[] {
  const views = new Set<ConnectionView>();
  for (const { connection } of directory.queues()) {
    const view = directory.connection(connection);
    if (!view?.connector.definition.check) continue;
    if (seen.get(view) !== directory.isSuspended(view.tenant)) views.add(view);
  }
  return [...views];
}
