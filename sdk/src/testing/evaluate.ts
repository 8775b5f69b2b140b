/** Evaluates a JSONata expression: `(source, input, bindings) => jsonata(source).evaluate(input, bindings)`. */
export type Evaluate = (
  expression: string,
  input: unknown,
  bindings: Readonly<Record<string, unknown>>,
) => unknown;

/** One step of a plain path: a name, or a quoted name. */
const STEP = /^(?:`([^`]+)`|(\$?[A-Za-z_]\w*))$/;

/** Plain paths (`data.id`, `$Headers.`x-topic``) need no JSONata; anything else asks for one. */
export const evaluatePath: Evaluate = (expression, input, bindings) => {
  const steps = stepsOf(expression);
  if (!steps) throw new Error(`'${expression}' is no plain path: hand in 'evaluate' to test it`);
  const [first = '', ...rest] = steps;
  const start = first.startsWith('$') ? bindings[first.slice(1)] : at(input, first);
  return rest.reduce(at, start);
};

/** The steps of a plain path, or undefined. */
export function stepsOf(expression: string): readonly string[] | undefined {
  const steps = expression.trim().match(/`[^`]+`|[^.`]+/g) ?? [];
  const names = steps.map((step) => STEP.exec(step.trim()));
  if (names.length === 0 || names.some((name) => name === null)) return undefined;
  return names.map((name) => name?.[1] ?? name?.[2] ?? '');
}

function at(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const found = value
      .map((item: unknown) => at(item, key))
      .filter((item) => item !== undefined)
      .flat();
    return found.length > 1 ? found : found[0];
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
