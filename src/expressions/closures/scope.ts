import type { AstNode } from '../ast.js';
import type { Closure } from './closure.js';

/** A connector's own formulas, by name: pure and synchronous. */
export type HostFunctions = Readonly<Record<string, (...args: never[]) => unknown>>;

const later = new WeakSet<object>();

/** Marks a function that answers with a promise: only the interpreter can wait for it. */
export function answersLater(implementation: HostFunctions[string]): void {
  later.add(implementation);
}

export function isLater(implementation: HostFunctions[string] | undefined): boolean {
  return implementation !== undefined && later.has(implementation);
}

/** What is known while one expression is compiled. */
export interface CompileScope {
  /** One node, or undefined when it is not among those compiled. */
  readonly compile: (node: AstNode) => Closure | undefined;
  /** The same for a node whose value is, or stands in, the value of the whole expression as it is. */
  readonly compileTail: (node: AstNode, isTail: boolean) => Closure | undefined;
  readonly functions: HostFunctions;
  /** Functions called by name: a binding of that name would shadow them. */
  readonly called: Set<string>;
  /** Variables of the blocks around, innermost last, with their slot. */
  readonly variables: Map<string, number>[];
  slotCount: number;
  depth: number;
  /** Nodes compiled so far: what a loop over some of them costs. */
  nodes: number;
  /** Whether the node being compiled is one of `compileTail`. */
  isTail: boolean;
  /** Some part makes lists, objects or repeats: the result may be larger than the input. */
  canGrow: boolean;
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

export function isMarked(node: AstNode, ...allowed: readonly string[]): boolean {
  const marks = node as unknown as Readonly<Record<string, unknown>>;
  return SEQUENCE_MARKS.some((mark) => marks[mark] !== undefined && !allowed.includes(mark));
}

/** The slot of the innermost block that has bound the name before this point. */
export function slotOf(name: string, scope: CompileScope): number | undefined {
  for (let level = scope.variables.length - 1; level >= 0; level -= 1) {
    const slot = scope.variables[level]?.get(name);
    if (slot !== undefined) return slot;
  }
  return undefined;
}

export function newSlot(scope: CompileScope): number {
  scope.slotCount += 1;
  return scope.slotCount - 1;
}
