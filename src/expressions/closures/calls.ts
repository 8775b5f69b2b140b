import { isNode, type AstNode } from '../ast.js';
import type { Builtin } from './builtin.js';
import { BUILTINS } from './builtins.js';
import { charge, GIVE_UP, isPlainObject, type Closure, type Frame } from './closure.js';
import { collects, compileHigherOrder, isHigherOrder } from './higher-order.js';
import { isLater, slotOf, type CompileScope } from './scope.js';

/** `$name(…)` and `value ~> $name(…)`: a builtin or one of the connector's functions, called by name. */
export function compileCall(node: AstNode, scope: CompileScope): Closure | undefined {
  const call = node.type === 'apply' ? chained(node) : direct(node);
  if (!call || slotOf(call.name, scope) !== undefined) return undefined;
  // Brackets behind a call see its sequence before it is settled.
  if (node.predicate && makesSequence(call.name, scope)) return undefined;
  const isHostCall = Object.hasOwn(scope.functions, call.name);
  if (isHostCall && isLater(scope.functions[call.name])) return undefined;
  if (!isHostCall && isHigherOrder(call.name)) {
    return compileHigherOrder(call.name, call.arguments, scope);
  }
  const args = call.arguments.map((argument) => scope.compile(argument));
  if (!args.every((arg) => arg !== undefined)) return undefined;
  return isHostCall ? hostCall(call.name, args, scope) : builtinNamed(call.name, args, scope);
}

function builtinNamed(name: string, args: readonly Closure[], scope: CompileScope): Closure | undefined {
  scope.called.add(name);
  const clock = args.length === 0 ? CLOCK.get(name) : undefined;
  if (clock) return clock;
  const builtin = BUILTINS.get(name);
  scope.canGrow ||= GROWING.has(name);
  return builtin && builtinCall(builtin, args);
}

/** Builtins that may repeat what they are given. */
const GROWING: ReadonlySet<string> = new Set(['append', 'merge', 'split']);

/** One evaluation has one time. */
const CLOCK: ReadonlyMap<string, Closure> = new Map<string, Closure>([
  ['millis', (_context, frame) => readAt(frame)],
  ['now', (_context, frame) => new Date(readAt(frame)).toISOString()],
]);

function readAt(frame: Frame): number {
  frame.readAt ??= Date.now();
  return frame.readAt;
}

function makesSequence(name: string, { functions }: CompileScope): boolean {
  if (Object.hasOwn(functions, name)) return false;
  return collects(name) || BUILTINS.get(name)?.makesSequence === true;
}

/** The parser puts a call at the end of a lambda into another, whose result JSONata does not settle. */
export function compileThunk(node: AstNode, scope: CompileScope): Closure | undefined {
  const { body } = node;
  const call = node.thunk === true && body?.type === 'function' ? direct(body) : undefined;
  // Without an argument it would take a context that is not there.
  if (!body || !call || call.arguments.length === 0 || makesSequence(call.name, scope)) return undefined;
  return scope.compile(body);
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
  if (args.length === 1 && first) {
    return (context, frame) => {
      const value = first(context, frame);
      charge(frame, value);
      return run([value]);
    };
  }
  const [, second] = args;
  if (args.length === 2 && first && second) {
    return (context, frame) => {
      const values = [first(context, frame), second(context, frame)];
      charge(frame, values[0]);
      charge(frame, values[1]);
      return run(values);
    };
  }
  return (context, frame) => {
    const values = args.map((arg) => arg(context, frame));
    for (const value of values) charge(frame, value);
    return run(values);
  };
}

/** What a connector's function gives back is data like any other; a promise or a function is not. */
function hostCall(name: string, args: readonly Closure[], scope: CompileScope): Closure {
  const implementation = scope.functions[name] as (...values: unknown[]) => unknown;
  scope.called.add(name);
  scope.canGrow = true;
  return (context, frame) => {
    const values = args.map((arg) => arg(context, frame));
    for (const value of values) charge(frame, value);
    const value = implementation(...values);
    const isData =
      typeof value !== 'object' || value === null || Array.isArray(value) || isPlainObject(value);
    if (typeof value === 'function' || value instanceof Promise || !isData) throw GIVE_UP;
    return value;
  };
}
