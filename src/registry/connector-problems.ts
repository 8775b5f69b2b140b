import { checkConnector, type AnyConnector } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import { compile } from '../expressions/index.js';
import { validateCollection } from '../mapping/index.js';
import { compileReceiver } from './compile-receiver.js';
import { typeClashes } from './record-types/declared-types.js';
import { declaredScopes } from './declared-scopes.js';

/** One thing that is wrong, where it is, and what to do about it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export interface CheckOptions {
  readonly trusted: boolean;
  /** The connectors beside it. */
  readonly others: readonly AnyConnector[];
}

/**
 * Everything that is wrong with a connector: the contract's own check, then whether its expressions parse and its record
 * types agree with what others declare.
 */
export function connectorProblems(
  connector: AnyConnector,
  { trusted, others }: CheckOptions,
): FieldProblem[] {
  const problems = checkConnector(connector).map(({ subject, message, remedy }) => ({
    field: subject,
    message: `${message}. ${remedy}`,
  }));
  if (problems.length > 0) return problems;
  const scopes = declaredScopes(connector).flatMap(({ name, record, version }) => [
    ...expressionProblems(`scopes.${name}.record`, record, trusted),
    ...expressionProblems(`scopes.${name}.version`, version, trusted),
  ]);
  const collections = (connector.collections ?? []).flatMap((collection) =>
    validateCollection(collection, { functions: new Set(Object.keys(connector.functions ?? {})) }).map(
      ({ field, message }) => ({
        field: `collections.${collection.name}.${field}`,
        message,
      }),
    ),
  );
  return [
    ...problemsOf('webhook', () => void compileReceiver(connector.webhook, trusted)),
    ...scopes,
    ...collections,
    ...typeClashes(
      connector,
      others.filter(({ name }) => name !== connector.name),
    ),
  ];
}

/** Whether an expression parses. */
export function expressionProblems(
  field: string,
  source: string | null | undefined,
  trusted = false,
): FieldProblem[] {
  if (source === null || source === undefined) return [];
  return problemsOf(field, () => void compile(source, { trusted }));
}

function problemsOf(field: string, check: () => void): FieldProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (!isHostError(error)) throw error;
    return [
      {
        field,
        message: [error.details.subject, error.details.detail].filter(Boolean).join(': ') || error.message,
      },
    ];
  }
}
