import type { RecordType, ScopeAction } from '@hookyard/sdk';

import type { HookHead, RequestState } from '../flow/index.js';

/** A request above another in its tree. */
export interface AncestorName {
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly recordId: string;
}

/** What a transfer reads of the ledger. */
export interface LedgerReads {
  request(seq: number): Promise<{
    readonly parent: number | null;
    readonly type: string;
    readonly action: string;
    readonly recordId: string;
  } | null>;
  hook(seq: number): Promise<{ readonly head: HookHead } | null>;
  /** Newest first. */
  requestsOfLane(lane: number, limit: number): Promise<readonly LaneRequest[]>;
  /** Newest first. */
  decisionsOf(parent: number, limit: number): Promise<readonly LaneDecision[]>;
  /** Open ones, then parked ones, each oldest first. */
  unfinishedOfLane(lane: number, limit: number): Promise<readonly UnfinishedRequest[]>;
}

/** What a handler was asked for a request. */
export interface LaneDecision {
  readonly seq: number;
  readonly state: RequestState;
  readonly payload: string | null;
  readonly result: string | null;
}

/** A request that is not over. */
export interface UnfinishedRequest extends LaneRequest {
  /** Of one that is parked. */
  readonly result: string | null;
}

/** A request of a lane. */
export interface LaneRequest {
  readonly type: string;
  readonly recordId: string;
  readonly state: RequestState;
  readonly heldCode: string | null;
  readonly createdAt: number;
}

/** The gate's limit, and one to see that it is passed. */
const DEEPEST = 9;

/** The requests above one, nearest first. */
export async function ancestorsOf(reads: LedgerReads, parent: number | null): Promise<AncestorName[]> {
  const line: AncestorName[] = [];
  let above = parent;
  while (above !== null && line.length < DEEPEST) {
    const found = await reads.request(above);
    if (!found) break;
    const { type, action, recordId } = found;
    line.push({ type: type as RecordType, action: action as ScopeAction, recordId });
    above = found.parent;
  }
  return line;
}

export async function headersOf(reads: LedgerReads, hook: number): Promise<Readonly<Record<string, string>>> {
  return (await reads.hook(hook))?.head.headers ?? {};
}
