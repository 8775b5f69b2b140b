import { WHOLE_TYPE } from '../flow/index.js';
import type { ScopeView } from '../registry/index.js';

import { canonicalAtOnce } from './canonical-id.js';
import { type DraftCase, type Judgement, NOT_ASKED, PASSED, refused } from './draft-case.js';
import { TYPE_ACTIONS } from './order-rules.js';

export function scopeKnown(one: DraftCase): Judgement {
  const { draft, connection } = one;
  const scope = scopeOf(one);
  if (!scope) {
    const pair = draft.type && draft.action ? `${draft.type} ${draft.action}` : null;
    return refused('unknown-scope', { scope: draft.scope, pair, connector: connection.connector.id });
  }
  one.scope = scope;
  one.type = scope.type;
  one.action = scope.action;
  return PASSED;
}

export function scopeEnabled({ scope }: DraftCase): Judgement {
  return scope?.isEnabled ? PASSED : refused('disabled-scope', { scope: scope?.name ?? null });
}

export function scopeMode({ draft, connection }: DraftCase): Judgement {
  if (draft.mode === connection.mode) return PASSED;
  return refused('wrong-mode', { mode: draft.mode, connectionMode: connection.mode });
}

/** Ids of hooks are canonical already; those connectors, people and other systems hand in get their form here. */
export function recordId(one: DraftCase): Judgement {
  const { draft, connection } = one;
  // One lane for a type, whoever asks for it and under whatever id.
  if (TYPE_ACTIONS.has(one.action)) {
    one.recordId = WHOLE_TYPE;
    return NOT_ASKED;
  }
  if (draft.direction === 'FROM' || draft.origin === 'hook') return NOT_ASKED;
  const found = one.foreseen?.recordId ?? canonicalAtOnce(connection, one.type, draft.recordId);
  if (found.id === undefined) return refused('unresolved', { problem: found.problem });
  one.recordId = found.id;
  return PASSED;
}

/** Kept in the trail, where the transfer finds it. */
export function onlyThis({ draft }: DraftCase): Judgement {
  return draft.only ? { kind: 'passed', facts: { ...draft.only } } : NOT_ASKED;
}

/**
 * The named scope; for a draft that names a type and action, the first of the pair that is on, else the first there
 * is: a child is allowed if any scope of the pair is enabled (S3.5).
 */
export function scopeOf({ draft, connection }: DraftCase): ScopeView | undefined {
  const scopes = connection.scopes[draft.direction];
  const named = scopes.get(draft.scope);
  const isChild = draft.origin === 'prerequisite';
  const namesPair = draft.type !== undefined || draft.action !== undefined;
  if (!namesPair && !(isChild && named)) return named;
  const { type = named?.type, action = named?.action } = draft;
  const ofPair = [...scopes.values()].filter((scope) => scope.type === type && scope.action === action);
  const fitting = ofPair.find((scope) => scope === named && (scope.isEnabled || !isChild));
  return fitting ?? ofPair.find((scope) => scope.isEnabled) ?? ofPair[0];
}
