import { isNode, type AstNode, type AstStage } from './ast.js';

/** Thrown by nobody: a walk that meets what it cannot tell answers null instead. */
interface Walk {
  readonly names: Set<string>;
  isKnown: boolean;
}

/**
 * The top-level names an expression reads from its input, or null when that cannot be told: it takes the whole input
 * (`$`, `*`, a function without its argument), or may (`%`, `$eval`).
 */
export function namesRead(ast: AstNode): ReadonlySet<string> | null {
  const walk: Walk = { names: new Set(), isKnown: true };
  visit(ast, true, walk);
  return walk.isKnown ? walk.names : null;
}

type Visitor = (node: AstNode, atTop: boolean, walk: Walk) => void;

const takesContext: Visitor = (_node, atTop, walk) => {
  if (atTop) walk.isKnown = false;
};

const cannotTell: Visitor = (_node, _atTop, walk) => {
  walk.isKnown = false;
};

/** What a node of each type reads; all others read what their parts read. */
const VISITORS: ReadonlyMap<string, Visitor> = new Map<string, Visitor>([
  ['path', (node, atTop, walk) => visitPath(node.steps ?? [], atTop, walk)],
  ['name', (node, atTop, walk) => void (atTop && walk.names.add(String(node.value)))],
  ['variable', visitVariable],
  ['wildcard', takesContext],
  ['descendant', takesContext],
  ['transform', cannotTell],
  ['parent', cannotTell],
  ['function', visitCall],
  ['partial', visitCall],
]);

/** `atTop`: the context item is the input itself. */
function visit(node: AstNode, atTop: boolean, walk: Walk): void {
  // Behind `@$name` the context stays what it was before the step.
  if (node.focus !== undefined) walk.isKnown = false;
  (VISITORS.get(node.type) ?? visitParts)(node, atTop, walk);
  visitStages([...(node.predicate ?? []), ...(node.stages ?? [])], walk);
  for (const pair of node.group?.lhs ?? []) for (const part of pair) visit(part, false, walk);
}

function visitPath(steps: readonly AstNode[], atTop: boolean, walk: Walk): void {
  const [first, ...rest] = steps;
  if (!first) return;
  // `$$.name` and `$.name` read one name of the input.
  const isInput = first.type === 'variable' && (first.value === '$' || (first.value === '' && atTop));
  const [second] = rest;
  if (isInput && second?.type === 'name' && !first.predicate) visit(second, true, walk);
  else visit(first, atTop, walk);
  for (const step of rest) visit(step, false, walk);
}

function visitVariable(node: AstNode, atTop: boolean, walk: Walk): void {
  if (node.value === '$' || node.value === 'eval' || (node.value === '' && atTop)) walk.isKnown = false;
}

/** A builtin that lacks an argument takes the context item. */
function visitCall(node: AstNode, atTop: boolean, walk: Walk): void {
  const args = node.arguments ?? [];
  const needed = ARGUMENTS_NEEDED[String(node.procedure?.value)] ?? 1;
  if (atTop && args.length < needed) walk.isKnown = false;
  if (node.procedure) visit(node.procedure, atTop, walk);
  for (const argument of args) visit(argument, atTop, walk);
}

/** With fewer arguments than this a builtin may take its context. */
const ARGUMENTS_NEEDED: Readonly<Record<string, number>> = {
  now: 0,
  millis: 0,
  random: 0,
  substring: 2,
  substringBefore: 2,
  substringAfter: 2,
  contains: 2,
  split: 2,
  match: 2,
  replace: 3,
  pad: 2,
  lookup: 2,
  power: 2,
  formatNumber: 2,
  formatInteger: 2,
  parseInteger: 2,
  each: 2,
};

function visitParts(node: AstNode, atTop: boolean, walk: Walk): void {
  const parts = [node.expression, node.condition, node.then, node.else, node.body, node.rhs, node.lhs];
  for (const part of parts) if (isNode(part)) visit(part, atTop, walk);
  for (const part of node.expressions ?? []) visit(part, atTop, walk);
  if (Array.isArray(node.lhs)) for (const pair of node.lhs) for (const part of pair) visit(part, atTop, walk);
  for (const term of node.terms ?? []) visit(term.expression, false, walk);
}

function visitStages(stages: readonly AstStage[], walk: Walk): void {
  for (const stage of stages) if (stage.expr) visit(stage.expr, false, walk);
}
