import type { CanonicalId } from '../flow/index.js';
import { canonicalIn, parentIn, parentRuleOf, type ScopeView } from '../registry/index.js';

import { messageOf } from './canonical-id.js';
import type { DraftCase, Foreseen } from './draft-case.js';
import { TYPE_ACTIONS } from './order-rules.js';
import { scopeOf } from './scope-rules.js';

/**
 * Rules answer at once. What they would ask of a connector that runs elsewhere is asked before them: for all drafts at
 * the same time, which is one message. Null where there is nothing to wait for, which is the rule.
 */
export function foresee(cases: readonly (DraftCase | null)[]): Promise<void> | null {
  const asked = cases.flatMap((one) => (one && isElsewhere(one) ? (foreseeOne(one) ?? []) : []));
  return asked.length === 0 ? null : Promise.all(asked).then(() => undefined);
}

/** The gate takes no step of a connector for the hub's own records, nor for all records of a type. */
function isElsewhere({ draft, connection }: DraftCase): boolean {
  return connection.connector.isolation === 'worker' && draft.direction === 'TO';
}

/** Null where there is nothing to ask: the ids of hooks are normalised where they are read. */
function foreseeOne(one: DraftCase): Promise<void> | null {
  const { draft, connection } = one;
  const scope = scopeOf(one);
  if (!scope?.isEnabled || TYPE_ACTIONS.has(scope.action)) return null;
  if (draft.origin !== 'hook' || parentRuleOf(connection.connector.definition, scope.type))
    return foreseen(one, scope).then((found) => {
      one.foreseen = found;
    });
  one.foreseen = { recordId: { id: draft.recordId }, parent: null };
  return null;
}

async function foreseen(
  { draft, connection }: DraftCase,
  { type }: Pick<ScopeView, 'type'>,
): Promise<Foreseen> {
  const { connector } = connection;
  const recordId =
    draft.origin === 'hook'
      ? { id: draft.recordId }
      : await triedId(() => canonicalIn(connector, type, draft.recordId));
  const rule = recordId.id === undefined ? null : parentRuleOf(connector.definition, type);
  if (!rule || recordId.id === undefined) return { recordId, parent: null };
  try {
    const id = await parentIn(connector, type, { id: recordId.id, element: draft.payload ?? null });
    const parent = id === null ? null : await triedId(() => canonicalIn(connector, rule.type, id));
    return { recordId, parent: { id: parent } };
  } catch (error) {
    return { recordId, parent: { id: null, problem: `parent of ${type} failed: ${messageOf(error)}` } };
  }

  async function triedId(ask: () => CanonicalId | Promise<CanonicalId>): Promise<CanonicalId> {
    try {
      return await ask();
    } catch (error) {
      return { problem: `normalize of ${connector.id} failed: ${messageOf(error)}` };
    }
  }
}
