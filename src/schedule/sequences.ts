import type { Clock } from '../clock/index.js';
import type { SequenceRange } from '../flow/index.js';
import {
  HOST_TENANT,
  type Actor,
  type ConnectionView,
  type Directory,
  type DirectorySource,
} from '../registry/index.js';

import { withRange, withReported, type Gap, type ReportedGap, type SequenceState } from './sequence-gaps.js';
import type { SequenceRow, SequenceStore } from './sequence.store.js';

export interface SequencesOptions {
  readonly store: SequenceStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  /** Starts what may bring back what a connection lost since then; answers the ids of what it started. */
  startForGap(actor: Actor, view: ConnectionView, since: number): Promise<string[]>;
  /** A gap was reported. */
  readonly onGap: (line: { readonly owner: number; readonly first: number; readonly last: number }) => void;
}

/** The source's clock may be behind ours by so much. */
const CLOCKS_DIFFER_MS = 60_000;
/** One gap of a receiver that serves many connections starts no more than so many. */
const MOST_CONNECTIONS = 100;

/** Keeps count of what senders number, and does something about what did not come. */
export class Sequences {
  constructor(private readonly options: SequencesOptions) {}

  /** Before the delivery's requests are stored: one that is resolved twice is noted twice, and counts as a repeat. */
  async note(owner: number, range: SequenceRange, receivedAt: number): Promise<void> {
    await this.options.store.change(owner, (state) => withRange(state, range, receivedAt));
  }

  async of(owner: number): Promise<SequenceState | undefined> {
    return (await this.options.store.of(owner))?.state;
  }

  /** Reports what is due and starts a reconcile since the last delivery before it. */
  async run(): Promise<boolean> {
    const { store, clock } = this.options;
    const rows = await store.due(clock.now());
    for (const row of rows) await this.report(row);
    return false;
  }

  private async report({ owner, state }: SequenceRow): Promise<void> {
    const { store, directory, clock, onGap } = this.options;
    const now = clock.now();
    const due = state.open.filter(({ dueAt }) => dueAt <= now);
    const views = connectionsOf(directory.current(), owner);
    const reports: ReportedGap[] = [];
    for (const gap of due) {
      reports.push(await this.reported(gap, views, now));
      onGap({ owner, first: gap.first, last: gap.last });
    }
    await store.change(owner, (present) => withReported(present ?? state, reports));
  }

  private async reported(
    { first, last, since }: Gap,
    views: readonly ConnectionView[],
    now: number,
  ): Promise<ReportedGap> {
    const reconciles: string[] = [];
    for (const view of views) {
      const host = { tenant: view.tenant, id: 'host' };
      reconciles.push(...(await this.options.startForGap(host, view, since - CLOCKS_DIFFER_MS)));
    }
    return { first, last, since, reportedAt: now, reconciles, filledAt: null };
  }
}

/** The connection of an address of its own; every connection a shared receiver serves. */
function connectionsOf(directory: Directory, owner: number): ConnectionView[] {
  const point = directory.pointOf(owner);
  if (!point) return [];
  if (point.connection) return [point.connection];
  const { name } = point.connector.definition;
  const numbers = new Set(directory.queues().map(({ connection }) => connection));
  return [...numbers]
    .flatMap((number) => directory.connection(number) ?? [])
    .filter(({ connector, tenant }) => {
      const isServed = point.tenant === HOST_TENANT || point.tenant === tenant;
      return isServed && connector.definition.name === name;
    })
    .slice(0, MOST_CONNECTIONS);
}
