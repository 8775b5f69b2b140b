import type { CompiledExpression } from '../../expressions/index.js';
import type { DecisionStep, FailurePolicy, HandlerPosition } from '../../flow/index.js';
import type { CalledBy, CalledView, Signed } from './subscriber-view.js';

/** What an operator says of a handler. */
export interface HandlerDefinition extends CalledBy, Signed {
  readonly steps: readonly DecisionStep[];
  readonly position: HandlerPosition;
  /** `con_…`; null: of all. A merge is asked for by a person, of no connection. */
  readonly connections: readonly string[] | null;
  /** JSONata over the question; what it calls true is asked. */
  readonly condition: string | null;
  /** Of several that fit, the lowest is asked, and no other. */
  readonly priority: number;
  readonly onFailure: Readonly<Record<DecisionStep, FailurePolicy>>;
}

/** A handler as configured now; one that was removed lately, too, while what waits for it comes to its end. */
export interface HandlerView extends CalledView {
  readonly definition: HandlerDefinition;
  readonly condition: CompiledExpression | null;
  readonly isRemoved: boolean;
}

/** A delete or a merge cannot be taken back by the next hook. */
export const ON_FAILURE: HandlerDefinition['onFailure'] = {
  create: 'proceed',
  update: 'proceed',
  delete: 'park',
  merge: 'park',
};
