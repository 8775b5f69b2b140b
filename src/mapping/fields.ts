import type { FieldMapping, Json, JsonObject } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { Bindings } from '../expressions/index.js';
import type { CollectionOptions } from './collection-options.js';
import { fieldValue, type FieldValue } from './field-value.js';
import { compiledAt } from './located.js';
import type { Missed } from './lookup.js';
import { isPromise, type MaybePromise } from './maybe-promise.js';
import { parsePath, pathProblem, write, type Draft, type Path } from './paths.js';

/** A record by its mappings: only the fields that have a source. */
export type FieldsMapper = (
  record: JsonObject,
  bindings: Bindings,
  missed?: Missed,
) => MaybePromise<JsonObject>;

interface Field {
  readonly target: string;
  readonly path: Path;
  readonly value: FieldValue;
  /** Another mapping writes inside the value: it must not write into the source record. */
  readonly isCopied: boolean;
}

/** Compiles the mappings of one record; what goes wrong in them is told by their place. */
export function compileFields(
  mappings: readonly FieldMapping[],
  place: string,
  options: CollectionOptions,
): FieldsMapper {
  const fields = fieldsOf(mappings, place, options);
  return (record, bindings, missed) => mapRecord(fields, { record, bindings, missed });
}

function fieldsOf(mappings: readonly FieldMapping[], place: string, options: CollectionOptions): Field[] {
  const targets = mappings.map(({ target }) => target);
  return mappings.map((mapping) => {
    const { target } = mapping;
    const where = `${place}, field '${target}'`;
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

/** One record on its way through the fields. */
interface Run {
  readonly record: JsonObject;
  readonly bindings: Bindings;
  readonly missed: Missed | undefined;
}

function mapRecord(fields: readonly Field[], run: Run): MaybePromise<JsonObject> {
  const draft: Draft = {};
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index] as Field;
    const value = field.value(run.record, run.bindings, run.missed);
    if (isPromise(value)) return mapLater(draft, fields.slice(index), value, run);
    put(draft, field, value);
  }
  return draft as JsonObject;
}

/** The rest side by side, so that what goes to a worker goes in one message; written in the order of the mappings. */
async function mapLater(
  draft: Draft,
  fields: readonly Field[],
  first: Promise<Json | undefined>,
  { record, bindings, missed }: Run,
): Promise<JsonObject> {
  const pending = fields.map((field, index) =>
    index === 0 ? first : later(() => field.value(record, bindings, missed)),
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
