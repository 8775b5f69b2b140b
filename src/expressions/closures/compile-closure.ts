import { isNode, type AstNode } from '../ast.js';
import { charge, FUEL, GIVE_UP, truth, type Bindings, type Closure, type Frame } from './closure.js';
import { compileCall, compileThunk } from './calls.js';
import { compileConstructor } from './constructors.js';
import { negate, OPERATORS, shortCircuit } from './operators.js';
import { compilePath, withPredicates } from './paths.js';
import { isMarked, newSlot, slotOf, type CompileScope, type HostFunctions } from './scope.js';

/** Deeper trees meet JSONata's own limit, and are its to judge. */
const MAX_DEPTH = 200;

/** A whole expression as closures. */
export interface ClosureExpression {
  readonly run: (input: unknown, bindings: Bindings | undefined) => unknown;
  /** Its value may be larger than its input, or holds what a connector's function gave: it must be measured. */
  readonly isMeasured: boolean;
}

/** The expression as closures, or undefined where any part of it is not provably the same. */
export function compileClosure(ast: AstNode, functions: HostFunctions): ClosureExpression | undefined {
  const scope: CompileScope = {
    compile: (node) => scope.compileTail(node, false),
    compileTail: (node, isTail) => {
      scope.isTail = isTail;
      return compileNode(node, scope);
    },
    functions,
    called: new Set(),
    variables: [],
    slotCount: 0,
    depth: 0,
    nodes: 0,
    isTail: true,
    canGrow: false,
  };
  const run = scope.compileTail(ast, true);
  if (!run) return undefined;
  const shadowed = [...scope.called];
  const hasSlots = scope.slotCount > 0;
  return {
    isMeasured: scope.canGrow,
    run: (input, bindings) => {
      if (bindings) for (const name of shadowed) if (Object.hasOwn(bindings, name)) throw GIVE_UP;
      const slots = hasSlots ? [] : NO_SLOTS;
      return run(input, { root: input, bindings, slots, fuel: FUEL, readAt: undefined });
    },
  };
}

const NO_SLOTS: unknown[] = [];

function compileNode(node: AstNode, scope: CompileScope): Closure | undefined {
  const allowed = scope.isTail && node.type === 'path' ? LIST_MARKS : [];
  if (isMarked(node, ...allowed)) return undefined;
  scope.isTail &&= node.predicate === undefined;
  scope.depth += 1;
  scope.nodes += 1;
  const compiler = scope.depth > MAX_DEPTH ? undefined : COMPILERS.get(node.type);
  const compiled = compiler?.(node, scope);
  scope.depth -= 1;
  return compiled && withPredicates(compiled, node.predicate, scope);
}

/** `[]` at the end of a path whose value nothing reads again. */
const LIST_MARKS = ['keepArray', 'keepSingletonArray'];

type Compiler = (node: AstNode, scope: CompileScope) => Closure | undefined;

const literal: Compiler = (node) => constant(node.value);

/** The nodes that have closures; JSONata's interpreter runs every expression that has another. */
const COMPILERS: ReadonlyMap<string, Compiler> = new Map<string, Compiler>([
  ['string', literal],
  ['number', literal],
  ['value', literal],
  ['path', compilePath],
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
  ['lambda', compileThunk],
]);

function constant(value: unknown): Closure {
  return () => value;
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
  if (!operator) return undefined;
  if (name === '..') scope.canGrow = true;
  return (context, frame) => {
    const one = left(context, frame);
    const other = right(context, frame);
    charge(frame, one);
    charge(frame, other);
    return operator(one, other);
  };
}

function compileNegation(node: AstNode, scope: CompileScope): Closure | undefined {
  const operand = node.expression && scope.compile(node.expression);
  return operand && ((context, frame) => negate(operand(context, frame)));
}

function compileCondition(node: AstNode, scope: CompileScope): Closure | undefined {
  const { isTail } = scope;
  const condition = node.condition && scope.compile(node.condition);
  const then = node.then && scope.compileTail(node.then, isTail);
  const otherwise = node.else ? scope.compileTail(node.else, isTail) : constant(undefined);
  if (!condition || !then || !otherwise) return undefined;
  return (context, frame) =>
    truth(condition(context, frame)) === true ? then(context, frame) : otherwise(context, frame);
}

/** `( $a := …; $b := …; … )`: straight lines, so that every name has one slot, known while compiling. */
function compileBlock(expressions: readonly AstNode[], scope: CompileScope): Closure | undefined {
  const { isTail } = scope;
  const names = new Map<string, number>();
  scope.variables.push(names);
  const lines: Closure[] = [];
  for (const [at, expression] of expressions.entries()) {
    const isLast = at === expressions.length - 1;
    const line =
      expression.type === 'bind'
        ? compileBind(expression, names, scope)
        : scope.compileTail(expression, isTail && isLast);
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
  const slot = newSlot(scope);
  names.set(String(node.lhs.value), slot);
  // A value bound may be used twice.
  scope.canGrow = true;
  return (context, frame) => (frame.slots[slot] = value(context, frame));
}
