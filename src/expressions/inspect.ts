import { eachNode, type AstNode } from './ast.js';
import { parseExpression } from './parse.js';
import { kindOfResult, type ResultKind } from './result-kind.js';

/** What can be told of an expression without running it. */
export interface Inspection {
  /** Names it calls as functions and does not define itself. */
  readonly calls: ReadonlySet<string>;
  /** Other variables it reads and does not define itself. */
  readonly variables: ReadonlySet<string>;
  /** What it gives where it gives anything; null where that cannot be told. */
  readonly gives: ResultKind | null;
  /** The one value it gives, whatever the input. */
  readonly constant?: string | number | boolean;
}

/** Reads an expression as its author should have; throws EXPRESSION_INVALID. */
export function inspect(source: string): Inspection {
  const { ast } = parseExpression(source);
  const defined = new Set<string>();
  const called = new Set<string>();
  const read = new Set<string>();
  eachNode(ast, (node) => {
    for (const name of namesDefined(node)) defined.add(name);
    const callee = calleeOf(node);
    if (callee !== undefined) called.add(callee);
    if (node.type === 'variable' && typeof node.value === 'string') read.add(node.value);
  });
  const constant = constantOf(ast);
  return {
    calls: new Set([...called].filter((name) => !defined.has(name))),
    // `$` and `$$` are the input.
    variables: new Set(
      [...read].filter((name) => name !== '' && name !== '$' && !defined.has(name) && !called.has(name)),
    ),
    gives: kindOfResult(ast),
    ...(constant === undefined ? {} : { constant }),
  };
}

/** Wherever a name is defined: that it may be out of scope somewhere else is for the interpreter to say. */
function namesDefined(node: AstNode): string[] {
  const { index } = node as { readonly index?: unknown };
  const names: unknown[] = [node.focus, index];
  if (node.type === 'bind') names.push((node.lhs as AstNode).value);
  if (node.type === 'lambda') names.push(...(node.arguments ?? []).map(({ value }) => value));
  return names.filter((name) => typeof name === 'string');
}

function calleeOf(node: AstNode): string | undefined {
  const callee = node.type === 'apply' ? node.rhs : node.procedure;
  return callee?.type === 'variable' ? String(callee.value) : undefined;
}

function constantOf({ type, value }: AstNode): Inspection['constant'] {
  const isConstant =
    type === 'string' || type === 'number' || (type === 'value' && typeof value === 'boolean');
  return isConstant ? (value as string | number | boolean) : undefined;
}
