import type { ScopeAction } from '@hookyard/sdk';

import type { GatedRequest, RequestState } from '../flow/index.js';

/** An earlier request of the same record and lane, not yet claimed or perhaps claimed. */
export interface Pending {
  readonly action: ScopeAction;
  readonly mode: string;
  readonly state: RequestState;
  readonly coalesce: GatedRequest['coalesce'];
  readonly heldCode: string | null;
  readonly parent: number | null;
  /** It is the head of a lane somebody holds: it may have read its source already. */
  readonly isClaimed: boolean;
}

/** What of a newer draft decides. */
export type NewDraft = Pick<GatedRequest, 'action' | 'coalesce' | 'mode' | 'parent' | 'state'>;

export interface Fold {
  readonly action: ScopeAction;
  /** A waiting retry starts anew: attempts and due time are reset. */
  readonly resets: boolean;
}

/** S3.7: what a newer draft makes of an earlier request that has not begun, or null when it queues behind. */
export function foldOf(pending: Pending, draft: NewDraft): Fold | null {
  if (pending.isClaimed || draft.state === 'held' || draft.coalesce === 'never') return null;
  if (pending.coalesce !== draft.coalesce || pending.mode !== draft.mode) return null;
  if (!waitsForATurn(pending) || !sharesParent(pending, draft)) return null;
  const action = foldedAction(pending.action, draft.action, draft.coalesce);
  if (!action) return null;
  // a retry that used no attempt waits for a quota, an authorisation or a breaker: a new hook changes nothing there
  return { action, resets: pending.state === 'waiting-retry' && pending.heldCode === null };
}

/** The rows of S3.7: pending × new. */
export function foldedAction(
  pending: ScopeAction,
  next: ScopeAction,
  coalesce: GatedRequest['coalesce'],
): ScopeAction | null {
  if (coalesce === 'never') return null;
  if (coalesce === 'type')
    return pending === next && (next === 'POLL' || next === 'INITIALIZE') ? next : null;
  return isRecordChange(pending) && isRecordChange(next) ? foldedChange(pending, next) : null;
}

function foldedChange(pending: ScopeAction, next: ScopeAction): ScopeAction | null {
  if (next === 'DELETED') return 'DELETED';
  // an update, or a create if there is no link: the transfer knows
  if (pending === 'DELETED') return next === 'CREATED' ? 'UPDATED' : null;
  return pending === 'CREATED' || next === 'CREATED' ? 'CREATED' : 'UPDATED';
}

function isRecordChange(action: ScopeAction): boolean {
  return action === 'CREATED' || action === 'UPDATED' || action === 'DELETED';
}

/** A held delete waits for a person: later changes of the record must not vanish in it. */
function waitsForATurn({ state, action }: Pending): boolean {
  return state === 'queued' || state === 'waiting-retry' || (state === 'held' && action !== 'DELETED');
}

/** A request has one parent that waits for it: a child may adopt an orphan, not another's child. */
function sharesParent(pending: Pending, draft: NewDraft): boolean {
  return draft.parent === null || pending.parent === null || pending.parent === draft.parent;
}
