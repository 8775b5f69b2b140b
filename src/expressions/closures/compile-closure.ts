import { isNode, type AstNode, type AstStage } from '../ast.js';
import { GIVE_UP, itemAt, property, truth, type Bindings, type Closure, type Frame } from './closure.js';
import { compileCall } from './calls.js';
import { compileConstructor } from './constructors.js';
import { negate, OPERATORS, shortCircuit } from './operators.js';
import { isMarked, slotOf, type CompileScope, type HostFunctions } from './scope.js';

/** Deeper trees meet JSONata's own limit, and are its to judge. */
const MAX_DEPTH = 200;

/** A whole expression as closures. */
export type ClosureExpression = (input: unknown, bindings: Bindings | undefined) => unknown;

/** The expression as closures, or undefined where any part of it is not provably the same. */
export function compileClosure(ast: AstNode, functions: HostFunctions): ClosureExpression | undefined {
  const scope: CompileScope = {
    compile: (node) => compileNode(node, scope),
    functions,
    called: new Set(),
    variables: [],
    slotCount: 0,
    depth: 0,
  };
  const run = scope.compile(ast);
  if (!run) return undefined;
  const shadowed = [...scope.called];
  return (input, bindings) => {
    if (bindings && shadowed.some((name) => Object.hasOwn(bindings, name))) throw GIVE_UP;
    return run(input, { root: input, bindings, slots: scope.slotCount === 0 ? NO_SLOTS : [] });
  };
}

const NO_SLOTS: unknown[] = [];

function compileNode(node: AstNode, scope: CompileScope): Closure | undefined {
  if (isMarked(node)) return undefined;
  scope.depth += 1;
  const compiler = scope.depth > MAX_DEPTH ? undefined : COMPILERS.get(node.type);
  const compiled = compiler?.(node, scope);
  scope.depth -= 1;
  return compiled && withIndexes(compiled, node.predicate);
}

type Compiler = (node: AstNode, scope: CompileScope) => Closure | undefined;

const literal: Compiler = (node) => constant(node.value);

/** The nodes that have closures; JSONata's interpreter runs every expression that has another. */
const COMPILERS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['string', literal],
  ['number', literal],
  ['value', literal],
  ['path', (node, scope) => compilePath(node.steps ?? [], scope)],
  ['variable', (node, scope) => compileVariable(String(node.value), scope)],
  ['binary', compileBinary],
  [
    'unary',
    (node, scope) => (node.value === '-' ? compileNegation(node, scope) : compileConstructor(node, scope)),
  ],
  ['condition', compileCondition],
  ['block', (node, scope) => compileBlock(node.expressions ?? [], scope)],
  ['function', compileCall],
  ['apply', compileCall],
]);

function constant(value: unknown): Closure {
  return () => value;
}

/** `[0]`, `[-1]`: the only predicates compiled. Each works on what the one before left. */
function withIndexes(run: Closure, stages: readonly AstStage[] | undefined): Closure | undefined {
  if (!stages) return run;
  let indexed = run;
  for (const stage of stages) {
    const predicate = stage.expr;
    if (stage.type !== 'filter' || predicate?.type !== 'number' || 'predicate' in predicate) return undefined;
    const index = Math.floor(Number(predicate.value));
    const before = indexed;
    indexed = (context, frame) => itemAt(before(context, frame), index);
  }
  return indexed;
}

function compilePath(steps: readonly AstNode[], scope: CompileScope): Closure | undefined {
  const compiled: Closure[] = [];
  for (const step of steps) {
    const run = compileStep(step, scope);
    if (!run) return undefined;
    compiled.push(run);
  }
  const [first, ...rest] = compiled;
  if (!first) return undefined;
  if (rest.length === 0) return first;
  return (context, frame) => {
    let value = first(context, frame);
    for (const step of rest) {
      if (value === undefined) return undefined;
      // An array on the way makes a sequence of results, with rules of its own.
      if (Array.isArray(value)) throw GIVE_UP;
      value = step(value, frame);
    }
    return value;
  };
}

function compileStep(step: AstNode, scope: CompileScope): Closure | undefined {
  if (step.type !== 'name') {
    const run = scope.compile(step);
    return run && withIndexes(run, step.stages);
  }
  if (isMarked(step) || 'predicate' in step) return undefined;
  const key = String(step.value);
  return withIndexes((context) => property(context, key), step.stages);
}

function compileVariable(name: string, scope: CompileScope): Closure {
  if (name === '') return contextItem;
  if (name === '$') return (_context, frame) => frame.root;
  const slot = slotOf(name, scope);
  if (slot !== undefined) return (_context, frame) => frame.slots[slot];
  return (_context, frame) => {
    // A name nobody bound may be one of JSONata's own functions.
    if (!frame.bindings || !Object.hasOwn(frame.bindings, name)) throw GIVE_UP;
    return frame.bindings[name];
  };
}

/** JSONata takes an item with a property of this name for its own wrapper. */
function contextItem(context: unknown): unknown {
  if (typeof context === 'object' && context !== null && 'outerWrapper' in context) throw GIVE_UP;
  return context;
}

function compileBinary(node: AstNode, scope: CompileScope): Closure | undefined {
  if (!isNode(node.lhs) || !node.rhs) return undefined;
  const left = scope.compile(node.lhs);
  const right = scope.compile(node.rhs);
  if (!left || !right) return undefined;
  if (node.value === 'and' || node.value === 'or') return shortCircuit(node.value, left, right);
  const name = String(node.value);
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  return operator && ((context, frame) => operator(left(context, frame), right(context, frame)));
}

function compileNegation(node: AstNode, scope: CompileScope): Closure | undefined {
  const operand = node.expression && scope.compile(node.expression);
  return operand && ((context, frame) => negate(operand(context, frame)));
}

function compileCondition(node: AstNode, scope: CompileScope): Closure | undefined {
  const condition = node.condition && scope.compile(node.condition);
  const then = node.then && scope.compile(node.then);
  const otherwise = node.else ? scope.compile(node.else) : constant(undefined);
  if (!condition || !then || !otherwise) return undefined;
  return (context, frame) =>
    truth(condition(context, frame)) === true ? then(context, frame) : otherwise(context, frame);
}

/** `( $a := …; $b := …; … )`: straight lines, so that every name has one slot, known while compiling. */
function compileBlock(expressions: readonly AstNode[], scope: CompileScope): Closure | undefined {
  const names = new Map<string, number>();
  scope.variables.push(names);
  const lines: Closure[] = [];
  for (const expression of expressions) {
    const line =
      expression.type === 'bind' ? compileBind(expression, names, scope) : scope.compile(expression);
    if (line) lines.push(line);
  }
  scope.variables.pop();
  if (lines.length < expressions.length) return undefined;
  return (context, frame) => runLines(lines, context, frame);
}

function runLines(lines: readonly Closure[], context: unknown, frame: Frame): unknown {
  let value: unknown;
  for (const line of lines) value = line(context, frame);
  return value;
}

function compileBind(node: AstNode, names: Map<string, number>, scope: CompileScope): Closure | undefined {
  if (isMarked(node) || 'predicate' in node) return undefined;
  const value = node.rhs && scope.compile(node.rhs);
  if (!value || !isNode(node.lhs)) return undefined;
  const slot = scope.slotCount;
  scope.slotCount += 1;
  names.set(String(node.lhs.value), slot);
  return (context, frame) => (frame.slots[slot] = value(context, frame));
}
