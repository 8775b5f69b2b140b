import type { AstNode } from '../ast.js';
import { charge, GIVE_UP, MAX_ITEMS, type Closure, type Frame } from './closure.js';
import type { CompileScope } from './scope.js';
import { refuseTuples } from './sequences.js';

/** Keys JSONata refuses, and the one that means something else to JavaScript. */
const UNSAFE_KEYS: ReadonlySet<unknown> = new Set(['_jsonata_lambda', '_jsonata_function', '__proto__']);

/** `[…]` and `{…}`. */
export function compileConstructor(node: AstNode, scope: CompileScope): Closure | undefined {
  scope.canGrow = true;
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
    items.push({ value, isConstructor: expression.value === '[' });
  }
  return (context, frame) => {
    const array: unknown[] = [];
    for (const item of items) {
      const value = item.value(context, frame);
      charge(frame, value);
      // A list that is no constructor itself is appended item by item.
      if (Array.isArray(value) && !item.isConstructor) array.push(...(value as unknown[]));
      else if (value !== undefined) array.push(value);
      if (array.length > MAX_ITEMS) throw GIVE_UP;
    }
    return array;
  };
}

interface Item {
  readonly value: Closure;
  readonly isConstructor: boolean;
}

interface Pair {
  readonly key: Closure;
  readonly value: Closure;
}

function compileObject(
  pairs: readonly (readonly [AstNode, AstNode])[],
  scope: CompileScope,
): Closure | undefined {
  const { isTail } = scope;
  const compiled: Pair[] = [];
  const names = new Set<unknown>();
  for (const [keyNode, valueNode] of pairs) {
    const key = scope.compile(keyNode);
    const value = scope.compileTail(valueNode, isTail);
    if (!key || !value) return undefined;
    compiled.push({ key, value });
    if (keyNode.type === 'string' && keyNode.predicate === undefined && !UNSAFE_KEYS.has(keyNode.value)) {
      names.add(keyNode.value);
    }
  }
  if (names.size === pairs.length) return withKnownKeys([...names] as string[], compiled);
  return (context, frame) => construct(compiled, context, frame);
}

/** Keys written in the expression, all different: the usual object. */
function withKnownKeys(keys: readonly string[], pairs: readonly Pair[]): Closure {
  return (context, frame) => {
    refuseGroups(context);
    const object: Record<string, unknown> = {};
    for (let at = 0; at < keys.length; at += 1) {
      const value = pairs[at]?.value(context, frame);
      if (value !== undefined) object[keys[at] as string] = value;
    }
    return object;
  };
}

/** A list is grouped by key. */
function refuseGroups(context: unknown): void {
  if (Array.isArray(context)) throw GIVE_UP;
  refuseTuples(context);
}

/** Every key first, as JSONata does: one that is no text, or comes twice, is an error whatever the values are. */
function construct(pairs: readonly Pair[], context: unknown, frame: Frame): unknown {
  refuseGroups(context);
  const object: Record<string, unknown> = {};
  const keys = pairs.map(({ key }) => key(context, frame));
  if (keys.some((key) => (key !== undefined && typeof key !== 'string') || UNSAFE_KEYS.has(key))) {
    throw GIVE_UP;
  }
  for (const [at, key] of (keys as (string | undefined)[]).entries()) {
    if (key === undefined) continue;
    if (keys.indexOf(key) !== at) throw GIVE_UP;
    const value = pairs[at]?.value(context, frame);
    if (value !== undefined) object[key] = value;
  }
  return object;
}
