import { collectionSchema, type CollectionDefinition, type FieldMapping } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { compile, type CompiledExpression } from '../expressions/index.js';
import { pathProblem } from './paths.js';

/** One thing that is wrong with a definition, and where: `mappings.3.expression`. */
export interface CollectionProblem {
  readonly field: string;
  readonly message: string;
}

export interface ValidateOptions {
  /** The names of the translations there are. */
  readonly tables?: ReadonlySet<string>;
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
  return [
    ...expressionProblems(definition, 'filter', definition.filter),
    ...expressionProblems(definition, 'errorFilter', definition.errorFilter),
    ...definition.mappings.flatMap((mapping, index) => mappingProblems(definition, mapping, index, options)),
  ];
}

function mappingProblems(
  definition: CollectionDefinition,
  mapping: FieldMapping,
  index: number,
  { tables = new Set() }: ValidateOptions,
): CollectionProblem[] {
  const problems: CollectionProblem[] = [];
  const add = (key: string, message: string | null): void => {
    if (message !== null) problems.push({ field: `mappings.${index}.${key}`, message });
  };
  const target = pathProblem(mapping.target);
  add('target', target && `the path ${target}`);
  if (mapping.kind === 'formula') {
    return [
      ...problems,
      ...expressionProblems(definition, `mappings.${index}.expression`, mapping.expression),
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
  if (!isRecordGone(definition)) return [];
  if (!expression.reads) {
    return [{ field, message: 'reads the whole record, and of a deleted record only the id is known' }];
  }
  return [...expression.reads].flatMap((name) => {
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
