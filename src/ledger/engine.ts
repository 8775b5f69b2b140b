import type { ColumnValue, Tx } from '../store/index.js';

import type { ClaimAsk } from './ledger.js';

export interface LaneClaim {
  readonly lane: number;
  readonly claim: number;
}

export interface NewLane {
  readonly key: number;
  readonly queue: number;
  readonly tier: number;
  readonly readyAt: number;
  /** Where the lane begins claimed by this process. */
  readonly own: { readonly claim: number; readonly until: number } | null;
  /** Unique to this call. */
  readonly marker: number;
}

export interface Lease {
  readonly claim: number;
  readonly now: number;
  readonly until: number;
}

/**
 * The right to run lanes. An embedded database belongs to one process, so its claims live in memory and cost no
 * write; a server is shared, so its claims are columns.
 */
export interface LaneClaims {
  /** Takes free lanes whose time has come, the longest waiting first. */
  take(tx: Tx, asks: readonly ClaimAsk[], lease: Lease): Promise<number[]>;
  /** Locks lanes in key order and answers who holds those that exist (0: nobody). `also` is locked with them. */
  lock(tx: Tx, lanes: readonly number[], also: readonly number[]): Promise<Map<number, number>>;
  rowOf(lane: NewLane): { readonly key: number } & Readonly<Record<string, ColumnValue>>;
  /** Who holds a lane that `upsertLanes` met. */
  holderOf(lane: number, column: number): number;
  /** Answers those that were lost. */
  extend(lanes: readonly LaneClaim[], until: number): Promise<number[]>;
  release(lanes: readonly LaneClaim[], now: number): Promise<void>;
}

/** The right to resolve one owner's hooks. */
export interface InboxClaims {
  take(owner: number, lease: Lease): Promise<boolean>;
  /** Locks inboxes against a change of holder and answers who holds them. */
  lock(tx: Tx, owners: readonly number[]): Promise<Map<number, number>>;
  extend(
    inboxes: readonly { readonly owner: number; readonly claim: number }[],
    until: number,
  ): Promise<void>;
  release(owner: number, claim: number, now: number): Promise<void>;
  /** Owners with open hooks that nobody holds. */
  openOwners(limit: number, now: number): Promise<number[]>;
}

export interface SeenKey {
  readonly owner: number;
  readonly key: string;
  readonly token: number;
  readonly bodyHash: number;
}

/** Delivery and event keys of the last 30 to 60 days, in two generations. */
export interface SeenKeys {
  start(tx: Tx, now: number): Promise<void>;
  /** Answers the tokens of keys that had not been seen. */
  insert(tx: Tx, keys: readonly SeenKey[]): Promise<Set<number>>;
  /** Every 30 days the older generation is emptied and becomes the newer. True when it was swapped. */
  swap(now: number): Promise<boolean>;
}

/** Everything the two engines do differently. */
export interface Engine {
  readonly lanes: LaneClaims;
  readonly inboxes: InboxClaims;
  readonly seen: SeenKeys;
  /** True when the sweeps are this process's for now. */
  takeDuty(name: string, lease: Lease): Promise<boolean>;
}
