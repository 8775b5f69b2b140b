import type { Moves } from './element-order.js';

/** What the first of several slices leaves for the rest, also across a crash: kept in `hook.plan`. */
export interface SlicePlan {
  /** `name@version` of the connector. */
  readonly connector: string;
  readonly config: number;
  readonly moves: Moves;
}

export function writePlan(plan: SlicePlan): string {
  return JSON.stringify(plan.moves.length > 0 ? plan : { connector: plan.connector, config: plan.config });
}

/** The order the earlier slices were cut by, or null where the hook has none yet. */
export function plannedMoves(plan: string | null): Moves | null {
  if (plan === null) return null;
  const { moves = [] } = JSON.parse(plan) as Partial<SlicePlan>;
  return moves;
}
