import type { AttemptRow, HookHead, RequestState, Verdict } from '../flow/index.js';

/** A hook as it lies in the ledger, without its body. */
export interface StoredHook {
  readonly seq: number;
  readonly owner: number;
  readonly receivedAt: number;
  readonly state: 'open' | 'resolved' | 'parked';
  readonly head: HookHead;
  readonly bodyBytes: number;
}

/** A request as stored, whatever its state. */
export interface StoredRequest {
  readonly seq: number;
  readonly hook: number | null;
  readonly element: number;
  /** 0: it is the root itself. */
  readonly root: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly queue: number;
  readonly lane: number;
  readonly kind: string;
  readonly type: string;
  readonly action: string;
  readonly scope: string;
  readonly recordId: string;
  readonly mode: string;
  readonly isOptional: boolean;
  readonly tier: number;
  readonly state: RequestState;
  /** Held: what for. Parked: why. Ended: the verdict. Waiting for a retry that used no attempt: why. */
  readonly heldCode: string | null;
  readonly dueAt: number;
  readonly attempts: number;
  readonly payload: string | null;
  readonly trail: string;
  readonly result: string | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
}

export interface StoredVerdict {
  readonly seq: number;
  readonly tenant: number;
  readonly connection: number | null;
  readonly owner: number;
  readonly hook: number | null;
  readonly element: number;
  readonly parent: number | null;
  readonly scope: string | null;
  readonly type: string | null;
  readonly recordId: string | null;
  readonly verdict: Verdict;
  readonly rule: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly configVersion: number;
  readonly at: number;
}

export interface StoredRejection {
  readonly seq: number;
  readonly owner: number;
  readonly at: number;
  readonly reason: string;
  /** JSON text. */
  readonly head: string;
  /** Null: it was too large to keep. */
  readonly body: Buffer | null;
}

/** A page of several owners' or queues' rows, newest first; `before`: the number of the last row of the page before. */
export interface PageOf {
  readonly before?: number;
  readonly limit: number;
}

/** Committed rows, bounded; every answer comes through an index. */
export interface LedgerReads {
  hook(seq: number): Promise<StoredHook | null>;
  hookBody(seq: number): Promise<Buffer | null>;
  hooks(page: PageOf & { readonly owners: readonly number[] }): Promise<StoredHook[]>;
  /** How many requests and verdicts hooks have, by queue and by tenant and connection. */
  requestCounts(hooks: readonly number[]): Promise<{ hook: number; queue: number; count: number }[]>;
  verdictCounts(
    hooks: readonly number[],
  ): Promise<{ hook: number; tenant: number; connection: number | null; count: number }[]>;
  /** Oldest first. */
  requestsOfHook(hook: number, limit: number): Promise<StoredRequest[]>;
  verdictsOfHook(hook: number, limit: number): Promise<StoredVerdict[]>;
  request(seq: number): Promise<StoredRequest | null>;
  /** With an open state that is rare, at most 20 looks are made: the page may be short. */
  requests(
    page: PageOf & { readonly queues: readonly number[]; readonly state?: RequestState },
  ): Promise<StoredRequest[]>;
  /** The tree of a tracking id, its root first. */
  tree(root: number, limit: number): Promise<StoredRequest[]>;
  /** Newest first. Two records may share a lane: compare type and record id. */
  requestsOfLane(lane: number, limit: number): Promise<StoredRequest[]>;
  /** Of the owner's newest 5,000 verdicts. */
  verdictsOfRecord(name: {
    readonly owner: number;
    readonly type: string;
    readonly recordId: string;
    readonly limit: number;
  }): Promise<StoredVerdict[]>;
  verdictsOfOwner(owner: number, page: PageOf): Promise<StoredVerdict[]>;
  /** Newest first; `limit` of each. */
  attempts(
    requests: readonly number[],
    limit: number,
  ): Promise<(AttemptRow & { readonly request: number })[]>;
  rejections(page: PageOf & { readonly owners: readonly number[] }): Promise<StoredRejection[]>;
}

/** How many lanes of a queue are due, wait for a time, or rest until somebody wakes them. */
export interface LaneCount {
  readonly queue: number;
  readonly due: number;
  readonly waiting: number;
  readonly resting: number;
}

/** For metrics and readiness; as dear for a backlog of millions as for one of a thousand. */
export interface LedgerGauges {
  /** Each count stops at `most` a tier. */
  laneCounts(queues: readonly number[], most: number): Promise<LaneCount[]>;
  /** The longest a due lane has waited for a worker, in milliseconds; 0 when none is due. */
  oldestWaitMs(): Promise<number>;
}
