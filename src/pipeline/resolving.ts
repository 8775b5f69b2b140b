import type { Clock } from '../clock/index.js';
import { isHostError } from '../errors/index.js';
import type { ClaimedRequest, GatedRequest, Hook, VerdictRow } from '../flow/index.js';
import type { Ledger } from '../ledger/index.js';

import { Daemon } from './daemon.js';
import { ResolveSlots } from './resolve-slots.js';

/** What resolve and the gate made of some elements of a hook, ready to be stored. */
export interface JudgedSlice {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
  readonly plan: string | null;
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  readonly events: readonly { readonly request: number; readonly connection: number; readonly key: string }[];
}

interface Judged {
  readonly hook: Hook;
  readonly slice: JudgedSlice;
}

export interface ResolvingOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Resolve and gate, slice by slice, from the hook's cursor on. */
  judge(hook: Hook): AsyncIterable<JudgedSlice>;
  /** The same of a small hook that is one slice; null where it takes `judge`. */
  judgeWhole(hook: Hook): JudgedSlice | null | Promise<JudgedSlice | null>;
  /** The verdict of a hook that failed by itself three times. */
  failed(hook: Hook, error: unknown): VerdictRow;
  /** Requests that were stored already claimed by this process. */
  onClaimed(requests: readonly ClaimedRequest[]): void;
  onResolved(hook: Hook, slice: JudgedSlice): void;
  /** False while the owner's tenant has as much open as it may: its hooks wait, in order. */
  mayResolve(owner: number): boolean;
  /** Owners that may not be resolved now, at most. */
  waiting(): number;
  /** Owners whose connector runs in workers, and which it is. */
  elsewhere(): ReadonlyMap<number, string>;
  readonly pollMs: number;
  readonly onError: (name: string, error: unknown) => void;
}

const HOOKS_PER_BATCH = 500;
/** A row costs 12 µs with its share of the flush: about 3 ms of held event loop. */
const ROWS_PER_COMMIT = 256;
/** The event loop gets its turns however long the hooks of one commit take to judge. */
const GATHER_MS = 8;
/** More gain nothing: a flush shared by 64 costs each 5 µs. */
const HOOKS_TOGETHER = 64;
/** A hook that fails by itself is tried three times at once, then parked (S4.1). */
const TRIES = 3;

/**
 * Works through each owner's open hooks in sequence, owners side by side. The database says which hooks are open,
 * before every batch: another receiver may have accepted an earlier one.
 */
export class Resolving {
  private readonly slots: ResolveSlots;
  private readonly busy = new Set<Promise<void>>();
  private readonly daemon: Daemon;
  private isStopping = false;

  constructor(private readonly options: ResolvingOptions) {
    this.slots = new ResolveSlots(() => options.elsewhere());
    this.daemon = new Daemon({
      name: 'resolving',
      intervalMs: options.pollMs,
      turn: () => this.turn(),
      onError: options.onError,
    });
  }

  start(): void {
    this.daemon.start();
  }

  hint(): void {
    this.daemon.hint();
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await this.daemon.stop();
    await Promise.all(this.busy);
  }

  private async turn(): Promise<boolean> {
    const { options, slots } = this;
    if (slots.free <= 0) return false;
    for (const owner of await options.ledger.openOwners(slots.enough() + options.waiting())) {
      if (slots.has(owner) || !options.mayResolve(owner) || !slots.take(owner)) continue;
      const work = this.workThrough(owner).finally(() => this.busy.delete(work));
      this.busy.add(work);
    }
    return false;
  }

  private async workThrough(owner: number): Promise<void> {
    const { ledger, onError } = this.options;
    try {
      const claim = await ledger.holdInbox(owner);
      if (claim === null) return;
      await this.drain(owner, claim);
      await ledger.releaseInbox(owner, claim);
    } catch (error) {
      onError('resolving', error);
    } finally {
      this.slots.release(owner);
      if (!this.isStopping) this.daemon.hint();
    }
  }

  private async drain(owner: number, claim: number): Promise<void> {
    while (!this.isStopping && this.options.mayResolve(owner)) {
      const hooks = await this.options.ledger.openHooks(owner, HOOKS_PER_BATCH);
      if (hooks.length === 0) return;
      if (!(await this.resolveAll(hooks, claim))) return;
    }
  }

  /** In their order; several small hooks share a commit. False when the inbox was lost, or the host stops. */
  private async resolveAll(hooks: readonly Hook[], claim: number): Promise<boolean> {
    let from = 0;
    while (from < hooks.length) {
      const [{ owner }] = hooks as [Hook];
      if (this.isStopping || !this.options.mayResolve(owner)) return false;
      const gathered = await this.gather(hooks, from);
      for (const group of groupsOf(gathered)) if (!(await this.storeAll(group, claim))) return false;
      from += gathered.length;
      const alone = hooks[from];
      if (gathered.length > 0 || !alone) continue;
      if (!(await this.resolve(alone, claim))) return false;
      from += 1;
    }
    return true;
  }

  /** Side by side, so that they ask the database together; up to the first that has to be looked at for itself. */
  private async gather(hooks: readonly Hook[], from: number): Promise<Judged[]> {
    const { clock } = this.options;
    const until = clock.monotonic() + GATHER_MS;
    const slices: (JudgedSlice | null | Promise<JudgedSlice | null>)[] = [];
    let waits = false;
    const most = Math.min(hooks.length - from, HOOKS_TOGETHER);
    while (slices.length < most) {
      const slice = this.whole(hooks[from + slices.length] as Hook);
      slices.push(slice);
      waits ||= slice instanceof Promise;
      if (slice === null || clock.monotonic() > until) break;
    }
    const judged = waits ? await Promise.all(slices.map((slice) => Promise.resolve(slice))) : slices;
    const gathered: Judged[] = [];
    for (const [index, slice] of (judged as (JudgedSlice | null)[]).entries()) {
      if (!slice) break;
      gathered.push({ hook: hooks[from + index] as Hook, slice });
    }
    return gathered;
  }

  /** Null where the hook has to be looked at for itself: it is large, or fails. */
  private whole(hook: Hook): JudgedSlice | null | Promise<JudgedSlice | null> {
    const failed = (error: unknown): null => {
      if (isHostTrouble(error)) throw error;
      return null;
    };
    try {
      const slice = this.options.judgeWhole(hook);
      return slice instanceof Promise ? slice.catch(failed) : slice;
    } catch (error) {
      return failed(error);
    }
  }

  /** Together; where one of them cannot be stored, each alone, so that it harms no other. */
  private async storeAll(gathered: readonly Judged[], claim: number): Promise<boolean> {
    try {
      return await this.store(gathered, claim);
    } catch (error) {
      if (isHostTrouble(error)) throw error;
      for (const { hook } of gathered) if (!(await this.resolve(hook, claim))) return false;
      return true;
    }
  }

  /** One hook, slice by slice. False when the inbox was lost to another process. */
  private async resolve(hook: Hook, claim: number): Promise<boolean> {
    let { cursor, plan } = hook;
    for (let attempt = 1; ; attempt += 1) {
      try {
        for await (const slice of this.options.judge({ ...hook, cursor, plan })) {
          if (!(await this.store([{ hook, slice }], claim))) return false;
          cursor = slice.to;
          plan = slice.plan ?? plan;
        }
        return true;
      } catch (error) {
        if (isHostTrouble(error)) throw error;
        if (attempt < TRIES) continue;
        this.options.onError('resolving', error);
        await this.options.ledger.parkHook(hook.seq, hook.owner, claim, this.options.failed(hook, error));
        return true;
      }
    }
  }

  private async store(judged: readonly Judged[], claim: number): Promise<boolean> {
    const answers = await this.options.ledger.resolveAll(
      judged.map(({ hook, slice }) => ({ hook: hook.seq, owner: hook.owner, claim, ...slice })),
    );
    const claimed: ClaimedRequest[] = [];
    for (const [index, { isStored, enqueued }] of answers.entries()) {
      if (!isStored) break;
      for (const one of enqueued) if (one.kind === 'queued' && one.claimed) claimed.push(one.claimed);
      const { hook, slice } = judged[index] as Judged;
      this.options.onResolved(hook, slice);
    }
    if (claimed.length > 0) this.options.onClaimed(claimed);
    return answers.every(({ isStored }) => isStored);
  }
}

/** In their order, each no more than a commit should hold. */
function groupsOf(gathered: readonly Judged[]): Judged[][] {
  const groups: Judged[][] = [];
  let rows = Infinity;
  for (const judged of gathered) {
    const { requests, verdicts } = judged.slice;
    const own = requests.length * 2 + verdicts.length + 1;
    if (rows + own > ROWS_PER_COMMIT) {
      groups.push([]);
      rows = 0;
    }
    groups.at(-1)?.push(judged);
    rows += own;
  }
  return groups;
}

/** The host's own trouble (a database or a worker that is away) waits; only a hook's own failure uses up its tries. */
function isHostTrouble(error: unknown): boolean {
  return isHostError(error) && error.entry.retryable;
}
