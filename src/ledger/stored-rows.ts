import {
  requestStateOf,
  type AttemptRow,
  type HookHead,
  type OutcomeFacts,
  type Verdict,
} from '../flow/index.js';

import type { ElementPast, StoredHook, StoredRequest, StoredVerdict, UnfinishedRequest } from './reads.js';
import type {
  AttemptDbRow,
  HookRow,
  PastRow,
  UnfinishedRow,
  VerdictDbRow,
} from './statements/read-statements.js';
import type { RequestRow } from './statements/request-columns.js';

const HOOK_STATES = ['open', 'resolved', 'parked'] as const;

export function hookStateNumber(state: StoredHook['state']): number {
  return HOOK_STATES.indexOf(state);
}

export function storedHook(row: HookRow): StoredHook {
  return {
    seq: row.seq,
    owner: row.owner,
    receivedAt: row.received_at,
    state: HOOK_STATES[row.state] ?? 'open',
    head: JSON.parse(row.head) as HookHead,
    bodyBytes: row.size,
  };
}

export function storedRequest(row: RequestRow): StoredRequest {
  return {
    seq: row.seq,
    hook: row.hook,
    element: row.element,
    root: row.root,
    parent: row.parent,
    depth: row.depth,
    queue: row.queue,
    lane: row.lane,
    kind: row.kind,
    type: row.type,
    action: row.action,
    scope: row.scope,
    recordId: row.record_id,
    mode: row.mode,
    isOptional: row.is_optional === 1,
    tier: row.tier,
    state: requestStateOf(row.state),
    heldCode: row.held_code,
    dueAt: row.due_at,
    attempts: row.attempts,
    payload: row.payload,
    trail: row.trail,
    result: row.result,
    createdAt: row.created_at,
    endedAt: row.ended_at,
  };
}

export function elementPast({ element, scope, state, code, rule, at }: PastRow): ElementPast {
  return { element, scope, state: state === null ? null : requestStateOf(state), code, rule, at };
}

export function unfinishedRequest(row: UnfinishedRow): UnfinishedRequest {
  return {
    type: row.type,
    recordId: row.record_id,
    state: requestStateOf(row.state),
    heldCode: row.held_code,
    createdAt: row.created_at,
    result: row.result,
  };
}

export function storedVerdict(row: VerdictDbRow): StoredVerdict {
  return {
    seq: row.seq,
    tenant: row.tenant,
    connection: row.connection,
    owner: row.owner,
    hook: row.hook,
    element: row.element,
    parent: row.parent,
    scope: row.scope,
    type: row.type,
    recordId: row.record_id,
    verdict: row.verdict as Verdict,
    rule: row.rule,
    facts: JSON.parse(row.facts) as Record<string, unknown>,
    configVersion: row.config_version,
    at: row.at,
  };
}

export function storedAttempt(row: AttemptDbRow): AttemptRow & { readonly request: number } {
  return {
    request: row.request,
    number: row.number,
    at: row.at,
    tookMs: row.took_ms,
    failure: row.failure,
    message: row.message,
    facts: JSON.parse(row.facts) as OutcomeFacts,
  };
}
