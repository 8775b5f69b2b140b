import type {
  ClaimedRequest,
  GatedRequest,
  Hook,
  IncomingHook,
  Settlement,
  Turned,
  VerdictRow,
} from '../flow/index.js';
import type { Tx } from '../store/index.js';

/** What became of a hook handed to `accept`. */
export type Accepted =
  | { readonly kind: 'new'; readonly seq: number }
  /** Seen under this delivery key; `seq` of the first is not looked up. */
  | { readonly kind: 'duplicate' }
  /** The key was seen with another body: kept as a new hook and flagged. */
  | { readonly kind: 'suspect'; readonly seq: number };

/** One slice of a hook's elements, resolved. Committed only if the hook's cursor still is `from`. */
export interface Slice {
  readonly hook: number;
  readonly owner: number;
  /** The inbox claim under which the slice was made. */
  readonly claim: number;
  readonly from: number;
  readonly to: number;
  /** Set with the first slice: connector and configuration version. */
  readonly plan: string | null;
  readonly isLast: boolean;
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  /**
   * Event keys of these elements (connection number, key), by the index of the request they belong to: a key seen
   * before turns that request into the verdict `duplicate`.
   */
  readonly events: readonly { readonly request: number; readonly connection: number; readonly key: string }[];
}

/** `isStored` false: the cursor or the inbox claim had moved on, the slice was dropped. */
export interface Resolved {
  readonly isStored: boolean;
  readonly enqueued: readonly Enqueued[];
}

/** What became of a gated request: a place in the order, or the request it was folded into. */
export type Enqueued =
  | {
      readonly kind: 'queued';
      readonly seq: number;
      readonly claim: number | null;
      /** The fast path: its lane was new and begins claimed by this process, which runs it from here. */
      readonly claimed?: ClaimedRequest;
    }
  | { readonly kind: 'folded'; readonly into: number }
  | { readonly kind: 'duplicate' };

/** What became of a settlement. `lost`: the claim was gone, nothing was written. `conflict`: a compare failed, the request runs again at once. */
export interface Settled {
  readonly kind: 'settled' | 'lost' | 'conflict';
  /** The next head of the same lane, kept by the same claim (at most 16 in a row or 1 s). */
  readonly next?: ClaimedRequest;
  readonly enqueued: readonly Enqueued[];
}

/** How many lanes a worker asks of each queue. */
export interface ClaimAsk {
  readonly queue: number;
  readonly tier: number;
  readonly count: number;
}

/** Writes the hub's part of settlements inside their commit; a compare that fails answers 'conflict'. */
export type EffectsWriter = (
  tx: Tx,
  settlements: readonly Settlement[],
) => Promise<readonly ('ok' | 'conflict')[]>;

/** Told inside the commit that ends requests, fails them or puts them aside, once for each. */
export type TurnsTeller = (tx: Tx, turned: readonly Turned[]) => Promise<void>;

/** What requests may wait for, as whoever writes the effects names it: the ledger only compares the names. */
export interface NeedFacts {
  /** What is there once these effects are written. */
  madeBy(effects: unknown): readonly string[];
  /** Which of them are there by now. */
  met(needs: readonly string[]): Promise<ReadonlySet<string>>;
}

/**
 * The only queue. Accept, resolve and run are its three stages; every method answers after its commit.
 * `claim` numbers are never used twice.
 */
export interface Ledger {
  /** Draws this process's incarnation, recovers, and begins the sweeps. */
  start(): Promise<void>;
  stop(): Promise<void>;

  accept(hook: IncomingHook): Promise<Accepted>;

  /** Owners that have open hooks nobody holds. */
  openOwners(limit: number): Promise<number[]>;
  /** The right to resolve one owner's hooks; null when another process has it. */
  holdInbox(owner: number): Promise<number | null>;
  releaseInbox(owner: number, claim: number): Promise<void>;
  /** Open hooks of an owner in sequence. Read from the database before every batch. */
  openHooks(owner: number, limit: number): Promise<Hook[]>;
  /** False when the cursor or the inbox claim had moved on: the slice is dropped. */
  resolve(slice: Slice): Promise<Resolved>;
  /**
   * Slices of several hooks of one owner, in their order, in one commit: stored together or, when it throws, none.
   * A commit for each would let every hook wait for the flush of the one before.
   */
  resolveAll(slices: readonly Slice[]): Promise<readonly Resolved[]>;
  /** A hook that failed by itself three times. */
  parkHook(hook: number, owner: number, claim: number, verdict: VerdictRow): Promise<void>;

  /** For drafts without a hook or a settlement: polls, manual sync, replays. */
  enqueue(requests: readonly GatedRequest[]): Promise<readonly Enqueued[]>;

  /** Queues that have a lane ready, with their tiers. */
  readyQueues(): Promise<readonly { readonly queue: number; readonly tier: number }[]>;
  claim(asks: readonly ClaimAsk[]): Promise<ClaimedRequest[]>;
  settle(settlement: Settlement): Promise<Settled>;
  /** Extends the leases of these lanes; answers those that were lost. */
  extend(lanes: readonly { readonly lane: number; readonly claim: number }[]): Promise<readonly number[]>;
  /** Gives lanes back unrun. */
  release(lanes: readonly { readonly lane: number; readonly claim: number }[]): Promise<void>;

  /** Holds a whole queue, or frees it (`until` 0): no lane row is touched. A hold that runs longer stays. */
  holdQueue(queue: number, until: number, code: string | null): Promise<void>;
  /** Why and until when a queue is held, by whichever process; null when it is not. */
  queueHold(queue: number): { readonly until: number; readonly code: string | null } | null;
  /** Another process held or freed a queue: what is known of holds is read again now. */
  holdsChanged(): Promise<void>;
  /** Makes held or parked requests ready again: one, or all that wait for `code` in some queues. Answers how many. */
  releaseRequests(
    which: { readonly seq: number } | { readonly queues: readonly number[]; readonly code: string },
  ): Promise<number>;

  /** Calls back when a commit left work for others (hint); polling finds it anyway. */
  onWork(listener: (hint: 'hooks' | 'requests') => void): void;
}
