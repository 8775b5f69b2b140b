/** A node of the tree jsonata's own parser makes; only the keys this folder reads. */
export interface AstNode {
  readonly type: string;
  readonly value?: unknown;
  readonly position?: number;
  readonly steps?: readonly AstNode[];
  readonly expressions?: readonly AstNode[];
  readonly expression?: AstNode;
  readonly arguments?: readonly AstNode[];
  readonly procedure?: AstNode;
  readonly condition?: AstNode;
  readonly then?: AstNode;
  readonly else?: AstNode;
  readonly body?: AstNode;
  /** Of an object constructor: its pairs. Of anything else: the left side. */
  readonly lhs?: AstNode | readonly (readonly [AstNode, AstNode])[];
  readonly rhs?: AstNode;
  readonly predicate?: readonly AstStage[];
  readonly stages?: readonly AstStage[];
  readonly focus?: string;
  /** `[]` behind a step, and behind any step of a path. */
  readonly keepArray?: boolean;
  readonly keepSingletonArray?: boolean;
  /** A lambda the parser has put around a call at the end of another. */
  readonly thunk?: boolean;
  readonly signature?: unknown;
  readonly group?: { readonly lhs: readonly (readonly [AstNode, AstNode])[] };
  readonly terms?: readonly { readonly expression: AstNode }[];
}

export interface AstStage {
  readonly type: string;
  readonly expr?: AstNode;
}

export function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

/** Calls `visit` for every node below and including this one. */
export function eachNode(root: unknown, visit: (node: AstNode) => void): void {
  if (root instanceof RegExp || typeof root !== 'object' || root === null) return;
  if (isNode(root)) visit(root);
  for (const child of Object.values(root)) eachNode(child, visit);
}
