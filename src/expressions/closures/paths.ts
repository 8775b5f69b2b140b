import type { AstNode, AstStage } from '../ast.js';
import { GIVE_UP, spend, walked, type Closure, type Frame } from './closure.js';
import { isMarked, type CompileScope } from './scope.js';
import { filtered, itemAt, property, settle, type Filtered, type Predicate } from './sequences.js';

interface Step {
  readonly run: Closure;
  /** What follows the step in brackets; none where they are all numbers, which `run` has taken in. */
  readonly predicates: readonly Predicate[];
  readonly weight: number;
}

interface Path {
  readonly steps: readonly Step[];
  /** `[]` at the end: a single item stays a list. */
  readonly keepsList: boolean;
}

/** `a.b.c`: JSONata's `evaluatePath`, with a short way for values that are no lists. */
export function compilePath(node: AstNode, scope: CompileScope): Closure | undefined {
  const keepsList = scope.isTail && node.keepSingletonArray === true;
  const steps: Step[] = [];
  for (const step of node.steps ?? []) {
    const compiled = compileStep(step, scope);
    if (!compiled) return undefined;
    if (step.type === 'variable' && steps.length > 0) scope.canGrow = true;
    steps.push(compiled);
  }
  if (steps.length === 0) return undefined;
  const path: Path = { steps, keepsList };
  const startsAnew = node.steps?.[0]?.type === 'variable';
  const down = isNamesAlone(node, path) ? byNames(namesOf(node)) : goDown;
  return (context, frame) => {
    if (Array.isArray(context) && !startsAnew) {
      // JSONata wraps a list that is the whole input, and walks any other.
      return walk(path, context === frame.root ? [context] : context, 0, frame);
    }
    return down(path, context, frame);
  };
}

function isNamesAlone(node: AstNode, { steps, keepsList }: Path): boolean {
  return (
    !keepsList &&
    steps.every(({ predicates }) => predicates.length === 0) &&
    (node.steps ?? []).every(isBareName)
  );
}

function isBareName({ type, keepArray, stages }: AstNode): boolean {
  return type === 'name' && keepArray !== true && !stages;
}

/** The commonest paths: without a step to call. */
function byNames(names: readonly string[]): typeof goDown {
  const last = names.length - 1;
  return (path, context, frame) => {
    let value = context;
    for (let at = 0; at <= last; at += 1) {
      value = property(value, names[at] as string, frame);
      if (value === undefined) return undefined;
      if (at < last && Array.isArray(value)) return walk(path, value, at + 1, frame);
    }
    return value;
  };
}

function namesOf(node: AstNode): string[] {
  return (node.steps ?? []).map(({ value }) => String(value));
}

/** One value after the other, as long as none is a list. */
function goDown(path: Path, context: unknown, frame: Frame): unknown {
  const { steps, keepsList } = path;
  let value = context;
  for (let at = 0; at < steps.length; at += 1) {
    const step = steps[at] as Step;
    if (step.predicates.length > 0) return walk(path, [value], at, frame);
    value = step.run(value, frame);
    if (value === undefined) return undefined;
    if (at < steps.length - 1 && Array.isArray(value)) return walk(path, value, at + 1, frame);
  }
  return keepsList && !Array.isArray(value) ? [value] : value;
}

function walk({ steps, keepsList }: Path, input: readonly unknown[], from: number, frame: Frame): unknown {
  let items = walked(input);
  for (let at = from; at < steps.length; at += 1) {
    const taken = takeStep(steps[at] as Step, items, frame);
    // The last step's only result, where it is a list of the data, is the result as it is.
    if (at === steps.length - 1 && taken.onlyList) return taken.onlyList;
    items = walked(taken.items);
    if (items.length === 0) return undefined;
  }
  return keepsList ? items : settle(items);
}

interface Taken {
  readonly items: unknown[];
  readonly onlyList: readonly unknown[] | undefined;
}

/** JSONata's `evaluateStep`: lists among the results are flattened by one level. */
function takeStep(step: Step, items: readonly unknown[], frame: Frame): Taken {
  const found: unknown[] = [];
  let results = 0;
  let onlyList: readonly unknown[] | undefined;
  for (const item of items) {
    spend(frame, step.weight);
    const value = step.run(item, frame);
    const { items: list, isSequence } =
      step.predicates.length > 0 ? through(step.predicates, value, frame) : asFiltered(value);
    if (list === undefined) continue;
    results += 1;
    onlyList = isSequence || results > 1 ? undefined : list;
    spend(frame, list.length);
    found.push(...(walked(list) as unknown[]));
  }
  return { items: found, onlyList };
}

function asFiltered(value: unknown): Filtered | { items: undefined; isSequence: boolean } {
  if (value === undefined) return NO_RESULT;
  return Array.isArray(value) ? { items: value, isSequence: false } : { items: [value], isSequence: true };
}

const NO_RESULT = { items: undefined, isSequence: true } as const;

function through(predicates: readonly Predicate[], value: unknown, frame: Frame): Filtered {
  let left: Filtered = { items: [], isSequence: true };
  let input = value;
  for (const predicate of predicates) {
    left = filtered(input, predicate, frame);
    input = left.items;
  }
  return left;
}

function compileStep(step: AstNode, scope: CompileScope): Step | undefined {
  const before = scope.nodes;
  // Anything but a name may give the same value for every item.
  if (step.type !== 'name' && step.type !== 'variable') scope.canGrow = true;
  const run = step.type === 'name' ? compileName(step) : scope.compile(step);
  const predicates = compilePredicates(step.stages, scope);
  if (!run || !predicates) return undefined;
  const weight = scope.nodes - before + 1;
  const taken = withNumbers(run, predicates);
  return taken ? { run: taken, predicates: [], weight } : { run, predicates, weight };
}

function compileName(step: AstNode): Closure | undefined {
  if (isMarked(step, 'keepArray') || 'predicate' in step) return undefined;
  const key = String(step.value);
  if (step.keepArray !== true) return (context, frame) => property(context, key, frame);
  return (context, frame) => {
    if (Array.isArray(context)) throw GIVE_UP;
    return property(context, key, frame);
  };
}

/** Brackets behind a node that is no path. */
export function withPredicates(
  run: Closure,
  stages: readonly AstStage[] | undefined,
  scope: CompileScope,
): Closure | undefined {
  if (!stages) return run;
  const predicates = compilePredicates(stages, scope);
  if (!predicates) return undefined;
  return (
    withNumbers(run, predicates) ??
    ((context, frame) => {
      const { items, isSequence } = through(predicates, run(context, frame), frame);
      return isSequence ? settle(items) : items;
    })
  );
}

function compilePredicates(
  stages: readonly AstStage[] | undefined,
  scope: CompileScope,
): readonly Predicate[] | undefined {
  const predicates: Predicate[] = [];
  for (const { type, expr } of stages ?? []) {
    if (type !== 'filter' || !expr) return undefined;
    if (expr.type === 'number') {
      if ('predicate' in expr) return undefined;
      predicates.push(Math.floor(Number(expr.value)));
      continue;
    }
    const before = scope.nodes;
    const holds = scope.compile(expr);
    if (!holds) return undefined;
    scope.canGrow = true;
    predicates.push({ holds, weight: scope.nodes - before });
  }
  return predicates;
}

/** `[0]`, `[-1]`: each works on what the one before left, and collects nothing. */
function withNumbers(run: Closure, predicates: readonly Predicate[]): Closure | undefined {
  if (predicates.some((predicate) => typeof predicate !== 'number')) return undefined;
  const indexes = predicates as readonly number[];
  const [only] = indexes;
  if (only === undefined) return run;
  if (indexes.length === 1) return (context, frame) => itemAt(run(context, frame), only);
  return (context, frame) => indexes.reduce(itemAt, run(context, frame));
}
