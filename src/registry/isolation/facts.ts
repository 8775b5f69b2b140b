import { z } from 'zod';

import type { Path } from './wire.js';

/** A definition as data: what it says, and where it has functions and schemas. */
export interface Facts {
  readonly data: unknown;
  readonly functions: readonly Path[];
  readonly schemas: readonly SchemaFacts[];
}

export interface SchemaFacts {
  readonly path: Path;
  /** JSON schema of what goes in; null where it cannot be said. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** Of an object: the names of its keys. */
  readonly keys: readonly string[] | null;
}

const MOST_DEPTH = 30;
const MOST_VALUES = 200_000;

/** Walks a definition once, where its code is. Throws where it holds what is neither data, function nor schema. */
export function factsOf(definition: object): Facts {
  const walk = new Walk();
  const data = walk.valueAt(definition, []);
  return { data, functions: walk.functions, schemas: walk.schemas };
}

class Walk {
  readonly functions: Path[] = [];
  readonly schemas: SchemaFacts[] = [];
  private count = 0;

  valueAt(value: unknown, path: Path): unknown {
    this.count += 1;
    if (this.count > MOST_VALUES || path.length > MOST_DEPTH)
      throw new TypeError(`the definition is larger or deeper than any: at ${path.slice(0, 5).join('.')}`);
    switch (typeof value) {
      case 'function':
        this.functions.push(path);
        return null;
      case 'object':
        return value === null ? null : this.objectAt(value, path);
      case 'bigint':
      case 'symbol':
        throw new TypeError(`${path.join('.')} of the definition is a ${typeof value}, which is no data`);
      case 'string':
      case 'number':
      case 'boolean':
      case 'undefined':
        return value;
    }
  }

  private objectAt(value: object, path: Path): unknown {
    if ('_zod' in value) {
      this.schemas.push(schemaFacts(value as unknown as z.ZodType, path));
      return null;
    }
    if (Array.isArray(value)) return value.map((item, index) => this.valueAt(item, [...path, String(index)]));
    const entries = Object.entries(value).flatMap(([key, inside]) =>
      inside === undefined ? [] : [[key, this.valueAt(inside, [...path, key])] as const],
    );
    return Object.fromEntries(entries);
  }
}

function schemaFacts(schema: z.ZodType, path: Path): SchemaFacts {
  const keys = 'shape' in schema ? Object.keys(schema.shape as object) : null;
  try {
    return { path, keys, json: z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }) };
  } catch {
    // What is made of it says the same of a schema that cannot be read.
    return { path, keys, json: null };
  }
}

/** Calls a function of the definition where it is; at once where its answer is known. */
export type CallAt = (path: Path, args: readonly unknown[]) => unknown;

/**
 * A definition that looks like the one it stands for: its facts are the same, its functions and schemas ask where the
 * code is and answer with promises, or at once where the answer is known.
 */
export function standIn({ data, functions, schemas }: Facts, call: CallAt): object {
  const definition = structuredClone(data) as Record<string, unknown>;
  for (const path of functions) putAt(definition, path, (...args: unknown[]) => call(path, args));
  for (const schema of schemas) putAt(definition, schema.path, schemaStandIn(schema, call));
  return definition;
}

/** Of an object its keys are known, which is what settings are held against by name. */
function schemaStandIn({ path, json, keys }: SchemaFacts, call: CallAt): z.ZodType {
  const schema =
    keys === null ? z.unknown() : z.looseObject(Object.fromEntries(keys.map((key) => [key, z.unknown()])));
  // zod's own hook for types that say their JSON schema themselves.
  schema._zod.toJSONSchema = () => {
    if (json === null) throw new TypeError('the schema cannot be said as JSON schema');
    const { $schema: _, ...said } = json;
    return said;
  };
  const ask = (method: string) => (value: unknown) => call([...path, method], [value]);
  return Object.assign(schema, { parse: ask('parse'), safeParse: ask('safeParse') });
}

function putAt(root: Record<string, unknown>, path: Path, value: unknown): void {
  let at = root;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  Object.defineProperty(at, path.at(-1) as string, { value, enumerable: true, configurable: true });
}
