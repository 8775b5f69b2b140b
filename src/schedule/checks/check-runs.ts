import type { Clock } from '../../clock/index.js';
import { NEVER, type CheckEnd, type Checked, type OutageCause } from '../../flow/index.js';
import type { ConnectionView, DirectorySource, Grants, Subscribing } from '../../registry/index.js';
import type { Tx } from '../../store/index.js';
import { mayCall } from '../may-call.js';

import { checkedAs } from './check-digest.js';
import { afterCheck, type AfterCheck } from './check-plan.js';
import type { CheckRow } from './check-statements.js';
import type { CheckStore } from './check.store.js';

/** Where it is kept that a connection fails. */
export interface FailingBook {
  beginIn(
    tx: Tx,
    view: ConnectionView,
    of: { readonly cause: OutageCause; readonly reason: string },
  ): Promise<void>;
  endIn(tx: Tx, view: ConnectionView, cause: OutageCause): Promise<void>;
  /** Its system answered its check. */
  checked(view: ConnectionView): void;
}

export interface CheckRunsOptions {
  readonly store: CheckStore;
  readonly directory: DirectorySource;
  readonly subscribing: Pick<Subscribing, 'fingerprint'>;
  readonly grants: Pick<Grants, 'nameIn'>;
  readonly clock: Clock;
  /** Null: what works is checked when it changes, and when somebody asks. */
  readonly intervalMs: number | null;
  readonly callTimeoutMs: number;
  readonly random: () => number;
  readonly check: (view: ConnectionView, signal: AbortSignal) => Promise<Checked>;
  readonly failing: FailingBook;
  readonly count: (end: CheckEnd) => void;
}

/** The system has this much longer than a call may take until another process asks it. */
const MARGIN_MS = 5_000;

/**
 * One check after another of each connection, whoever wants it: claimed, asked, kept. What it means for the connection
 * is told in the commit that keeps it, and only of the configuration that was asked with.
 */
export class CheckRuns {
  constructor(private readonly options: CheckRunsOptions) {}

  /** What a check of the connection, as it is configured now, would be made with. */
  seenAs(view: ConnectionView): string {
    const { directory, subscribing } = this.options;
    const isSuspended = directory.current().isSuspended(view.tenant);
    return checkedAs(view, { isSuspended, fingerprint: (text) => subscribing.fingerprint(text) });
  }

  mayCheck(view: ConnectionView): boolean {
    const isSuspended = this.options.directory.current().isSuspended(view.tenant);
    return view.connector.definition.check !== undefined && mayCall(view, isSuspended);
  }

  /** False where another process has it in hand, or took it over meanwhile. */
  async run(row: CheckRow, view: ConnectionView, signal: AbortSignal): Promise<boolean> {
    const { store, clock, callTimeoutMs } = this.options;
    const startedAt = clock.now();
    const until = startedAt + callTimeoutMs + MARGIN_MS;
    const taken = await store.take(row, { seen: this.seenAs(view), now: startedAt, until });
    if (!taken) return false;
    const checked = await this.options.check(view, signal);
    return this.settle(taken, { view, checked, startedAt });
  }

  /** One that may not be asked anything waits until that changes, which is noticed. */
  async rest(row: CheckRow, view: ConnectionView | undefined): Promise<void> {
    const { store, clock, intervalMs } = this.options;
    // A process that has not heard of it yet takes nothing from one that has.
    if (!view) return store.rest(row, row.seen, intervalMs === null ? NEVER : clock.now() + intervalMs);
    return store.rest(row, this.seenAs(view), NEVER);
  }

  private async settle(
    row: CheckRow,
    { view, checked, startedAt }: { view: ConnectionView; checked: Checked; startedAt: number },
  ): Promise<boolean> {
    const { store, clock, intervalMs, random, count, failing } = this.options;
    const now = clock.now();
    const after = afterCheck(checked, row.attempts, { now, intervalMs, random: random() });
    const { end, failure, message } = checked;
    // What gave no account has not changed it.
    const account = checked.account ?? (end === 'ok' ? null : row.account);
    const { dueAt, attempts } = after;
    const result = { at: now, tookMs: now - startedAt, end, failure, message, account, dueAt, attempts };
    const isKept = await store.settle(row, result, (tx) => this.tell(tx, { view, checked, after }));
    count(end);
    if (isKept && end === 'ok') failing.checked(view);
    return isKept;
  }

  private async tell(
    tx: Tx,
    { view, checked, after }: { view: ConnectionView; checked: Checked; after: AfterCheck },
  ): Promise<void> {
    const { directory, failing, grants } = this.options;
    if (directory.current().connection(view.number)?.configVersion !== view.configVersion) return;
    const { namesGrant, account } = checked;
    if (namesGrant && account !== null) await grants.nameIn(tx, view, account);
    if (after.tells === 'well') await failing.endIn(tx, view, 'check');
    else if (after.tells) await failing.beginIn(tx, view, after.tells);
  }
}
