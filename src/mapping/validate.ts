import { collectionSchema, type CollectionDefinition, type FieldMapping } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { compile, type CompiledExpression } from '../expressions/index.js';
import { childProblems } from './children/child-problems.js';
import { childKindFindings } from './children/child-levels.js';
import { kindFindings, type Sides } from './kind-check.js';
import { unknownFunctions } from './name-check.js';
import { lastKnownProblems } from './last-known.js';
import { pathProblem } from './paths.js';

/** One thing that is wrong with a definition, and where: `mappings.3.expression`. */
export interface CollectionProblem {
  readonly field: string;
  readonly message: string;
}

export interface ValidateOptions {
  /** The names of the translations there are. */
  readonly tables?: ReadonlySet<string>;
  /** The names of the connector's own functions. */
  readonly functions?: ReadonlySet<string>;
  /** The records of both sides, given the type and direction; absent: nothing is known of them. */
  readonly sidesOf?: (definition: CollectionDefinition) => Sides;
}

/** Names of the one thing that is known of a deleted record. */
const ID_FIELDS: ReadonlySet<string> = new Set(['id', 'Id', 'externalId', 'ExternalId']);

/** Everything that is wrong with a definition as it came over REST or with a connector; empty when nothing is. */
export function validateCollection(
  given: unknown,
  options: ValidateOptions = {},
): readonly CollectionProblem[] {
  const parsed = collectionSchema.safeParse(given);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) => ({ field: path.map(String).join('.'), message }));
  }
  const definition = parsed.data;
  const problems = [
    ...expressionProblems(definition, options, 'filter', definition.filter),
    ...expressionProblems(definition, options, 'errorFilter', definition.errorFilter),
    ...lastKnownProblems(definition),
    ...mappingsProblems(definition, options, 'mappings'),
    ...childProblems(definition, {
      mappings: (mappings, place) => mappingsProblems({ ...definition, mappings }, options, place),
      expression: (source, field) => expressionProblems(definition, options, field, source),
    }),
  ];
  return problems.length > 0 ? problems : kindProblems(definition, options);
}

function kindProblems(definition: CollectionDefinition, { sidesOf }: ValidateOptions): CollectionProblem[] {
  if (!sidesOf) return [];
  const sides = sidesOf(definition);
  return [...kindFindings(definition, sides), ...childKindFindings(definition, sides)].flatMap(
    ({ severity, field, message }) => (severity === 'error' ? [{ field, message }] : []),
  );
}

function mappingsProblems(
  definition: CollectionDefinition,
  options: ValidateOptions,
  place: string,
): CollectionProblem[] {
  return definition.mappings.flatMap((mapping, index) =>
    mappingProblems(definition, mapping, `${place}.${index}`, options),
  );
}

function mappingProblems(
  definition: CollectionDefinition,
  mapping: FieldMapping,
  place: string,
  options: ValidateOptions,
): CollectionProblem[] {
  const { tables = new Set() } = options;
  const problems: CollectionProblem[] = [];
  const add = (key: string, message: string | null): void => {
    if (message !== null) problems.push({ field: `${place}.${key}`, message });
  };
  const target = pathProblem(mapping.target);
  add('target', target && `the path ${target}`);
  if (mapping.kind === 'formula') {
    return [
      ...problems,
      ...expressionProblems(definition, options, `${place}.expression`, mapping.expression),
    ];
  }
  if (mapping.kind === 'static') return problems;
  const source = pathProblem(mapping.source);
  add('source', source && `the path ${source}`);
  add('source', isRecordGone(definition) ? notKnown(mapping.source.split('.')[0] ?? '') : null);
  if (mapping.kind === 'lookup' && typeof mapping.table === 'string' && !tables.has(mapping.table)) {
    add('table', `there is no translation '${mapping.table}'`);
  }
  return problems;
}

function expressionProblems(
  definition: CollectionDefinition,
  { functions = new Set() }: ValidateOptions,
  field: string,
  source: string | undefined,
): CollectionProblem[] {
  if (source === undefined) return [];
  let expression: CompiledExpression;
  try {
    expression = compile(source, { trusted: false });
  } catch (error) {
    if (!isHostError(error)) throw error;
    return [{ field, message: error.details.detail ?? error.message }];
  }
  const unknown = unknownFunctions(source, functions).map((message) => ({ field, message }));
  return [...unknown, ...(isRecordGone(definition) ? readsOfTheGone(field, expression) : [])];
}

function readsOfTheGone(field: string, { reads }: CompiledExpression): CollectionProblem[] {
  if (!reads) {
    return [{ field, message: 'reads the whole record, and of a deleted record only the id is known' }];
  }
  return [...reads].flatMap((name) => {
    const message = notKnown(name);
    return message === null ? [] : [{ field, message }];
  });
}

/** On a delete the source cannot be read any more. */
function isRecordGone({ direction, syncType }: CollectionDefinition): boolean {
  return direction === 'TO' && (syncType === 'DELETE' || syncType === 'DELETE_TRIGGERED_UPDATE');
}

function notKnown(name: string): string | null {
  return ID_FIELDS.has(name) ? null : `reads '${name}', and of a deleted record only the id is known`;
}
