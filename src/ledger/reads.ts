import type { AttemptRow, HookHead, RequestState, Verdict } from '../flow/index.js';

import type { ListPage, ListPart } from '../store/index.js';
import type { RemovedMark } from './removed-marks.js';
import type { TimeRange } from './time-places.js';
import type { TreeProgress } from './tree-progress.js';

/** A hook as it lies in the ledger, without its body. */
export interface StoredHook {
  readonly seq: number;
  readonly owner: number;
  readonly receivedAt: number;
  readonly state: 'open' | 'resolved' | 'parked';
  readonly head: HookHead;
  readonly bodyBytes: number;
}

/** A request that is not over. */
export interface UnfinishedRequest {
  readonly type: string;
  readonly recordId: string;
  readonly state: RequestState;
  readonly heldCode: string | null;
  readonly createdAt: number;
  /** Of one that is parked. */
  readonly result: string | null;
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

/** How a request stands. */
export type RequestEnd = Pick<StoredRequest, 'heldCode' | 'result' | 'seq' | 'state'>;

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

/** What became of an element of a hook, once: a request that nobody's request brought about, or a verdict. */
export interface ElementPast {
  readonly element: number;
  readonly scope: string | null;
  /** Null: it became no request. */
  readonly state: RequestState | null;
  /** The verdict; of a request why it is held or parked, or how it ended. */
  readonly code: string | null;
  readonly rule: string | null;
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

export interface HooksAsk extends TimeRange {
  readonly owners: readonly number[];
  readonly state?: StoredHook['state'] | undefined;
}

/** Up to which number, and from which time, hooks and requests were removed by their age; null: none was. */
export type RemovedSoFar = Readonly<Record<'hook' | 'request', RemovedMark | null>>;

export interface RequestsAsk extends TimeRange {
  readonly queues: readonly number[];
  readonly state?: RequestState | undefined;
  readonly type?: string | undefined;
  readonly action?: string | undefined;
  readonly scope?: string | undefined;
  /** What it is held or parked for, or ended with; also only its first part, before a colon. */
  readonly code?: string | undefined;
  readonly recordId?: string | undefined;
  /** Only those of this hook, or of this tree. */
  readonly hook?: number | undefined;
  readonly root?: number | undefined;
}

export interface VerdictsAsk extends TimeRange {
  readonly tenant: number;
  readonly owners: readonly number[];
  readonly connection?: number | undefined;
  readonly verdict?: string | undefined;
  readonly rule?: string | undefined;
  readonly type?: string | undefined;
  readonly scope?: string | undefined;
  readonly recordId?: string | undefined;
  /** Only those of this hook. */
  readonly hook?: number | undefined;
  /** Only what this request brought about. */
  readonly parent?: number | undefined;
}

export interface RejectionsAsk extends TimeRange {
  readonly owners: readonly number[];
  readonly reason?: string | undefined;
}

/**
 * Committed rows, bounded; every answer comes through an index. A page of a list may be short, or empty, and yet have a
 * next one: at most twenty looks are made for it.
 */
export interface LedgerReads {
  removed(): Promise<RemovedSoFar>;
  hook(seq: number): Promise<StoredHook | null>;
  hookBody(seq: number): Promise<Buffer | null>;
  hooks(ask: HooksAsk, page: ListPage): Promise<ListPart<StoredHook>>;
  /** An owner's hooks behind a place, oldest first. */
  hooksBehind(ask: {
    readonly owner: number;
    readonly after: number;
    readonly limit: number;
  }): Promise<StoredHook[]>;
  /** How many requests and verdicts hooks have, by queue and by tenant and connection. */
  requestCounts(hooks: readonly number[]): Promise<{ hook: number; queue: number; count: number }[]>;
  verdictCounts(
    hooks: readonly number[],
  ): Promise<{ hook: number; tenant: number; connection: number | null; count: number }[]>;
  /** Oldest first. */
  requestsOfHook(hook: number, limit: number): Promise<StoredRequest[]>;
  verdictsOfHook(hook: number, limit: number): Promise<StoredVerdict[]>;
  /** All of a hook, oldest first: its requests as they stand now, and its verdicts. */
  pastOfHook(hook: number): Promise<ElementPast[]>;
  request(seq: number): Promise<StoredRequest | null>;
  /** Those there are, in no promised order. */
  requestsBySeq(seqs: readonly number[]): Promise<StoredRequest[]>;
  /** The same without what they carried. */
  endsBySeq(seqs: readonly number[]): Promise<RequestEnd[]>;
  requests(ask: RequestsAsk, page: ListPage): Promise<ListPart<StoredRequest>>;
  /** The tree of a tracking id, its root first. */
  tree(root: number, limit: number): Promise<StoredRequest[]>;
  /** How far what a tree's root asked for is, in one queue. */
  progress(root: number, queue: number): Promise<TreeProgress>;
  /** Newest first. Two records may share a lane: compare type and record id. */
  requestsOfLane(lane: number, limit: number): Promise<StoredRequest[]>;
  /** The lane's open requests, then its parked ones, each oldest first. */
  unfinishedOfLane(lane: number, limit: number): Promise<UnfinishedRequest[]>;
  /** What handlers were asked for a request, newest first. */
  decisionsOf(parent: number, limit: number): Promise<StoredRequest[]>;
  /** Of the owner's newest 5,000 verdicts. */
  verdictsOfRecord(name: {
    readonly owner: number;
    readonly type: string;
    readonly recordId: string;
    readonly limit: number;
  }): Promise<StoredVerdict[]>;
  verdicts(ask: VerdictsAsk, page: ListPage): Promise<ListPart<StoredVerdict>>;
  /** Newest first; `before`: the number of the last row of the page before. */
  verdictsOfOwner(
    owner: number,
    page: { readonly before?: number; readonly limit: number },
  ): Promise<StoredVerdict[]>;
  /** Newest first; `limit` of each. */
  attempts(
    requests: readonly number[],
    limit: number,
  ): Promise<(AttemptRow & { readonly request: number })[]>;
  rejections(ask: RejectionsAsk, page: ListPage): Promise<ListPart<StoredRejection>>;
}

/** How many lanes of a queue are due, wait for a time, or rest until somebody wakes them. */
export interface LaneCount {
  readonly queue: number;
  readonly due: number;
  readonly waiting: number;
  readonly resting: number;
}

/** Requests that left their lanes for a person, and all that go on only when somebody or something lets them. */
export interface StuckCounts {
  readonly parked: number;
  readonly stuck: number;
}

/** For metrics and readiness; as dear for a backlog of millions as for one of a thousand. */
export interface LedgerGauges {
  /** Each count stops at `most` a tier. */
  laneCounts(queues: readonly number[], most: number): Promise<LaneCount[]>;
  /** Requests of each queue that wait for a person, counted to `most`. */
  parkedCounts(
    queues: readonly number[],
    most: number,
  ): Promise<readonly { readonly queue: number; readonly parked: number }[]>;
  /** Each count stops at `most`. */
  stuckCounts(most: number): Promise<StuckCounts>;
  /** The longest a due lane has waited for a worker, in milliseconds; 0 when none is due. */
  oldestWaitMs(): Promise<number>;
}
