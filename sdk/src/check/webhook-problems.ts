import type { AnyConnector } from '../connector.js';
import { urlPathSchema, webhookDataSchema } from '../receiver.schema.js';
import { problem, type ConnectorProblem, type ConnectorProblemCode } from './problem.js';

const CODE_OF_KEY: Readonly<Record<string, ConnectorProblemCode>> = {
  verify: 'verify-invalid',
  handshakes: 'handshake-invalid',
  preprocess: 'expression-invalid',
  multiple: 'expression-invalid',
  account: 'expression-invalid',
  deliveryId: 'expression-invalid',
  eventId: 'expression-invalid',
  mode: 'expression-invalid',
  sequence: 'sequence-invalid',
  scope: 'expression-invalid',
  externalId: 'expression-invalid',
};

/** How hooks arrive and are read. */
export function webhookProblems({ webhook }: AnyConnector): readonly ConnectorProblem[] {
  const parsed = webhookDataSchema.safeParse(webhook);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => {
    const code = CODE_OF_KEY[String(path[0])] ?? 'webhook-invalid';
    return problem(code, ['webhook', ...path].map(String).join('.'), message);
  });
  if (typeof webhook !== 'object' || webhook === null) return problems;
  const { scope, externalId, urlPath, account, authToken } = webhook;
  if (!webhook.resolve && (scope === undefined || externalId === undefined)) {
    problems.push(
      problem('webhook-unresolvable', 'webhook', 'says neither scope and externalId nor resolve'),
    );
  }
  if (urlPath === undefined) return problems;
  if (!urlPathSchema.safeParse(urlPath).success) {
    problems.push(
      problem('url-path-invalid', 'webhook.urlPath', `'${String(urlPath)}' is no part of an address`),
    );
  }
  if (account === undefined && authToken === undefined) {
    const message = 'one urlPath serves several connections, and nothing tells them apart';
    problems.push(problem('auth-token-missing', 'webhook.urlPath', message));
  }
  return problems;
}
