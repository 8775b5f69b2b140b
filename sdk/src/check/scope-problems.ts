import { z } from 'zod';

import type { AnyConnector, ScopeDefinition, ScopeTuple } from '../connector.js';
import { expressionSchema, isRecordType, isScopeAction } from '../vocabulary.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

const facts = z.object({
  source: z.enum(['read', 'payload', 'payload-then-read']).optional(),
  record: expressionSchema.optional(),
  version: expressionSchema.optional(),
  enabled: z.boolean().optional(),
});

/** Scopes, each by itself and with what it needs of others. */
export function scopeProblems(connector: AnyConnector): readonly ConnectorProblem[] {
  const scopes: unknown = connector.scopes;
  if (typeof scopes !== 'object' || scopes === null || Object.keys(scopes).length === 0) {
    return [problem('scopes-missing', 'scopes', 'there are none')];
  }
  const all = Object.entries(scopes as AnyConnector['scopes']).map(([name, scope]) => ({
    name,
    ...inFull(scope),
  }));
  return all.flatMap((scope) => [...ownProblems(scope), ...missingBeside(scope, all, connector)]);
}

type NamedScope = ScopeDefinition & { readonly name: string };

/** A scope in full, from either of its forms. */
function inFull(scope: ScopeTuple | ScopeDefinition): ScopeDefinition {
  if ('type' in scope) return scope;
  const [type, action, description] = scope;
  return { ...scope[3], type, action, description };
}

function ownProblems(scope: NamedScope): readonly ConnectorProblem[] {
  const subject = `scopes.${scope.name}`;
  const problems: ConnectorProblem[] = [];
  if (scope.name.trim() === '' || scope.name.length > 200) {
    problems.push(problem('scope-name-invalid', subject, `'${scope.name}' is no scope name`));
  }
  if (!isRecordType(scope.type)) {
    problems.push(problem('scope-type-unknown', subject, `'${String(scope.type)}' is no record type`));
  }
  if (!isScopeAction(scope.action)) {
    problems.push(problem('scope-action-unknown', subject, `'${String(scope.action)}' is no scope action`));
  }
  const parsed = facts.safeParse(scope);
  for (const issue of parsed.error?.issues ?? []) {
    problems.push(problem('scope-facts-invalid', `${subject}.${issue.path.join('.')}`, issue.message));
  }
  return problems;
}

/** What lists a type needs a list, and scopes for what it finds. */
const WALK_CODES = {
  POLL: { does: 'polls', withoutList: 'poll-without-list', scopesMissing: 'poll-scopes-missing' },
  INITIALIZE: {
    does: 'walks',
    withoutList: 'initialize-without-list',
    scopesMissing: 'initialize-scopes-missing',
  },
} as const;

function missingBeside(
  scope: NamedScope,
  all: readonly NamedScope[],
  connector: AnyConnector,
): readonly ConnectorProblem[] {
  const subject = `scopes.${scope.name}`;
  const handlers = connector.records?.[scope.type];
  const problems: ConnectorProblem[] = [];
  const isRead = scope.source === 'read' || scope.source === 'payload-then-read';
  if (isRead && !handlers?.get && !connector.handlePrerequisite) {
    problems.push(problem('scope-unreadable', subject, `reads ${scope.type} by id, which has no get`));
  }
  if (scope.action !== 'POLL' && scope.action !== 'INITIALIZE') return problems;
  const codes = WALK_CODES[scope.action];
  if (!handlers?.list) {
    const message = `${codes.does} ${scope.type}, which has no list`;
    problems.push(problem(codes.withoutList, subject, message));
  }
  const missing = (['CREATED', 'UPDATED'] as const).filter(
    (action) => !all.some((other) => other.type === scope.type && other.action === action),
  );
  if (missing.length > 0) {
    const pairs = missing.map((action) => `(${scope.type}, ${action})`).join(' and ');
    problems.push(problem(codes.scopesMissing, subject, `spawns hooks of ${pairs}, which no scope names`));
  }
  return problems;
}
