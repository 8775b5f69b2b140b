import type { AstNode } from '../ast.js';
import type { Closure } from './closure.js';

/** A connector's own formulas, by name: pure and synchronous. */
export type HostFunctions = Readonly<Record<string, (...args: never[]) => unknown>>;

/** What is known while one expression is compiled. */
export interface CompileScope {
  /** One node, or undefined when it is not among those compiled. */
  readonly compile: (node: AstNode) => Closure | undefined;
  readonly functions: HostFunctions;
  /** Functions called by name: a binding of that name would shadow them. */
  readonly called: Set<string>;
  /** Variables of the blocks around, innermost last, with their slot. */
  readonly variables: Map<string, number>[];
  slotCount: number;
  depth: number;
}

/** Marks that change how JSONata collects a result; a node with one is not compiled. */
const SEQUENCE_MARKS = [
  'keepArray',
  'keepSingletonArray',
  'consarray',
  'group',
  'tuple',
  'focus',
  'index',
  'ancestor',
  'seekingParent',
] as const;

export function isMarked(node: AstNode): boolean {
  const marks = node as unknown as Readonly<Record<string, unknown>>;
  return SEQUENCE_MARKS.some((mark) => marks[mark] !== undefined);
}

/** The slot of the innermost block that has bound the name before this point. */
export function slotOf(name: string, scope: CompileScope): number | undefined {
  for (let level = scope.variables.length - 1; level >= 0; level -= 1) {
    const slot = scope.variables[level]?.get(name);
    if (slot !== undefined) return slot;
  }
  return undefined;
}
