import { isNode, type AstNode } from '../ast.js';
import { GIVE_UP, type Closure } from './closure.js';
import { BUILTINS, type Builtin } from './functions.js';
import { slotOf, type CompileScope } from './scope.js';

/** `$name(…)` and `value ~> $name(…)`: a builtin or one of the connector's functions, called by name. */
export function compileCall(node: AstNode, scope: CompileScope): Closure | undefined {
  const call = node.type === 'apply' ? chained(node) : direct(node);
  if (!call || slotOf(call.name, scope) !== undefined) return undefined;
  const args: Closure[] = [];
  for (const argument of call.arguments) {
    const compiled = scope.compile(argument);
    if (!compiled) return undefined;
    args.push(compiled);
  }
  if (Object.hasOwn(scope.functions, call.name)) return hostCall(call.name, args, scope);
  const builtin = BUILTINS.get(call.name);
  if (!builtin) return undefined;
  scope.called.add(call.name);
  return builtinCall(builtin, args);
}

interface Call {
  readonly name: string;
  readonly arguments: readonly AstNode[];
}

function direct(node: AstNode): Call | undefined {
  const procedure = node.procedure;
  if (procedure?.type !== 'variable' || 'predicate' in procedure || 'group' in procedure) return undefined;
  return { name: String(procedure.value), arguments: node.arguments ?? [] };
}

function chained(node: AstNode): Call | undefined {
  const target = node.rhs;
  if (!isNode(node.lhs) || !target || 'predicate' in target || 'group' in target) return undefined;
  if (target.type === 'variable') return { name: String(target.value), arguments: [node.lhs] };
  const call = target.type === 'function' ? direct(target) : undefined;
  return call && { name: call.name, arguments: [node.lhs, ...call.arguments] };
}

function builtinCall(builtin: Builtin, args: readonly Closure[]): Closure | undefined {
  const { min, max, run } = builtin;
  if (args.length === 0 && builtin.takesContext) return (context) => run([context]);
  if (args.length < min || args.length > max) return undefined;
  const [first] = args;
  if (args.length === 1 && first) return (context, frame) => run([first(context, frame)]);
  return (context, frame) => run(args.map((arg) => arg(context, frame)));
}

/** What a connector's function gives back is data like any other; a promise or a function is not. */
function hostCall(name: string, args: readonly Closure[], scope: CompileScope): Closure {
  const implementation = scope.functions[name] as (...values: unknown[]) => unknown;
  scope.called.add(name);
  return (context, frame) => {
    const value = implementation(...args.map((arg) => arg(context, frame)));
    if (typeof value === 'function' || value instanceof Promise) throw GIVE_UP;
    return value;
  };
}
