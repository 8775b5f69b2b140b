import type { AnyConnector, ScopeAction } from '@hookyard/sdk';

import type { ChildPolicy } from '../flow/index.js';
import { parentRuleOf } from './parent-rule.js';
import type { ScopeRow } from './scope.entity.js';

/** What an operator says of the children of a scope. */
export interface ChildSetting {
  readonly childPolicy?: ChildPolicy | undefined;
  readonly childWindowSeconds?: number | null | undefined;
}

type Policed = Pick<ScopeRow, 'action' | 'childPolicy' | 'childWindowSeconds' | 'direction' | 'type'>;

/** Requests for all records of a type have no parent. */
const OF_WHOLE_TYPES: readonly ScopeAction[] = ['POLL', 'INITIALIZE'];

/** A policy other than `coalesce` takes its window with it, unless the same change names one, which is refused. */
export function childSettingOf({ childPolicy, childWindowSeconds }: ChildSetting): ChildSetting {
  const drops = childPolicy !== undefined && childPolicy !== 'coalesce' && childWindowSeconds === undefined;
  return { childPolicy, childWindowSeconds: drops ? null : childWindowSeconds };
}

/** A policy is set only where the gate would ask for it: else it would be stored and nothing done. */
export function childPolicyProblems(
  { action, childPolicy, childWindowSeconds, direction, type }: Policed,
  definition: AnyConnector,
): { readonly field: string; readonly message: string }[] {
  const coalesces = childPolicy === 'coalesce';
  const rule = direction === 'TO' && !OF_WHOLE_TYPES.includes(action) ? parentRuleOf(definition, type) : null;
  const rules: readonly (readonly [isWrong: boolean, field: string, message: string])[] = [
    [
      childPolicy !== 'parent' && rule === null,
      'childPolicy',
      `must be parent: the connector has no parent rule for ${type} ${action} ${direction}`,
    ],
    [
      coalesces && childWindowSeconds === null,
      'childWindowSeconds',
      'is needed where childPolicy is coalesce: how long a parent waits for more of its children',
    ],
    [
      !coalesces && childWindowSeconds !== null,
      'childWindowSeconds',
      'belongs to scopes whose childPolicy is coalesce',
    ],
  ];
  return rules.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : []));
}
