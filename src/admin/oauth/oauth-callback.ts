import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { HostError } from '../../errors/index.js';
import { hostErrorOf, sendProblem, type ErrorListener } from '../../http/index.js';
import type { Authorized, Authorizing } from '../../oauth/index.js';
import { callbackPage, PAGE_HEADERS } from './callback-page.js';

export interface OAuthCallbackOptions {
  readonly authorizing: Pick<Authorizing, 'finish'>;
  readonly onUnexpected: ErrorListener;
}

/**
 * `GET /oauth/callback`: where a person comes back to from a system, without a key: the `state` is what lets them in. A
 * browser gets a page in words; who asks for JSON gets what became of it, or the problem with its code.
 */
export function serveOAuthCallback(
  fastify: FastifyInstance,
  { authorizing, onUnexpected }: OAuthCallbackOptions,
): void {
  fastify.get('/oauth/callback', async (request, reply) => {
    try {
      return answer(request, reply, await authorizing.finish(queryOf(request)));
    } catch (thrown) {
      const error = hostErrorOf(thrown);
      if (error.entry.level === 'error') onUnexpected(thrown, request.id);
      return refuse(request, reply, error);
    }
  });
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { connection, name, account }: Authorized,
): unknown {
  if (!isBrowser(request))
    return reply.header('cache-control', 'no-store').send({ connection, name, account });
  const whose = account === null ? '' : ` with the account ${account}`;
  const lines = [`${name} is connected${whose}.`, 'You can close this page.'];
  return reply.headers(PAGE_HEADERS).send(callbackPage({ title: 'Access granted', lines }));
}

function refuse(request: FastifyRequest, reply: FastifyReply, error: HostError): unknown {
  if (!isBrowser(request)) {
    sendProblem(error, request, reply);
    return reply;
  }
  const { meaning, remedy, status, level } = error.entry;
  // What is the host's own fault is not for those outside.
  const detail = level === 'error' ? `Request ${request.id}` : error.details.detail;
  const lines = [`${meaning}.`, ...(detail === undefined ? [] : [detail]), remedy, `Code: ${error.code}`];
  const page = callbackPage({ title: 'Access was not granted', lines });
  return reply.code(status).headers(PAGE_HEADERS).send(page);
}

function isBrowser({ headers }: FastifyRequest): boolean {
  return headers.accept?.includes('text/html') === true;
}

/** The first value of each name. */
function queryOf({ query }: FastifyRequest): Record<string, string> {
  const given = Object.entries(query as Record<string, string | string[]>);
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : (value[0] ?? '')]),
  );
}
