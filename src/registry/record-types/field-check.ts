import type { FieldKind, JsonObject, RecordField, RecordFields } from '@hookyard/sdk';

/** A value that cannot be read as what its field was declared to hold. */
export interface FieldProblem {
  /** Dotted; items of lists by their place: `lines.0.quantity`. */
  readonly field: string;
  readonly wanted: FieldKind;
  readonly found: string;
}

export type FieldCheck = (record: JsonObject) => readonly FieldProblem[];

/** One record cannot fill an operator's page with the same mistake in a thousand lines. */
const MOST_PROBLEMS = 20;
const NO_PROBLEMS: readonly FieldProblem[] = [];
const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

/** The check of a type, made once; null where nothing is declared, so that open types cost nothing. */
export function fieldCheckOf(fields: RecordFields): FieldCheck | null {
  if (Object.keys(fields).length === 0) return null;
  const check = objectCheck(new Map(Object.entries(fields)));
  return (record) => {
    const problems = check(record, '', NO_PROBLEMS);
    return problems.length > MOST_PROBLEMS ? problems.slice(0, MOST_PROBLEMS) : problems;
  };
}

/** Adds to the problems found so far; makes a list only once there is one. */
type Check<Value> = (value: Value, at: string, problems: readonly FieldProblem[]) => readonly FieldProblem[];

function objectCheck(declared: ReadonlyMap<string, RecordField>): Check<object> {
  const checks = new Map<string, Check<unknown>>();
  for (const [name, field] of declared) checks.set(name, valueCheck(field));
  return (record, at, problems) => {
    let found = problems;
    for (const name in record) {
      const value = (record as Record<string, unknown>)[name];
      if (value !== null && value !== undefined) found = checks.get(name)?.(value, at + name, found) ?? found;
    }
    return found;
  };
}

function valueCheck({ kind, fields }: RecordField): Check<unknown> {
  const holds = HOLDS[kind];
  const inner = fields && objectCheck(new Map(Object.entries(fields)));
  return (value, at, problems) => {
    if (!holds(value)) return [...problems, { field: at, wanted: kind, found: kindOf(value) }];
    if (!inner) return problems;
    if (!Array.isArray(value)) return inner(value as object, `${at}.`, problems);
    return value.reduce((found, item: unknown, index) => {
      const place = `${at}.${index}`;
      if (isObject(item)) return inner(item, `${place}.`, found);
      return [...found, { field: place, wanted: 'object' as const, found: kindOf(item) }];
    }, problems);
  };
}

const HOLDS: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value !== 'object',
  number: (value) => typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value)),
  boolean: (value) => typeof value === 'boolean' || value === 'true' || value === 'false',
  // Systems write times in many ways; which of them a system means its mapping knows.
  'date-time': (value) => typeof value === 'string' || typeof value === 'number',
  object: isObject,
  list: Array.isArray,
};

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return Array.isArray(value) ? 'list' : typeof value === 'string' ? 'text' : typeof value;
}
