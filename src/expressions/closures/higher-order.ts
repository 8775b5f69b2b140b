import { isNode, type AstNode } from '../ast.js';
import { charge, GIVE_UP, spend, truth, walked, type Closure, type Frame } from './closure.js';
import { isMarked, newSlot, type CompileScope } from './scope.js';
import { settle } from './sequences.js';

/** A function written as an argument: its parameters' slots, its body, and what a call of it costs. */
interface Lambda {
  readonly slots: readonly number[];
  readonly body: Closure;
  readonly weight: number;
}

type Compiler = (list: Closure, lambda: Lambda, initial: Closure | undefined) => Closure | undefined;

/**
 * `$map(list, function($item, $index, $list) { … })` and its kind, with the function written in place: such a function
 * cannot call itself, so that every call of it has an end.
 */
const HIGHER_ORDER: ReadonlyMap<string, { most: number; makesSequence: boolean; compile: Compiler }> =
  new Map([
    ['map', { most: 2, makesSequence: true, compile: compileMap }],
    ['filter', { most: 2, makesSequence: true, compile: compileFilter }],
    ['reduce', { most: 3, makesSequence: false, compile: compileReduce }],
  ]);

export function isHigherOrder(name: string): boolean {
  return HIGHER_ORDER.has(name);
}

export function collects(name: string): boolean {
  return HIGHER_ORDER.get(name)?.makesSequence === true;
}

export function compileHigherOrder(
  name: string,
  [list, callee, initial]: readonly AstNode[],
  scope: CompileScope,
): Closure | undefined {
  const known = HIGHER_ORDER.get(name);
  if (!known || !list || !callee || (initial && known.most < 3)) return undefined;
  scope.canGrow = true;
  scope.called.add(name);
  const items = scope.compile(list);
  const lambda = compileLambda(callee, scope);
  const start = initial && scope.compile(initial);
  if (!items || !lambda || (initial && !start)) return undefined;
  return known.compile(items, lambda, start);
}

function compileLambda(node: AstNode, scope: CompileScope): Lambda | undefined {
  const isPlain = node.type === 'lambda' && node.thunk !== true && node.signature === undefined;
  if (!isPlain || isMarked(node) || 'predicate' in node || !isNode(node.body)) return undefined;
  const names = new Map<string, number>();
  const slots = (node.arguments ?? []).map((parameter) => {
    const slot = newSlot(scope);
    names.set(String(parameter.value), slot);
    return slot;
  });
  const before = scope.nodes;
  scope.variables.push(names);
  const body = scope.compile(node.body);
  scope.variables.pop();
  return body && { slots, body, weight: scope.nodes - before + 1 };
}

function compileMap(list: Closure, lambda: Lambda): Closure {
  return (context, frame) => {
    const items = itemsOf(list(context, frame), frame);
    if (!items) return undefined;
    const results: unknown[] = [];
    items.forEach((item, index) => {
      const result = call(lambda, [item, index, items], context, frame);
      if (result !== undefined) results.push(result);
    });
    return settle(results);
  };
}

function compileFilter(list: Closure, lambda: Lambda): Closure {
  return (context, frame) => {
    const items = itemsOf(list(context, frame), frame);
    return (
      items &&
      settle(
        items.filter((item, index) => truth(call(lambda, [item, index, items], context, frame)) === true),
      )
    );
  };
}

function compileReduce(list: Closure, lambda: Lambda, initial: Closure | undefined): Closure | undefined {
  // JSONata refuses a function of one parameter.
  if (lambda.slots.length < 2) return undefined;
  return (context, frame) => {
    const items = itemsOf(list(context, frame), frame);
    const given = initial?.(context, frame);
    if (!items) return undefined;
    const startsWithFirst = given === undefined && items.length > 0;
    let result = startsWithFirst ? items[0] : given;
    for (let index = startsWithFirst ? 1 : 0; index < items.length; index += 1) {
      result = call(lambda, [result, items[index], index, items], context, frame);
    }
    return result;
  };
}

function itemsOf(value: unknown, frame: Frame): readonly unknown[] | undefined {
  if (value === undefined) return undefined;
  charge(frame, value);
  return Array.isArray(value) ? walked(value) : [data(value)];
}

/** JSONata would take it for a function. */
function data(value: unknown): unknown {
  const flags = value as { _jsonata_function?: unknown; _jsonata_lambda?: unknown } | null;
  if (flags?._jsonata_function === true || flags?._jsonata_lambda === true) throw GIVE_UP;
  return value;
}

function call(
  { slots, body, weight }: Lambda,
  args: readonly unknown[],
  context: unknown,
  frame: Frame,
): unknown {
  spend(frame, weight);
  slots.forEach((slot, at) => (frame.slots[slot] = args[at]));
  return body(context, frame);
}
