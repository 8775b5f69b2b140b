import type { AstNode } from './ast.js';

/** What a value is, as far as its use goes. */
export type ResultKind = 'text' | 'number' | 'boolean' | 'object' | 'list';

/** The kind of what an expression gives where it gives anything; null where that depends on the input. */
export function kindOfResult(node: AstNode): ResultKind | null {
  if (node.predicate || node.group || node.stages) return null;
  return KINDS[node.type]?.(node) ?? null;
}

const KINDS: Readonly<Record<string, ((node: AstNode) => ResultKind | null) | undefined>> = {
  string: () => 'text',
  number: () => 'number',
  value: ({ value }) => (typeof value === 'boolean' ? 'boolean' : null),
  binary: ({ value }) => OPERATORS[String(value)] ?? null,
  unary: ({ value }) => (value === '-' ? 'number' : value === '[' ? 'list' : 'object'),
  condition: ({ then, else: otherwise }) => sameKind(then, otherwise),
  block: ({ expressions }) => sameKind(expressions?.at(-1)),
  bind: ({ rhs }) => sameKind(rhs),
  function: ({ procedure }) => GIVES.get(String(procedure?.value)) ?? null,
};

/** Without an `else` there is nothing, or the one kind. */
function sameKind(one: AstNode | undefined, other: AstNode | undefined = one): ResultKind | null {
  if (!one || !other) return null;
  const kind = kindOfResult(one);
  return kindOfResult(other) === kind ? kind : null;
}

const OPERATORS: Readonly<Record<string, ResultKind | undefined>> = {
  '&': 'text',
  '=': 'boolean',
  '!=': 'boolean',
  '<': 'boolean',
  '<=': 'boolean',
  '>': 'boolean',
  '>=': 'boolean',
  and: 'boolean',
  or: 'boolean',
  in: 'boolean',
  '+': 'number',
  '-': 'number',
  '*': 'number',
  '/': 'number',
  '%': 'number',
  '..': 'list',
};

/** JSONata's own functions that give one kind, whatever they are given (docs.jsonata.org). */
const GIVES: ReadonlyMap<string, ResultKind> = new Map(
  Object.entries({
    text: 'string substring substringBefore substringAfter lowercase uppercase trim pad replace join formatNumber formatBase formatInteger base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl fromMillis now type',
    number:
      'number parseInteger abs floor ceil round power sqrt random sum count average length toMillis millis',
    boolean: 'boolean not exists contains',
  }).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind as ResultKind] as const)),
);
