import type { Clock } from '../clock/index.js';
import { isHostError } from '../errors/index.js';
import type { ClaimedRequest, GatedRequest, Hook, VerdictRow } from '../flow/index.js';
import type { Ledger } from '../ledger/index.js';

import { Daemon } from './daemon.js';

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

export interface ResolvingOptions {
  readonly ledger: Ledger;
  readonly clock: Clock;
  /** Resolve and gate, slice by slice, from the hook's cursor on. */
  judge(hook: Hook): AsyncIterable<JudgedSlice>;
  /** The verdict of a hook that failed by itself three times. */
  failed(hook: Hook, error: unknown): VerdictRow;
  /** Requests that were stored already claimed by this process. */
  onClaimed(requests: readonly ClaimedRequest[]): void;
  onResolved(hook: Hook, slice: JudgedSlice): void;
  readonly onError: (name: string, error: unknown) => void;
}

const POLL_MS = 500;
const OWNERS_AT_ONCE = 16;
const HOOKS_PER_BATCH = 500;
/** A hook that fails by itself is tried three times at once, then parked (S4.1). */
const TRIES = 3;

/**
 * Works through each owner's open hooks in sequence, owners side by side. The database says which hooks are open,
 * before every batch: another receiver may have accepted an earlier one.
 */
export class Resolving {
  private readonly busy = new Map<number, Promise<void>>();
  private readonly daemon: Daemon;
  private isStopping = false;

  constructor(private readonly options: ResolvingOptions) {
    this.daemon = new Daemon({
      name: 'resolving',
      intervalMs: POLL_MS,
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
    await Promise.all(this.busy.values());
  }

  private async turn(): Promise<boolean> {
    const free = OWNERS_AT_ONCE - this.busy.size;
    if (free <= 0) return false;
    const owners = await this.options.ledger.openOwners(OWNERS_AT_ONCE * 4);
    const next = owners.filter((owner) => !this.busy.has(owner)).slice(0, free);
    for (const owner of next) this.busy.set(owner, this.workThrough(owner));
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
      this.busy.delete(owner);
      if (!this.isStopping) this.daemon.hint();
    }
  }

  private async drain(owner: number, claim: number): Promise<void> {
    while (!this.isStopping) {
      const hooks = await this.options.ledger.openHooks(owner, HOOKS_PER_BATCH);
      if (hooks.length === 0) return;
      for (const hook of hooks) {
        if (this.isStopping || !(await this.resolve(hook, claim))) return;
      }
    }
  }

  /** False when the inbox was lost to another process. */
  private async resolve(hook: Hook, claim: number): Promise<boolean> {
    let { cursor, plan } = hook;
    for (let attempt = 1; ; attempt += 1) {
      try {
        for await (const slice of this.options.judge({ ...hook, cursor, plan })) {
          if (!(await this.store(hook, slice, claim))) return false;
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

  private async store(hook: Hook, slice: JudgedSlice, claim: number): Promise<boolean> {
    const { isStored, enqueued } = await this.options.ledger.resolve({
      hook: hook.seq,
      owner: hook.owner,
      claim,
      ...slice,
    });
    if (!isStored) return false;
    const claimed = enqueued.flatMap((one) => (one.kind === 'queued' && one.claimed ? [one.claimed] : []));
    if (claimed.length > 0) this.options.onClaimed(claimed);
    this.options.onResolved(hook, slice);
    return true;
  }
}

/** The host's own trouble (a database or a worker that is away) waits; only a hook's own failure uses up its tries. */
function isHostTrouble(error: unknown): boolean {
  return isHostError(error) && error.entry.retryable;
}
