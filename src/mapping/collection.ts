import type { CollectionDefinition, Json, JsonObject } from '@hookyard/sdk';

import { HostError, isHostError } from '../errors/index.js';
import type { Bindings } from '../expressions/index.js';
import type { CollectionOptions } from './collection-options.js';
import { fieldValue, formula, type FieldValue } from './field-value.js';
import { compileLookup } from './lookup.js';
import { isPromise, type MaybePromise } from './maybe-promise.js';
import { parsePath, pathProblem, write, type Draft, type Path } from './paths.js';
import { isTrue } from './truth.js';

/** What formulas and filters see beside the record: `$Settings`, `$CustomFields`, `$Parent`. */
export interface MappingContext {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly customFields?: JsonObject;
  /** The parent's record, in the collection of a child. */
  readonly parent?: JsonObject;
}

/** A mapping collection, compiled once for a version of the configuration. */
export interface CompiledCollection {
  readonly definition: CollectionDefinition;
  /** Whether the collection takes the record. */
  accepts(record: JsonObject, context: MappingContext): MaybePromise<boolean>;
  /** Whether the error filter hits: the record waits for a person. */
  rejects(record: JsonObject, context: MappingContext): MaybePromise<boolean>;
  /**
   * The mapped record: only the fields that are mapped and have a source; null clears. At once where no expression
   * had to leave the loop. Errors name the collection and the field.
   */
  map(record: JsonObject, context: MappingContext): MaybePromise<JsonObject>;
  /** The values of the record that lookups found no row for, whatever is written in their place. */
  untranslated(record: JsonObject): readonly Untranslated[];
}

/** A value without a row. */
export interface Untranslated {
  readonly target: string;
  readonly source: string;
  /** The translation's name; null for rows that stand in the mapping. */
  readonly table: string | null;
  readonly value: Json;
}

interface Field {
  readonly target: string;
  readonly path: Path;
  readonly value: FieldValue;
  /** Another mapping writes inside the value: it must not write into the source record. */
  readonly isCopied: boolean;
}

const compiledBefore = new WeakMap<CollectionDefinition, CompiledCollection>();

/** Compiles a definition; the same object is compiled once. Throws where an expression or a path is not valid. */
export function compileCollection(
  definition: CollectionDefinition,
  options: CollectionOptions,
): CompiledCollection {
  const known = compiledBefore.get(definition);
  if (known) return known;
  const fields = fieldsOf(definition, options);
  const compiled: CompiledCollection = {
    definition,
    accepts: condition(definition, 'filter', options) ?? (() => true),
    rejects: condition(definition, 'errorFilter', options) ?? (() => false),
    map: (record, context) => mapRecord(fields, record, bindingsOf(context)),
    untranslated: (record) => untranslatedIn(definition, options, record),
  };
  compiledBefore.set(definition, compiled);
  return compiled;
}

function untranslatedIn(
  { mappings }: CollectionDefinition,
  { tables = {} }: CollectionOptions,
  record: JsonObject,
): Untranslated[] {
  return mappings.flatMap((mapping) => {
    if (mapping.kind !== 'lookup') return [];
    const { target, source, table } = mapping;
    const value = compileLookup(mapping, tables).unknownIn(record);
    return value === undefined
      ? []
      : [{ target, source, table: typeof table === 'string' ? table : null, value }];
  });
}

function bindingsOf({ settings, customFields, parent }: MappingContext): Bindings {
  return { Settings: settings, CustomFields: customFields ?? {}, Parent: parent ?? null };
}

function fieldsOf(definition: CollectionDefinition, options: CollectionOptions): Field[] {
  const targets = definition.mappings.map(({ target }) => target);
  return definition.mappings.map((mapping) => {
    const { target } = mapping;
    const where = `collection '${definition.name}', field '${target}'`;
    const problem = pathProblem(target);
    if (problem)
      throw new HostError('VALIDATION_FAILED', { subject: where, detail: `the target ${problem}` });
    return {
      target,
      path: parsePath(target),
      value: compiledAt(where, () => fieldValue(mapping, options)),
      isCopied: targets.some((other) => other.startsWith(`${target}.`)),
    };
  });
}

type Condition = CompiledCollection['accepts'];

function condition(
  { name, ...definition }: CollectionDefinition,
  which: 'filter' | 'errorFilter',
  options: CollectionOptions,
): Condition | undefined {
  const source = definition[which];
  if (source === undefined) return undefined;
  const where = `collection '${name}', ${which}`;
  const evaluate = compiledAt(where, () => formula(source, options));
  return (record, context) => {
    const value = evaluate(record, bindingsOf(context));
    return isPromise(value) ? value.then(isTrue) : isTrue(value);
  };
}

/** Compiles; errors, now and when it runs, say where. */
function compiledAt(where: string, make: () => FieldValue): FieldValue {
  try {
    return located(where, make());
  } catch (error) {
    throw at(where, error);
  }
}

/** The same value, whose errors say where they happened. */
function located(where: string, value: FieldValue): FieldValue {
  return (record, bindings) => {
    try {
      const result = value(record, bindings);
      if (!isPromise(result)) return result;
      return result.catch((error: unknown) => {
        throw at(where, error);
      });
    } catch (error) {
      throw at(where, error);
    }
  };
}

function at(where: string, error: unknown): unknown {
  if (!isHostError(error)) return error;
  return new HostError(error.code, { ...error.details, subject: where }, { cause: error });
}

function mapRecord(
  fields: readonly Field[],
  record: JsonObject,
  bindings: Bindings,
): MaybePromise<JsonObject> {
  const draft: Draft = {};
  for (const [index, field] of fields.entries()) {
    const value = field.value(record, bindings);
    if (isPromise(value)) return mapLater(draft, fields.slice(index), { first: value, record, bindings });
    put(draft, field, value);
  }
  return draft as JsonObject;
}

interface Later {
  readonly first: Promise<Json | undefined>;
  readonly record: JsonObject;
  readonly bindings: Bindings;
}

/** The rest side by side, so that what goes to a worker goes in one message; written in the order of the mappings. */
async function mapLater(
  draft: Draft,
  fields: readonly Field[],
  { first, record, bindings }: Later,
): Promise<JsonObject> {
  const pending = fields.map((field, index) =>
    index === 0 ? first : later(() => field.value(record, bindings)),
  );
  const values = await Promise.all(pending);
  fields.forEach((field, index) => put(draft, field, values[index]));
  return draft as JsonObject;
}

/** A throw becomes a rejection, so that none of those beside it is left unobserved. */
async function later<Value>(compute: () => MaybePromise<Value>): Promise<Value> {
  return compute();
}

function put(draft: Draft, field: Field, value: Json | undefined): void {
  if (value === undefined) return;
  if (field.path.length === 1) draft[field.target] = field.isCopied ? structuredClone(value) : value;
  else write(draft, field.path, field.isCopied ? structuredClone(value) : value);
}
