/** As much of a schema as an example is made from. */
export interface SchemaPart {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly items?: SchemaPart;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly allOf?: readonly SchemaPart[];
  readonly anyOf?: readonly SchemaPart[];
  readonly oneOf?: readonly SchemaPart[];
}

export type Schemas = Readonly<Record<string, SchemaPart>>;

const TIME = '2026-03-01T09:30:00.000Z';
/** Types may hold themselves (a tree of transfers). */
const DEEPEST = 6;

/** A value a schema allows, from the examples of its parts. */
export function exampleOf(schema: SchemaPart, schemas: Schemas, depth = 0): unknown {
  if (schema.$ref !== undefined) return exampleOf(schemas[nameOf(schema.$ref)] ?? {}, schemas, depth + 1);
  const [given] = [
    schema.example,
    schema.examples?.[0],
    schema.const,
    schema.default,
    schema.enum?.[0],
  ].filter((value) => value !== undefined && value !== null);
  if (given !== undefined) return given;
  if (schema.allOf) return mergedExample(schema, schemas, depth);
  const [choice] = schema.anyOf ?? schema.oneOf ?? [];
  if (choice) return exampleOf(choice, schemas, depth);
  return exampleOfType(schema, schemas, depth);
}

function mergedExample(schema: SchemaPart, schemas: Schemas, depth: number): unknown {
  const { allOf = [], ...rest } = schema;
  const parts = [...allOf, ...(rest.properties ? [rest] : [])].map((part) => exampleOf(part, schemas, depth));
  return parts.length === 1 ? parts[0] : Object.assign({}, ...(parts as object[]));
}

function exampleOfType(schema: SchemaPart, schemas: Schemas, depth: number): unknown {
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.find((one) => one !== 'null');
  if (type === 'array') {
    const { items } = schema;
    return depth > DEEPEST || !items ? [] : [exampleOf(items, schemas, depth + 1)];
  }
  if (type === 'string') return schema.format === 'date-time' ? TIME : 'text';
  if (type === 'integer' || type === 'number') return schema.minimum ?? 1;
  return type === 'boolean' ? true : objectExample(schema, schemas, depth);
}

function objectExample(
  { properties = {}, required = [] }: SchemaPart,
  schemas: Schemas,
  depth: number,
): unknown {
  const shown = Object.entries(properties).filter(([name]) => depth <= DEEPEST || required.includes(name));
  return Object.fromEntries(shown.map(([name, part]) => [name, exampleOf(part, schemas, depth + 1)]));
}

function nameOf(ref: string): string {
  return ref.replace('#/components/schemas/', '');
}
