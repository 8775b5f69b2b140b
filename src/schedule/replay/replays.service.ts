import type { Clock } from '../../clock/index.js';
import { HostError } from '../../errors/index.js';
import { arrangeCallback } from '../../events/index.js';
import { NEVER, type VerdictRow, type GatedRequest } from '../../flow/index.js';
import type { LedgerReads, TreeProgress } from '../../ledger/index.js';
import { writeAudit, type Actor, type ConnectionView, type DirectorySource } from '../../registry/index.js';
import type { ListPage, ListPart } from '../../store/index.js';
import { newKey } from '../../vault/index.js';

import type { CallbackAsk } from '../callback-ask.js';
import { estimateEnd } from '../walk-estimate.js';
import { beginningOf } from './due-replays.js';
import { placeBefore } from './first-hook.js';
import type { HookWalkOptions } from './hook-walk.js';
import { rootOf, type ReplayReading } from './replay-reading.js';
import {
  AT_THE_START,
  type ReplayAsk,
  type ReplayPlan,
  type ReplayRow,
  type ReplayStore,
} from './replay.store.js';

/** A replay, and how far it is. */
export type ReplayInfo = Pick<
  ReplayRow,
  'ask' | 'connection' | 'createdAt' | 'far' | 'plan' | 'state' | 'updatedAt'
> & {
  readonly id: string;
  /** The root of its requests' tree. */
  readonly root: number;
  readonly progress: TreeProgress;
  readonly endsAt: number | null;
};

/** What today's configuration makes of a stored hook. Nothing was written. */
export interface ReadAgain {
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
}

export interface ReplaysOptions extends HookWalkOptions {
  readonly store: ReplayStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly reads: Pick<LedgerReads, 'hook' | 'hooksBehind' | 'progress'>;
  readonly newestHook: (owners: readonly number[]) => Promise<number>;
  readonly reading: Pick<ReplayReading, 'slicesOf'>;
}

const NO_PLAN: Omit<ReplayPlan, 'after' | 'through'> = {
  looked: 0,
  hooks: 0,
  counts: [],
  deletes: 0,
  payloads: 0,
  samples: [],
  connections: [],
};
/** How far the clocks of several receivers of one database may be apart. */
const CLOCKS_APART_MS = 60_000;
const MOST_ELEMENTS_READ = 500;
const AS_THEY_ARE: ReplayAsk = {
  hook: null,
  from: null,
  to: null,
  scope: null,
  state: null,
  verdict: null,
  isForced: false,
  takesDuplicates: false,
  hooksPerSecond: 1,
  runsAtOnce: false,
};

type Steps = 'cancel' | 'pause' | 'resume' | 'run';

/** From which states a person may take a step, and where it leads. */
const STEPS: Readonly<Record<Steps, { from: readonly ReplayRow['state'][]; to: ReplayRow['state'] }>> = {
  run: { from: ['planned'], to: 'running' },
  pause: { from: ['running'], to: 'paused' },
  resume: { from: ['paused'], to: 'running' },
  cancel: { from: ['planning', 'planned', 'running', 'paused'], to: 'cancelled' },
};

/** Stored hooks run again with today's configuration: planned first, then page by page through the gate (S4.6). */
export class Replays {
  constructor(private readonly options: ReplaysOptions) {}

  /** Of one hook, which the caller has seen to be the tenant's, or of a connection. */
  async start(
    actor: Actor,
    connection: string | null,
    ask: ReplayAsk,
    callback: CallbackAsk | null = null,
  ): Promise<ReplayInfo> {
    const { store, clock } = this.options;
    const view = connection === null ? undefined : this.viewOf(actor.tenant, connection);
    const bounds = view ? await this.bounds(view, ask) : { after: 0, through: ask.hook ?? 0 };
    const publicId = newKey('rpl_');
    const row = {
      publicId,
      tenant: actor.tenant,
      connection: view?.number ?? null,
      ask,
      far: { ...AT_THE_START, place: bounds.after },
      plan: { ...NO_PLAN, ...bounds },
    };
    const entry = { action: 'replay.plan', subject: publicId, after: { connection, ...ask, callback } };
    const now = clock.now();
    await store.insert(row, now, async (tx) => {
      await writeAudit(tx, actor, now, entry);
      if (callback) await arrangeCallback(tx, { ...callback, work: publicId, tenant: actor.tenant });
    });
    return this.get(actor.tenant, publicId);
  }

  /** Newest first. */
  async list(
    tenant: number,
    page: ListPage,
    filter: {
      readonly connection?: string | undefined;
      readonly state?: ReplayRow['state'] | undefined;
    } = {},
  ): Promise<ListPart<ReplayInfo>> {
    const { connection: id, state } = filter;
    const connection = id === undefined ? undefined : this.viewOf(tenant, id).number;
    const { items, next } = await this.options.store.ofTenant({ tenant, connection, state }, page);
    return { items: await Promise.all(items.map((row) => this.show(row))), next };
  }

  async get(tenant: number, id: string): Promise<ReplayInfo> {
    return this.show(await this.row(tenant, id));
  }

  /** What a person decides holds from the next slice on; what was queued goes on. */
  async step(actor: Actor, id: string, step: Steps): Promise<ReplayInfo> {
    const { store, clock } = this.options;
    const { from, to } = STEPS[step];
    for (;;) {
      const row = await this.row(actor.tenant, id);
      if (!from.includes(row.state))
        throw new HostError('CONFLICT', { subject: id, detail: `it is ${row.state}` });
      const now = clock.now();
      const far = step === 'run' ? beginningOf(row.plan, now) : row.far;
      const { isForced, takesDuplicates } = row.ask;
      const after = { isForced, takesDuplicates, hooks: row.plan.hooks, deletes: row.plan.deletes };
      const entry = { action: `replay.${step}`, subject: id, before: { state: row.state }, after };
      const next = { ...row, state: to, far, dueAt: to === 'paused' ? NEVER : now };
      const moved = await store.move(next, now, (tx) => writeAudit(tx, actor, now, entry));
      // A page was just taken: the row is as a person sees it, and a step behind.
      if (moved) return this.show(moved);
    }
  }

  /** What would happen now: of the tenant's own elements, the first 500. */
  async readAgain(tenant: number, seq: number): Promise<ReadAgain | null> {
    const hook = await this.options.reads.hook(seq);
    if (!hook) return null;
    const asked = { tenant, connection: null, ask: { ...AS_THEY_ARE, hook: seq }, root: undefined };
    const requests: GatedRequest[] = [];
    const verdicts: VerdictRow[] = [];
    let isRead = false;
    for await (const slice of this.options.reading.slicesOf(hook, asked, AT_THE_START)) {
      isRead = true;
      requests.push(...slice.judged.requests);
      verdicts.push(...slice.verdicts);
      if (requests.length + verdicts.length >= MOST_ELEMENTS_READ) break;
    }
    return isRead ? { requests, verdicts } : null;
  }

  private async bounds(
    view: ConnectionView,
    { from, to }: ReplayAsk,
  ): Promise<Pick<ReplayPlan, 'after' | 'through'>> {
    const owners = await this.options.ownersOf(view);
    const newest = await this.options.newestHook(owners);
    const place = (time: number, pick: (...places: number[]) => number): Promise<number> =>
      Promise.all(
        owners.map((owner) => placeBefore(time, newest, (after) => this.behind(owner, after))),
      ).then((places) => pick(...places));
    return {
      after: from === null ? 0 : await place(from - CLOCKS_APART_MS, Math.min),
      through: to === null ? newest : await place(to + CLOCKS_APART_MS, Math.max),
    };
  }

  private async behind(owner: number, after: number) {
    const [hook] = await this.options.reads.hooksBehind({ owner, after, limit: 1 });
    return hook;
  }

  private async show(row: ReplayRow): Promise<ReplayInfo> {
    const { ask, connection, createdAt, far, plan, state, updatedAt } = row;
    const root = rootOf(row);
    const progress = await this.progressOf(row, root);
    const endsAt = this.endOf(row, progress);
    return {
      id: row.publicId,
      root,
      ask,
      connection,
      createdAt,
      far,
      plan,
      state,
      updatedAt,
      progress,
      endsAt,
    };
  }

  /** Of what it queued itself, over the connections of its plan. */
  private async progressOf({ plan }: ReplayRow, root: number): Promise<TreeProgress> {
    const sum = { done: 0, ended: 0, failed: 0, open: 0, isWhole: true };
    for (const number of plan.connections) {
      const view = this.options.directory.current().connection(number);
      if (!view) continue;
      const one = await this.options.reads.progress(root, view.queues.TO);
      sum.done += one.done;
      sum.ended += one.ended;
      sum.failed += one.failed;
      sum.open += one.open;
      sum.isWhole &&= one.isWhole;
    }
    return sum;
  }

  private endOf(
    { state, far, plan, ask }: ReplayRow,
    { done, ended, failed, open }: TreeProgress,
  ): number | null {
    const now = this.options.clock.now();
    if ((state !== 'running' && state !== 'done') || far.startedAt === null) return null;
    const walked = { listed: far.looked, total: plan.looked, isListed: state === 'done', queued: far.queued };
    const marks = [{ at: far.startedAt, listed: 0 }];
    const finished = done + ended + failed;
    const likely = estimateEnd({ ...walked, marks, startedAt: far.startedAt, finished, open }, now);
    if (state === 'done') return likely;
    const earliest = now + (1_000 * Math.max(0, plan.hooks - far.hooks)) / ask.hooksPerSecond;
    return Math.round(Math.max(earliest, likely ?? 0));
  }

  private async row(tenant: number, id: string): Promise<ReplayRow> {
    const row = await this.options.store.byPublicId(id);
    if (row?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return row;
  }

  private viewOf(tenant: number, connection: string): ConnectionView {
    const view = this.options.directory.current().connectionById(connection);
    if (view?.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: connection });
    return view;
  }
}
