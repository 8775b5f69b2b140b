import type { ScopeAction } from '@hookyard/sdk';

import { compareVersions, isWatchedRoot } from '../flow/index.js';

import { type DraftCase, type Judgement, NOT_ASKED, PASSED, refused } from './draft-case.js';

/** A tree of requests is at most this deep below its root. */
const MOST_DEPTH = 8;

export function treeDepth({ draft, ancestors }: DraftCase): Judgement {
  const depth = Math.max(draft.depth ?? 0, ancestors.length);
  if (depth === 0) return NOT_ASKED;
  return depth > MOST_DEPTH ? refused('unresolved', { depth, most: MOST_DEPTH }) : PASSED;
}

/** A request below one for the same record and action would go round for ever. */
export function treeCycle({ ancestors, type, action, recordId }: DraftCase): Judgement {
  if (ancestors.length === 0) return NOT_ASKED;
  const above = ancestors.findIndex(
    (ancestor) => ancestor.type === type && ancestor.action === action && ancestor.recordId === recordId,
  );
  return above < 0 ? PASSED : refused('unresolved', { cycle: `${type} ${action} ${recordId}`, above });
}

/** A duplicate stays one, unless whoever replays it says otherwise. */
export function eventSeen({ draft }: DraftCase): Judgement {
  return draft.replay?.isDuplicate ? refused('duplicate', { replayed: true }) : NOT_ASKED;
}

/** Only a payload can be stale: what is read by id is read as it is now. */
export function versionStale(one: DraftCase): Judgement {
  const { draft } = one;
  if (draft.replay && one.payload !== undefined) {
    const { isForced, laterHook } = draft.replay;
    if (isForced) return { kind: 'passed', facts: { forced: true } };
    if (laterHook !== null) return refused('stale', { laterHook });
  }
  return olderThanApplied(one);
}

function olderThanApplied({ scope, version, link, draft }: DraftCase): Judgement {
  if (version === undefined || scope?.source === 'read' || draft.direction === 'FROM') return NOT_ASKED;
  if (link?.version === undefined || link.version === null) return PASSED;
  const order = compareVersions(version, link.version);
  return order !== null && order < 0 ? refused('stale', { version, applied: link.version }) : PASSED;
}

/** The hook of our own write says the version that write returned. */
export function versionEcho({ version, link, draft }: DraftCase): Judgement {
  if (version === undefined || draft.direction === 'FROM') return NOT_ASKED;
  // Kept in the trail: a transfer compares it again when the payload is applied late.
  const passed: Judgement = { kind: 'passed', facts: { version } };
  if (link?.writtenVersion === undefined || link.writtenVersion === null) return passed;
  return compareVersions(version, link.writtenVersion) === 0 ? refused('echo', { version }) : passed;
}

/**
 * Lists name what did not change, too: a poll's overlap does in every turn. Such a record is not read again, unless a
 * delete of it waits: a list that names it says that it is there, and what it becomes overtakes the delete.
 */
export function versionUnchanged({ version, link, draft }: DraftCase): Judgement {
  const isListed = draft.origin === 'poll' || draft.origin === 'initialize';
  if (!isListed || version === undefined || link === undefined || link.version === null) return NOT_ASKED;
  if (link.isDeleteWaiting) return NOT_ASKED;
  return compareVersions(version, link.version) === 0 ? refused('no-change', { version }) : NOT_ASKED;
}

/**
 * Off means off for every kind of draft: hook, child, hub event, replay. What the hub would delete elsewhere ends here.
 * A source's own delete goes on in its record's lane, behind what was received before it: there it marks the link and
 * ends `guarded` (S6.1). The other guards decide when it runs, too.
 */
export function deleteGuard({ action, scope, draft }: DraftCase): Judgement {
  if (action !== 'DELETED') return NOT_ASKED;
  const guard = scope?.guard ?? 'off';
  if (guard === 'off' && draft.direction === 'FROM')
    return refused('guarded', { guard, scope: scope?.name ?? null });
  // What lay about is believed only if the source still has no such record (S4.6).
  if (draft.replay?.isForced) return { kind: 'passed', facts: { guard, forced: true } };
  return { kind: 'passed', facts: draft.origin === 'replay' ? { guard, late: true } : { guard } };
}

/** A delete that does anything waits first, beside its lane: a mistake shows within a minute more often than not (S6.2). */
export function deleteSettle(one: DraftCase): Judgement {
  const { action, scope } = one;
  if (action !== 'DELETED' || !scope || scope.guard === 'off' || scope.settleMs === 0) return NOT_ASKED;
  one.settleMs = scope.settleMs;
  return { kind: 'passed', facts: { waitsMs: scope.settleMs } };
}

/** How the request folds into an earlier open one (S3.7). Payload deltas are never folded. */
export function coalesce(one: DraftCase): Judgement {
  // Kept in the trail, where the transfer finds it: folded into another request it would be lost.
  if (one.draft.isRewrite) return { kind: 'passed', facts: { rewrites: true } };
  // What is watched shows a turn of its own, not that of a request that waited already.
  one.coalesce = isWatchedRoot(one.draft.root ?? 0) ? 'never' : foldingOf(one);
  return one.coalesce === 'never' ? PASSED : { kind: 'passed', facts: { folds: one.coalesce } };
}

/** Actions that change one record; all others but those of a whole type say something nobody can fold. */
const RECORD_ACTIONS: ReadonlySet<ScopeAction> = new Set(['CREATED', 'UPDATED', 'DELETED']);
/** Requests for all records of a type. */
export const TYPE_ACTIONS: ReadonlySet<ScopeAction> = new Set(['POLL', 'INITIALIZE']);

function foldingOf({ draft, scope, action, payload }: DraftCase): DraftCase['coalesce'] {
  if (draft.origin === 'replay' || payload !== undefined) return 'never';
  if (TYPE_ACTIONS.has(action)) return 'type';
  if (!RECORD_ACTIONS.has(action)) return 'never';
  // A delete nobody believes must not swallow the update that waits before it.
  if (action === 'DELETED' && (scope?.guard ?? 'off') === 'off') return 'never';
  // A hub change carries no record: it means "bring this link up to what the hub holds now".
  return draft.direction === 'FROM' || scope?.source === 'read' ? 'record' : 'never';
}
