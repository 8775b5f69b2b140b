import type { AstNode } from '../ast.js';
import { GIVE_UP, type Closure, type Frame } from './closure.js';
import type { CompileScope } from './scope.js';

/** Keys JSONata refuses, and the one that means something else to JavaScript. */
const UNSAFE_KEYS: ReadonlySet<unknown> = new Set(['_jsonata_lambda', '_jsonata_function', '__proto__']);

/** `[…]` and `{…}` with literal keys. */
export function compileConstructor(node: AstNode, scope: CompileScope): Closure | undefined {
  if (node.value === '[') return compileArray(node.expressions ?? [], scope);
  if (node.value === '{' && Array.isArray(node.lhs)) {
    return compileObject(node.lhs as readonly (readonly [AstNode, AstNode])[], scope);
  }
  return undefined;
}

function compileArray(expressions: readonly AstNode[], scope: CompileScope): Closure | undefined {
  const items: Item[] = [];
  for (const expression of expressions) {
    const value = scope.compile(expression);
    if (!value) return undefined;
    items.push({ value, isArray: expression.type === 'unary' && expression.value === '[' });
  }
  return (context, frame) => {
    const array: unknown[] = [];
    for (const item of items) {
      const value = item.value(context, frame);
      // An array that is no constructor itself is flattened into this one, by JSONata's rules.
      if (Array.isArray(value) && !item.isArray) throw GIVE_UP;
      if (value !== undefined) array.push(value);
    }
    return array;
  };
}

interface Item {
  readonly value: Closure;
  readonly isArray: boolean;
}

function compileObject(
  pairs: readonly (readonly [AstNode, AstNode])[],
  scope: CompileScope,
): Closure | undefined {
  const fields = new Map<string, Closure>();
  for (const [key, expression] of pairs) {
    if (key.type !== 'string' || typeof key.value !== 'string' || 'predicate' in key) return undefined;
    if (UNSAFE_KEYS.has(key.value) || fields.has(key.value)) return undefined;
    const value = scope.compile(expression);
    if (!value) return undefined;
    fields.set(key.value, value);
  }
  const entries = [...fields];
  return (context, frame) => construct(entries, context, frame);
}

function construct(
  entries: readonly (readonly [string, Closure])[],
  context: unknown,
  frame: Frame,
): unknown {
  // JSONata takes an item with a property of this name for a tuple of its own.
  if (typeof context === 'object' && context !== null && 'tupleStream' in context) throw GIVE_UP;
  const object: Record<string, unknown> = {};
  for (const [key, closure] of entries) {
    const value = closure(context, frame);
    if (value !== undefined) object[key] = value;
  }
  return object;
}
