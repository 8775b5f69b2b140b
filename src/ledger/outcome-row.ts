import {
  NEVER,
  REQUEST_STATES,
  type ClaimedRequest,
  type Outcome,
  type RequestState,
  type Settlement,
} from '../flow/index.js';

import { move } from './moves.js';

/** What an outcome makes of its request's row. */
export interface OutcomeRow {
  readonly seq: number;
  readonly from_state: number;
  readonly next_state: number;
  readonly due_at: number;
  readonly attempts: number;
  readonly held_code: string | null;
  readonly result: string | null;
  readonly ended_at: number | null;
  readonly parent: number | null;
}

/** Codes and reasons are short; an error text given as one is cut. */
const MOST_CODE = 500;

interface Change {
  readonly state: RequestState;
  readonly dueAt?: number;
  readonly attempts?: number;
  readonly code?: string | null;
  readonly isEnd?: boolean;
  readonly facts?: object;
}

export function outcomeRow(settlement: Settlement, now: number): OutcomeRow {
  const { request, outcome } = settlement;
  return rowOf(request, changeOf(settlement), { outcome, now });
}

/** A compare failed: somebody else changed the record meanwhile, so the request runs again at once. */
export function conflictRow({ request, outcome }: Settlement, now: number): OutcomeRow {
  return rowOf(request, { state: 'waiting-retry', dueAt: now, code: 'conflict' }, { outcome, now });
}

function changeOf({ request, outcome, attempt, requests }: Settlement): Change {
  const counted = request.attempts + (attempt ? 1 : 0);
  switch (outcome.kind) {
    case 'done':
      return { state: 'done', isEnd: true };
    case 'ended':
      return { state: 'ended', code: outcome.verdict, isEnd: true };
    case 'retry':
      return {
        state: 'waiting-retry',
        dueAt: outcome.at,
        attempts: request.attempts + (outcome.usesAttempt ? 1 : 0),
        code: outcome.usesAttempt ? null : outcome.reason,
      };
    case 'children':
      return childrenChange(outcome.then, requests.length);
    case 'decision':
      return { state: 'awaiting-decision', facts: { then: 'continue' } };
    case 'held':
      return { state: 'held', code: outcome.code, facts: { reason: outcome.reason } };
    case 'parked':
      return outcome.lane === 'skip'
        ? { state: 'parked', code: outcome.reason, attempts: counted, isEnd: true }
        : { state: 'parked-block', code: outcome.reason, attempts: counted };
  }
}

/** Nobody to wait for: the request goes on at once. */
function childrenChange(then: 'done' | 'continue', children: number): Change {
  if (children > 0) return { state: 'waiting-children', facts: { then } };
  return then === 'done'
    ? { state: 'done', isEnd: true }
    : { state: 'waiting-retry', dueAt: 0, facts: { then } };
}

interface Turn {
  readonly outcome: Outcome;
  readonly now: number;
}

function rowOf(request: ClaimedRequest, change: Change, { outcome, now }: Turn): OutcomeRow {
  return {
    seq: request.seq,
    from_state: REQUEST_STATES[request.state],
    next_state: move(request.seq, request.state, change.state),
    due_at: Math.round(Math.min(change.dueAt ?? now, NEVER)),
    attempts: change.attempts ?? request.attempts,
    held_code: change.code?.slice(0, MOST_CODE) ?? null,
    result: resultOf(request, { ...outcome.facts, ...change.facts }, change.isEnd === true),
    ended_at: change.isEnd ? now : null,
    parent: request.parent,
  };
}

/** What an earlier turn left stays until the end: `then` of its children, facts of a write that broke off. */
function resultOf(request: ClaimedRequest, facts: object, isEnd: boolean): string | null {
  if (Object.keys(facts).length === 0) return null;
  const before: unknown = isEnd || request.result === null ? {} : JSON.parse(request.result);
  return JSON.stringify({ ...(before as object), ...facts });
}
