import type { RecordType, ScopeAction } from '@hookyard/sdk';

import { requestStateOf, REQUEST_STATES } from '../flow/index.js';
import type { ClaimedRequest, GatedRequest, RequestKind, Tier, Turned, VerdictRow } from '../flow/index.js';

import type { RequestRow } from './statements/request-columns.js';

/** Object and strings of a small request in memory, beside its payload. */
const BYTES_BESIDE_PAYLOAD = 512;

export interface Placing {
  readonly n: number;
  readonly lane: number;
  readonly action: ScopeAction;
  readonly tier: number;
  readonly trail: string;
  readonly parent: number | null;
  readonly isOptional: boolean;
  readonly isWholeBody: boolean;
  readonly now: number;
}

export function rowOfDraft(draft: GatedRequest, placing: Placing) {
  return {
    n: placing.n,
    hook: draft.hook,
    element: draft.element,
    root: draft.root,
    parent: placing.parent,
    depth: draft.depth,
    queue: draft.queue,
    lane: placing.lane,
    kind: draft.kind,
    type: draft.type,
    action: placing.action,
    scope: draft.scope,
    record_id: draft.recordId,
    mode: draft.mode,
    is_optional: placing.isOptional ? 1 : 0,
    coalesce: draft.coalesce,
    tier: placing.tier,
    state: REQUEST_STATES[draft.state],
    held_code: draft.heldCode,
    due_at: draft.dueAt,
    payload: placing.isWholeBody ? null : draft.payload,
    is_whole_body: placing.isWholeBody ? 1 : 0,
    trail: placing.trail,
    created_at: placing.now,
  };
}

export type InsertedRow = ReturnType<typeof rowOfDraft>;

export function claimedOfRow(row: RequestRow, claim: number): ClaimedRequest {
  return {
    seq: row.seq,
    queue: row.queue,
    lane: row.lane,
    claim,
    kind: row.kind as RequestKind,
    type: row.type as RecordType,
    action: row.action as ScopeAction,
    scope: row.scope,
    recordId: row.record_id,
    hook: row.hook,
    element: row.element,
    root: row.root,
    parent: row.parent,
    depth: row.depth,
    tier: row.tier as Tier,
    state: requestStateOf(row.state),
    attempts: row.attempts,
    payload: row.payload,
    trail: row.trail,
    result: row.result,
    createdAt: row.created_at,
  };
}

/** A request that was just stored, as its worker gets it: without reading it back. */
/** Of one that is put aside with no turn of its own. */
export function parkedTurn(
  row: Pick<RequestRow, 'action' | 'attempts' | 'kind' | 'queue' | 'record_id' | 'root' | 'seq' | 'type'>,
  reason: string,
): Turned {
  const { seq, queue, root, attempts, kind, type, action, record_id: recordId } = row;
  return {
    request: {
      seq,
      queue,
      root,
      attempts,
      recordId,
      kind: kind as RequestKind,
      type: type as RecordType,
      action: action as ScopeAction,
    },
    outcome: { kind: 'parked', reason, lane: 'skip' },
  };
}

export function claimedOfDraft(
  { payload }: GatedRequest,
  row: InsertedRow,
  { seq, claim }: { readonly seq: number; readonly claim: number },
): ClaimedRequest {
  return claimedOfRow({ ...row, payload, seq, attempts: 0, result: null, ended_at: null }, claim);
}

export function bytesOf(draft: GatedRequest): number {
  return BYTES_BESIDE_PAYLOAD + (draft.payload?.length ?? 0) + draft.trail.length;
}

export function rowOfVerdict(verdict: VerdictRow, n = 0) {
  const { ruling } = verdict;
  return {
    n,
    tenant: verdict.tenant,
    connection: verdict.connection,
    owner: verdict.owner,
    hook: verdict.hook,
    element: verdict.element,
    parent: verdict.parent,
    scope: verdict.scope,
    type: verdict.type,
    record_id: verdict.recordId,
    verdict: ruling.verdict,
    rule: ruling.rule,
    facts: JSON.stringify(ruling.facts),
    config_version: ruling.configVersion,
    at: ruling.at,
  };
}

/** The configuration version a draft was judged under: the gate's entry is the first of its trail. */
export function configVersionOf(trail: string): number {
  return Number(/"config":(\d+)/.exec(trail)?.[1] ?? 0);
}
