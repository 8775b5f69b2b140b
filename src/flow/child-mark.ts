/** What a scope makes of children that cannot travel alone (DOMAIN part 3, rule 8). */
export const CHILD_POLICIES = ['parent', 'ignore', 'coalesce'] as const;
export type ChildPolicy = (typeof CHILD_POLICIES)[number];

/** Why a request is held aside: more children of its record may come within the window of their scope. */
export const CHILD_WINDOW = 'child-window';

/** Whose child brought a request about: what it costs is counted there. */
export interface ChildMark {
  /** The connection's number. */
  readonly connection: number;
  /** The name of the child's own scope. */
  readonly scope: string;
  readonly policy: ChildPolicy;
}

export interface ChildFacts {
  readonly fromConnection: number;
  readonly fromScope: string;
  readonly policy: ChildPolicy;
}

/** As facts of a trail or verdict; `childMarkOf` finds them again. */
export function childFactsOf({ connection, scope, policy }: ChildMark): ChildFacts {
  return { fromConnection: connection, fromScope: scope, policy };
}

const MARK = /"fromConnection":(\d+),"fromScope":("(?:[^"\\]|\\.)*"),"policy":"(parent|ignore|coalesce)"/;

/** In a stored trail; null where no child brought the request about. */
export function childMarkOf(trail: string): ChildMark | null {
  // most requests have nothing to do with children, and a look for a word costs them less than an expression
  const found = trail.includes('"fromConnection"') ? MARK.exec(trail) : null;
  if (!found) return null;
  const [, connection, scope = '""', policy] = found;
  return {
    connection: Number(connection),
    scope: JSON.parse(scope) as string,
    policy: policy as ChildPolicy,
  };
}
