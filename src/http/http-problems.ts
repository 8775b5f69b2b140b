import type { ServerResponse } from 'node:http';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { HostError, isHostError, problemOf, type ErrorCode } from '../errors/index.js';

/** Told about every error that is the host's own fault, with the id its client got. */
export type ErrorListener = (error: unknown, requestId: string) => void;

/** What the framework refuses before anything of ours runs, in our codes. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: 'URL_MALFORMED',
  // A segment longer than any key or id of ours names nothing.
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_ROUTE_MISSING_CONTENT_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_JSON_BODY: 'JSON_INVALID',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'JSON_INVALID',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BAD_REQUEST',
};

/** Seconds a client waits when an error says "later" and nobody knows how long. */
const RETRY_AFTER_SECONDS = '5';

/** What was thrown, in our codes; anything unknown is INTERNAL and tells nothing. */
export function hostErrorOf(thrown: unknown): HostError {
  if (isHostError(thrown)) return thrown;
  const { code, statusCode } = (thrown ?? {}) as Partial<FastifyError>;
  const known = typeof code === 'string' ? FRAMEWORK_CODES[code] : undefined;
  if (known) return new HostError(known, {}, { cause: thrown });
  const isClients = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return new HostError(isClients ? 'BAD_REQUEST' : 'INTERNAL', {}, { cause: thrown });
}

/** The headers an error is answered with, beside the content type. */
function headersOf(error: HostError): Readonly<Record<string, string>> {
  const { status } = error.entry;
  const isLater = status === 503 || status === 429;
  return { ...(isLater ? { 'retry-after': RETRY_AFTER_SECONDS } : {}), ...error.details.headers };
}

/** Answers an error, whoever threw it. */
export function sendProblem(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = hostErrorOf(thrown);
  void reply
    .code(error.entry.status)
    .headers(headersOf(error))
    .header('content-type', 'application/problem+json')
    .send(JSON.stringify(problemOf(error, request.id)));
}

/** The same where there is no framework. Headers that were set on the response before stay. */
export function writeProblem(thrown: unknown, requestId: string, response: ServerResponse): void {
  const error = hostErrorOf(thrown);
  const body = JSON.stringify(problemOf(error, requestId));
  response.writeHead(error.entry.status, {
    ...headersOf(error),
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

/**
 * Makes a server that nobody else (a framework above it) gives its handlers answer its errors as problems. `onError`
 * hears of those the host is to blame for.
 */
export function installProblemHandlers(fastify: FastifyInstance, onError: ErrorListener): void {
  fastify.setErrorHandler((thrown, request, reply) => {
    if (hostErrorOf(thrown).entry.level === 'error') onError(thrown, request.id);
    sendProblem(thrown, request, reply);
  });
  fastify.setNotFoundHandler((request, reply) => sendProblem(new HostError('NOT_FOUND'), request, reply));
}
