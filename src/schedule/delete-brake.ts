import type { DeleteBrake, ScopeView } from '../registry/index.js';

/**
 * Fewer never trip the brake by their share: of a type with a handful of records one delete is a tenth, and an operator
 * who is asked about every single one stops reading.
 */
const FEWEST_BY_SHARE = 5;

/** Several names may mean the delete of one type: the strictest holds. */
export function brakeOf(
  scopes: Iterable<Pick<ScopeView, 'action' | 'brake' | 'guard' | 'type'>>,
  type: string,
): DeleteBrake {
  const brakes = [...scopes]
    .filter((scope) => scope.type === type && scope.action === 'DELETED' && scope.guard !== 'off')
    .map(({ brake }) => brake);
  return {
    most: strictest(brakes.map(({ most }) => most)),
    percent: strictest(brakes.map(({ percent }) => percent)),
  };
}

/**
 * What so many waiting deletes are more of than allowed, as an operator reads it; null: nothing. `countLive` counts the
 * type's live links, up to a number that decides.
 */
export async function overBrake(
  { most, percent }: DeleteBrake,
  waiting: number,
  countLive: (most: number) => Promise<number>,
): Promise<string | null> {
  if (most !== null && waiting > most) return `more than ${most}`;
  if (percent === null || percent >= 100 || waiting < FEWEST_BY_SHARE) return null;
  const enough = Math.ceil((waiting * 100) / percent);
  const live = await countLive(enough);
  return live < enough ? `more than ${percent} % of ${live}` : null;
}

function strictest(limits: readonly (number | null)[]): number | null {
  const numbers = limits.filter((limit) => limit !== null);
  return numbers.length > 0 ? Math.min(...numbers) : null;
}
