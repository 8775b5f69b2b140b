import { createHash } from 'node:crypto';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import type { Draft, GatedRequest, VerdictRow } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { Enqueued } from '../ledger/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { Tx } from '../store/index.js';

import { IdReader, type ReadId } from './id-reader.js';
import type { ManualSyncRow, ManualSyncStore } from './manual-sync.store.js';
import { withRefusal } from './refusals.js';
import { draftOfId, type DraftingParts, type SyncPlan } from './sync-drafts.js';

/** Queues requests in a commit of their own; `also` is written in it, and knows what became of them. */
export type EnqueueAlso = (change: {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  readonly also: (tx: Tx, enqueued: readonly Enqueued[]) => Promise<void>;
}) => Promise<unknown>;

export interface SyncIntakeOptions extends DraftingParts {
  readonly store: ManualSyncStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly enqueueAlso: EnqueueAlso;
}

/** A commit of so many holds the event loop about 3 ms; the next piece of the body is read behind it. */
const IDS_PER_COMMIT = 250;
/** A slow sender's ids are not kept waiting for their fellows. */
const COMMIT_EVERY_MS = 1_000;
/** Everything these do is kept for a day: a look at some records, not a copy of a system. */
export const MOST_WATCHED = 1_000;

/**
 * Takes one list of ids in: each is drafted, judged and queued in bounded commits that carry the counts, and the next
 * piece is read when the one before is committed. It holds one commit's ids at most.
 */
export class SyncIntake {
  private readonly reader = new IdReader();
  private readonly already: number;
  private readonly wanted: string;
  private waiting: ReadId[] = [];
  private passed = 0;
  private chain = '';
  private committedAt: number;

  constructor(
    private row: ManualSyncRow,
    private readonly plan: SyncPlan,
    private readonly options: SyncIntakeOptions,
  ) {
    this.already = row.received;
    this.wanted = row.chain;
    this.committedAt = options.clock.monotonic();
  }

  async piece(bytes: Uint8Array): Promise<void> {
    for (const read of this.reader.push(bytes)) await this.take(read);
    const isDue = this.options.clock.monotonic() - this.committedAt > COMMIT_EVERY_MS;
    if (isDue) await this.commit();
  }

  /** The list is whole. */
  async end(): Promise<ManualSyncRow> {
    for (const read of this.reader.end()) await this.take(read);
    await this.commit();
    if (this.passed < this.already) throw this.strange();
    return this.finish('received', null);
  }

  /** It broke off: what was queued stays queued. */
  async breakOff(problem: string): Promise<ManualSyncRow> {
    if (this.passed >= this.already) await this.commit();
    return this.finish('broken', problem);
  }

  private async take(read: ReadId): Promise<void> {
    this.chain = chained(this.chain, read);
    if (this.passed < this.already) {
      this.passed += 1;
      if (this.passed === this.already && this.chain !== this.wanted) throw this.strange();
      return;
    }
    this.waiting.push(read);
    if (this.waiting.length === IDS_PER_COMMIT) await this.commit();
  }

  private async commit(): Promise<void> {
    this.committedAt = this.options.clock.monotonic();
    const { waiting, chain } = this;
    if (waiting.length === 0) return;
    this.waiting = [];
    const { directory, clock, store, enqueueAlso } = this.options;
    const { drafts, row: counted } = await this.drafted(waiting);
    const { requests, verdicts } = await judge(drafts, {
      directory: directory.current(),
      now: clock.now(),
    });
    const refused = verdicts.reduce(
      (reasons, { ruling, recordId }) => withRefusal(reasons, ruling.verdict, recordId ?? ''),
      counted.reasons,
    );
    let next = { ...counted, chain, refused: counted.refused + verdicts.length, reasons: refused };
    await enqueueAlso({
      requests,
      verdicts,
      also: async (tx, enqueued) => {
        const queued = enqueued.filter(({ kind }) => kind === 'queued').length;
        // The commit may be made twice, where the first was lost: it counts from what was before it.
        const { queued: before, folded } = counted;
        next = { ...next, queued: before + queued, folded: folded + enqueued.length - queued };
        await store.advance(tx, next, clock.now());
      },
    });
    this.row = next;
    this.passed = next.received;
  }

  private async drafted(reads: readonly ReadId[]): Promise<{ drafts: Draft[]; row: ManualSyncRow }> {
    const { row, plan, options } = this;
    const drafts = await Promise.all(
      reads.map((read, index) => {
        const element = row.received + index;
        const isTaken = 'id' in read && !(plan.isDebug && element >= MOST_WATCHED);
        if (!isTaken) return Promise.resolve(undefined);
        return draftOfId(read.id, { sync: row.id, element }, plan, options);
      }),
    );
    let { refused, reasons } = row;
    for (const [index, read] of reads.entries()) {
      if (drafts[index]) continue;
      refused += 1;
      const reason = this.reasonOf(read, row.received + index);
      reasons = withRefusal(reasons, reason, 'id' in read ? read.id : read.text);
    }
    return {
      drafts: drafts.filter((draft) => draft !== undefined),
      row: { ...row, received: row.received + reads.length, refused, reasons },
    };
  }

  private reasonOf(read: ReadId, element: number): string {
    if (!('id' in read)) return read.problem;
    return this.plan.isDebug && element >= MOST_WATCHED ? 'too-many' : 'unknown-record';
  }

  private async finish(state: ManualSyncRow['state'], problem: string | null): Promise<ManualSyncRow> {
    const { store, clock } = this.options;
    this.row = { ...this.row, state, problem, updatedAt: clock.now() };
    await store.keep(this.row, clock.now());
    return this.row;
  }

  private strange(): HostError {
    const detail = 'its ids are not those that came under this key before; take another key';
    return new HostError('CONFLICT', { subject: this.row.publicId, detail });
  }
}

function chained(chain: string, read: ReadId): string {
  const text = 'id' in read ? `i${read.id}` : `p${read.problem}`;
  return createHash('sha256').update(`${chain}\n${text}`).digest('base64url').slice(0, 22);
}
