import type { CompiledExpression } from '../expressions/index.js';

/** The names an expression may use beside its input, as `$Name` and, in fields, as a path. */
export const VARIABLES = [
  'RetrievedValue',
  'BodyJSON',
  'Envelope',
  'UrlSegment',
  'URL',
  'Method',
  'Headers',
  'Query',
  'Settings',
  'AuthToken',
  'Scope',
  'ExternalId',
] as const;

export type VariableName = (typeof VARIABLES)[number];

const NAME = new RegExp(`\\b(?:${VARIABLES.join('|')})\\b`, 'g');
const known = new WeakMap<CompiledExpression, readonly VariableName[]>();

/**
 * The variables an expression's text mentions: only those are looked up and handed over, so that a plain path costs
 * nothing and an envelope is made for nobody who does not read it.
 */
export function variablesOf(expression: CompiledExpression): readonly VariableName[] {
  let names = known.get(expression);
  if (!names) {
    names = [...new Set(expression.source.match(NAME) ?? [])] as VariableName[];
    known.set(expression, names);
  }
  return names;
}
