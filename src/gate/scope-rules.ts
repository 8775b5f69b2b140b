import type { RecordType } from '@hookyard/sdk';

import { WHOLE_TYPE, canonicalId } from '../flow/index.js';
import type { ScopeView } from '../registry/index.js';

import { type DraftCase, type Judgement, NOT_ASKED, PASSED, refused } from './draft-case.js';
import { TYPE_ACTIONS } from './order-rules.js';
import { parentTypeOf } from './parent-type.js';

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
  const found = canonicalIn(one, draft.recordId, connection.connector.definition.records?.[one.type]?.id);
  if (found.id === undefined) return refused('unresolved', { problem: found.problem });
  one.recordId = found.id;
  return PASSED;
}

/** A child that cannot travel alone becomes a request for the record that carries it (DOMAIN part 3, rule 8). */
export function childParent(one: DraftCase): Judgement {
  const { draft, connection, type } = one;
  const records = draft.direction === 'TO' ? connection.connector.definition.records : undefined;
  const rules = records?.[type];
  const parentType = rules?.parent ? parentTypeOf(type) : null;
  if (!rules?.parent || parentType === null || TYPE_ACTIONS.has(one.action)) return NOT_ASKED;
  let parentId: string | null;
  try {
    parentId = rules.parent(one.recordId, one.payload ?? null);
  } catch (error) {
    return refused('unresolved', { problem: `parent of ${type} failed: ${messageOf(error)}` });
  }
  return parentId === null ? NOT_ASKED : converted(one, parentType, parentId);
}

function converted(one: DraftCase, parentType: RecordType, parentId: string): Judgement {
  const { connection, type, recordId: childId } = one;
  const from = { fromType: type, fromId: childId };
  const carrier = enabledOf([...connection.scopes.TO.values()], parentType, 'UPDATED');
  if (!carrier) {
    return refused('child-ignored', { ...from, reason: `no scope of ${parentType} UPDATED is enabled` });
  }
  if (carrier.source === 'payload') {
    return refused('child-ignored', { ...from, reason: `${parentType} cannot be read by id` });
  }
  const found = canonicalIn(one, parentId, connection.connector.definition.records?.[parentType]?.id);
  if (found.id === undefined) return refused('unresolved', { ...from, problem: found.problem });
  one.scope = carrier;
  one.type = parentType;
  one.action = 'UPDATED';
  one.recordId = found.id;
  // What the child's hook brought is not the parent's.
  one.payload = undefined;
  one.version = undefined;
  return { kind: 'passed', facts: from };
}

/**
 * The named scope; for a draft that names a type and action, the first of the pair that is on, else the first there
 * is: a child is allowed if any scope of the pair is enabled (S3.5).
 */
function scopeOf({ draft, connection }: DraftCase): ScopeView | undefined {
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

function enabledOf(
  scopes: readonly ScopeView[],
  type: ScopeView['type'],
  action: ScopeView['action'],
): ScopeView | undefined {
  return scopes.find((scope) => scope.type === type && scope.action === action && scope.isEnabled);
}

interface IdRules {
  normalize(raw: string): string;
}

function canonicalIn(
  one: DraftCase,
  raw: string,
  rules: IdRules | undefined,
): ReturnType<typeof canonicalId> {
  try {
    return canonicalId(raw, rules ? (text) => rules.normalize(text) : undefined);
  } catch (error) {
    return { problem: `normalize of ${one.connection.connector.id} failed: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
