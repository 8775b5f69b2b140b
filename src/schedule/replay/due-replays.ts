import type { Clock } from '../../clock/index.js';
import { HostError, isHostError } from '../../errors/index.js';
import type { Hub } from '../../hub/index.js';
import type { OpenLedger, StoredHook } from '../../ledger/index.js';
import type { ConnectionView, DirectorySource } from '../../registry/index.js';
import type { Tx } from '../../store/index.js';

import { withRefusal } from '../refusals.js';
import type { EnqueueAlso } from '../sync-intake.js';
import { effectOf } from './effect.js';
import { hooksOf, isAsked, type HookWalkOptions } from './hook-walk.js';
import { rootOf, type ReadSlice, type ReplayReading } from './replay-reading.js';
import { AT_THE_START, type ReplayRow, type ReplayStore } from './replay.store.js';
import { hasRoom, seenRequest, seenVerdict, tallied } from './replay-tally.js';

export interface DueReplaysOptions extends HookWalkOptions {
  readonly store: ReplayStore;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  readonly reading: Pick<ReplayReading, 'again' | 'slicesOf'>;
  readonly hub: Pick<Hub, 'linked'>;
  readonly keepEvents: OpenLedger['keepEvents'];
  readonly enqueueAlso: EnqueueAlso;
}

/** How long the holder of a page may take; a process that died in it is followed by another. */
const PAGE_WITHIN_MS = 30_000;
/** The clock's other chores wait for a page. */
const STEP_MS = 1_000;
const HOOKS_PER_PAGE = 200;
/** A page of a replay that runs is half a second's hooks: the schedule looks so often. */
const PAGES_PER_SECOND = 2;
const PLAN_KEPT_MS = 7 * 86_400_000;
const KEPT_MS = 30 * 86_400_000;

/**
 * Plans and runs replays: page by page, each slice of a hook one commit of its requests, its verdicts and the place
 * behind it. A commit is made only where nobody moved the replay meanwhile, so each element is queued once, whatever
 * process dies, and a pause or a cancel holds from the next slice on.
 */
export class DueReplays {
  constructor(private readonly options: DueReplaysOptions) {}

  /** Answers true when there is more to do at once. */
  async run(): Promise<boolean> {
    const { store, clock } = this.options;
    const now = clock.now();
    for (const row of await store.due(now)) {
      const mine = await store.move({ ...row, dueAt: now + PAGE_WITHIN_MS }, now);
      if (mine) await this.step({ ...mine, dueAt: now + PAGE_WITHIN_MS });
    }
    return (await store.due(clock.now())).length > 0;
  }

  private async step(row: ReplayRow): Promise<void> {
    const { store, clock, directory } = this.options;
    const now = clock.now();
    if (row.state === 'planned')
      return void (await store.move({ ...row, state: 'expired', dueAt: now }, now));
    if (row.state !== 'planning' && row.state !== 'running') return this.forget(row, now);
    const view = row.connection === null ? undefined : directory.current().connection(row.connection);
    if (row.connection !== null && !view)
      return void (await store.move({ ...row, state: 'cancelled', dueAt: now }, now));
    await (row.state === 'planning' ? this.plan(row, view) : this.runPage(row, view));
  }

  private async forget(row: ReplayRow, now: number): Promise<void> {
    const { store } = this.options;
    const forgetAt = row.updatedAt + KEPT_MS;
    if (forgetAt <= now) return store.remove(row.id);
    await store.move({ ...row, dueAt: forgetAt }, now);
  }

  /** Whole hooks only: what a kill takes away is looked at again, and nothing was written of it. */
  private async plan(row: ReplayRow, view: ConnectionView | undefined): Promise<void> {
    const { store, clock, reading } = this.options;
    const until = clock.monotonic() + STEP_MS;
    const hooks = await hooksOf(row, view, HOOKS_PER_PAGE, this.options);
    let next = row;
    for (const hook of hooks) {
      let isMeant = false;
      if (isAsked(hook, row)) {
        for await (const slice of reading.slicesOf(hook, { ...row, root: undefined }, AT_THE_START)) {
          isMeant ||= slice.drafts.length + slice.verdicts.length > 0;
          next = { ...next, plan: await this.planned(next.plan, slice) };
        }
      }
      next = withHook(next, hook, isMeant);
      if (clock.monotonic() > until) break;
    }
    const now = clock.now();
    const isWhole = hooks.length === 0 || row.ask.hook !== null;
    if (!isWhole) return void (await store.move({ ...next, dueAt: now }, now));
    const plan = { ...next.plan, looked: next.far.looked, hooks: next.far.hooks };
    const begun = beginningOf(plan, now);
    await store.move(
      row.ask.runsAtOnce
        ? { ...next, plan, far: begun, state: 'running', dueAt: now }
        : {
            ...next,
            plan,
            far: { ...AT_THE_START, place: plan.after },
            state: 'planned',
            dueAt: now + PLAN_KEPT_MS,
          },
      now,
    );
  }

  private async planned(before: ReplayRow['plan'], slice: ReadSlice): Promise<ReplayRow['plan']> {
    const { directory, hub } = this.options;
    let plan = before;
    for (const request of slice.judged.requests) {
      const connection = directory.current().queue(request.queue)?.connection ?? null;
      const effect =
        hasRoom(plan) && connection !== null ? await effectOf(request, connection, { directory, hub }) : null;
      plan = tallied(plan, seenRequest(request, connection), effect);
    }
    return slice.verdicts.reduce((sum, verdict) => tallied(sum, seenVerdict(verdict), null), plan);
  }

  private async runPage(row: ReplayRow, view: ConnectionView | undefined): Promise<void> {
    const { store, clock } = this.options;
    const begunAt = clock.now();
    const until = clock.monotonic() + STEP_MS;
    const { hooksPerSecond } = row.ask;
    const hooks = await hooksOf(row, view, Math.ceil(hooksPerSecond / PAGES_PER_SECOND), this.options);
    let now: ReplayRow | undefined = row;
    let replayed = 0;
    for (const hook of hooks) {
      now = await this.runHook(now, hook, until);
      // Somebody moved it: what they say holds.
      if (!now) return;
      if (now.far.place < hook.seq || clock.monotonic() > until) break;
      replayed += isAsked(hook, row) ? 1 : 0;
    }
    const isOver = hooks.length === 0 || (row.ask.hook !== null && now.far.place >= row.ask.hook);
    const dueAt = isOver ? clock.now() : begunAt + Math.ceil((1_000 * replayed) / hooksPerSecond);
    await store.move({ ...now, dueAt, ...(isOver ? { state: 'done' as const } : {}) }, clock.now());
  }

  /** From its cursor on, until there is no more of it or the time is over. */
  private async runHook(row: ReplayRow, hook: StoredHook, until: number): Promise<ReplayRow | undefined> {
    const { store, clock, reading } = this.options;
    if (!isAsked(hook, row)) return store.move(withHook(row, hook, false), clock.now());
    let now: ReplayRow = row;
    let isMeant = row.far.cursor > 0;
    const asked = { ...row, root: rootOf(row) };
    for await (const slice of reading.slicesOf(hook, asked, row.far)) {
      isMeant ||= slice.drafts.length + slice.verdicts.length > 0;
      const moved = await this.store(now, hook, { slice, isMeant });
      if (!moved || slice.isLast) return moved;
      now = moved;
      if (clock.monotonic() > until) return now;
    }
    // There is nothing to read.
    const why = hook.head.isEmptied ? 'body-removed' : 'body-erased';
    const reasons = withRefusal(now.far.reasons, why, String(hook.seq));
    const far = { ...now.far, refused: now.far.refused + 1, reasons };
    return store.move(withHook({ ...now, far }, hook, false), clock.now());
  }

  /** One commit. An event that turns out to be kept already makes its element a duplicate, and the commit is made anew. */
  private async store(
    row: ReplayRow,
    hook: StoredHook,
    { slice, isMeant }: { readonly slice: ReadSlice; readonly isMeant: boolean },
  ): Promise<ReplayRow | undefined> {
    const { reading } = this.options;
    try {
      return await this.commit(row, hook, { slice, isMeant });
    } catch (error) {
      if (isHostError(error) && error.code === 'CONFLICT') return undefined;
      if (!(error instanceof SeenBefore)) throw error;
      const again = await reading.again(slice, hook.owner, error.drafts);
      return this.commit(row, hook, { slice: again, isMeant });
    }
  }

  private async commit(
    row: ReplayRow,
    hook: StoredHook,
    { slice, isMeant }: { readonly slice: ReadSlice; readonly isMeant: boolean },
  ): Promise<ReplayRow | undefined> {
    const { store, clock, enqueueAlso } = this.options;
    const { requests } = slice.judged;
    const verdicts = slice.verdicts.map((verdict) => marked(verdict, row));
    const reasons = verdicts.reduce(
      (known, { ruling, recordId }) => withRefusal(known, ruling.verdict, recordId ?? ''),
      row.far.reasons,
    );
    const far = {
      ...row.far,
      queued: row.far.queued + requests.length,
      refused: row.far.refused + verdicts.length,
      reasons,
      cursor: slice.to,
      order: slice.plan ?? row.far.order,
    };
    const next = slice.isLast ? withHook({ ...row, far }, hook, isMeant) : { ...row, far };
    let moved: ReplayRow | undefined;
    const also = async (tx: Tx): Promise<void> => {
      moved = await store.moveIn(tx, next, clock.now());
      if (!moved)
        throw new HostError('CONFLICT', { subject: row.publicId, detail: 'it was moved meanwhile' });
      await this.keepEvents(tx, slice);
    };
    await enqueueAlso({ requests, verdicts, also });
    return moved;
  }

  private async keepEvents(tx: Tx, { events, judged }: ReadSlice): Promise<void> {
    const queued = events.filter(({ draft }) => (judged.requestOf[draft] ?? null) !== null);
    if (queued.length === 0) return;
    const fresh = await this.options.keepEvents(tx, queued);
    const seen = queued.filter((_, at) => !fresh[at]).map(({ draft }) => draft);
    if (seen.length > 0) throw new SeenBefore(new Set(seen));
  }
}

/** Thrown inside a commit, to undo it. */
class SeenBefore extends Error {
  constructor(readonly drafts: ReadonlySet<number>) {
    super('events of the slice were kept before');
  }
}

/** Where a replay begins to run. */
export function beginningOf({ after }: ReplayRow['plan'], startedAt: number): ReplayRow['far'] {
  return { ...AT_THE_START, place: after, startedAt };
}

function withHook(row: ReplayRow, { seq }: StoredHook, isMeant: boolean): ReplayRow {
  const { looked, hooks } = row.far;
  const over = { place: seq, cursor: 0, order: null, looked: looked + 1, hooks: hooks + (isMeant ? 1 : 0) };
  return { ...row, far: { ...row.far, ...over } };
}

/** The verdict says that a replay brought it about. */
function marked<Row extends ReadSlice['verdicts'][number]>(verdict: Row, { publicId }: ReplayRow): Row {
  const { ruling } = verdict;
  return { ...verdict, ruling: { ...ruling, facts: { ...ruling.facts, replay: publicId } } };
}
