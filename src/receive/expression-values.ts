import type { CompiledExpression } from '../expressions/index.js';
import type { CompiledField } from '../registry/index.js';

import type { Arrival } from './arrival.js';

type Value = (arrival: Arrival, retrieved: unknown) => unknown;

/** What expressions may read before a hook is resolved. */
const VALUES: Readonly<Record<string, Value>> = {
  RetrievedValue: (_arrival, retrieved) => retrieved,
  Headers: ({ headers }) => headers,
  Query: (arrival) => arrival.queryFields(),
  URL: ({ url }) => url,
  Method: ({ method }) => method,
  UrlSegment: (arrival) => arrival.segments(),
  BodyJSON: (arrival) => arrival.json(arrival.point.receiver.definition.formField),
};

const NAME = new RegExp(`\\b(?:${Object.keys(VALUES).join('|')})\\b`, 'g');
const mentioned = new WeakMap<CompiledExpression, readonly string[]>();

/** The names an expression's text mentions: nothing else is made for it, so that a header costs no parsing. */
export function namesIn(expression: CompiledExpression): readonly string[] {
  let names = mentioned.get(expression);
  if (!names) {
    names = [...new Set(expression.source.match(NAME) ?? [])];
    mentioned.set(expression, names);
  }
  return names;
}

/** Evaluates an expression over the whole request, and `more`; each name is readable as a path and as a variable. */
export function evaluated(
  expression: CompiledExpression,
  arrival: Arrival,
  retrieved?: unknown,
  more?: Readonly<Record<string, unknown>>,
): unknown {
  const values: Record<string, unknown> = { ...more };
  for (const name of namesIn(expression)) values[name] = (VALUES[name] as Value)(arrival, retrieved);
  return expression.evaluate(values, values);
}

/** The value of a field of the request; a promise where its expression runs elsewhere. */
export function fieldOf(field: CompiledField, arrival: Arrival): unknown {
  const retrieved = retrieve(field, arrival);
  if (!field.expression) return retrieved;
  if (retrieved instanceof Promise) {
    const { expression } = field;
    return retrieved.then((value) => evaluated(expression, arrival, value));
  }
  return evaluated(field.expression, arrival, retrieved);
}

function retrieve({ from, at, path }: CompiledField, arrival: Arrival): unknown {
  switch (from) {
    case 'Header':
      return arrival.header(at.toLowerCase());
    case 'Query':
      return firstOf(own(arrival.queryFields(), at));
    case 'FormField':
      return arrival.form().get(at)?.[0];
    case 'UrlSegment':
      return arrival.segments().at(Number(at));
    case 'Static':
      return at;
    case 'Method':
      return arrival.method;
    case 'BodyPath':
    case 'Element': {
      const body = arrival.json(arrival.point.receiver.definition.formField);
      return path ? path.evaluate(body) : body;
    }
  }
}

function own(from: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(from, name) ? from[name] : undefined;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : value;
}
