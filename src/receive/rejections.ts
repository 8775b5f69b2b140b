import type { RequestFacts } from './hook-head.js';
import type { Sender } from './trusted-proxies.js';

/** Why a request was refused, for the operator; its sender learns only the status. */
export interface RejectedRequest {
  readonly owner: number;
  readonly receivedAt: number;
  /**
   * One word: a reason of the verifier, `unknown-token`, `handshake-token`, `visit-failed`, `secret-not-awaited`, `method`, `size`, `encoding`, `rate`,
   * `quota-stored-bytes`, `quota-hooks-per-day`.
   */
  readonly reason: string;
  readonly head: RejectedHead;
  /** As sent, at most the first 64 KiB; empty where it was not read. */
  readonly body: Buffer;
}

/** What is stored of a rejected request; credentials are keyed hashes here too, but for `sealed`. */
export interface RejectedHead extends RequestFacts {
  readonly status: number;
  /** Of the whole body, as far as it was read. A longer one than what is kept cannot be recovered. */
  readonly bodyBytes: number;
  /** Who sent it, where its scheme asks. */
  readonly sender?: Sender;
  /** Of one that could not be decided: its credentials, by which it is recovered. */
  readonly sealed?: string;
}

export const MOST_REJECTED_BYTES = 64 * 1024;
