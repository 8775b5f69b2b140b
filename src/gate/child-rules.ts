import type { RecordType } from '@hookyard/sdk';

import { childFactsOf, isWatchedRoot, type CanonicalId } from '../flow/index.js';
import { parentRuleOf, type ConnectionView, type ParentRule, type ScopeView } from '../registry/index.js';

import { canonicalAtOnce, messageOf } from './canonical-id.js';
import { type DraftCase, type Foreseen, type Judgement, NOT_ASKED, refused } from './draft-case.js';
import { TYPE_ACTIONS } from './order-rules.js';

/** A child that cannot travel alone becomes a request for the record that carries it (DOMAIN part 3, rule 8). */
export function childParent(one: DraftCase): Judgement {
  const { draft, connection, type } = one;
  const rule = draft.direction === 'TO' ? parentRuleOf(connection.connector.definition, type) : null;
  if (!rule || TYPE_ACTIONS.has(one.action)) return NOT_ASKED;
  const found = one.foreseen ? one.foreseen.parent : parentAtOnce(one, rule);
  if (found?.problem !== undefined) return refused('unresolved', { problem: found.problem });
  return found?.id ? converted(one, rule.type, found.id) : NOT_ASKED;
}

/** Of a connector in this process: what runs elsewhere was asked before. */
function parentAtOnce(
  { connection, type, recordId, payload }: DraftCase,
  rule: ParentRule,
): Foreseen['parent'] {
  try {
    const parentId: unknown = rule.parentOf(recordId, payload ?? null);
    if (parentId === null) return null;
    return { id: canonicalAtOnce(connection, rule.type, parentId as string) };
  } catch (error) {
    return { id: null, problem: `parent of ${type} failed: ${messageOf(error)}` };
  }
}

function converted(one: DraftCase, parentType: RecordType, found: CanonicalId): Judgement {
  const { connection, type, action, recordId: childId } = one;
  // Judged behind `scope.known`: there is one.
  const scope = one.scope as ScopeView;
  const from = { fromType: type, fromId: childId };
  const carrier = carrierOf(connection, parentType);
  if (!carrier) {
    return refused('child-ignored', { ...from, reason: `no scope of ${parentType} UPDATED is enabled` });
  }
  if (carrier.source === 'payload') {
    return refused('child-ignored', { ...from, reason: `${parentType} cannot be read by id` });
  }
  const mark = { connection: connection.number, scope: scope.name, policy: scope.childPolicy };
  const facts = { ...from, ...childFactsOf(mark) };
  if (scope.childPolicy === 'ignore')
    return refused('child-ignored', { ...facts, reason: 'its scope ignores children' });
  if (found.id === undefined) return refused('unresolved', { ...from, problem: found.problem });
  one.child = { ...mark, action, windowMs: scope.childWindowMs };
  one.scope = carrier;
  one.type = parentType;
  one.action = 'UPDATED';
  one.recordId = found.id;
  // What the child's hook brought is not the parent's.
  one.payload = undefined;
  one.version = undefined;
  return { kind: 'passed', facts };
}

/**
 * Under `coalesce` a parent's request waits beside its lane for more of its children. Not where somebody waits for it:
 * what a person asks for, what is watched and what is replayed runs in its turn. Nor what writes everything anew, which
 * would be lost in another.
 */
export function childWindow(one: DraftCase): Judgement {
  const { child, draft } = one;
  if (!child || child.windowMs === 0) return NOT_ASKED;
  const { origin, root = 0, isRewrite = false } = draft;
  if (origin === 'manual' || origin === 'replay' || isRewrite || isWatchedRoot(root)) return NOT_ASKED;
  one.windowMs = child.windowMs;
  return { kind: 'passed', facts: { waitsMs: child.windowMs } };
}

function carrierOf({ scopes }: ConnectionView, type: RecordType): ScopeView | undefined {
  return [...scopes.TO.values()].find(
    (scope) => scope.type === type && scope.action === 'UPDATED' && scope.isEnabled,
  );
}
