import type { AnyConnector } from '../connector.js';
import { recordTypeDeclarationSchema } from '../record-type.schema.js';
import { isRecordType, OWN_TYPE } from '../vocabulary.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

/** What the connector declares of record types; who declares some of its own, declares all that it names. */
export function recordTypeProblems(connector: AnyConnector): readonly ConnectorProblem[] {
  const given: unknown = connector.recordTypes;
  if (given === undefined) return [];
  if (typeof given !== 'object' || given === null) {
    return [problem('record-type-invalid', 'recordTypes', 'are no object of types by name')];
  }
  const declared = Object.entries(given).flatMap(([name, type]) => declarationProblems(name, type));
  return [...declared, ...undeclaredTypes(connector, new Set(Object.keys(given)))];
}

function declarationProblems(name: string, given: unknown): readonly ConnectorProblem[] {
  const subject = `recordTypes.${name}`;
  if (name === 'NONE' || !isRecordType(name)) {
    return [problem('record-type-unknown', subject, `'${name}' is no record type`)];
  }
  const issues = recordTypeDeclarationSchema.safeParse(given).error?.issues ?? [];
  return issues.map(({ path, message }) =>
    problem('record-type-invalid', [subject, ...path].map(String).join('.'), message),
  );
}

function undeclaredTypes(
  { scopes, records, prefixes, collections, limits }: AnyConnector,
  declared: ReadonlySet<string>,
): readonly ConnectorProblem[] {
  const named: readonly (readonly [string, unknown])[] = [
    ...Object.entries(scopes ?? {}).map(
      ([name, scope]) => [`scopes.${name}`, 'type' in scope ? scope.type : scope[0]] as const,
    ),
    ...Object.keys(records ?? {}).map((type) => [`records.${type}`, type] as const),
    ...Object.entries(prefixes ?? {}).map(([name, type]) => [`prefixes.${name}`, type] as const),
    ...Object.keys(limits?.estimates ?? {}).map((type) => [`limits.estimates.${type}`, type] as const),
    ...(collections ?? []).map(({ name, type }) => [`collections.${name}`, type] as const),
  ];
  return named.flatMap(([subject, type]) => {
    if (typeof type !== 'string' || !OWN_TYPE.test(type) || declared.has(type)) return [];
    return [problem('record-type-undeclared', subject, `names ${type}, which recordTypes does not declare`)];
  });
}
